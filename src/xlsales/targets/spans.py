"""Spans of days, and the periods of a year: months, quarters, weeks, retail calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice, pairwise
from typing import Final, Literal, NamedTuple

from xlsales.kernel.dates import add_months, month_start
from xlsales.kernel.issues import InvalidInputError, Issue

Frequency = Literal["month", "quarter", "week", "4-4-5", "4-5-4", "5-4-4", "13"]


class Span(NamedTuple):
    """Days from the first to the last, both included.

    Examples:
        >>> Span(date(2026, 2, 1), date(2026, 2, 28)).days
        28
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        """Number of days, 0 where the last is before the first."""
        return max((self.last - self.first).days + 1, 0)

    def within(self, other: Span) -> Span:
        """Return the days that both have."""
        return Span(max(self.first, other.first), min(self.last, other.last))

    def each_day(self) -> Iterator[date]:
        """Go through the days."""
        return (self.first + timedelta(days=i) for i in range(self.days))


_WEEKS: Final[dict[Frequency, tuple[int, ...]]] = {
    "week": (1,),
    "4-4-5": (4, 4, 5),
    "4-5-4": (4, 5, 4),
    "5-4-4": (5, 4, 4),
    "13": (4,),
}
FREQUENCIES: Final[tuple[Frequency, ...]] = ("month", "quarter", *_WEEKS)


def periods_from(start: date, count: int, frequency: Frequency) -> list[Span]:
    """Return periods that follow each other.

    Args:
        start: A day of the first period. Months and quarters are those of the calendar; weeks
            begin on Monday, and a pattern of weeks begins with the week of ``start``.
        count: Number of periods, at least 1.
        frequency: ``month``, ``quarter``, ``week``, a pattern of weeks such as ``4-4-5`` that
            repeats every quarter, or ``13`` for periods of four weeks.

    Raises:
        InvalidInputError: TARGET-050 the last period would end after 9999.

    Examples:
        >>> [span.days for span in periods_from(date(2026, 1, 1), 3, "4-4-5")]
        [28, 28, 35]
        >>> periods_from(date(2026, 2, 10), 1, "quarter")[0].first
        datetime.date(2026, 1, 1)
    """
    try:
        starts = (
            _month_starts(start, frequency)
            if frequency in ("month", "quarter")
            else _week_starts(start, frequency)
        )
        edges = list(islice(starts, count + 1))
    except (OverflowError, ValueError):
        raise InvalidInputError(
            Issue(
                "TARGET-050",
                "periods",
                f"{count} periods from {start}",
                "periods that end before the year 9999",
                "Give an earlier start or fewer periods.",
            )
        ) from None
    return [Span(first, after - timedelta(days=1)) for first, after in pairwise(edges)]


def _month_starts(start: date, frequency: Frequency) -> Iterator[date]:
    first, step = month_start(start), 1
    if frequency == "quarter":
        first, step = add_months(first, -((first.month - 1) % 3)), 3
    number = 0
    while True:
        yield add_months(first, number)
        number += step


def _week_starts(start: date, frequency: Frequency) -> Iterator[date]:
    day = start - timedelta(days=start.weekday())
    for weeks in cycle(_WEEKS[frequency]):
        yield day
        day += timedelta(weeks=weeks)
