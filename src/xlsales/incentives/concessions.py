"""Concessions: what is given away after an order, as a cost of that order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.numbers import ZERO


class DealMargin(NamedTuple):
    """A deal after its concessions.

    Attributes:
        revenue, cost: As they were ordered.
        conceded: Given away afterwards: coupons redeemed, free repairs, price cuts.
    """

    revenue: Fraction
    cost: Fraction
    conceded: Fraction

    @property
    def margin(self) -> Fraction:
        """What is left: concessions are a cost, the order's own revenue stays as it is."""
        return self.revenue - self.cost - self.conceded

    @property
    def margin_rate(self) -> Fraction | None:
        """The margin's part of the revenue; ``None`` without revenue."""
        return self.margin / self.revenue if self.revenue else None


def margins_after_concessions(
    deals: Mapping[str, tuple[Fraction, Fraction]], concessions: Iterable[tuple[str, Fraction]]
) -> dict[str, DealMargin]:
    """Return each deal with what was conceded on it (PR2).

    Args:
        deals: Revenue and cost by deal.
        concessions: Deal and amount given away, in any order; one on an unknown deal stands by itself,
            so that no cost is lost.

    Examples:
        >>> deals = {"D1": (Fraction(1000), Fraction(700))}
        >>> found = margins_after_concessions(deals, [("D1", Fraction(50)), ("D1", Fraction(30))])
        >>> float(found["D1"].margin), float(found["D1"].margin_rate)
        (220.0, 0.22)
    """
    given: dict[str, Fraction] = {}
    for deal, amount in concessions:
        given[deal] = given.get(deal, ZERO) + amount
    names = dict.fromkeys([*deals, *given])
    return {name: DealMargin(*deals.get(name, (ZERO, ZERO)), given.get(name, ZERO)) for name in names}
