"""cellrune: the default engine. It is seldom wrong and says when it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from xlsales.kernel.grid import Area, Cell, column_letters, parse_area, parse_cell
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.engines.port import (
    CalculationCopy,
    Change,
    Clock,
    Computed,
    Formula,
    Place,
    Unavailable,
)
from xlsales.recalculation.engines.rectangles import by_sheet, column_runs
from xlsales.recalculation.graph import area_keys
from xlsales.workbook.keys import cell_key, cell_place

_SIZES: Final = (
    "max_archive_bytes",
    "max_entry_uncompressed_bytes",
    "max_total_uncompressed_bytes",
    "max_total_cells",
    "max_cells_per_sheet",
    "max_total_cell_text_bytes",
    "max_total_formula_bytes",
)
#: The copy is our own, so nothing in it needs to be bounded again.
_READ_LIMITS: Final[Any] = dict.fromkeys(_SIZES, 1 << 40) | {"max_compression_ratio": 1 << 20}
_CHANGES_AT_ONCE: Final = 20_000


class CellruneEngine:
    """Loads copies into cellrune."""

    name = "cellrune"

    def load(self, copy: CalculationCopy) -> CellruneCalculation:
        """Return the copy, ready to calculate."""
        return CellruneCalculation(copy)


class CellruneCalculation:
    """A copy inside cellrune."""

    def __init__(self, copy: CalculationCopy) -> None:
        import cellrune

        from xlsales.recalculation.engines.copy_file import copy_as_file

        self._workbook: Any = cellrune.Workbook.from_bytes(copy_as_file(copy), read_limits=_READ_LIMITS)
        self._results: dict[Place, Computed] = {}
        self._areas: dict[Place, Area] = {}
        self._formulas = {
            Place(sheet, key)
            for sheet, formulas in copy.formulas.items()
            for key, formula in formulas.items()
            if not formula.dynamic
        }
        self._arrays = {
            Place(sheet, key): formula.area
            for sheet, formulas in copy.formulas.items()
            for key, formula in formulas.items()
            if formula.area and not formula.dynamic
        }
        self._waiting: list[Change] = [
            (Place(sheet, key), formula)
            for sheet, formulas in copy.formulas.items()
            for key, formula in formulas.items()
            if formula.dynamic
        ]
        self._calculated = False

    def change(self, changes: Sequence[Change]) -> None:
        """Replace cells by values or formulas."""
        self._waiting += changes

    def calculate(self, clock: Clock) -> Mapping[Place, Computed]:
        """Bring every formula up to date; return the results that changed, the first time all."""
        moment = {"today_serial": clock.today, "now_serial": clock.now, "random_seed": clock.seed}
        changed: dict[Place, Computed] = {}
        if not self._calculated:
            self._workbook.calculate(**moment)
            changed = self._read_all()
            self._calculated = True
        if self._waiting or not changed:
            self._apply_changes()
            changed |= self._read_delta(self._workbook.recalculate(mode="auto", **moment))
        self._results |= changed
        return changed

    def read(self, places: Iterable[Place]) -> dict[Place, Computed]:
        """Return what stands in some cells now."""
        found: dict[Place, Computed] = {}
        for place in places:
            if place in self._results:
                found[place] = self._results[place]
            else:
                address = str(Cell(*cell_place(place.key)))
                found[place] = _computed(self._workbook.read_values(place.sheet, address, address)[0][0])
        return found

    def read_area(self, sheet: str, area: Area) -> list[list[Computed]]:
        """Return what stands in a rectangle now."""
        first = f"{column_letters(area.left)}{area.top}"
        last = f"{column_letters(area.right)}{area.bottom}"
        return [[_computed(value) for value in row] for row in self._workbook.read_values(sheet, first, last)]

    def spilled(self, place: Place) -> Area | None:
        """Return the cells that a spilling formula fills now."""
        return self._areas.get(place)

    def close(self) -> None:
        """Let go of the workbook."""
        self._workbook.close()

    def _apply_changes(self) -> None:
        changes, self._waiting = [_as_change(change) for change in self._waiting], []
        for start in range(0, len(changes), _CHANGES_AT_ONCE):
            revision = self._workbook.summary()["semantic_revision"]
            self._workbook.apply_changes_v2(revision, changes[start : start + _CHANGES_AT_ONCE])

    def _read_delta(self, delta: Any) -> dict[Place, Computed]:
        changed: dict[Place, Computed] = {}
        for removed in delta["removed_materialized_cells"]:
            changed[_place(removed)] = None
        for cell in delta["changed_cells"]:
            result = cell["result"]
            value = result["value"] if result["kind"] == "value" else result
            changed[_place(cell["cell"])] = _computed(value)
            if cell["origin"] == "dynamic_spill":
                self._areas[_place(cell["anchor"])] = parse_area(cell["range"])
        return changed

    def _read_all(self) -> dict[Place, Computed]:
        """Read every formula cell, a run of rows at a time."""
        found: dict[Place, Computed] = {}
        for sheet, keys in by_sheet(self._formulas):
            for run in column_runs(keys):
                values = chain.from_iterable(self.read_area(sheet, run))
                found |= {Place(sheet, key): v for key, v in zip(area_keys(run), values, strict=True)}
        for anchor, area in self._arrays.items():
            values = chain.from_iterable(self.read_area(anchor.sheet, area))
            found |= {Place(anchor.sheet, key): v for key, v in zip(area_keys(area), values, strict=True)}
        return found


def _place(reference: Any) -> Place:
    cell = parse_cell(reference["address"])
    return Place(reference["sheet_name"], cell_key(cell.row, cell.column))


def _computed(value: Any) -> Computed:
    kind = value["kind"]
    if kind in ("number", "text", "logical"):
        result: CellValue = value["value"]
        return result
    if kind == "blank":
        return None
    if kind == "error":
        return CellError(value["value"])
    if kind == "unavailable":
        detail = f" ({value['detail']})" if value.get("detail") else ""
        return Unavailable(value["message"] + detail, value["code"] == "calculation.blocked_by_upstream")
    return Unavailable(f"the engine gives a {kind}")


def _as_change(change: Change) -> dict[str, object]:
    place, content = change
    where = {"sheet": place.sheet, "address": str(Cell(*cell_place(place.key)))}
    if not isinstance(content, Formula):
        return {"kind": "set_value", **where, "value": _as_value(content)}
    options: dict[str, object] = {"dynamic_array": True} if content.dynamic else {}
    return {"kind": "set_formula", **where, "formula": "=" + content.text, **options}


def _as_value(value: CellValue) -> dict[str, object]:
    if value is None:
        return {"kind": "blank"}
    if isinstance(value, bool):
        return {"kind": "logical", "value": value}
    if isinstance(value, (float, int)):
        return {"kind": "number", "value": float(value)}
    if isinstance(value, CellError):
        return {"kind": "error", "value": value.code}
    return {"kind": "text", "value": value}
