"""Dates in cells: serial numbers of the 1900 and the 1904 system, and calendar steps."""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown

DateSystem: TypeAlias = Literal[1900, 1904]

_LAST: Final = date(9999, 12, 31)
_EPOCH: Final[dict[DateSystem, date]] = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_LEAP_BUG: Final = 60  # the 1900 system counts a 29 February 1900 that never was


def date_of_serial(serial: float, system: DateSystem = 1900) -> date:
    """Return the day of a serial number; the time of day is dropped.

    Args:
        serial: Days as a cell holds them.
        system: 1900 (the usual one) or 1904 (old Macs).

    Returns:
        The calendar day.

    Raises:
        InvalidInputError: DATE-001 before the first or after the last day Excel has.

    Examples:
        >>> date_of_serial(46023), date_of_serial(1), date_of_serial(0, 1904)
        (datetime.date(2026, 1, 1), datetime.date(1900, 1, 1), datetime.date(1904, 1, 1))
    """
    first = 1 if system == 1900 else 0
    if not math.isfinite(serial) or not first <= serial < serial_of_date(_LAST, system) + 1:
        raise InvalidInputError(_no_date(serial, system))
    day = math.floor(serial)
    if system == 1900 and day <= _LEAP_BUG:
        if day == _LEAP_BUG:
            raise InvalidInputError(_no_date(serial, system))
        day += 1
    return _EPOCH[system] + timedelta(days=day)


def serial_of_date(day: date, system: DateSystem = 1900) -> int:
    """Return the serial number of a day.

    Examples:
        >>> serial_of_date(date(2026, 1, 1)), serial_of_date(date(1900, 2, 28))
        (46023, 59)
    """
    serial = (date(day.year, day.month, day.day) - _EPOCH[system]).days
    return serial - 1 if system == 1900 and serial <= _LEAP_BUG else serial


def _no_date(serial: float, system: DateSystem) -> Issue:
    first = "1900-01-01" if system == 1900 else "1904-01-01"
    return Issue(
        "DATE-001",
        "date",
        shown(serial) if math.isfinite(serial) else str(serial),
        f"an Excel date from {first} to 9999-12-31",
        "Type the date as a date, for example 2026-01-31.",
    )


def month_start(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Return the last day of a day's month.

    Examples:
        >>> month_end(date(2028, 2, 10))
        datetime.date(2028, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the month's last day where it is shorter.

    Examples:
        >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 1, 15), -1)
        (datetime.date(2026, 2, 28), datetime.date(2025, 12, 15))
    """
    index = day.year * 12 + day.month - 1 + months
    first = date(index // 12, index % 12 + 1, 1)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def months_between(start: date, end: date) -> int:
    """Return the number of calendar months from ``start``'s month to ``end``'s month.

    Examples:
        >>> months_between(date(2025, 11, 30), date(2026, 2, 1))
        3
    """
    return (end.year - start.year) * 12 + end.month - start.month
