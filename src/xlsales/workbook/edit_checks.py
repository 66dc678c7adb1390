"""Whether a stored cell may take an edit."""

from __future__ import annotations

from xlsales.kernel.grid import Cell
from xlsales.kernel.issues import RefusedFileError
from xlsales.workbook.cell_edit import CellEdit, Role
from xlsales.workbook.refusals import refusal
from xlsales.workbook.stored_row import StoredCell


def check_edit(sheet: str, place: Cell, cell: StoredCell, edit: CellEdit) -> None:
    """Refuse an edit that does not fit what stands in the cell.

    Raises:
        RefusedFileError: WB-025 a result without a formula, WB-026 an input over a formula, WB-027 a part
            of an array, WB-033 the first cell of a shared formula, WB-035 a spill without an array formula.
    """
    where = f"{sheet}!{place}"
    match edit.role:
        case Role.RESULT:
            _check_result(where, cell)
        case Role.INPUT:
            if cell.computed:
                raise _formula_there(where)
        case Role.FORCED_INPUT:
            _check_forced(where, cell)
        case Role.ANCHOR:
            if cell.formula_kind != "array":
                raise _no_array(where)
        case Role.MEMBER | Role.CLEARED:
            if cell.computed:
                raise part_of_array(where)


def part_of_array(where: str) -> RefusedFileError:
    """Return the refusal to change one cell of an array."""
    return refusal(
        "WB-027",
        where,
        "one cell of an array",
        "its whole result",
        "Change the array's formula or its inputs.",
    )


def _check_result(where: str, cell: StoredCell) -> None:
    if cell.computed:
        return
    if cell.formula:
        raise part_of_array(where)
    raise refusal("WB-025", where, "no formula", "a formula cell", "Set a constant as an input instead.")


def _check_forced(where: str, cell: StoredCell) -> None:
    if cell.formula_kind in ("array", "dataTable"):
        raise part_of_array(where)
    if cell.formula_kind == "shared" and cell.formula_text:
        raise refusal(
            "WB-033",
            where,
            "the cell whose formula others share",
            "a formula of its own",
            "Type the formula of the next cell anew in Excel, or set another cell.",
        )


def _formula_there(where: str) -> RefusedFileError:
    return refusal(
        "WB-026",
        where,
        "a formula",
        "a cell without one",
        "Set one of the formula's inputs, or allow the formula to be replaced.",
    )


def _no_array(where: str) -> RefusedFileError:
    return refusal(
        "WB-035",
        where,
        "no array formula",
        "the first cell of an array",
        "A plain formula never spills; give it one value.",
    )
