"""What the coming months will bring: by open deals, and by the past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from xlsales.jobs.grading_pipeline import DealLine
from xlsales.kernel.dates import add_months, month_start
from xlsales.kernel.numbers import ZERO, to_float
from xlsales.pipeline.forecast import ForecastPoint, forecast

_LEAST_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class MonthOfDeals:
    """Open deals that are to close in a month; ``month`` is ``None`` for those without a day."""

    month: date | None
    deals: int
    amount: Fraction
    weighted: Fraction
    overdue: bool


@dataclass(frozen=True, slots=True)
class DealOutlook:
    """When open deals are to close.

    Attributes:
        months: Sums by month: overdue ones first, those without a day last.
        days: The day of each open deal that has one, by name.
    """

    months: tuple[MonthOfDeals, ...]
    days: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Sales of past months and what they say of the coming ones.

    Attributes:
        past: Months and sales, oldest first; a month without a row sold nothing.
        coming: Months and their forecast with a range of 80 %.
    """

    past: tuple[tuple[date, Fraction], ...]
    coming: tuple[tuple[date, ForecastPoint], ...]


def deal_outlook(lines: Iterable[DealLine], expected: Mapping[str, date | None], as_of: date) -> DealOutlook:
    """Sum up open deals by month of closing (FC1).

    Args:
        lines: All deals; only open ones count.
        expected: Day on which each deal is to close, by name.
        as_of: Today; a deal that was to close by then is overdue.
    """
    groups: dict[tuple[date | None, bool], list[DealLine]] = {}
    days: dict[str, date] = {}
    for line in lines:
        if line.deal.outcome == "open":
            day = expected.get(line.deal.name)
            if day is not None:
                days[line.deal.name] = day
            key = (month_start(day), day <= as_of) if day is not None else (None, False)
            groups.setdefault(key, []).append(line)
    ordered = sorted(groups, key=lambda key: (key[0] is None, not key[1], key[0] or date.max))
    return DealOutlook(tuple(_summed(*key, groups[key]) for key in ordered), days)


def sales_outlook(sales: Iterable[tuple[date, Fraction]], end: date, months: int) -> Outlook | None:
    """Forecast the coming months from past ones (FC1).

    Args:
        sales: Day and amount of past sales, any order; several rows of a month are added.
        end: Last day that is known; a month that it cuts does not count.
        months: How many coming months are wanted.

    Returns:
        The forecast; ``None`` with fewer than three whole months.
    """
    whole = month_start(end + timedelta(1))
    sums: dict[date, Fraction] = {}
    for day, amount in sales:
        if day < whole:
            sums[month_start(day)] = sums.get(month_start(day), ZERO) + amount
    past = []
    month = min(sums, default=whole)
    while month < whole:
        past.append((month, sums.get(month, ZERO)))
        month = add_months(month, 1)
    if len(past) < _LEAST_MONTHS or months < 1:
        return None
    points = forecast([to_float(amount) for _, amount in past], months)
    return Outlook(tuple(past), tuple((add_months(whole, step), point) for step, point in enumerate(points)))


def _summed(month: date | None, overdue: bool, lines: list[DealLine]) -> MonthOfDeals:
    return MonthOfDeals(
        month,
        len(lines),
        sum((line.deal.amount or ZERO for line in lines), ZERO),
        sum((line.weighted for line in lines), ZERO),
        overdue,
    )
