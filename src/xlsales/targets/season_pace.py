"""Pace along a season: what the targets of the months so far ask for, and where that leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.numbers import ZERO
from xlsales.targets.spans import Span
from xlsales.targets.workdays import WorkCalendar


class SeasonPace(NamedTuple):
    """Where a year's target stands by its own season; ``None`` where there is no answer.

    Attributes:
        expected: What was to be reached by the day.
        elapsed: The part of the year's target that is expected by then.
        progress: Actual over expected, 1 is on pace.
        projected: Actual at the end, if it goes on like this.
        gap: Target less actual.
    """

    expected: Fraction
    elapsed: Fraction | None
    progress: Fraction | None
    projected: Fraction | None
    gap: Fraction


def season_pace(
    actual: Fraction,
    targets: Sequence[Fraction],
    periods: Sequence[Span],
    as_of: date,
    calendar: WorkCalendar | None = None,
) -> SeasonPace:
    """Return where a target stands that is spread over periods unevenly.

    Args:
        actual: Reached up to and with ``as_of``.
        targets: Target of each period, shape (n,): the season curve.
        periods: Their days, shape (n,).
        as_of: Day of the count; the period that it falls in counts by its part gone.
        calendar: Counts working days in that period; ``None`` counts every day.

    Examples:
        >>> months = [Span(date(2026, 1, 1), date(2026, 1, 31)), Span(date(2026, 2, 1), date(2026, 2, 28))]
        >>> pace = season_pace(Fraction(80), [Fraction(100), Fraction(300)], months, date(2026, 1, 31))
        >>> pace.expected, pace.progress, pace.projected
        (Fraction(100, 1), Fraction(4, 5), Fraction(320, 1))
    """
    total = sum(targets, ZERO)
    gone = (_gone(period, as_of, calendar) for period in periods)
    expected = sum((target * part for target, part in zip(targets, gone, strict=True)), ZERO)
    elapsed = expected / total if total else None
    progress = actual / expected if expected else None
    projected = actual / elapsed if elapsed else None
    return SeasonPace(expected, elapsed, progress, projected, total - actual)


def _gone(period: Span, as_of: date, calendar: WorkCalendar | None) -> Fraction:
    """Return the part of a period that is over at the end of a day."""
    if as_of >= period.last:
        return Fraction(1)
    if as_of < period.first:
        return ZERO
    so_far = Span(period.first, as_of)
    if calendar is not None and (whole := calendar.weight_of(period)):
        return calendar.weight_of(so_far) / whole
    return Fraction(so_far.days, period.days)
