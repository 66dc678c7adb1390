"""Pace: where a target stands on a day, and where it is heading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.targets.spans import Span
from xlsales.targets.workdays import WorkCalendar


class Pace(NamedTuple):
    """How far a period and its target are; ``None`` where there is no answer.

    Attributes:
        days_gone: Days of the period up to and with the day of the count.
        days_left: Days after it.
        run_rate: Actual a day gone.
        projected: Actual at the end at this run rate.
        gap: Target less actual; below 0 where the target is passed.
        required: What each day left needs to close the gap.
    """

    days_gone: Fraction
    days_left: Fraction
    run_rate: Fraction | None
    projected: Fraction | None
    gap: Fraction | None
    required: Fraction | None


def pace_of(
    actual: Fraction,
    target: Fraction | None,
    as_of: date,
    period: Span,
    calendar: WorkCalendar | None = None,
) -> Pace:
    """Return where a target stands at the end of a day.

    Args:
        actual: Reached in the period up to and with ``as_of``.
        target: Target of the period.
        as_of: Day of the count, before, in or after the period.
        period: First and last day.
        calendar: Counts working days; ``None`` counts every day.

    Returns:
        The pace: no run rate before a day is gone, nothing required after the last one.

    Raises:
        InvalidInputError: TARGET-033 the period ends before it starts, TARGET-052 a year of the
            calendar that is not official.

    Examples:
        >>> june = Span(date(2026, 6, 1), date(2026, 6, 30))
        >>> [int(number) for number in pace_of(Fraction(96), Fraction(260), date(2026, 6, 12), june)]
        [12, 18, 8, 240, 164, 9]
    """
    if not period.days:
        raise InvalidInputError(
            Issue(
                "TARGET-033", "end", f"{period.last}", f"{period.first} or later", "Give the first day first."
            )
        )
    gone = _days(period.within(Span(period.first, as_of)), calendar)
    left = _days(period, calendar) - gone
    run_rate = actual / gone if gone else None
    projected = run_rate * (gone + left) if run_rate is not None else None
    gap = target - actual if target is not None else None
    required = max(gap, ZERO) / left if gap is not None and left else None
    return Pace(gone, left, run_rate, projected, gap, required)


def _days(span: Span, calendar: WorkCalendar | None) -> Fraction:
    return calendar.weight_of(span) if calendar is not None else Fraction(span.days)
