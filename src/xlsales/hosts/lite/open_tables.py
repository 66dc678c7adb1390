"""The tables of a workbook that is open in xlwings Lite, as jobs read them. Runs inside the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from xlsales.kernel.grid import column_letters
from xlsales.kernel.values import is_blank
from xlsales.tables.raw import HEADINGS, RawTable, is_empty

#: Rows from the top in which headings are looked for, as in a file.
_HEADING_ROWS: Final = 30


def open_tables(book: Any) -> list[RawTable]:
    """Return the Excel tables of a book, and every sheet without one as a table of its own.

    Sheets that are hidden are left out. A sheet's table begins at the first row with at least two texts
    side by side and ends at the first blank row, as in a file.

    Args:
        book: A book of xlwings.
    """
    found: list[RawTable] = []
    for sheet in book.sheets:
        if not sheet.visible:
            continue
        tables = list(sheet.tables)
        if tables:
            found += (_excel_table(sheet.name, table) for table in tables)
        else:
            found += _sheet_table(sheet)
    return found


def _excel_table(sheet: str, table: Any) -> RawTable:
    heading, *rows = _values(table.range)
    if table.show_totals:
        rows = rows[:-1]
    return _table(table.name, sheet, heading, rows, table.range.row, table.range.column)


def _sheet_table(sheet: Any) -> Iterator[RawTable]:
    used = sheet.used_range
    rows = _values(used)
    for number, row in enumerate(rows[:_HEADING_ROWS]):
        first = next((i for i, value in enumerate(row) if _is_heading(value)), None)
        if first is None:
            continue
        width = 0
        while first + width < len(row) and _is_heading(row[first + width]):
            width += 1
        if width > 1:
            body = [line[first : first + width] for line in _until_blank(rows[number + 1 :])]
            if body:
                heading = row[first : first + width]
                yield _table(sheet.name, sheet.name, heading, body, used.row + number, used.column + first)
            return


def _until_blank(rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    for row in rows:
        if is_empty(row):
            return
        yield row


def _is_heading(value: object) -> bool:
    return isinstance(value, str) and not is_blank(value) and bool(value.strip())


def _table(
    name: str, sheet: str, heading: Sequence[Any], rows: Sequence[Sequence[Any]], top: int, left: int
) -> RawTable:
    kept = [(top + 1 + i, row) for i, row in enumerate(rows) if not is_empty(row)]
    lines = [line for line, _ in kept]
    place = partial(_place, sheet, top, lines, left)
    return RawTable(name, tuple(str(text) for text in heading), [row for _, row in kept], place)


def _place(sheet: str, top: int, lines: Sequence[int], left: int, row: int, column: int) -> str:
    return f"{sheet}!{column_letters(left + column)}{top if row == HEADINGS else lines[row]}"


def _values(area: Any) -> list[list[Any]]:
    """Return the values of a range as rows; a whole number comes as a float, a date as a date."""
    values: list[list[Any]] = area.options(ndim=2).value
    return values
