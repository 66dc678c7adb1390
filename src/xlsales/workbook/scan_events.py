"""Scanning by parser events: slower than by patterns, and right for every form a sheet may take."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, parse_cell
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.cell_collector import CellCollector, outside_sheet, twice
from xlsales.workbook.keys import cell_key, cell_place
from xlsales.workbook.limits import Limits
from xlsales.workbook.scan_around import AroundCells
from xlsales.workbook.shared_strings import StringItem
from xlsales.workbook.xml_reading import MAIN, SEPARATOR

_CELL_PARTS: Final = frozenset({"f", "v"})


class CellEvents:
    """Handlers that tell cells to a collector and leave the rest to ``around``."""

    def __init__(self, collector: CellCollector, around: AroundCells, limits: Limits) -> None:
        self._collector = collector
        self._around = around
        self._in_data = False
        self._in_cell = False
        self._row = 0
        self._column = 0
        self._last_key = -1
        self._in_order = True
        self._cell: dict[str, str] = {}
        self._formula: dict[str, str] | None = None
        self._item = StringItem(collector.where, limits)
        self._reading = ""
        self._texts: dict[str, str] = {}

    def attach(self, parser: expat.XMLParserType) -> None:
        """Make a parser call these handlers."""
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        namespace, _, local = name.rpartition(SEPARATOR)
        if not self._in_data:
            self._in_data = local == "sheetData" and namespace in MAIN
            self._around.start(name, attributes)
        elif namespace not in MAIN:
            return
        elif self._in_cell:
            self._start_inside(local, attributes)
        elif local == "c":
            self._start_cell(attributes)
        elif local == "row":
            self._start_row(attributes)

    def data(self, text: str) -> None:
        """Take text."""
        if not self._in_data:
            self._around.data(text)
        elif self._reading:
            self._item.data(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        namespace, _, local = name.rpartition(SEPARATOR)
        if not self._in_data:
            self._around.end(name)
        elif namespace not in MAIN:
            return
        elif local == "sheetData":
            self._in_data = False
        elif self._in_cell:
            self._end_inside(local)

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        self._row = self._row + 1 if text is None else _number(text)
        self._column = 0
        if not 1 <= self._row <= MAX_ROW:
            raise outside_sheet(self._collector.where, f"row {text or self._row}")

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._in_cell = True
        self._cell = attributes
        self._texts = {}
        self._formula = None
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            if self._column > MAX_COLUMN or not self._row:
                raise outside_sheet(self._collector.where, f"column {self._column} of row {self._row}")
            return
        try:
            row, self._column = parse_cell(reference)
        except InvalidInputError as error:
            raise outside_sheet(self._collector.where, reference) from error
        self._row = row

    def _start_inside(self, local: str, attributes: dict[str, str]) -> None:
        if self._reading:
            self._item.start(local)
        elif local in _CELL_PARTS or local == "is":
            self._reading = local
            self._item.clear()
            if local == "f":
                self._formula = attributes
            if local != "is":
                self._item.start("t")

    def _end_inside(self, local: str) -> None:
        if local == "c" and not self._reading:
            self._in_cell = False
            self._end_cell()
        elif local == self._reading:
            self._texts[local] = self._item.text
            self._reading = ""
        elif self._reading:
            self._item.end(local)

    def _end_cell(self) -> None:
        key = cell_key(self._row, self._column)
        self._check_order(key)
        if self._formula is not None:
            text = self._texts.get("f", "")
            self._collector.add_formula(key, self._formula, text, self._cell.get("cm", ""))
        kind = self._cell.get("t", "")
        text_or_none = self._texts.get("v", self._texts.get("is"))
        if kind == "inlineStr":
            text_or_none = self._texts.get("is", self._texts.get("v"))
        self._collector.add_value(key, kind, text_or_none, self._cell.get("vm", ""))
        self._collector.check_size()

    def _check_order(self, key: int) -> None:
        self._in_order = self._in_order and key > self._last_key
        self._last_key = key
        cells = self._collector.cells
        if not self._in_order and (key in cells.values or key in cells.formulas):
            raise twice(self._collector.where, str(cell_place(key)))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
