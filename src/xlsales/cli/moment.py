"""The moment that a command calls now."""

from __future__ import annotations

from datetime import date, datetime

from xlsales.kernel.dates import DateSystem, serial_of_date
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.recalculation.engines.port import Clock

_SECONDS_A_DAY = 86_400


def clock_now(system: DateSystem = 1900) -> Clock:
    """Return the clock of this moment, local time."""
    now = datetime.now()
    seconds = now.hour * 3600 + now.minute * 60 + now.second
    return Clock(serial_of_date(now.date(), system) + seconds / _SECONDS_A_DAY)


def clock_of(text: str | None, system: DateSystem = 1900) -> Clock:
    """Return the clock of a day such as 2026-01-31, or of this moment.

    Raises:
        InvalidInputError: INPUT-005 it is no date.
    """
    if text is None:
        return clock_now(system)
    try:
        return Clock.on(date.fromisoformat(text), system)
    except ValueError:
        raise InvalidInputError(
            Issue("INPUT-005", "--today", repr(text), "a date", "Write it as 2026-01-31.")
        ) from None
