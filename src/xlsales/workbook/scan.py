"""Every filled cell of a sheet: patterns where the sheet is plain, parser events where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from xlsales.workbook.cell_collector import CellCollector
from xlsales.workbook.limits import MEBIBYTE
from xlsales.workbook.model import SheetCells
from xlsales.workbook.package import Package
from xlsales.workbook.scan_around import AroundCells
from xlsales.workbook.scan_events import CellEvents
from xlsales.workbook.scan_plain import ROW_END, NotPlainError, PlainRows
from xlsales.workbook.stored_values import ValueReader
from xlsales.workbook.xml_reading import MAIN, feed, feed_piece, safe_parser

_DATA_START: Final = re.compile(rb"<sheetData(?:\s[^<>]*)?(/?)>")
_DATA_END: Final = b"</sheetData>"
_PLAIN_ROOT: Final = re.compile(rb'<worksheet(?=[\s>])[^<>]*?\sxmlns="([^"<>]*)"')
_UTF8_ONLY: Final = re.compile(rb'<\?xml[^>]*encoding=["\'](?!utf-?8["\'])', re.IGNORECASE)
_LONGEST_HEAD: Final = 4 * MEBIBYTE
_LONGEST_ROW: Final = 8 * MEBIBYTE


def scan_sheet(package: Package, sheet_name: str) -> SheetCells:
    """Return every filled cell of a worksheet.

    Args:
        package: The open workbook.
        sheet_name: Name of the tab, any case.

    Returns:
        Values, formulas and arrays by ``cell_key``; empty for a sheet without cells, such as a chart.

    Raises:
        RefusedFileError: WB-006 to WB-009 hostile or damaged, WB-011 no such sheet, WB-012 a cell outside
            the sheet, WB-013 too many cells, WB-028 a cell twice.
    """
    sheet = package.sheet(sheet_name)
    if sheet.kind in ("chartsheet", "dialogsheet"):
        return SheetCells()
    scan = _SheetScan(package, sheet.part)
    try:
        return scan.plain()
    except NotPlainError:
        return scan.by_events()


class _SheetScan:
    """One sheet of a package, read from its start by either way."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._entry = package.parts.entry(part)
        self._reader = ValueReader(lambda: package.shared_strings, package.rich_values, package.date_system)

    def by_events(self) -> SheetCells:
        collector, around, parser = self._begin()
        CellEvents(collector, around, self._package.limits).attach(parser)
        feed(parser, self._chunks(), self._entry.name, self._package.limits)
        return _finish(collector, around)

    def plain(self) -> SheetCells:
        collector, around, parser = self._begin()
        attach_around(parser, around)
        rows = PlainRows(collector)
        chunks = self._chunks()
        head, rest = _split_head(chunks)
        self._feed(parser, head)
        if not head.endswith(b"/>"):
            detach(parser)
            rest = self._take_body(parser, rows, rest, chunks)
            attach_around(parser, around)
        self._feed(parser, rest)
        feed(parser, chunks, self._entry.name, self._package.limits)
        return _finish(collector, around)

    def _begin(self) -> tuple[CellCollector, AroundCells, expat.XMLParserType]:
        where, limits = self._entry.name, self._package.limits
        collector = CellCollector(self._reader, self._package.rich_values, where, limits)
        return collector, AroundCells(where, limits), safe_parser(where)

    def _chunks(self) -> Iterator[bytes]:
        return self._package.parts.archive.chunks(self._entry)

    def _feed(self, parser: expat.XMLParserType, data: bytes) -> None:
        feed_piece(parser, data, self._entry.name)

    def _take_body(
        self, parser: expat.XMLParserType, rows: PlainRows, data: bytes, chunks: Iterator[bytes]
    ) -> bytes:
        """Scan the rows; return what was read past them, beginning with the end of the sheet data."""
        while (end := data.find(_DATA_END)) < 0:
            cut = data.rfind(ROW_END) + len(ROW_END)
            if cut >= len(ROW_END):
                self._feed(parser, data[:cut])
                rows.take(data[:cut])
                data = data[cut:]
            if len(data) > _LONGEST_ROW:
                raise NotPlainError
            chunk = next(chunks, None)
            if chunk is None:
                raise NotPlainError
            data += chunk
        self._feed(parser, data[:end])
        rows.take(data[:end])
        return data[end:]


def attach_around(parser: expat.XMLParserType, around: AroundCells) -> None:
    """Make a parser tell what stands around the cells."""
    parser.StartElementHandler = around.start
    parser.EndElementHandler = around.end
    parser.CharacterDataHandler = around.data


def detach(parser: expat.XMLParserType) -> None:
    """Make a parser tell nothing; it still checks that the XML is well-formed."""
    parser.StartElementHandler = None
    parser.EndElementHandler = None
    parser.CharacterDataHandler = None


def _split_head(chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """Return what stands before the rows and what was read past it.

    Raises:
        NotPlainError: The sheet begins in a form that the patterns do not know.
    """
    data = b""
    for chunk in chunks:
        data += chunk
        found = _DATA_START.search(data)
        if found:
            head, rest = data[: found.end()], data[found.end() :]
            _check_head(head)
            return head, rest
        if len(data) > _LONGEST_HEAD:
            break
    raise NotPlainError


def _check_head(head: bytes) -> None:
    root = _PLAIN_ROOT.search(head)
    if not root or root[1].decode("utf-8", "replace") not in MAIN:
        raise NotPlainError
    if b"<!" in head or _UTF8_ONLY.search(head):
        raise NotPlainError


def _finish(collector: CellCollector, around: AroundCells) -> SheetCells:
    cells = collector.finish()
    cells.merges = tuple(around.merges)
    cells.other_formulas = tuple(around.other_formulas)
    return cells
