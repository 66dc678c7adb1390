"""What the buttons of jobs share: tables of the open book in, reports in new workbooks out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.hosts.buttons.free_names import folder_of, free_path
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, issues_page
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


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a job comes to.

    Attributes:
        report: Opened beside the book.
        issues: What the job remarked; warnings become a sheet.
        statements: Further reports with the names of their files, for a folder beside the report.
    """

    report: Report
    issues: Iterable[Issue]
    statements: Iterable[tuple[str, Report]] = ()


#: Runs a job on the tables of the book.
Job = Callable[[Sequence[RawTable]], JobResult]


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
    result = job(tables)
    person.tell(f"xlsales: {writing}")
    path = free_path(folder, f"{Path(book.name).stem} {word}", ".xlsx")
    write_xlsx(result.report, path, font=_FONTS[language])
    for number, (name, statement) in enumerate(result.statements, start=1):
        person.tell(f"xlsales: {writing} {number}")
        path.with_suffix("").mkdir(exist_ok=True)
        write_xlsx(statement, path.with_suffix("") / name, font=_FONTS[language])
    warnings = [("", issue) for issue in result.issues if issue.severity == "warning"]
    if warnings:
        book.add_sheet(issues_page(warnings, language))
    book.open_file(path)
