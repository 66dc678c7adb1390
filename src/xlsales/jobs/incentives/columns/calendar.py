"""Months of many days at once; a month is the number of months since year 0."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsales.jobs.incentives.windows import window_of
from xlsales.plans.incentives import Accumulator
from xlsales.targets.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EPOCH: Final = date(1970, 1, 1).toordinal()
_MONTHS: Final[dict[Accumulator, int]] = {"deal": 1, "month": 1, "quarter": 3, "year": 12}


def months_of_days(days: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the month of each ordinal.

    Examples:
        >>> months = months_of_days(np.array([date(2026, 1, 31).toordinal(), date(2026, 2, 1).toordinal()]))
        >>> [first_day(int(month)) for month in months]
        [datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)]
    """
    found = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    months: NDArray[np.int64] = found.astype(np.int64) + 1970 * 12
    return months


def windows_of_months(months: NDArray[np.int64], accumulator: Accumulator) -> NDArray[np.int64]:
    """Return the number of each month's window."""
    return months // _MONTHS[accumulator]


def window_ends(windows: NDArray[np.int64], accumulator: Accumulator) -> NDArray[np.int64]:
    """Return the last month of each window."""
    return (windows + 1) * _MONTHS[accumulator] - 1


def span_of(window: int, accumulator: Accumulator) -> Span:
    """Return the days of a window."""
    return window_of(first_day(window * _MONTHS[accumulator]), accumulator)


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)
