"""Repeat purchases of customers by day or week, as models of customer lifetime take them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

Unit = Literal["day", "week"]
Order = tuple[Hashable, date, Fraction]


@dataclass(frozen=True, slots=True)
class RepeatSummary:
    """One customer's purchases; all that one customer buys in a period is one purchase.

    Attributes:
        customer: Who.
        purchases: Periods with a purchase, the first included.
        last: Periods from the first purchase to the last.
        observed: Periods from the first purchase to the end.
        mean_spend: Mean spend of a period with a purchase.
        repeat_spend: The same without the first, 0 without a repeat.
    """

    customer: Hashable
    purchases: int
    last: int
    observed: int
    mean_spend: Fraction
    repeat_spend: Fraction

    @property
    def repeats(self) -> int:
        """Purchases after the first."""
        return self.purchases - 1

    @property
    def since_last(self) -> int:
        """Periods from the last purchase to the end."""
        return self.observed - self.last


def summarise_repeats(orders: Iterable[Order], end: date, unit: Unit = "day") -> tuple[RepeatSummary, ...]:
    """Sum up each customer's repeat purchases.

    Args:
        orders: Customer, day and amount, in any order; later ones than ``end`` are passed over.
        end: Last day that counts.
        unit: Length of a period; weeks run from Monday to Sunday.

    Returns:
        One entry a customer, as they first come.

    References:
        RFM summary of lifetimes and PyMC-Marketing: frequency, recency, T and monetary value.

    Examples:
        >>> orders = [("a", date(2015, 1, 9), Fraction(4)), ("a", date(2015, 1, 1), Fraction(2))]
        >>> found = summarise_repeats(orders, date(2015, 2, 7))[0]
        >>> found.repeats, found.last, found.observed, found.repeat_spend
        (1, 8, 37, Fraction(4, 1))
    """
    spends: dict[Hashable, dict[int, Fraction]] = {}
    for customer, day, amount in orders:
        if day <= end:
            periods = spends.setdefault(customer, {})
            period = _period(day, unit)
            periods[period] = periods.get(period, Fraction(0)) + amount
    return tuple(_summary(customer, periods, _period(end, unit)) for customer, periods in spends.items())


def repeats_by_week(orders: Iterable[Order], start: date, weeks: int) -> tuple[int, ...]:
    """Count repeat purchases in each week after a start.

    Args:
        orders: Customer, day and amount; a customer's day is one purchase, the first one is no repeat.
        start: First day of the first week.
        weeks: How many weeks.

    Returns:
        Shape (weeks,).

    References:
        Incremental repeat transactions of the R package BTYD and of lifetimes.

    Examples:
        >>> orders = [("a", date(1997, 1, day), Fraction(1)) for day in (1, 2, 2, 9)]
        >>> repeats_by_week(orders, date(1997, 1, 1), 2)
        (1, 1)
    """
    days: dict[Hashable, set[date]] = {}
    for customer, day, _ in orders:
        days.setdefault(customer, set()).add(day)
    counts = [0] * weeks
    for bought in days.values():
        for day in bought - {min(bought)}:
            week = (day - start) // timedelta(weeks=1)
            if 0 <= week < weeks:
                counts[week] += 1
    return tuple(counts)


def _period(day: date, unit: Unit) -> int:
    return day.toordinal() if unit == "day" else (day.toordinal() - 1) // 7


def _summary(customer: Hashable, periods: Mapping[int, Fraction], end: int) -> RepeatSummary:
    first, last = min(periods), max(periods)
    total = sum(periods.values(), Fraction(0))
    repeats = len(periods) - 1
    return RepeatSummary(
        customer,
        len(periods),
        last - first,
        end - first,
        total / len(periods),
        (total - periods[first]) / repeats if repeats else Fraction(0),
    )
