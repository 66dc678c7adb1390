"""What one stored cell adds to the cells of a sheet: its value, its formula, its array."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsales.formula.row_marks import OWN_ROW, row_marked
from xlsales.kernel.grid import Area, parse_area
from xlsales.kernel.issues import InvalidInputError
from xlsales.workbook.keys import COLUMN_BITS, COLUMN_MASK, cell_place
from xlsales.workbook.limits import Limits
from xlsales.workbook.model import ArrayFormula, SheetCells
from xlsales.workbook.refusals import refusal
from xlsales.workbook.rich_values import RichValues
from xlsales.workbook.stored_values import ValueReader


class CellCollector:
    """Fills ``cells`` from stored cells, in the order in which they come."""

    def __init__(self, reader: ValueReader, rich: RichValues, where: str, limits: Limits) -> None:
        self.cells = SheetCells()
        self.reader = reader
        self.where = where
        self._rich = rich
        self._limits = limits
        self._masters: dict[str, tuple[int, str]] = {}
        self._members: list[tuple[int, str]] = []

    def add_value(self, key: int, kind: str, text: str | None, mark: str) -> None:
        """Take the value of a cell; ``None`` when it stores none."""
        if text is None or (text == "" and kind not in ("str", "inlineStr")):
            if key in self.cells.formulas:
                self.cells.uncached.add(key)
        else:
            self.cells.values[key] = self.reader.read(kind, text, mark)

    def add_formula(self, key: int, attributes: Mapping[str, str], text: str, mark: str) -> None:
        """Take the formula of a cell.

        Args:
            key: Where it stands.
            attributes: Attributes of the stored formula.
            text: Its text, empty for a member of a shared formula or of a volatile array.
            mark: The ``cm`` mark of the cell, ``""`` for none.
        """
        kind = attributes.get("t")
        if kind == "shared":
            self._add_shared(key, attributes, text)
        elif kind == "array":
            dynamic = mark.isdecimal() and len(mark) < 10 and int(mark) in self._rich.dynamic
            self.cells.arrays[key] = ArrayFormula(_area(attributes.get("ref"), key), dynamic)
            self.cells.formulas[key] = text
        elif kind == "dataTable":
            self.cells.data_tables[key] = _area(attributes.get("ref"), key)
        elif text:
            self.cells.formulas[key] = text
        elif "ca" in attributes:
            self.cells.volatile_members.add(key)

    def add_members(self, keys: Sequence[int], group: str) -> None:
        """Take cells that stand in a shared formula besides its first one."""
        self._members += ((key, group) for key in keys)

    def check_size(self) -> None:
        """Refuse the sheet when it holds too much.

        Raises:
            RefusedFileError: WB-013.
        """
        count = len(self.cells.values) + len(self.cells.formulas)
        if count > self._limits.cells:
            raise refusal(
                "WB-013",
                self.where,
                f"more than {self._limits.cells} cells",
                "fewer",
                "If you trust the file, raise the limits.",
            )

    def finish(self) -> SheetCells:
        """Write out the shared formulas and return the cells."""
        if self._members:
            self._expand_members()
        return self.cells

    def _add_shared(self, key: int, attributes: Mapping[str, str], text: str) -> None:
        group = attributes.get("si", "")
        if not text:
            self._members.append((key, group))
            self.cells.formulas[key] = ""
            return
        self.cells.formulas[key] = text
        if "ref" in attributes or group not in self._masters:
            self._masters[group] = (key, text)

    def _expand_members(self) -> None:
        """Write out shared formulas; of a column mostly from what two of its cells have in common."""
        formulas = self.cells.formulas
        columns: dict[tuple[str, int], _SharedColumn] = defaultdict(_SharedColumn)
        for key, group in self._members:
            if group not in self._masters:
                del formulas[key]
                self.cells.uncached.discard(key)
                continue
            column = columns[group, key & COLUMN_MASK]
            row = str(key >> COLUMN_BITS)
            if column.marked is not None:
                formulas[key] = column.marked.replace(OWN_ROW, row)
            else:
                formulas[key] = column.learn(row, self._shifted(key, group))

    def _shifted(self, key: int, group: str) -> str:
        from xlsales.formula.shift import shift_formula

        master_key, text = self._masters[group]
        here, master = cell_place(key), cell_place(master_key)
        return shift_formula(text, here.row - master.row, here.column - master.column)


@dataclass(slots=True)
class _SharedColumn:
    """What is known of a shared formula in one column.

    Attributes:
        last: Row and text of the cell that was written out last.
        marked: The text for every row, once two cells have shown that it names no other row than its own.
    """

    last: tuple[str, str] | None = None
    marked: str | None = None

    def learn(self, row: str, text: str) -> str:
        """Take the text of a cell, and return it."""
        if self.last is not None:
            self.marked = row_marked(self.last[1], text, self.last[0], row)
        self.last = row, text
        return text


def _area(text: str | None, key: int) -> Area:
    """Return the rectangle of an array; one without a readable one is its anchor alone."""
    try:
        return parse_area(text or "")
    except InvalidInputError:
        cell = cell_place(key)
        return Area(cell.row, cell.column, cell.row, cell.column)


def outside_sheet(where: str, address: str) -> Exception:
    """Return the refusal for a cell that no sheet can have."""
    return refusal(
        "WB-012", where, f"a cell at {address!r}", "cells from A1 to XFD1048576", "Restore the workbook."
    )


def twice(where: str, address: str) -> Exception:
    """Return the refusal for a cell that stands twice."""
    return refusal(
        "WB-028",
        where,
        f"{address} twice",
        "each cell once",
        "Open and save the workbook in Excel, then retry.",
    )
