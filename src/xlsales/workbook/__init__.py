"""The bytes of a workbook: read, scan, patch, spill, save.

A module is loaded when one of its names is first asked for: whoever wants the key of a cell does not wait for
zip files.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
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

_MODULES: Final = {
    "keys": "cell_key cell_place",
    "limits": "DEFAULT_LIMITS Limits",
    "model": "ArrayFormula Calculation DefinedName Fingerprint OtherFormula Sheet SheetCells Table",
    "package": "Package open_package",
    "patch": "CellChange CellPatch InputPatch Patch SpillPatch WriteReport",
    "save": "write_workbook",
    "scan": "scan_sheet",
    "spill": "plan_spill plan_spills",
    "spill_outcome": "Blocker SpillOutcome legacy_rows",
}
_HOMES: Final = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
