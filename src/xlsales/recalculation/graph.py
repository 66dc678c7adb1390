"""Who reads whom: from cells that change to every formula that can notice."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from xlsales.kernel.grid import Area
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.mentions import SheetRange
from xlsales.workbook.keys import cell_key, cell_place

#: Ranges of up to this many cells are noted cell by cell, larger ones as a whole.
_SMALL = 8


class Readers(Protocol):
    """Knows who reads whom."""

    def readers(self, changed: Iterable[Place]) -> set[Place]:
        """Return every formula that reads the cells, directly or through others."""

    def direct_readers(self, changed: Iterable[Place]) -> set[Place]:
        """Return the formulas that read the cells themselves."""


class ReaderGraph:
    """Formulas by the cells they read.

    Cells lead to formulas, and to the tiny ranges that they belong to, so that chains of a
    hundred thousand cells are followed in one sweep. Large ranges are asked as a whole.

    Examples:
        >>> graph = ReaderGraph()
        >>> a1, b1, c1 = (Place("S", cell_key(1, column)) for column in (1, 2, 3))
        >>> graph.add(b1, [("S", Area(1, 1, 1, 1))])
        >>> graph.add(c1, [("S", Area(1, 2, 99, 2))])
        >>> sorted(graph.readers([a1])) == [b1, c1]
        True
    """

    def __init__(self) -> None:
        self._by_cell: dict[str, dict[int, list[Place | Area]]] = defaultdict(dict)
        self._by_range: dict[str, dict[Area, list[Place]]] = defaultdict(dict)
        self._members: dict[Place, Area] = {}

    def add(self, reader: Place, ranges: Iterable[SheetRange], members: Area | None = None) -> None:
        """Note what a formula reads, and which cells its result fills besides its own."""
        for sheet, area in ranges:
            if area.bottom == area.top and area.left == area.right:
                self._by_cell[sheet].setdefault(cell_key(area.top, area.left), []).append(reader)
                continue
            readers = self._by_range[sheet].get(area)
            if readers is None:
                readers = self._by_range[sheet][area] = []
                if area.size <= _SMALL:
                    for key in area_keys(area):
                        self._by_cell[sheet].setdefault(key, []).append(area)
            readers.append(reader)
        if members is not None:
            self._members[reader] = members

    def readers(self, changed: Iterable[Place]) -> set[Place]:
        """Return every formula that reads the cells, directly or through others."""
        return _Sweep(self._by_cell, self._by_range, self._members).run(changed)

    def direct_readers(self, changed: Iterable[Place]) -> set[Place]:
        """Return the formulas that read the cells themselves."""
        return _Sweep(self._by_cell, self._by_range, self._members, deep=False).run(changed)


class _Sweep:
    """One walk from changed cells to their readers."""

    def __init__(
        self,
        by_cell: dict[str, dict[int, list[Place | Area]]],
        by_range: dict[str, dict[Area, list[Place]]],
        members: dict[Place, Area],
        deep: bool = True,
    ) -> None:
        self._by_cell = by_cell
        self._members = members
        self._deep = deep
        self._open = {sheet: dict(ranges) for sheet, ranges in by_range.items()}
        self._seen: set[Place] = set()
        self._touched: set[Place] = set()
        self._columns: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._stack: list[Place] = []

    def run(self, changed: Iterable[Place]) -> set[Place]:
        for place in changed:
            self._touch(place)
        while self._stack:
            self._follow_cells()
            self._follow_ranges()
            if not self._deep:
                break
        return self._seen

    def _touch(self, place: Place) -> None:
        if place not in self._touched:
            self._touched.add(place)
            self._stack.append(place)
            row, column = cell_place(place.key)
            self._columns[place.sheet][column].append(row)

    def _reach(self, reader: Place) -> None:
        if reader in self._seen:
            return
        self._seen.add(reader)
        if not self._deep:
            return
        self._touch(reader)
        area = self._members.get(reader)
        if area is not None:
            for key in area_keys(area):
                self._touch(Place(reader.sheet, key))

    def _follow_cells(self) -> None:
        while self._stack:
            sheet, key = self._stack.pop()
            for reader in self._by_cell.get(sheet, {}).get(key, ()):
                if isinstance(reader, Area):
                    for one in self._open[sheet].pop(reader, ()):
                        self._reach(one)
                else:
                    self._reach(reader)

    def _follow_ranges(self) -> None:
        for sheet, columns in list(self._columns.items()):
            ranges = self._open.get(sheet)
            if not ranges:
                continue
            for rows in columns.values():
                rows.sort()
            hit = [area for area in ranges if area.size > _SMALL and _holds(columns, area)]
            for area in hit:
                for reader in ranges.pop(area):
                    self._reach(reader)


def _holds(columns: dict[int, list[int]], area: Area) -> bool:
    wanted: Iterable[int] = range(area.left, area.right + 1)
    if area.width > len(columns):
        wanted = [column for column in columns if area.left <= column <= area.right]
    for column in wanted:
        rows = columns.get(column)
        if rows:
            index = bisect_left(rows, area.top)
            if index < len(rows) and rows[index] <= area.bottom:
                return True
    return False


def area_keys(area: Area) -> Iterator[int]:
    """Go through the keys of a rectangle, row by row."""
    if area.left == area.right:
        yield from range(cell_key(area.top, area.left), cell_key(area.bottom, area.left) + 1, cell_key(1, 1))
        return
    for row in range(area.top, area.bottom + 1):
        start = cell_key(row, area.left)
        yield from range(start, start + area.width)
