"""What a maker of a report is asked for, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from xlsales.kernel.issues import Issue
from xlsales.kernel.words import Language
from xlsales.reports.model import Report


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a reader may choose about a report.

    Attributes:
        period: ``2026`` for a year, ``2026-03`` for a month; the workbook decides unless given.
        today: Day on the cover, and the day of the count where the workbook states none.
        folder: Where files that the workbook names are looked for; its own folder unless given.
        ledger: Ledger file of the incentives.
        what_if: Another plan to compare the cost with.
        scale: Money is shown in so many of its unit.
        source_name: What the cover calls the source; its file name unless given.
    """

    period: str | None = None
    today: date = field(default_factory=date.today)
    folder: Path | None = None
    ledger: Path | None = None
    what_if: Path | None = None
    scale: int = 1
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report, ready to be rendered.

    Attributes:
        report: Its pages.
        told: One line that says what came out.
        period: What the report is about, as file names say it: ``2026`` or ``2026-03``.
        issues: Warnings and notes of the way.
        beside: Reports in files of their own, by file name, such as one statement a payee.
    """

    report: Report
    told: str
    period: str = ""
    issues: tuple[Issue, ...] = ()
    beside: tuple[tuple[str, Report], ...] = ()


class FormsWriter(Protocol):
    """Writes the blank forms of a report."""

    def __call__(self, path: Path, language: Language) -> None:
        """Write them to a new workbook."""


class Maker(Protocol):
    """Makes a report of a file: a workbook, or the same tables in YAML."""

    def __call__(self, source: Path, language: Language, options: ReportOptions) -> MadeReport:
        """Return the report; every problem of the tables is raised at once as ``XlSalesError``."""
