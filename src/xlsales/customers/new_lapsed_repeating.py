"""New, lapsed and repeating customers between two periods."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Retention:
    """What a customer spent in two periods, net of returns.

    Attributes:
        customer: Who.
        state: New, lapsed or repeating.
        first: Net spend of the first period.
        second: Net spend of the second period.
    """

    customer: Hashable
    state: Literal["New", "Lapsed", "Repeating"]
    first: Fraction
    second: Fraction


def retention_of(
    rows: Iterable[tuple[Hashable, Fraction, Hashable]], first_period: Hashable, second_period: Hashable
) -> tuple[Retention, ...]:
    """Tell who came, who went and who stayed.

    Args:
        rows: Customer, amount and period of each transaction; other periods are passed over.
        first_period: The earlier period.
        second_period: The later one.

    Returns:
        One entry a customer that bought in either period, as they first come; a net spend of 0 or less
        is no purchase.

    References:
        New, lapsed, repeating segmentation, as in openretailscience.

    Examples:
        >>> found = retention_of([("a", Fraction(5), 1), ("a", Fraction(7), 2), ("b", Fraction(1), 2)], 1, 2)
        >>> [(entry.customer, entry.state) for entry in found]
        [('a', 'Repeating'), ('b', 'New')]
    """
    spends: dict[Hashable, list[Fraction]] = {}
    for customer, amount, period in rows:
        if period in (first_period, second_period):
            pair = spends.setdefault(customer, [Fraction(0), Fraction(0)])
            pair[period == second_period] += amount
    return tuple(
        Retention(customer, _state(first > 0, second > 0), first, second)
        for customer, (first, second) in spends.items()
        if first > 0 or second > 0
    )


def _state(bought_first: bool, bought_second: bool) -> Literal["New", "Lapsed", "Repeating"]:
    if bought_first and bought_second:
        return "Repeating"
    return "New" if bought_second else "Lapsed"
