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
from xlsales.workbook.scan import scan_sheet

__all__ = [
    "DEFAULT_LIMITS",
    "ArrayFormula",
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
    "SpillPatch",
    "Table",
    "WriteReport",
    "cell_key",
    "cell_place",
    "open_package",
    "scan_sheet",
]
