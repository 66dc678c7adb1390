"""What spills of one sheet will occupy: grown, shrunk, or blocked, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.workbook.keys import cell_key
from xlsales.workbook.model import SheetCells
from xlsales.workbook.package import Package
from xlsales.workbook.patch import InputPatch, SpillPatch
from xlsales.workbook.refusals import refusal
from xlsales.workbook.spill_ground import SpillGround
from xlsales.workbook.spill_outcome import SpillOutcome

#: An old array larger than this many cells is a mistake or an attack.
_LARGEST_ARRAY: Final = 4_000_000


def plan_spill(
    cells: SheetCells,
    package: Package,
    patch: SpillPatch,
    others: Sequence[SpillPatch] = (),
    inputs: Sequence[InputPatch] = (),
) -> SpillOutcome:
    """Return what one spill will occupy.

    Args:
        cells: The sheet as it is.
        package: Its workbook, for the tables.
        patch: The spill.
        others: Spills of the same sheet that go before it.
        inputs: Constants set on the same sheet; they block, or unblock where they empty a cell.

    Raises:
        RefusedFileError: WB-035 no array formula in the cell.
    """
    return plan_spills(cells, package, (*others, patch), inputs)[-1]


def plan_spills(
    cells: SheetCells,
    package: Package,
    patches: Sequence[SpillPatch],
    inputs: Sequence[InputPatch] = (),
) -> tuple[SpillOutcome, ...]:
    """Return what several spills of one sheet will occupy, in the order of ``patches``.

    Raises:
        RefusedFileError: WB-034 one anchor twice, WB-035 no array formula in the cell.
    """
    for patch in patches:
        _check(cells, patch, patches)
    if not patches:
        return ()
    ground = SpillGround(cells, package.table_areas(patches[0].sheet), patches, inputs)
    ground.settle()
    return tuple(ground.outcome(patch) for patch in patches)


def _check(cells: SheetCells, patch: SpillPatch, patches: Sequence[SpillPatch]) -> None:
    where = f"{patch.sheet}!{patch.cell}"
    array = cells.arrays.get(cell_key(*patch.cell))
    if array is None:
        raise refusal(
            "WB-035",
            where,
            "no array formula",
            "the first cell of an array",
            "A plain formula never spills; give it one value.",
        )
    if not array.dynamic and array.area.size > _LARGEST_ARRAY:
        raise refusal(
            "WB-013",
            where,
            f"an array over {array.area}",
            f"at most {_LARGEST_ARRAY} cells",
            "Enter the array formula over fewer cells.",
        )
    if sum(other.cell == patch.cell for other in patches) > 1:
        raise refusal("WB-034", where, "two results", "one result for an array", "Give each array once.")
