"""The Grade customers button: the customers of the open book, graded in a report beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import JobResult, report_beside
from xlsales.jobs.grading import run_grading
from xlsales.reports.grading_pages import grading_report
from xlsales.tables.raw import RawTable

_WORD: Final = {"en": "grades", "zh": "评级"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Run the job ``grading`` on the tables of the book."""

    def job(tables: Sequence[RawTable]) -> JobResult:
        result = run_grading(tables, book.folder)
        return JobResult(grading_report(result, language), result.issues)

    report_beside(book, person, language, _WORD[language], job)
