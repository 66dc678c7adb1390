"""The month of a report, as a reader names it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue

_MONTH: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")


def month_of(text: str | None) -> date | None:
    """Return the first day of a month, ``None`` where none is named.

    Raises:
        InvalidInputError: INPUT-012 a text that is no month.

    Examples:
        >>> month_of("2026-03"), month_of("2026年3月")
        (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1))
    """
    if text is None:
        return None
    found = _MONTH.fullmatch(text.strip())
    if found and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    fix = "Write the month as 2026-03."
    raise InvalidInputError(Issue("INPUT-012", "--period", repr(text), "a month", fix))
