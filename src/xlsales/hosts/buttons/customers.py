"""The Grade customers button: the customers of the open book, graded in a report beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language
from xlsales.hosts.buttons.reporting import report_beside
from xlsales.jobs.grading import run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.reports.grading_pages import grading_report
from xlsales.reports.made import MadeReport

_WORD: Final = {"en": "grades", "zh": "评级"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Run the job ``grading`` on the tables of the book."""

    def job(copy: Path) -> MadeReport:
        result = run_grading(read_plan_file(copy), book.folder)
        return MadeReport(grading_report(result, language), "", issues=result.issues)

    report_beside(book, person, language, _WORD[language], job)
