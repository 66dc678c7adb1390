"""The period of a report: a year or a month, as a reader names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlsales.kernel.dates import add_months, month_end
from xlsales.kernel.issues import InvalidInputError, Issue

_YEAR: Final = re.compile(r"(\d{4})年?")
_MONTH: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year or month.

    Attributes:
        first, last: Its days, both inclusive.
        is_month: It is a month, not a year.

    Examples:
        >>> print(Period.named("2024"), Period.named("2024-03").before, Period.named("2024-03").year_before)
        2024 2024-02 2023-03
    """

    first: date
    last: date
    is_month: bool

    @classmethod
    def named(cls, text: str) -> Period:
        """Return the period of a text.

        Raises:
            InvalidInputError: INPUT-013 it is neither a year nor a month.
        """
        try:
            if found := _YEAR.fullmatch(text.strip()):
                return cls.year(int(found[1]))
            if found := _MONTH.fullmatch(text.strip()):
                return cls.month(date(int(found[1]), int(found[2]), 1))
        except ValueError:
            pass
        fix = "Write a year such as 2026, or a month such as 2026-03."
        raise InvalidInputError(Issue("INPUT-013", "--period", repr(text), "a year or a month", fix))

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), is_month=False)

    @classmethod
    def month(cls, day: date) -> Period:
        """Return the calendar month of a day."""
        return cls(day.replace(day=1), month_end(day), is_month=True)

    @property
    def before(self) -> Period:
        """The period before it."""
        return self._moved(-1 if self.is_month else -12)

    @property
    def year_before(self) -> Period:
        """The same period of the year before."""
        return self._moved(-12)

    @property
    def to_date(self) -> Period:
        """From the first day of its year to its own last day."""
        return Period(date(self.first.year, 1, 1), self.last, self.is_month)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}" if self.is_month else f"{self.first:%Y}"

    def _moved(self, months: int) -> Period:
        first = add_months(self.first, months)
        return Period.month(first) if self.is_month else Period.year(first.year)


def month_of(text: str | None) -> date | None:
    """Return the first day of a month, ``None`` where none is named.

    Raises:
        InvalidInputError: INPUT-012 a text that is no month.
    """
    if text is None:
        return None
    found = _MONTH.fullmatch(text.strip())
    if found and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    fix = "Write the month as 2026-03."
    raise InvalidInputError(Issue("INPUT-012", "--period", repr(text), "a month", fix))
