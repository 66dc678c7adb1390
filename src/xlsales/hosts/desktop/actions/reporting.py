"""What the buttons of jobs share: tables of the open book in, a report in a new workbook out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.hosts.desktop.free_names import folder_of, free_path
from xlsales.hosts.desktop.open_book import OpenBook, Person
from xlsales.hosts.desktop.pages import Language, issues_page
from xlsales.jobs.targets import read_plan_file
from xlsales.kernel.issues import Issue
from xlsales.reports.model import Report
from xlsales.reports.xlsx import write_xlsx
from xlsales.tables.raw import RawTable

#: A font that every Office has and that holds the letters of the language.
_FONTS: Final = {"en": "Calibri", "zh": "Microsoft YaHei"}
_STAGES: Final = {
    "en": ("reading the tables", "calculating", "writing the report"),
    "zh": ("读取表格", "计算", "写报表"),
}

#: Runs a job on the tables and returns its report and what it remarked.
Job = Callable[[Sequence[RawTable]], tuple[Report, Iterable[Issue]]]


def report_beside(book: OpenBook, person: Person, language: Language, word: str, job: Job) -> None:
    """Run a job on the book as it is now, write its report beside the book and open it.

    Args:
        book: Holds the tables; only a sheet of warnings may be added to it.
        person: Told of each stage.
        language: Of what is shown.
        word: Added to the name of the book for the name of the report.
        job: What is run.

    Raises:
        InvalidInputError: ADDIN-005 the book is in no folder of this computer.
        XlSalesError: Every problem of the tables.
    """
    folder = folder_of(book)
    reading, calculating, writing = _STAGES[language]
    person.tell(f"xlsales: {reading}")
    with TemporaryDirectory() as scratch:
        tables = read_plan_file(book.copy_to(Path(scratch)))
    person.tell(f"xlsales: {calculating}")
    report, issues = job(tables)
    person.tell(f"xlsales: {writing}")
    path = free_path(folder, f"{Path(book.name).stem} {word}", ".xlsx")
    write_xlsx(report, path, font=_FONTS[language])
    warnings = [("", issue) for issue in issues if issue.severity == "warning"]
    if warnings:
        book.add_sheet(issues_page(warnings, language))
    book.open_file(path)
