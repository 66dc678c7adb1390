"""The port to a workbook that is open in Excel, and to the person in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from xlsales.hosts.buttons.pages import Page


@dataclass(frozen=True, slots=True)
class BookFormula:
    """A formula in a cell.

    Attributes:
        sheet: Name of its sheet.
        row: From 1.
        column: From 1.
        text: As Excel shows it, with its ``=``.
    """

    sheet: str
    row: int
    column: int
    text: str


#: ``followed``: the cell only showed the formula of an array that was respelled before.
Respelled: TypeAlias = Literal["written", "refused", "followed"]


class OpenBook(Protocol):
    """What a button may ask of the open workbook; nothing here writes over a value of the user."""

    @property
    def name(self) -> str:
        """Name of the file, such as ``Plan.xlsx``."""

    @property
    def folder(self) -> Path | None:
        """Folder of the file on this computer, ``None`` where it was never saved or lies on the web."""

    def formulas(self) -> Iterator[BookFormula]:
        """Return every formula, once for each array."""

    def respell(self, formula: BookFormula, text: str) -> Respelled:
        """Write a formula that means the same in another spelling."""

    def copy_to(self, folder: Path) -> Path:
        """Write a copy of the book as it is now."""

    def add_sheet(self, page: Page) -> None:
        """Show a page on a new last sheet, under a name that is free."""

    def new_book(self, pages: Sequence[Page]) -> None:
        """Show pages in a new workbook."""

    def open_file(self, path: Path) -> None:
        """Open a workbook beside this one."""


class Person(Protocol):
    """Who waits for a button."""

    def tell(self, text: str) -> None:
        """Say what goes on.

        Raises:
            Cancelled: The person wants it to stop.
        """

    def done(self, text: str) -> None:
        """Say what came of it."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The person stopped a job."""
