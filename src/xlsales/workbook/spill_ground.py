"""The cells of one sheet while arrays take and free them.

Each array keeps what it holds and still needs, all that shrink let go first, and then those that
grow take their cells in the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area, Cell
from xlsales.kernel.values import CellValue
from xlsales.workbook.keys import cell_key, cell_place
from xlsales.workbook.model import ArrayFormula, SheetCells
from xlsales.workbook.patch import InputPatch, SpillPatch
from xlsales.workbook.spill_outcome import SPILL, Blocker, BlockerKind, SpillOutcome, legacy_rows
from xlsales.workbook.stored_form import storable


class SpillGround:
    """The cells of one sheet while arrays take and free them."""

    def __init__(
        self,
        cells: SheetCells,
        tables: Sequence[Area],
        patches: Sequence[SpillPatch],
        inputs: Sequence[InputPatch],
    ) -> None:
        self._cells = cells
        self._tables = tables
        self._patches = [patch for patch in patches if self._array(patch).dynamic]
        self._inputs = {cell_key(*patch.cell): patch.value for patch in inputs}
        self._held = {key: array.area for key, array in cells.arrays.items()}
        self._free = self._own_members()
        self._blocked: dict[Cell, Blocker] = {}

    def settle(self) -> None:
        """Let every array keep what it needs, then grow, and try the blocked ones again until none moves."""
        for patch in self._patches:
            self._held[cell_key(*patch.cell)] = _common(self._array(patch).area, _wanted(patch))
        waiting = self._patches
        before: dict[int, Area] = {}
        while before != self._held:
            before = dict(self._held)
            waiting = [patch for patch in waiting if not self._try(patch)]

    def outcome(self, patch: SpillPatch) -> SpillOutcome:
        """Return what an array shows, once all have settled."""
        array = self._array(patch)
        rows = tuple(tuple(_shown(value) for value in row) for row in patch.rows)
        blocker = None
        area = array.area
        if not array.dynamic:
            rows = legacy_rows(rows, area.height, area.width)
        elif patch.cell in self._blocked:
            blocker = self._blocked[patch.cell]
            rows, area = ((SPILL,),), _alone(patch.cell)
        else:
            area = _wanted(patch)
        return SpillOutcome(
            cell=patch.cell,
            area=area,
            rows=rows,
            blocker=blocker,
            dynamic=array.dynamic,
            volatile=any(cell_place(key) in array.area for key in self._cells.volatile_members),
            freed=tuple(self._freed(array.area, area)) if array.dynamic else (),
        )

    def _array(self, patch: SpillPatch) -> ArrayFormula:
        return self._cells.arrays[cell_key(*patch.cell)]

    def _own_members(self) -> set[int]:
        """Return the filled cells that hold nothing but a former result of a planned array."""
        return {
            key
            for patch in self._patches
            for key in self._filled_keys(self._array(patch).area)
            if key not in self._cells.formulas
        }

    def _filled_keys(self, area: Area) -> Iterator[int]:
        """Yield the filled cells of a rectangle in reading order, looking on the shorter side."""
        cells = self._cells
        filled = (cells.values, cells.formulas, self._inputs, cells.volatile_members)
        if area.size <= sum(len(group) for group in filled):
            for key in _keys(area):
                if any(key in group for group in filled):
                    yield key
        else:
            yield from sorted({key for group in filled for key in group if cell_place(key) in area})

    def _try(self, patch: SpillPatch) -> bool:
        """Give an array its cells; tell whether it got them."""
        blocker = self._blocker(patch)
        key = cell_key(*patch.cell)
        if blocker is None:
            self._held[key] = _wanted(patch)
            self._blocked.pop(patch.cell, None)
            return True
        self._held[key] = _alone(patch.cell)
        self._blocked[patch.cell] = blocker
        return False

    def _blocker(self, patch: SpillPatch) -> Blocker | None:
        wanted = _wanted(patch)
        if wanted.bottom > MAX_ROW or wanted.right > MAX_COLUMN:
            return Blocker("edge", patch.cell)
        if wanted.size == 1:
            return None
        own = cell_key(*patch.cell)
        others = [area for key, area in self._held.items() if key != own]
        groups: tuple[tuple[BlockerKind, Iterable[Area]], ...] = (
            ("merge", self._cells.merges),
            ("table", self._tables),
            ("array", others),
        )
        for kind, areas in groups:
            for area in areas:
                if area.meets(wanted):
                    return Blocker(kind, _first_common(area, wanted))
        for key in self._filled_keys(wanted):
            if key != own and self._is_filled(key):
                return Blocker("value", cell_place(key))
        return None

    def _is_filled(self, key: int) -> bool:
        if key in self._inputs:
            return self._inputs[key] is not None
        if key in self._free:
            return False
        return key in self._cells.formulas or key in self._cells.values

    def _freed(self, old: Area, new: Area) -> Iterator[Cell]:
        for key in self._filled_keys(old):
            place = cell_place(key)
            if place not in new and key not in self._inputs:
                yield place


def _shown(value: CellValue) -> CellValue:
    """Return what a cell of an array shows: 0 for a blank."""
    return 0 if value is None else storable(value)


def _wanted(patch: SpillPatch) -> Area:
    row, column = patch.cell
    return Area(row, column, row + len(patch.rows) - 1, column + len(patch.rows[0]) - 1)


def _alone(cell: Cell) -> Area:
    return Area(cell.row, cell.column, cell.row, cell.column)


def _common(left: Area, right: Area) -> Area:
    """Return what two rectangles with one corner in common share."""
    return replace(left, bottom=min(left.bottom, right.bottom), right=min(left.right, right.right))


def _first_common(left: Area, right: Area) -> Cell:
    return Cell(max(left.top, right.top), max(left.left, right.left))


def _keys(area: Area) -> Iterator[int]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield cell_key(row, column)
