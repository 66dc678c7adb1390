"""One row of a sheet, with the place of everything in it: bytes from and to, counted from its start."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from xlsales.kernel.grid import parse_cell
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.cell_collector import outside_sheet
from xlsales.workbook.limits import DEFAULT_LIMITS
from xlsales.workbook.refusals import refusal
from xlsales.workbook.shared_strings import StringItem
from xlsales.workbook.xml_reading import MAIN, SEPARATOR, feed_piece, safe_parser

#: A tag from ``<`` to ``>``; quoted values may hold ``>``.
TAG: Final = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True)
class Span:
    """An element: where it begins and ends, where its content does, its attributes under raw names."""

    prefix: str
    attributes: dict[str, str]
    start: int
    content_start: int
    content_end: int = 0
    end: int = 0

    @property
    def empty(self) -> bool:
        """It is one tag, such as ``<v/>``."""
        return self.content_end == self.end


@dataclass(slots=True)
class StoredCell:
    """A cell: its column, its span, the spans of its formula, value and inline text."""

    column: int
    span: Span
    formula: Span | None = None
    value: Span | None = None
    inline: Span | None = None
    formula_text: str = ""
    value_text: str = ""
    inline_text: str = ""

    @property
    def kind(self) -> str:
        """Its stored type, ``""`` for a number."""
        return self.span.attributes.get("t", "")

    @property
    def formula_kind(self) -> str:
        """``shared``, ``array``, ``dataTable`` or ``""``."""
        return self.formula.attributes.get("t", "") if self.formula else ""

    @property
    def computed(self) -> bool:
        """It holds a formula; the empty mark of a volatile array's member is none."""
        return self.formula is not None and bool(self.formula_text or self.formula_kind)


@dataclass(slots=True)
class StoredRow:
    """A row: its span and its cells in stored order."""

    span: Span
    cells: list[StoredCell] = field(default_factory=list)


def read_row(data: bytes, row: int, context: bytes, closing: bytes, where: str) -> StoredRow:
    """Read the bytes of one row.

    Args:
        data: From ``<row`` to its end, UTF-8.
        row: Its number.
        context: Start tags of the elements around it, which declare the namespaces.
        closing: Their end tags.
        where: Name of the part.

    Raises:
        RefusedFileError: WB-009 not well-formed, WB-012 a cell outside the sheet, WB-028 a cell of
            another row.
    """
    events = _RowEvents(data, row, len(context), where)
    parser = safe_parser(where, encoding="utf-8")
    parser.namespace_prefixes = True
    events.attach(parser)
    feed_piece(parser, context + data + closing, where, last=True)
    if events.row is None:
        raise refusal(
            "WB-009", where, f"row {row} in a strange namespace", "a usual row", "Open and save it in Excel."
        )
    return events.row


class _RowEvents:
    def __init__(self, data: bytes, number: int, offset: int, where: str) -> None:
        self.row: StoredRow | None = None
        self._data = data
        self._number = number
        self._offset = offset
        self._where = where
        self._cell: StoredCell | None = None
        self._part = ""
        self._column = 0
        self._open: list[Span] = []
        self._item = StringItem(where, DEFAULT_LIMITS)

    def attach(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex - self._offset
        if not 0 <= start < len(self._data):
            return
        namespace, local, prefix = split_name(name)
        tag = TAG.match(self._data, start)
        tag_end = tag.end() if tag else start
        raw = {raw_name(key): value for key, value in attributes.items()}
        span = Span(prefix, raw, start, tag_end)
        self._open.append(span)
        if namespace in MAIN:
            self._place(local, span)

    def _place(self, local: str, span: Span) -> None:
        if self._cell is not None:
            self._place_inside(self._cell, local, span)
        elif local == "c" and self.row:
            self._cell = StoredCell(self._column_of(span), span)
            self._column = self._cell.column
        elif local == "row" and self.row is None:
            self.row = StoredRow(span)

    def _place_inside(self, cell: StoredCell, local: str, span: Span) -> None:
        if self._part:
            self._item.start(local)
            return
        if local not in ("f", "v", "is"):
            return
        self._part = local
        self._item.clear()
        if local == "f":
            cell.formula = span
        elif local == "v":
            cell.value = span
        else:
            cell.inline = span
        if local != "is":
            self._item.start("t")

    def _text(self, text: str) -> None:
        if self._part:
            self._item.data(text)

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex - self._offset
        if not self._open or at > len(self._data):
            return
        span = self._open.pop()
        if self._data[span.content_start - 2 : span.content_start] == b"/>":
            span.content_end = span.end = span.content_start
        else:
            span.content_end = at
            span.end = self._data.index(b">", at) + 1
        self._finish(split_name(name)[1], span)

    def _finish(self, local: str, span: Span) -> None:
        cell = self._cell
        if cell is None:
            return
        if span is cell.span and self.row:
            self.row.cells.append(cell)
            self._cell = None
        elif span is cell.formula:
            cell.formula_text, self._part = self._item.text, ""
        elif span is cell.value:
            cell.value_text, self._part = self._item.text, ""
        elif span is cell.inline:
            cell.inline_text, self._part = self._item.text, ""
        elif self._part:
            self._item.end(local)

    def _column_of(self, span: Span) -> int:
        reference = span.attributes.get("r")
        if reference is None:
            return self._column + 1
        try:
            cell = parse_cell(reference)
        except InvalidInputError as error:
            raise outside_sheet(self._where, reference) from error
        if cell.row != self._number:
            raise refusal(
                "WB-028",
                self._where,
                f"cell {reference} in row {self._number}",
                "each cell in its own row",
                "Open and save the workbook in Excel, then retry.",
            )
        return cell.column


@lru_cache(maxsize=1024)
def split_name(name: str) -> tuple[str, str, str]:
    """Return namespace, local name and prefix (with its colon) of a name with its prefix reported.

    Examples:
        >>> split_name("urn:x}c}p"), split_name("urn:x}c"), split_name("c")
        (('urn:x', 'c', 'p:'), ('urn:x', 'c', ''), ('', 'c', ''))
    """
    parts = name.split(SEPARATOR)
    if len(parts) == 3:
        return parts[0], parts[1], f"{parts[2]}:"
    return ("", parts[0], "") if len(parts) == 1 else (parts[0], parts[1], "")


@lru_cache(maxsize=1024)
def raw_name(name: str) -> str:
    """Return the name as it stands in the file.

    Examples:
        >>> raw_name("r"), raw_name("http://www.w3.org/XML/1998/namespace}space}xml")
        ('r', 'xml:space')
    """
    namespace, local, prefix = split_name(name)
    return f"xml:{local}" if namespace == _XML_NAMESPACE else f"{prefix}{local}"
