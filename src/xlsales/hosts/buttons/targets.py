"""The Set targets button: the plan of the open book, split and explained in a report beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import report_beside
from xlsales.jobs.targets import read_plan_file, run_targets
from xlsales.jobs.year_so_far import year_so_far
from xlsales.reports.made import MadeReport
from xlsales.reports.targets import targets_report

_WORD: Final = {"en": "targets", "zh": "目标"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Run the job ``targets`` on the tables of the book."""

    def job(copy: Path) -> MadeReport:
        result = run_targets(read_plan_file(copy))
        year = year_so_far(result)
        issues = (*result.issues, *year.issues)
        return MadeReport(targets_report(result, year, language), "", issues=issues)

    report_beside(book, person, language, _WORD[language], job)
