"""CHECK-016: formulas that come back to themselves.

Columns first: only where columns feed each other in a circle can cells do so. The cells of those columns are
then followed one by one; of a range, only those that have not been followed to their end are looked at again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from xlsales.formula.tree import Call, Name, Node, Reference, SpillReference, TableReference
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell, shown_formula
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.grid import Area
from xlsales.workbook.keys import cell_key, cell_place

#: Functions that ask where a reference lies and not what stands there.
_PLACES: Final = frozenset(
    {
        "ROW",
        "ROWS",
        "COLUMN",
        "COLUMNS",
        "OFFSET",
        "ISREF",
        "AREAS",
        "CELL",
        "FORMULATEXT",
        "ISFORMULA",
        "SHEET",
    }
)
#: Circles told; the rest usually hang together with them.
_MOST: Final = 20

_Column = tuple[str, int]
_Cell = tuple[str, int]


def circles(audited: AuditedBook) -> Iterator[Finding]:
    """Find circular references, unless the workbook asks for iteration."""
    if audited.calculation.iterate:
        return
    reads = {id(group): _reading_nodes(group) for group in audited.groups}
    suspects = _columns_in_circles(audited, reads)
    if not suspects:
        return
    for sheet, key, path in _Following(audited, reads, suspects).circles():
        yield at_cell(
            "CHECK-016",
            sheet,
            key,
            formula=shown_formula(audited.book.sheets[sheet].formulas[key]),
            path=" → ".join(path),
        )


def _reading_nodes(group: FormulaGroup) -> list[Node]:
    """Return the parts of a formula whose values it reads."""
    asked: set[int] = set()
    found: list[Node] = []
    for node in group.nodes:
        if isinstance(node, Call) and node.function in _PLACES:
            asked.update(id(argument) for argument in node.arguments[:1])
        elif isinstance(node, (Reference, Name, TableReference, SpillReference)) and id(node) not in asked:
            found.append(node)
    return found


def _columns_in_circles(audited: AuditedBook, reads: dict[int, list[Node]]) -> set[_Column]:
    """Return the columns of formulas that feed themselves, directly or through others."""
    edges: dict[_Column, set[_Column]] = defaultdict(set)
    holders = {
        (sheet, column) for sheet, cells in audited.book.sheets.items() for column in _columns(cells.formulas)
    }
    for group in audited.groups:
        first_in: dict[int, int] = {}
        for key in group.keys:
            first_in.setdefault(key & 16383, key)
        for column, key in first_in.items():
            for node in reads[id(group)]:
                for sheet, area in audited.ranges(group, node, key):
                    clipped = audited.clipped(sheet, area)
                    edges[group.sheet, column + 1].update(
                        (sheet, at) for at in range(clipped.left, clipped.right + 1) if (sheet, at) in holders
                    )
    return _in_circles(edges)


def _columns(keys: dict[int, str]) -> set[int]:
    return {(key & 16383) + 1 for key in keys}


def _in_circles(edges: dict[_Column, set[_Column]]) -> set[_Column]:
    """Return the nodes of a graph from which a way leads back, by taking away those from which none does."""
    left = {node: set(after) for node, after in edges.items()}
    before: dict[_Column, set[_Column]] = defaultdict(set)
    for node, after in left.items():
        for each in after:
            before[each].add(node)
    ends = [node for node in set(before) | set(left) if not left.get(node)]
    while ends:
        end = ends.pop()
        left.pop(end, None)
        for node in before.pop(end, ()):
            if node in left:
                left[node].discard(end)
                if not left[node]:
                    ends.append(node)
    return set(left)


class _Following:
    """Follows formulas from cell to cell, each once."""

    def __init__(self, audited: AuditedBook, reads: dict[int, list[Node]], suspects: set[_Column]) -> None:
        self._audited = audited
        self._reads = reads
        self._rows: dict[_Column, list[int]] = defaultdict(list)
        for sheet, column in suspects:
            self._rows[sheet, column] = []
        for sheet, cells in audited.book.sheets.items():
            for key in cells.formulas:
                row, column = cell_place(key)
                if (sheet, column) in suspects:
                    self._rows[sheet, column].append(row)
        for rows in self._rows.values():
            rows.sort()
        #: For each row of a column, where the next one stands that is not followed to its end.
        self._next = {column: list(range(len(rows) + 1)) for column, rows in self._rows.items()}
        self._on_way: dict[_Cell, int] = {}
        self._way: list[_Cell] = []

    def circles(self) -> Iterator[tuple[str, int, list[str]]]:
        """Go through the circles found: sheet and key of the cell that closes it, and the way around."""
        found = 0
        for column, rows in self._rows.items():
            for row in rows:
                cell = (column[0], cell_key(row, column[1]))
                if not self._is_done(cell):
                    for closing, path in self._follow(cell):
                        yield *closing, path
                        found += 1
                        if found >= _MOST:
                            return

    def _follow(self, start: _Cell) -> Iterator[tuple[_Cell, list[str]]]:
        self._way, self._on_way = [start], {start: 0}
        waiting = [self._read_by(start)]
        while waiting:
            cell = next(waiting[-1], None)
            if cell is None:
                waiting.pop()
                done = self._way.pop()
                del self._on_way[done]
                self._finish(done)
            elif cell in self._on_way:
                yield self._way[-1], self._path_from(cell)
            else:
                self._on_way[cell] = len(self._way)
                self._way.append(cell)
                waiting.append(self._read_by(cell))

    def _path_from(self, cell: _Cell) -> list[str]:
        way = [*self._way[self._on_way[cell] :], cell]
        home = way[0][0]
        names = [
            str(cell_place(key)) if sheet == home else f"{sheet}!{cell_place(key)}" for sheet, key in way
        ]
        return names if len(names) <= 6 else [*names[:3], "…", *names[-2:]]

    def _read_by(self, cell: _Cell) -> Iterator[_Cell]:
        """Go through the cells that a formula reads and that are not followed to their end."""
        sheet, key = cell
        group = self._audited.groups.at(sheet, key)
        for node in self._reads[id(group)] if group else ():
            for other, area in self._audited.ranges(group, node, key) if group else ():
                yield from self._open_in(other, area)

    def _open_in(self, sheet: str, area: Area) -> Iterator[_Cell]:
        right = min(area.right, self._audited.extent.get(sheet, (0, 0))[1])
        for column in range(area.left, right + 1):
            rows = self._rows.get((sheet, column))
            if rows is None:
                continue
            place = self._open_from((sheet, column), bisect_left(rows, area.top))
            while place < len(rows) and rows[place] <= area.bottom:
                yield sheet, cell_key(rows[place], column)
                place = self._open_from((sheet, column), place + 1)

    def _open_from(self, column: _Column, place: int) -> int:
        """Return the first place from one on that is not followed to its end; shortens the way there."""
        following = self._next[column]
        end = place
        while following[end] != end:
            end = following[end]
        while following[place] != end:
            following[place], place = end, following[place]
        return end

    def _finish(self, cell: _Cell) -> None:
        column, place = self._place(cell)
        self._next[column][place] = place + 1

    def _is_done(self, cell: _Cell) -> bool:
        column, place = self._place(cell)
        return self._next[column][place] != place

    def _place(self, cell: _Cell) -> tuple[_Column, int]:
        row, number = cell_place(cell[1])
        column = (cell[0], number)
        return column, bisect_left(self._rows[column], row)
