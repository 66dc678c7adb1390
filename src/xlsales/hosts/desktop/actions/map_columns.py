"""The Map columns button: which column is what, guessed, on a new sheet that the user corrects."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from xlsales.hosts.buttons.open_book import OpenBook, Person
from xlsales.hosts.buttons.pages import Language, Page, PageCell, link_or_text
from xlsales.hosts.column_names import HEADINGS, guess_workbook, has_column_names
from xlsales.tables.guessing import Guess
from xlsales.workbook import open_package

#: Jobs look for a sheet of this name, in both languages.
SHEET: Final = "column names"
_THERE: Final = {
    "en": "The sheet of column names is there already; correct it there.",
    "zh": "已有列名对照表，请在其中修改。",
}
_NONE: Final = {"en": "No column was recognised.", "zh": "没有识别出任何列。"}


def run(book: OpenBook, person: Person, language: Language) -> None:
    """Add the sheet, unless the book has one; nothing else is touched."""
    with TemporaryDirectory() as scratch, open_package(book.copy_to(Path(scratch))) as package:
        names = {sheet.name.casefold() for sheet in package.sheets}
        if has_column_names(package) or SHEET in names:
            person.done(_THERE[language])
            return
        guesses = [guess for guess in guess_workbook(package) if guess.meaning]
    if guesses:
        book.add_sheet(Page(SHEET, HEADINGS, tuple(map(_row, guesses))))
    else:
        person.done(_NONE[language])


def _row(guess: Guess) -> tuple[PageCell, ...]:
    sample = ", ".join(guess.sample)
    where = link_or_text(guess.where)
    return (guess.table, guess.meaning, guess.column, guess.certainty, where, sample)
