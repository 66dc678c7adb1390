"""How a sheet looks: hidden rows and columns, filters, and the units that its numbers are shown in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area, parse_area, parse_cell
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.keys import cell_key
from xlsales.workbook.package import Package
from xlsales.workbook.xml_reading import SEPARATOR, feed, is_true, safe_parser

_CELL: Final = f"{SEPARATOR}c"


@dataclass(slots=True)
class SheetLooks:
    """How a sheet looks.

    Attributes:
        hidden_rows: Rows that are not shown, but for those that an outline folds.
        hidden_columns: Columns that are not shown, but for those that an outline folds.
        filter: The rectangle of the sheet's filter, header included.
        units: What a cell shows its number in, by ``cell_key``; cells without a unit are left out.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filter: Area | None = None
    units: dict[int, str] = field(default_factory=dict)


def sheet_looks(package: Package, sheet_name: str, units: Mapping[str, str]) -> SheetLooks:
    """Return how a worksheet looks.

    Args:
        package: The open workbook.
        sheet_name: Name of the tab.
        units: Unit by style number as written; styles without a unit need not be there.

    Raises:
        RefusedFileError: WB-006 to WB-009 hostile or damaged.
    """
    sheet = package.sheet(sheet_name)
    if sheet.kind in ("chartsheet", "dialogsheet"):
        return SheetLooks()
    entry = package.parts.entry(sheet.part)
    events = _LookEvents(units)
    parser = safe_parser(entry.name)
    parser.StartElementHandler = events.start
    feed(parser, package.parts.archive.chunks(entry), entry.name, package.limits)
    return events.looks


class _LookEvents:
    def __init__(self, units: Mapping[str, str]) -> None:
        self.looks = SheetLooks()
        self._units = units
        self._row = 0
        self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name.endswith(_CELL):
            self._cell(attributes)
            return
        local = name.rpartition(SEPARATOR)[2]
        if local == "row":
            self._start_row(attributes)
        elif local == "col":
            self._hide_columns(attributes)
        elif local == "autoFilter":
            self._note_filter(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r", "")
        self._row = int(text) if text.isdecimal() and len(text) < 8 else self._row + 1
        self._column = 0
        if _is_hidden(attributes) and self._row <= MAX_ROW:
            self.looks.hidden_rows.add(self._row)

    def _cell(self, attributes: dict[str, str]) -> None:
        unit = self._units.get(attributes.get("s", ""))
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        elif unit:
            try:
                self._row, self._column = parse_cell(reference)
            except InvalidInputError:
                return
        if unit:
            self.looks.units[cell_key(self._row, self._column)] = unit

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if _is_hidden(attributes) and first.isdecimal() and last.isdecimal():
            self.looks.hidden_columns.update(range(int(first), min(int(last), MAX_COLUMN) + 1))

    def _note_filter(self, reference: str) -> None:
        try:
            self.looks.filter = parse_area(reference)
        except InvalidInputError:
            return


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Tell whether a row or column is hidden for another reason than a folded outline."""
    return is_true(attributes.get("hidden")) and attributes.get("outlineLevel", "0") == "0"
