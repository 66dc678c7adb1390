"""Commission on collections: earned as the invoice is paid."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.numbers import CENT, ZERO, round_to_unit


def commission_on_payments(
    commission: Fraction, invoiced: Fraction, received: Sequence[Fraction | None], unit: Fraction = CENT
) -> tuple[Fraction | None, ...]:
    """Return the commission that each payment of an invoice earns.

    Each earns the rounded commission of all payments so far less that of the ones before, so that
    the parts sum exactly to the commission once the invoice is paid, and never to more; a payment
    that bounces takes its part back.

    Args:
        commission: Commission of the whole invoice.
        invoiced: Amount of the invoice; for a credit note, like its payments, negative.
        received: Payments in order, shape (n,); ``None`` is no payment and stays ``None``.
        unit: Parts are multiples of it; 0 does not round.

    Returns:
        Commissions, shape (n,); all ``None`` for an invoice of 0.

    Examples:
        >>> thirds = [Fraction(1000, 3)] * 3
        >>> [float(part) for part in commission_on_payments(Fraction(100), Fraction(1000), thirds)]
        [33.33, 33.34, 33.33]
    """
    if not invoiced:
        return (None,) * len(received)
    parts: list[Fraction | None] = []
    total = earned_before = ZERO
    for payment in received:
        if payment is None:
            parts.append(None)
            continue
        total += payment
        paid_share = min(max(total / invoiced, ZERO), Fraction(1))
        earned = round_to_unit(commission * paid_share, unit)
        parts.append(earned - earned_before)
        earned_before = earned
    return tuple(parts)
