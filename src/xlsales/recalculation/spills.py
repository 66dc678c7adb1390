"""Where results of array formulas land: growing, shrinking, or blocked."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area
from xlsales.kernel.values import CellError, CellValue, is_blank
from xlsales.recalculation.book import Book
from xlsales.recalculation.calls import Rows
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.state import State
from xlsales.workbook.keys import cell_place

SPILL_ERROR = CellError("#SPILL!")
NOT_AVAILABLE = CellError("#N/A")


@dataclass
class SpillMap:
    """Which cells every array formula fills at the moment.

    Attributes:
        book: The workbook as it was saved.
        areas: Areas by anchor, as they are now.
    """

    book: Book
    areas: dict[Place, Area] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sheet, cells in self.book.sheets.items():
            for key, array in cells.arrays.items():
                self.areas[Place(sheet, key)] = array.area

    def land(self, anchor: Place, rows: Rows, state: State) -> dict[Place, CellValue]:
        """Let a result spill from its anchor.

        Returns:
            The value of every cell that it fills or leaves; a blocked spill shows
            ``#SPILL!`` in the anchor alone.
        """
        old = self.areas.get(anchor, _one_cell(anchor))
        new = self.room(anchor, rows, state)
        left: dict[Place, CellValue] = {Place(anchor.sheet, key): None for key in area_keys(old)}
        if new is None:
            self.areas[anchor] = _one_cell(anchor)
            return left | {anchor: SPILL_ERROR}
        self.areas[anchor] = new
        values = (value for row in rows for value in row)
        return left | {
            Place(anchor.sheet, key): value for key, value in zip(area_keys(new), values, strict=True)
        }

    def room(self, anchor: Place, rows: Rows, state: State) -> Area | None:
        """Return the cells that a result would fill, ``None`` where something is in its way."""
        new = _spread(anchor, rows)
        old = self.areas.get(anchor, _one_cell(anchor))
        return None if new is None or self._is_blocked(anchor, new, old, state) else new

    def _is_blocked(self, anchor: Place, new: Area, old: Area, state: State) -> bool:
        if new.size == 1:
            return False
        cells = self.book.sheets[anchor.sheet]
        if any(area.meets(new) for area in cells.merges):
            return True
        if any(t.sheet == anchor.sheet and t.area.meets(new) for t in self.book.names.tables.values()):
            return True
        others = [a for p, a in self.areas.items() if p.sheet == anchor.sheet and p != anchor]
        if any(area.meets(new) for area in others):
            return True
        return any(
            key != anchor.key
            and cell_place(key) not in old
            and (key in cells.formulas or not is_blank(state.get(Place(anchor.sheet, key))))
            for key in area_keys(new)
        )


def fixed_values(anchor: Place, area: Area, rows: Rows) -> dict[Place, CellValue]:
    """Fill an old array formula's cells: single rows and columns repeat, the rest is #N/A.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> anchor = Place("S", cell_key(1, 1))
        >>> [str(value) for value in fixed_values(anchor, Area(1, 1, 3, 1), ((5,), (6,))).values()]
        ['5', '6', '#N/A']
    """
    height, width = len(rows), len(rows[0])

    def value(row: int, column: int) -> CellValue:
        row = 0 if height == 1 else row
        column = 0 if width == 1 else column
        return rows[row][column] if row < height and column < width else NOT_AVAILABLE

    return {
        Place(anchor.sheet, key): value(place.row - area.top, place.column - area.left)
        for key in area_keys(area)
        for place in (cell_place(key),)
    }


def _one_cell(place: Place) -> Area:
    row, column = cell_place(place.key)
    return Area(row, column, row, column)


def _spread(anchor: Place, rows: Rows) -> Area | None:
    row, column = cell_place(anchor.key)
    bottom, right = row + len(rows) - 1, column + len(rows[0]) - 1
    return Area(row, column, bottom, right) if bottom <= MAX_ROW and right <= MAX_COLUMN else None
