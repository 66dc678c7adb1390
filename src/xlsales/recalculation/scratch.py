"""Scratch cells of the calculation copy: room for expressions and for results of our calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from xlsales.kernel.grid import MAX_ROW, Area, column_letters
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_key

#: Columns kept free for one spilling expression; a wider result gets a sheet of its own.
_ROOM: Final = 64
_ROOMS_A_SHEET: Final = 16_384 // _ROOM


@dataclass
class Scratch:
    """Hands out cells on sheets that exist only in the copy.

    Attributes:
        prefix: Beginning of the sheets' names, unlike any sheet of the book.
        twins: Sheets that hold formulas of one value; each gets a twin of the same addresses.
        rooms: Most expressions that may spill.
    """

    prefix: str
    twins: tuple[str, ...]
    rooms: int
    _used_rooms: int = field(default=0, init=False)
    _next_row: int = field(default=1, init=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all scratch sheets."""
        count = 2 + len(self.twins) + -(-self.rooms // _ROOMS_A_SHEET)
        return tuple(f"{self.prefix}{i}" for i in range(count))

    @property
    def pending(self) -> Place:
        """The one cell that never has a value: what depends on it waits."""
        return Place(f"{self.prefix}0", cell_key(1, 1))

    def twin(self, place: Place) -> Place:
        """Return the cell of the same address on a sheet's twin, where ``@`` means the same row."""
        return Place(f"{self.prefix}{2 + self.twins.index(place.sheet)}", place.key)

    def room(self) -> Place:
        """Return a cell with room for a result of any height and ordinary width."""
        sheet, room = divmod(self._used_rooms, _ROOMS_A_SHEET)
        if self._used_rooms >= self.rooms:
            raise OverflowError("more expressions than the calculation copy has room for")
        self._used_rooms += 1
        return Place(f"{self.prefix}{2 + len(self.twins) + sheet}", cell_key(1, room * _ROOM + 1))

    def result(self, height: int, width: int) -> tuple[str, Area]:
        """Return a free rectangle for the result of a call."""
        top = self._next_row
        if top + height - 1 > MAX_ROW:
            raise OverflowError("the results of our calls fill a whole sheet")
        self._next_row += height
        return f"{self.prefix}1", Area(top, 1, top + height - 1, width)


def unused_prefix(sheets: tuple[str, ...]) -> str:
    """Return a beginning for scratch sheets that no sheet of the book has.

    Examples:
        >>> unused_prefix(("Plan", "_xlsales0"))
        '_xlsales_'
    """
    prefix = "_xlsales"
    while any(sheet.lower().startswith(prefix) for sheet in sheets):
        prefix += "_"
    return prefix


def reference(sheet: str, area: Area) -> str:
    """Write a scratch rectangle as a reference.

    Examples:
        >>> reference("_x1", Area(2, 1, 3, 2)), reference("_x1", Area(2, 1, 2, 1))
        ('_x1!$A$2:$B$3', '_x1!$A$2')
    """
    first = f"{sheet}!${column_letters(area.left)}${area.top}"
    return first if area.size == 1 else f"{first}:${column_letters(area.right)}${area.bottom}"


def rooms_for(uses: tuple[int, ...], may_be_blank: bool) -> int:
    """Return the most rooms an expression can need: its value, its blanks, and one probe a call."""
    return 1 + may_be_blank + (1 + len(uses) if uses else 0)
