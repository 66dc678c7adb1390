"""Settlement periods that are no months: halves of a month, 1 to 15 and 16 to its end."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from xlsales.kernel.dates import month_end, month_start

_FIRST_HALF_ENDS = 15


class SettlementPeriod(NamedTuple):
    """Days settled together, both ends counted."""

    first: date
    last: date


def half_month(day: date) -> SettlementPeriod:
    """Return the half of a month in which a day is settled.

    Examples:
        >>> half_month(date(2028, 2, 16)).last
        datetime.date(2028, 2, 29)
    """
    if day.day <= _FIRST_HALF_ENDS:
        return SettlementPeriod(month_start(day), day.replace(day=_FIRST_HALF_ENDS))
    return SettlementPeriod(day.replace(day=_FIRST_HALF_ENDS + 1), month_end(day))
