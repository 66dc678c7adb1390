"""The port's adapter over xlwings, the same on Windows and on a Mac: only what both offer is used."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from xlsales.hosts.buttons.open_book import Cancelled
from xlsales.hosts.buttons.pages import Page
from xlsales.hosts.buttons.sheets import LONGEST_NAME, add_sheet, fill_sheet
from xlsales.hosts.desktop.excel_book import BookFormula, Respelled
from xlsales.kernel.issues import InvalidInputError, Issue

_ESCAPE_KEY: Final = 0x1B


class XlwingsBook:
    """An open workbook through xlwings."""

    def __init__(self, book: Any) -> None:
        self._book = book

    @classmethod
    def caller(cls) -> XlwingsBook:
        """Return the book from which a button was pressed."""
        from xlwings import Book

        return cls(Book.caller())

    @property
    def name(self) -> str:
        """Name of the file."""
        return str(self._book.name)

    @property
    def folder(self) -> Path | None:
        """Folder of the file on this computer."""
        full = str(self._book.fullname)
        if "://" in full or full == self.name:
            return None
        return Path(full).parent

    @property
    def app(self) -> Any:
        """Excel, as xlwings sees it."""
        return self._book.app

    def formulas(self) -> Iterator[BookFormula]:
        """Return every formula, row by row; cells of an array repeat that of their first."""
        for sheet in self._book.sheets:
            used = sheet.used_range
            for i, row in enumerate(_rows(used.formula2)):
                for j, text in enumerate(row):
                    if isinstance(text, str) and text.startswith("="):
                        yield BookFormula(sheet.name, used.row + i, used.column + j, text)

    def respell(self, formula: BookFormula, text: str) -> Respelled:
        """Write the other spelling, as an array formula where it was one."""
        cell = self._book.sheets[formula.sheet].range((formula.row, formula.column))
        try:
            if cell.formula2 != formula.text:
                return "followed"
            if not cell.has_array:
                cell.formula2 = text
            elif sys.platform == "win32":
                cell.api.CurrentArray.FormulaArray = text
            else:
                cell.formula_array = text
        except Exception:  # of pywin32 or appscript, which share no class
            return "refused"
        return "written"

    def copy_to(self, folder: Path) -> Path:
        """Write a copy: on Windows as the book is now, on a Mac as it was saved last.

        Raises:
            InvalidInputError: ADDIN-005 there is no file to copy.
        """
        path = folder / self.name
        if sys.platform == "win32":
            self._book.api.SaveCopyAs(str(path))
            return path
        full = Path(str(self._book.fullname))
        if not full.is_file():
            raise InvalidInputError(
                Issue("ADDIN-005", self.name, "no file", "a saved workbook", "Save it first.")
            )
        shutil.copyfile(full, path)
        return path

    def add_sheet(self, page: Page) -> None:
        """Show a page on a new last sheet."""
        fill_sheet(add_sheet(self._book, page.title), page)

    def new_book(self, pages: Sequence[Page]) -> None:
        """Show pages in a new workbook."""
        book = self._book.app.books.add()
        for number, page in enumerate(pages):
            sheet = book.sheets[0] if number == 0 else book.sheets.add(after=book.sheets[number - 1])
            sheet.name = page.title[:LONGEST_NAME]
            fill_sheet(sheet, page)
        book.sheets[0].activate()

    def open_file(self, path: Path) -> None:
        """Open a workbook beside this one."""
        self._book.app.books.open(str(path))


class StatusBar:
    """The person in front of Excel: reads the status bar, stops with Esc."""

    def __init__(self, book: XlwingsBook) -> None:
        self._app = book.app
        _escape_was_pressed()  # before the button

    def tell(self, text: str) -> None:
        """Show what goes on.

        Raises:
            Cancelled: Esc was pressed.
        """
        self._app.status_bar = text
        if _escape_was_pressed():
            raise Cancelled

    def done(self, text: str) -> None:
        """Show the outcome in a box."""
        self._app.alert(text, "xlsales")


def _escape_was_pressed() -> bool:
    """Tell whether Esc was pressed since it was last asked; a Mac does not say."""
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.user32.GetAsyncKeyState(_ESCAPE_KEY))


def _rows(block: Any) -> Sequence[Sequence[Any]]:
    """Return what xlwings gives for a range of any shape as rows."""
    if not isinstance(block, (list, tuple)):
        return [[block]]
    return block if block and isinstance(block[0], (list, tuple)) else [block]
