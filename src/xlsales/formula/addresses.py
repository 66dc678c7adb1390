"""References as text: sheets in front of them, corners, whole rows and columns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from xlsales.formula.tree import Fixed
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area, column_letters, column_number

_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_LIKE_AN_ADDRESS = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr]?[0-9]*[Cc]?[0-9]*|TRUE|FALSE", re.IGNORECASE)
_CORNER = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]{0,7})")
#: Suffixes of the files that hold functions or names for others.
_BOOK_FILE = re.compile(r"[\\/]|\.xl[a-z]{1,2}$", re.IGNORECASE)

WHOLE: Final = Fixed(True, True, True, True)


class Prefix(NamedTuple):
    """What stands in front of the exclamation mark."""

    book: str | None
    sheet: str | None
    last_sheet: str | None


NO_PREFIX: Final = Prefix(None, None, None)


class Place(NamedTuple):
    """An address without its sheet."""

    area: Area
    fixed: Fixed
    whole_columns: bool
    whole_rows: bool


@lru_cache(maxsize=1024)
def quoted_sheet(name: str) -> str:
    """Return a sheet name as it may stand before ``!``, in quotes where needed.

    Examples:
        >>> quoted_sheet("Plan"), quoted_sheet("O'Brien & Co"), quoted_sheet("Q1"), quoted_sheet("2026")
        ('Plan', "'O''Brien & Co'", "'Q1'", "'2026'")
    """
    if _PLAIN_SHEET.fullmatch(name) and not _LIKE_AN_ADDRESS.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


@lru_cache(maxsize=4096)
def read_prefix(text: str) -> Prefix:
    """Read ``Plan!``, ``'Jan:Dec'!``, ``[1]Plan!``, ``[1]!`` or ``'C:\\dir\\[book.xlsx]Plan'!``.

    Examples:
        >>> read_prefix("'O''Brien'!").sheet, read_prefix("Jan:Dec!")[1:], read_prefix("[2]!").book
        ("O'Brien", ('Jan', 'Dec'), '2')
    """
    inner = text[1:-2].replace("''", "'") if text.startswith("'") else text[:-1]
    path, bracket, rest = inner.rpartition("[")
    if bracket and "]" in rest:
        file, _, sheets = rest.partition("]")
        return _with_sheets(path + file, sheets)
    if _BOOK_FILE.search(inner) and ":" not in inner[2:]:
        return Prefix(inner, None, None)
    return _with_sheets(None, inner)


def _with_sheets(book: str | None, sheets: str) -> Prefix:
    first, _, last = sheets.partition(":")
    return Prefix(book, first or None, last or None)


@lru_cache(maxsize=65_536)
def read_place(text: str) -> Place | None:
    """Read ``A1``, ``$A$1:B2``, ``A:C`` or ``1:3``; ``None`` beyond the edges of the grid.

    Examples:
        >>> read_place("$B$2:C$4")
        Place(area=Area(top=2, left=2, bottom=4, right=3), fixed=Fixed(top=True, left=True, bottom=True,\
 right=False), whole_columns=False, whole_rows=False)
        >>> read_place("A:B").area.bottom, read_place("XFE1"), read_place("A0")
        (1048576, None, None)
    """
    first, _, last = text.partition(":")
    start = _read_corner(first)
    end = _read_corner(last) if last else start
    if start is None or end is None or not _same_kind(start, end, bool(last)):
        return None
    whole_columns, whole_rows = start.row == 0, start.column == 0
    (top, top_fixed), (bottom, bottom_fixed) = sorted(
        ((start.row or 1, start.row_fixed), (end.row or MAX_ROW, end.row_fixed))
    )
    (left, left_fixed), (right, right_fixed) = sorted(
        ((start.column or 1, start.column_fixed), (end.column or MAX_COLUMN, end.column_fixed))
    )
    return Place(
        Area(top, left, bottom, right),
        Fixed(top_fixed, left_fixed, bottom_fixed, right_fixed),
        whole_columns,
        whole_rows,
    )


def _same_kind(start: Corner, end: Corner, ranged: bool) -> bool:
    """``A1:B2``, ``A:B`` and ``1:2`` are references; ``A`` alone is a name, ``A1:B`` is nothing."""
    if not ranged:
        return bool(start.row and start.column)
    return (start.row == 0) == (end.row == 0) and (start.column == 0) == (end.column == 0)


class Corner(NamedTuple):
    """One side of a colon; a whole column has row 0, a whole row has column 0."""

    row: int
    column: int
    row_fixed: bool
    column_fixed: bool

    def __str__(self) -> str:
        column = ("$" if self.column_fixed else "") + column_letters(self.column) if self.column else ""
        row = ("$" if self.row_fixed else "") + str(self.row) if self.row else ""
        return column + row


def _read_corner(text: str) -> Corner | None:
    found = _CORNER.fullmatch(text)
    if not found:
        return None
    first_dollar, letters, second_dollar, digits = found.groups()
    if not letters:
        row_fixed, column_fixed = bool(first_dollar or second_dollar), True
    else:
        row_fixed, column_fixed = bool(second_dollar) or not digits, bool(first_dollar)
    row, column = int(digits or 0), column_number(letters)
    if not (letters or digits) or row > MAX_ROW or column > MAX_COLUMN or (digits and not row):
        return None
    return Corner(row, column, row_fixed, column_fixed)


def read_corner(text: str) -> Corner | None:
    """Read one address such as ``$B7``, a column such as ``$B`` or a row such as ``$7``.

    Examples:
        >>> read_corner("$B7"), str(read_corner("b$7"))
        (Corner(row=7, column=2, row_fixed=False, column_fixed=True), 'B$7')
    """
    return _read_corner(text)
