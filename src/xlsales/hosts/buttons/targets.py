"""The Set targets button: the plan of the open book, split and explained in a report beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import JobResult, report_beside
from xlsales.jobs.targets import run_targets
from xlsales.jobs.year_so_far import year_so_far
from xlsales.reports.targets import targets_report
from xlsales.tables.raw import RawTable

_WORD: Final = {"en": "targets", "zh": "目标"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Run the job ``targets`` on the tables of the book."""

    def job(tables: Sequence[RawTable]) -> JobResult:
        result = run_targets(tables)
        year = year_so_far(result)
        return JobResult(targets_report(result, year, language), (*result.issues, *year.issues))

    report_beside(book, person, language, _WORD[language], job)
