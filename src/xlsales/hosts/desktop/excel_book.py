"""What a button of the desktop may ask of an open workbook beyond what jobs need: its formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from xlsales.hosts.buttons.open_book import OpenBook


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


class ExcelBook(OpenBook, Protocol):
    """An open workbook whose formulas can be read and respelled."""

    def formulas(self) -> Iterator[BookFormula]:
        """Return every formula, once for each array."""

    def respell(self, formula: BookFormula, text: str) -> Respelled:
        """Write a formula that means the same in another spelling."""
