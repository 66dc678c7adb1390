"""Ramps: the part of a full target that a newcomer or a new channel is given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from xlsales.kernel.dates import months_between
from xlsales.kernel.numbers import ONE, ZERO


def ramp_fraction(start: date, period_start: date, ramp: Sequence[Fraction]) -> Fraction:
    """Return the fraction for a calendar month of service.

    Args:
        start: First day of service; its month is month 1.
        period_start: Any day of the month that is asked for.
        ramp: Fraction of each month of service, shape (k,).

    Returns:
        0 before the first month, 1 after the ramp.

    Examples:
        >>> ramp = [Fraction(0), Fraction(1, 2)]
        >>> [str(ramp_fraction(date(2026, 1, 31), date(2026, month, 1), ramp)) for month in (1, 2, 3)]
        ['0', '1/2', '1']
    """
    month = months_between(start, period_start)
    if month < 0:
        return ZERO
    return ramp[month] if month < len(ramp) else ONE
