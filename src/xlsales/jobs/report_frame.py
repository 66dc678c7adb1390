"""What every report on rows has: its period, its settings, and what became of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.tables.raw import RawTable
from xlsales.tables.report_settings import FIELDS, REPORT_SETTINGS
from xlsales.tables.row_intake import MissingTable, RowCount, RowIntake, RowNote
from xlsales.tables.values import FieldValue

_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?")


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """The days that a report is about, both counted."""

    start: date
    end: date

    @property
    def code(self) -> str:
        """The period as file names say it, such as 2026-03, 2026-Q1 or 2026; else its last day."""
        if self.start == month_start(self.start) and self.end == month_end(self.end):
            months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
            if months == 1:
                return f"{self.start:%Y-%m}"
            if months == 3 and self.start.month % 3 == 1:
                return f"{self.start.year}-Q{self.end.month // 3}"
            if months == 12 and self.start.month == 1:
                return f"{self.start.year}"
        return self.end.isoformat()

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is within."""
        return day is not None and self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class ReportFrame:
    """What stands around the pages of a report.

    Attributes:
        period: The days it is about.
        settings: What the file states, by name.
        counts: What became of the rows of each table.
        notes: Cells that could not be used.
        missing: Tables that the file lacks.
        issues: Problems of whole tables and of settings.
    """

    period: ReportPeriod
    settings: Mapping[str, FieldValue]
    counts: tuple[RowCount, ...] = ()
    notes: tuple[RowNote, ...] = ()
    missing: tuple[MissingTable, ...] = ()
    issues: tuple[Issue, ...] = ()


class Settings:
    """Stated settings, each with what holds where it is not stated."""

    def __init__(self, intake: RowIntake) -> None:
        self.stated = intake.settings(REPORT_SETTINGS, FIELDS)

    def whole(self, name: str, usual: int) -> int:
        """Return a whole number."""
        value = self.stated.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else usual

    def number(self, name: str, usual: Fraction) -> Fraction:
        """Return an exact number."""
        value = self.stated.get(name)
        return Fraction(value) if isinstance(value, (Decimal, int)) else usual

    def text(self, name: str, usual: str = "") -> str:
        """Return a text."""
        value = self.stated.get(name)
        return usual if value is None else str(value)

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self.stated.get(name)
        return value if isinstance(value, date) else None


def report_period(
    asked: str | None, settings: Settings, days: Iterable[date | None], today: date
) -> ReportPeriod:
    """Return the period of a report.

    Args:
        asked: ``2026``, ``2026-Q1`` or ``2026-03``, before everything else.
        settings: Their start and end come next; the end alone means its month.
        days: Days of the report's rows; the month of the latest up to ``today`` comes next.
        today: Its month is what is left.

    Raises:
        InvalidInputError: REPORT-020 a period that cannot be read, REPORT-021 an end before the start.
    """
    if asked is not None:
        return _read_period(asked)
    start, end = settings.day("period_start"), settings.day("period_end")
    if start is None and end is None:
        latest = max((day for day in days if day is not None and day <= today), default=today)
        return ReportPeriod(month_start(latest), month_end(latest))
    if end is None:
        assert start is not None
        end = month_end(start)
    if start is None:
        start = month_start(end)
    if end < start:
        fix = "Correct period_start or period_end."
        raise InvalidInputError(Issue("REPORT-021", "report settings", f"{end}", f"{start} or later", fix))
    return ReportPeriod(start, end)


def framed(intake: RowIntake, settings: Settings, period: ReportPeriod) -> ReportFrame:
    """Return the frame once every table was taken."""
    return ReportFrame(
        period,
        settings.stated,
        intake.counts,
        tuple(sorted(intake.notes, key=lambda note: note.table)),
        tuple(intake.missing),
        intake.issues,
    )


def opened(raw: Sequence[RawTable]) -> tuple[RowIntake, Settings]:
    """Return the tables of a file to be taken one by one, and its settings."""
    intake = RowIntake(raw)
    return intake, Settings(intake)


def _read_period(text: str) -> ReportPeriod:
    """Read a period.

    Examples:
        >>> _read_period("2026-Q1").end, _read_period("2026-02").end, _read_period("2026").code
        (datetime.date(2026, 3, 31), datetime.date(2026, 2, 28), '2026')
    """
    found = _PERIOD.fullmatch(text.strip().upper())
    month = int(found[3]) if found and found[3] else None
    if found is None or (month is not None and not 1 <= month <= 12) or int(found[1]) < 1900:
        fix = "Write a year, a quarter or a month."
        raise InvalidInputError(Issue("REPORT-020", "--period", repr(text), "2026, 2026-Q1 or 2026-03", fix))
    year = int(found[1])
    if month is not None:
        first = last = month
    elif found[2]:
        last = 3 * int(found[2])
        first = last - 2
    else:
        first, last = 1, 12
    return ReportPeriod(date(year, first, 1), month_end(date(year, last, 1)))
