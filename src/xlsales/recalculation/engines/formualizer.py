"""formualizer: quick, and wrong in places without saying so. It checks saved results and computes no new one.

What it reproduces of Excel's saved results stands. Nothing else is concluded from it: a formula that it
does not reproduce is tried with the other engines, and no value of it is ever written.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, Final

from xlsales.kernel.values import CellError
from xlsales.recalculation.engines.port import CalculationCopy, Clock, Computed, Results, Unavailable
from xlsales.recalculation.engines.rectangles import column_runs
from xlsales.recalculation.graph import area_keys

#: The errors of Excel's that it tells; others say that it could not compute.
_ERRORS: Final = {
    "Div": "#DIV/0!",
    "Na": "#N/A",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
#: Values that are as cells hold them.
_PLAIN: Final = frozenset({float, str, bool, type(None)})


def is_installed() -> bool:
    """Tell whether the package is there; it comes with the extra ``fast``."""
    return find_spec("formualizer") is not None


class FormualizerChecker:
    """Computes copies with formualizer, to hold the results against saved ones."""

    name = "formualizer"
    most = 1_000_000
    takes_arrays = False
    travels = False  # it works on all cores by itself

    def results(self, copy: CalculationCopy, clock: Clock) -> Results:
        """Return what every formula of a copy gives, by sheet and packed place; nothing where it fails."""
        import formualizer

        from xlsales.recalculation.engines.copy_file import copy_as_file

        settings = formualizer.EvaluationConfig()
        settings.date_system = str(copy.system)
        config = formualizer.WorkbookConfig(eval_config=settings)
        workbook = formualizer.Workbook.from_bytes(copy_as_file(copy), config=config)
        workbook.set_temporal_egress("serial")
        workbook.evaluate_all()
        return {sheet: _values(workbook, sheet, formulas) for sheet, formulas in copy.formulas.items()}


def _values(workbook: Any, sheet: str, keys: Mapping[int, object]) -> dict[int, Computed]:
    from formualizer import RangeAddress

    view = workbook.sheet(sheet)
    found: dict[int, Computed] = {}
    for run in column_runs(keys):
        rows = view.get_values(RangeAddress(sheet, run.top, run.left, run.bottom, run.right))
        column = [row[0] for row in rows]
        if not _PLAIN.issuperset(map(type, column)):
            column = [_computed(value) for value in column]
        found.update(zip(area_keys(run), column, strict=True))
    return found


def _computed(value: Any) -> Computed:
    if value is None or isinstance(value, (float, str, bool)):
        return value
    if isinstance(value, int):
        return float(value)
    kind = value.get("kind", "") if isinstance(value, dict) else type(value).__name__
    code = _ERRORS.get(kind)
    return CellError(code) if code else Unavailable(f"formualizer gives {kind}")
