"""Payments and credit notes against instalments, the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Allocation:
    """What a payment did.

    Attributes:
        outstanding: Open amount of each instalment, in order.
        unallocated: Money beyond all of them.
    """

    outstanding: tuple[Fraction, ...]
    unallocated: Fraction


def allocate_oldest_first(outstanding: Sequence[Fraction], received: Fraction) -> Allocation:
    """Set a payment or a credit note against instalments, the first one first.

    Args:
        outstanding: Open amount of each instalment, oldest first, shape (n,), 0 or more.
        received: Amount of the payment or credit note, 0 or more.

    Returns:
        What stays open; it and the unallocated rest account for every cent.

    References:
        ERPNext accounts receivable with payment terms: the oldest term first.

    Examples:
        >>> allocate_oldest_first([Fraction(60), Fraction(100)], Fraction(70)).outstanding
        (Fraction(0, 1), Fraction(90, 1))
    """
    rest = received
    open_amounts = []
    for amount in outstanding:
        used = min(amount, rest)
        open_amounts.append(amount - used)
        rest -= used
    return Allocation(tuple(open_amounts), rest)
