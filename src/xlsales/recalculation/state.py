"""What stands in every cell while a recalculation is under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area
from xlsales.kernel.values import CellValue, same_value
from xlsales.recalculation.area_memory import AreaMemory
from xlsales.recalculation.book import Book
from xlsales.recalculation.engines.port import Computed, Place, Unavailable
from xlsales.workbook.keys import cell_key, cell_place

#: A cell whose value is on its way.
PENDING: Final = Unavailable("its value is not known yet", blocked=True)


@dataclass
class State:
    """Saved values, and over them what has been set or computed.

    Attributes:
        book: The workbook as it was saved.
        over: Cells that have been set or computed in this run.
        changed: Cells that have been told apart since the last ``take_changes``.
        memory: Rectangles that were read for calls.
    """

    book: Book
    over: dict[Place, Computed] = field(default_factory=dict)
    changed: dict[Place, Computed] = field(default_factory=dict)
    memory: AreaMemory = field(default_factory=AreaMemory)

    def get(self, place: Place) -> Computed:
        """Return what stands in a cell now."""
        if place in self.over:
            return self.over[place]
        cells = self.book.sheets.get(place.sheet)
        return cells.values.get(place.key) if cells else None

    def set(self, place: Place, value: Computed) -> bool:
        """Put a value into a cell; return whether it is another one."""
        before = self.get(place)
        if before is value or _same(before, value):
            if place not in self.over:
                self.over[place] = value
            return False
        self.over[place] = value
        self.changed[place] = value
        self.memory.forget(place)
        return True

    def take_changes(self) -> dict[Place, Computed]:
        """Return the cells that changed since this was last asked."""
        changed, self.changed = self.changed, {}
        return changed

    def rows(self, sheet: str, area: Area) -> list[list[Computed]]:
        """Return a rectangle; whole rows and columns end with the sheet's last filled cell."""
        area = self._clipped(sheet, area)
        get = self.get
        return [
            [get(Place(sheet, key)) for key in range(start, start + area.width)]
            for start in (cell_key(row, area.left) for row in range(area.top, area.bottom + 1))
        ]

    def differences(self) -> Iterator[tuple[Place, CellValue, CellValue]]:
        """Go through the cells whose value is not the saved one: place, before, after."""
        for place, after in self.over.items():
            before = self.book.value(place)
            if before is after:
                continue
            if not isinstance(after, Unavailable) and not same_value(before, after):
                yield place, before, after

    def _clipped(self, sheet: str, area: Area) -> Area:
        if area.height < MAX_ROW and area.width < MAX_COLUMN:
            return area
        bottom, right = self._last_filled(sheet)
        return Area(
            area.top,
            area.left,
            max(area.top, min(area.bottom, bottom)) if area.height == MAX_ROW else area.bottom,
            max(area.left, min(area.right, right)) if area.width == MAX_COLUMN else area.right,
        )

    def _last_filled(self, sheet: str) -> tuple[int, int]:
        keys = set(self.book.sheets[sheet].values) if sheet in self.book.sheets else set()
        keys |= {place.key for place in self.over if place.sheet == sheet}
        places = [cell_place(key) for key in keys]
        return (
            max((place.row for place in places), default=1),
            max((place.column for place in places), default=1),
        )


def _same(before: Computed, after: Computed) -> bool:
    if isinstance(before, Unavailable) or isinstance(after, Unavailable):
        return False
    return same_value(before, after)
