"""Addresses on a sheet: letters and numbers, rectangles, the edges of the grid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from xlsales.kernel.issues import InvalidInputError, Issue

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Cell(NamedTuple):
    """A place on a sheet, both numbers from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, corners included, rows and columns from 1.

    Examples:
        >>> area = parse_area("B2:C4")
        >>> str(area), area.height, area.width, Cell(4, 3) in area
        ('B2:C4', 3, 2, True)
        >>> str(parse_area("C3"))
        'C3'
    """

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        if self.top == self.bottom and self.left == self.right:
            return first
        return f"{first}:{column_letters(self.right)}{self.bottom}"

    def __contains__(self, cell: tuple[int, int]) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left + 1

    @property
    def size(self) -> int:
        """Number of cells."""
        return self.height * self.width

    @property
    def corner(self) -> Cell:
        """The top left cell."""
        return Cell(self.top, self.left)

    def meets(self, other: Area) -> bool:
        """Tell whether the two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


@lru_cache(maxsize=MAX_COLUMN)
def column_letters(column: int) -> str:
    """Return the letters of a column number.

    Examples:
        >>> column_letters(1), column_letters(28), column_letters(16384)
        ('A', 'AB', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """Return the number of a column's letters, in either case.

    Examples:
        >>> column_number("A"), column_number("ab"), column_number("XFD")
        (1, 28, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_cell(text: str) -> Cell:
    """Read an address such as ``B7`` or ``$B$7``.

    Raises:
        InvalidInputError: GRID-001 no address, or outside the sheet.
    """
    found = _ADDRESS.fullmatch(text)
    if found:
        cell = Cell(int(found[2]), column_number(found[1]))
        if 1 <= cell.row <= MAX_ROW and cell.column <= MAX_COLUMN:
            return cell
    raise InvalidInputError(
        Issue("GRID-001", "address", repr(text), "a cell from A1 to XFD1048576", "Name a cell such as B7.")
    )


def parse_area(text: str) -> Area:
    """Read a cell or a range such as ``B2:C4``; swapped corners are put right.

    Raises:
        InvalidInputError: GRID-001 no address, or outside the sheet.
    """
    first, _, last = text.partition(":")
    start = parse_cell(first)
    end = parse_cell(last) if last else start
    return Area(
        min(start.row, end.row),
        min(start.column, end.column),
        max(start.row, end.row),
        max(start.column, end.column),
    )
