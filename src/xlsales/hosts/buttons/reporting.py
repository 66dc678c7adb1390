"""What the buttons of jobs share: tables of the open book in, reports in new workbooks out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.hosts.buttons.free_names import folder_of, free_path
from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, issues_page
from xlsales.reports.made import MadeReport
from xlsales.reports.xlsx import FONTS, write_xlsx

_STAGES: Final = {
    "en": ("reading the tables", "calculating", "writing the report"),
    "zh": ("读取表格", "计算", "写报表"),
}

#: Makes a report of a copy of the book.
Job = Callable[[Path], MadeReport]


def report_beside(
    book: OpenBook,
    person: Person,
    language: Language,
    word: str,
    job: Job,
    *,
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> None:
    """Run a job on the book as it is now, write its reports beside the book and open the first.

    Everything is written aside first, and moved to its place at once.

    Args:
        book: Is copied; only a sheet of warnings may be added to it.
        person: Told of each stage.
        language: Of what is shown.
        word: Added to the name of the book for the name of the report.
        job: What is run.
        around: What is done along with the move, and taken back when that fails.

    Raises:
        InvalidInputError: ADDIN-005 the book is in no folder of this computer.
        XlSalesError: Every problem of the tables.
    """
    folder = folder_of(book)
    reading, calculating, writing = _STAGES[language]
    person.tell(f"xlsales: {reading}")
    with TemporaryDirectory() as scratch:
        copy = book.copy_to(Path(scratch))
        person.tell(f"xlsales: {calculating}")
        made = job(copy)
    person.tell(f"xlsales: {writing}")
    path = free_path(folder, f"{Path(book.name).stem} {word}", ".xlsx")
    with TemporaryDirectory(prefix=".xlsales-", dir=folder) as aside:
        stage = Path(aside)
        write_xlsx(made.report, stage / path.name, font=FONTS[language])
        for number, (name, report) in enumerate(made.beside, start=1):
            person.tell(f"xlsales: {writing} {number}")
            write_xlsx(report, stage / path.stem / name, font=FONTS[language])
        with around():
            for file in sorted(stage.rglob("*.xlsx")):
                place = folder / file.relative_to(stage)
                place.parent.mkdir(exist_ok=True)
                file.replace(place)
    warnings = [("", issue) for issue in made.issues if issue.severity == "warning"]
    if warnings:
        book.add_sheet(issues_page(warnings, language))
    book.open_file(path)
