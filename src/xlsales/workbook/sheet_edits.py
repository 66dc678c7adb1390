"""From patches to the edits of single cells, sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.cell_collector import outside_sheet
from xlsales.workbook.cell_edit import INPUTS, CellEdit, Role
from xlsales.workbook.keys import cell_key
from xlsales.workbook.model import Table
from xlsales.workbook.package import Package
from xlsales.workbook.patch import CellPatch, InputPatch, Patch, SpillPatch
from xlsales.workbook.refusals import refusal
from xlsales.workbook.scan import scan_sheet
from xlsales.workbook.spill import plan_spills
from xlsales.workbook.spill_outcome import SpillOutcome
from xlsales.workbook.stored_form import storable


@dataclass(slots=True)
class SheetEdits:
    """The edits of one sheet, by row and column.

    Attributes:
        spills: Anchors of the arrays whose whole result is given, as keys.
    """

    sheet: str
    rows: dict[int, dict[int, CellEdit]] = field(default_factory=dict)
    spills: set[int] = field(default_factory=set)

    def add(self, cell: Cell, edit: CellEdit) -> None:
        """Add an edit; a cell that the user emptied may be taken by a spill.

        Raises:
            RefusedFileError: WB-012 outside the sheet, WB-034 the cell has an edit already.
        """
        if not (1 <= cell.row <= MAX_ROW and 1 <= cell.column <= MAX_COLUMN):
            raise outside_sheet(self.sheet, f"row {cell.row}, column {cell.column}")
        columns = self.rows.setdefault(cell.row, {})
        old = columns.get(cell.column)
        gives_way = old is not None and old.role in INPUTS and old.value is None
        if old is not None and not (gives_way and edit.role is Role.MEMBER):
            raise _twice(self.sheet, cell)
        columns[cell.column] = edit


def edits_of(package: Package, patches: Sequence[Patch]) -> list[SheetEdits]:
    """Return the edits of each sheet that patches name, in the order of the patches.

    Raises:
        RefusedFileError: WB-011 no such sheet, WB-012, WB-032 a table header, WB-034, WB-035.
    """
    by_sheet: dict[str, list[Patch]] = {}
    for patch in patches:
        by_sheet.setdefault(package.sheet(patch.sheet).name, []).append(patch)
    return [_sheet_edits(package, sheet, own) for sheet, own in by_sheet.items()]


def _sheet_edits(package: Package, sheet: str, patches: list[Patch]) -> SheetEdits:
    edits = SheetEdits(sheet)
    for patch in patches:
        match patch:
            case CellPatch():
                value = storable(patch.value)
                edits.add(patch.cell, CellEdit(Role.RESULT, 0 if value is None else value))
            case InputPatch():
                _refuse_table_header(package.tables_of(sheet), sheet, patch)
                role = Role.FORCED_INPUT if patch.replace_formula else Role.INPUT
                edits.add(patch.cell, CellEdit(role, storable(patch.value)))
    spills = [patch for patch in patches if isinstance(patch, SpillPatch)]
    if spills:
        inputs = [patch for patch in patches if isinstance(patch, InputPatch)]
        outcomes = plan_spills(scan_sheet(package, sheet), package, spills, inputs)
        for outcome in outcomes:
            _add_result(edits, outcome)
        for outcome in outcomes:
            _add_freed(edits, outcome)
    return edits


def _add_result(edits: SheetEdits, outcome: SpillOutcome) -> None:
    """Add the edits of an array's anchor and members."""
    edits.spills.add(cell_key(*outcome.cell))
    for place, value in outcome.cells():
        if place == outcome.cell:
            area = outcome.area if outcome.dynamic else None
            edits.add(place, CellEdit(Role.ANCHOR, value, area=area, error=outcome.error_detail))
        else:
            edits.add(place, CellEdit(Role.MEMBER, value, volatile=outcome.volatile))


def _add_freed(edits: SheetEdits, outcome: SpillOutcome) -> None:
    """Add the emptying of cells that no array took over."""
    for place in outcome.freed:
        if place.column not in edits.rows.get(place.row, {}):
            edits.add(place, CellEdit(Role.CLEARED, None))


def _refuse_table_header(tables: tuple[Table, ...], sheet: str, patch: InputPatch) -> None:
    """Refuse a constant in a table's header: it must stay what the table calls its column."""
    for table in tables:
        last_header = table.area.top + table.header_rows - 1
        if patch.cell in table.area and patch.cell.row <= last_header:
            column = patch.cell.column - table.area.left
            if column < len(table.columns) and table.columns[column] != patch.value:
                raise refusal(
                    "WB-032",
                    f"{sheet}!{patch.cell}",
                    "a header of the table " + table.name,
                    "a cell that is no header",
                    "Rename the column in Excel.",
                )


def _twice(sheet: str, cell: Cell) -> RefusedFileError:
    return refusal("WB-034", f"{sheet}!{cell}", "two values", "one value for a cell", "Give each cell once.")
