"""Reading one row by patterns: for rows in the form that Excel and most programs write."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from xlsales.kernel.grid import MAX_COLUMN, column_letters, column_number
from xlsales.workbook.stored_row import Span, StoredCell, StoredRow
from xlsales.workbook.xml_text import plain_text

_ROW: Final = re.compile(rb'<row((?: [A-Za-z0-9:]+="[^"<>&]*")*)>')
_ROW_END: Final = b"</row>"
_CELL: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: [a-z]+="[^"<>&]*")*) ?(?:/>|>(.*?)</c>)', re.DOTALL
)
#: All cells of a row, one after the other, in a form that no text inside them can feign.
_CELLS: Final = re.compile(
    rb'(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [a-z]+="[^"<>&]*")*+ ?'
    rb"(?:/>|>(?:[^<]++|<(?!/?c[ />]))*+</c>))*+"
)
_ADDRESS: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_LAST_LETTERS: Final = b"XFD"
_INSIDE: Final = re.compile(
    rb'(<f((?: [A-Za-z0-9]+="[^"<>&]*")*) ?(?:/>|>([^<]*)</f>))?'
    rb'(<v(?: xml:space="preserve")? ?(?:/>|>([^<]*)</v>))?'
)
_ATTRIBUTE: Final = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_NO_SPAN: Final[dict[str, str]] = {}


def read_plain_row(data: bytes, number: int, wanted: Collection[int]) -> StoredRow | None:
    """Return a row as ``read_row`` does, or ``None`` when it is not in the plain form.

    Args:
        data: From ``<row`` to its end, UTF-8; no comment, CDATA or namespace in it.
        number: Its number.
        wanted: Columns whose cells are wanted whole. Of others only the place is told, and not even that
            where all wanted cells are there.
    """
    try:
        return _read(data, number, wanted)
    except UnicodeDecodeError:
        return None


def _read(data: bytes, number: int, wanted: Collection[int]) -> StoredRow | None:
    opening = _ROW.match(data)
    if opening is None or not data.endswith(_ROW_END):
        return None
    content_end = len(data) - len(_ROW_END)
    attributes = _attributes(opening[1])
    row = StoredRow(Span("", attributes, 0, opening.end(), content_end, len(data)))
    digits = str(number).encode()
    at = opening.end()
    only_wanted = _wanted_cells(data, at, content_end, digits, wanted)
    if only_wanted is not None:
        row.cells += only_wanted
        return row
    while at < content_end:
        found = _CELL.match(data, at, content_end)
        if found is None or found[2] != digits:
            return None
        column = column_number(found[1].decode())
        cell = _whole(data, found, column) if column in wanted else _place(found, column)
        if cell is None or column > MAX_COLUMN:
            return None
        row.cells.append(cell)
        at = found.end()
    return row


def _wanted_cells(
    data: bytes, start: int, end: int, digits: bytes, wanted: Collection[int]
) -> list[StoredCell] | None:
    """Return the wanted cells of a row alone, ``None`` where one is not there, or something is strange."""
    if not _CELLS.fullmatch(data, start, end):
        return None
    addresses = _ADDRESS.findall(data, start, end)
    columns = [letters for letters, row in addresses if row == digits]
    if len(columns) < len(addresses) or any(len(c) == 3 and c > _LAST_LETTERS for c in columns):
        return None
    cells: list[StoredCell] = []
    for column in sorted(wanted):
        letters = column_letters(column).encode()
        if columns.count(letters) != 1:
            return None
        found = _CELL.match(data, data.index(b'<c r="' + letters + digits + b'"', start, end), end)
        cell = _whole(data, found, column) if found else None
        if cell is None:
            return None
        cells.append(cell)
    return cells


def _place(found: re.Match[bytes], column: int) -> StoredCell:
    return StoredCell(column, Span("", _NO_SPAN, found.start(), found.end(), found.end(), found.end()))


def _whole(data: bytes, found: re.Match[bytes], column: int) -> StoredCell | None:
    attributes = {"r": (found[1] + found[2]).decode(), **_attributes(found[3])}
    start, end = found.span()
    content_start, content_end = found.span(4)
    if content_start < 0:
        return StoredCell(column, Span("", attributes, start, end, end, end))
    inside = _INSIDE.fullmatch(data, content_start, content_end)
    if inside is None:
        return None
    cell = StoredCell(column, Span("", attributes, start, content_start, content_end, end))
    if inside[1] is not None:
        cell.formula = _span(inside, 1, 3, _attributes(inside[2]))
        cell.formula_text = _text(inside[3])
    if inside[4] is not None:
        cell.value = _span(inside, 4, 5, _NO_SPAN)
        cell.value_text = _text(inside[5])
    return cell


def _span(inside: re.Match[bytes], whole: int, content: int, attributes: dict[str, str]) -> Span:
    start, end = inside.span(whole)
    content_start, content_end = inside.span(content)
    if content_start < 0:
        return Span("", attributes, start, end, end, end)
    return Span("", attributes, start, content_start, content_end, end)


def _attributes(text: bytes) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(text.decode())) if text else {}


def _text(data: bytes | None) -> str:
    """Return the text that a parser would tell."""
    if not data:
        return ""
    text = data.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain_text(text)
