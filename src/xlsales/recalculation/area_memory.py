"""Rectangles that many calls are given: remembered for as long as nothing in them changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from xlsales.kernel.blocks import Block
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_place

#: Rectangles of one sheet that are remembered at a time.
_MOST_AREAS: Final = 16


@dataclass
class AreaMemory:
    """Blocks by the rectangle that they were read from.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> memory = AreaMemory()
        >>> memory.keep("S", Area(1, 1, 2, 1), Block(((1,), (2,))))
        >>> memory.forget(Place("S", cell_key(3, 1)))
        >>> memory.find("S", Area(1, 1, 2, 1)) is not None
        True
        >>> memory.forget(Place("S", cell_key(2, 1)))
        >>> memory.find("S", Area(1, 1, 2, 1)) is None
        True
    """

    _areas: dict[str, dict[Area, Block[CellValue]]] = field(
        default_factory=lambda: defaultdict(dict), init=False
    )

    def find(self, sheet: str, area: Area) -> Block[CellValue] | None:
        """Return what was read from a rectangle, ``None`` where that is not known any more."""
        areas = self._areas.get(sheet)
        return areas.get(area) if areas else None

    def keep(self, sheet: str, area: Area, block: Block[CellValue]) -> None:
        """Remember what was read from a rectangle."""
        areas = self._areas[sheet]
        if len(areas) == _MOST_AREAS:
            areas.clear()
        areas[area] = block

    def forget(self, place: Place) -> None:
        """Forget the rectangles that hold a cell: it changed."""
        areas = self._areas.get(place.sheet)
        if areas:
            cell = cell_place(place.key)
            for area in [area for area in areas if cell in area]:
                del areas[area]
