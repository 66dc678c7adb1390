"""The bytes of a workbook: read, scan, patch, spill, save."""

from xlsales.workbook.keys import cell_key, cell_place
from xlsales.workbook.limits import DEFAULT_LIMITS, Limits
from xlsales.workbook.model import (
    ArrayFormula,
    Calculation,
    DefinedName,
    Fingerprint,
    OtherFormula,
    Sheet,
    SheetCells,
    Table,
)
from xlsales.workbook.package import Package, open_package
from xlsales.workbook.patch import CellChange, CellPatch, InputPatch, Patch, SpillPatch, WriteReport
from xlsales.workbook.save import write_workbook
from xlsales.workbook.scan import scan_sheet
from xlsales.workbook.spill import plan_spill, plan_spills
from xlsales.workbook.spill_outcome import Blocker, SpillOutcome, legacy_rows

__all__ = [
    "DEFAULT_LIMITS",
    "ArrayFormula",
    "Blocker",
    "Calculation",
    "CellChange",
    "CellPatch",
    "DefinedName",
    "Fingerprint",
    "InputPatch",
    "Limits",
    "OtherFormula",
    "Package",
    "Patch",
    "Sheet",
    "SheetCells",
    "SpillOutcome",
    "SpillPatch",
    "Table",
    "WriteReport",
    "cell_key",
    "cell_place",
    "legacy_rows",
    "open_package",
    "plan_spill",
    "plan_spills",
    "scan_sheet",
    "write_workbook",
]
