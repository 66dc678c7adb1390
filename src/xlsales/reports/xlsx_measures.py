"""How much room texts, columns and rows take on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.reports.model import Column, ColumnKind, Link, Table, Value

#: From here on, signs take twice the room.
_WIDE_FROM: Final = 0x2E80
_WIDTHS: Final[dict[ColumnKind, float]] = {
    "text": 18,
    "long": 60,
    "money": 14,
    "number": 14,
    "percent": 10,
    "index": 10,
    "whole": 10,
    "month": 10,
    "day": 12,
}
#: A column grows with its texts up to this many characters.
_WIDEST_TEXT: Final = 34
#: Pixels of a character, and beside the characters of a column.
_PIXELS, _MARGIN = 7, 5
#: Points of a line of text, and the pixels of a row of one line.
LINE: Final = 15
ROW_PIXELS: Final = 20


def text_length(text: object) -> int:
    """Return the room that a text takes, in narrow characters.

    Examples:
        >>> text_length("Month"), text_length("月份")
        (5, 4)
    """
    return sum(2 if ord(sign) >= _WIDE_FROM else 1 for sign in str(text))


def column_width(column: Column) -> float:
    """Return the width that a column asks for, in characters."""
    return column.width or _WIDTHS[column.kind]


def sheet_widths(tables: Sequence[Table]) -> list[float]:
    """Return the width of each column of a sheet, in characters: what its widest table needs."""
    count = max((len(table.columns) for table in tables), default=0)
    return [_width_at(tables, at) for at in range(count)]


def pixels(width: float) -> int:
    """Return how many pixels a column of so many characters takes."""
    return int(width * _PIXELS + _MARGIN)


def wrapped_lines(values: Sequence[Value], columns: Sequence[Column]) -> int:
    """Return how many lines the longest wrapped text of a row takes."""
    rooms = [
        lines_of(value, column_width(column))
        for value, column in zip(values, columns, strict=True)
        if column.kind == "long" and isinstance(value, str)
    ]
    return max(rooms, default=1)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a room of so many characters.

    Examples:
        >>> lines_of("a" * 100, 60), lines_of("one\\ntwo", 60), lines_of("", 60)
        (2, 2, 1)
    """
    room = max(int(width), 1)
    return sum(max(1, -(-int(text_length(line) * 1.15) // room)) for line in text.split("\n"))


def table_height(table: Table) -> int:
    """Return the height of a table with its title and total, in pixels."""
    rows = sum(wrapped_lines(values, table.columns) for values in table.rows)
    rows += bool(table.title) + bool(table.total and table.rows) + (not table.rows)
    return header_height(table.columns) * 4 // 3 + ROW_PIXELS * rows


def header_height(columns: Sequence[Column]) -> int:
    """Return the height of a row of headings, in points."""
    longest = max((text_length(column.title) / column_width(column) for column in columns), default=0.5)
    return 18 if longest <= 0.9 else 33 if longest <= 1.8 else 48


def _width_at(tables: Sequence[Table], at: int) -> float:
    columns = [(table, table.columns[at]) for table in tables if at < len(table.columns)]
    texts = [
        text_length(value.label if isinstance(value, Link) else value)
        for table, column in columns
        if column.kind != "long"
        for value in (row[at] for row in table.rows)
        if isinstance(value, (str, Link))
    ]
    asked = [column_width(column) for _, column in columns]
    return max(*asked, min(max(texts, default=0) + 2, _WIDEST_TEXT), 8)
