"""Windows: the deal, month, quarter or year over which amounts run up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from xlsales.kernel.dates import add_months, month_end, month_start
from xlsales.plans.incentives import Accumulator
from xlsales.targets.spans import Span


def window_of(day: date, accumulator: Accumulator) -> Span:
    """Return the month, quarter or year of a day; a deal counts in its month.

    Examples:
        >>> window_of(date(2026, 5, 9), "quarter")
        Span(first=datetime.date(2026, 4, 1), last=datetime.date(2026, 6, 30))
    """
    first = month_start(day)
    if accumulator == "year":
        return Span(date(day.year, 1, 1), date(day.year, 12, 31))
    if accumulator == "quarter":
        first = first.replace(month=(day.month - 1) // 3 * 3 + 1)
        return Span(first, month_end(add_months(first, 2)))
    return Span(first, month_end(first))


@lru_cache(maxsize=1_000)
def months_of(window: Span) -> tuple[date, ...]:
    """Return the first days of a window's months."""
    found = [month_start(window.first)]
    while (month := add_months(found[-1], 1)) <= window.last:
        found.append(month)
    return tuple(found)


def windows_from(start: date, last: date, accumulator: Accumulator) -> Iterator[Span]:
    """Go through the windows from the one of ``start`` to the one of ``last``."""
    window = window_of(start, accumulator)
    while window.first <= last:
        yield window
        window = window_of(add_months(month_start(window.last), 1), accumulator)
