"""Transport: whole amounts in a table whose rows and columns have given sums."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

#: A cell of a table, row and column from 0.
Cell: TypeAlias = tuple[int, int]


class Transport:
    """A table that is filled up to the sums of its rows and columns.

    Greedy gifts may take a wrong turn; ``complete`` mends that by passing amounts on, so that it
    finds a filling wherever there is one.

    Attributes:
        row_needs: What each row still needs.
        column_needs: What each column still needs.
        room: Most that each cell may get; a cell that is absent gets nothing.
        amounts: What each cell got.

    References:
        Ford and Fulkerson, Flows in Networks (1962): augmenting paths, here the shortest first.

    Examples:
        >>> table = Transport([2, 1], [1, 2], {(0, 0): 2, (0, 1): 1, (1, 1): 1})
        >>> table.complete(), table.amounts
        (True, {(0, 0): 1, (0, 1): 1, (1, 1): 1})
    """

    def __init__(self, row_sums: Sequence[int], column_sums: Sequence[int], room: Mapping[Cell, int]) -> None:
        self.row_needs = list(row_sums)
        self.column_needs = list(column_sums)
        self.room = room
        self.amounts = dict.fromkeys(room, 0)
        self._columns_of: list[list[int]] = [[] for _ in row_sums]
        self._rows_of: list[list[int]] = [[] for _ in column_sums]
        for row, column in room:
            self._columns_of[row].append(column)
            self._rows_of[column].append(row)

    def give(self, cells: Iterable[Cell], most: int | None = None) -> None:
        """Give cells, one after the other, what they, their row and their column can take.

        Args:
            cells: In the order of their claims.
            most: Most for each cell in this round; ``None`` is only limited by its room.
        """
        for cell in cells:
            row, column = cell
            amount = min(self.room[cell] - self.amounts[cell], self.row_needs[row], self.column_needs[column])
            self._add(cell, amount if most is None else min(amount, most))

    def complete(self) -> bool:
        """Fill every row; tell whether that was possible."""
        return all(self._fill(row) for row in range(len(self.row_needs)))

    def stuck(self) -> tuple[list[int], list[int]]:
        """Return the rows that need more than their columns can take, and these columns.

        To be asked when ``complete`` has failed.
        """
        row = next(row for row, need in enumerate(self.row_needs) if need)
        rows, columns, _ = self._search(row)
        return sorted(rows), sorted(columns)

    def _fill(self, row: int) -> bool:
        while self.row_needs[row]:
            rows, columns, goal = self._search(row)
            if goal is None:
                return False
            self._pass_on(row, goal, rows, columns)
        return True

    def _search(self, start: int) -> tuple[dict[int, int], dict[int, int], int | None]:
        """Go from a row to a column that needs more, through cells that have room.

        A column without need is left through the rows that could take back what they gave it.

        Returns:
            The column through which each row was reached, the row through which each column was,
            and the column that was looked for, if there is one.
        """
        rows, columns = {start: -1}, dict[int, int]()
        line = deque([start])
        while line:
            row = line.popleft()
            for column in self._columns_of[row]:
                if column in columns or self.amounts[row, column] == self.room[row, column]:
                    continue
                columns[column] = row
                if self.column_needs[column]:
                    return rows, columns, column
                for other in self._rows_of[column]:
                    if other not in rows and self.amounts[other, column]:
                        rows[other] = column
                        line.append(other)
        return rows, columns, None

    def _pass_on(self, start: int, goal: int, rows: dict[int, int], columns: dict[int, int]) -> None:
        gaining, losing = [], []
        column = goal
        while True:
            row = columns[column]
            gaining.append((row, column))
            if row == start:
                break
            column = rows[row]
            losing.append((row, column))
        amount = min(
            self.row_needs[start],
            self.column_needs[goal],
            *(self.room[cell] - self.amounts[cell] for cell in gaining),
            *(self.amounts[cell] for cell in losing),
        )
        for cell in gaining:
            self._add(cell, amount)
        for cell in losing:
            self._add(cell, -amount)

    def _add(self, cell: Cell, amount: int) -> None:
        self.amounts[cell] += amount
        self.row_needs[cell[0]] -= amount
        self.column_needs[cell[1]] -= amount


def usable_cells(table: Transport) -> set[Cell]:
    """Return the cells that get something in at least one filling.

    Args:
        table: Complete, with room without limit in every cell.

    Returns:
        Cells that got something, and those where amounts can go round in a circle. All others are
        0 whatever one does.

    Examples:
        >>> table = Transport([1, 1], [1, 1], {(0, 0): 1, (0, 1): 1, (1, 1): 1})
        >>> table.complete(), sorted(usable_cells(table))
        (True, [(0, 0), (1, 1)])
    """
    forward: dict[int, list[int]] = {}
    backward: dict[int, list[int]] = {}
    height = len(table.row_needs)
    for (row, column), amount in table.amounts.items():
        node = height + column
        _link(forward, backward, row, node)
        if amount:
            _link(forward, backward, node, row)
    circle = _circles(forward, backward, height + len(table.column_needs))
    return {
        (row, column)
        for (row, column), amount in table.amounts.items()
        if amount or circle[row] == circle[height + column]
    }


def _link(forward: dict[int, list[int]], backward: dict[int, list[int]], start: int, end: int) -> None:
    forward.setdefault(start, []).append(end)
    backward.setdefault(end, []).append(start)


def _circles(forward: dict[int, list[int]], backward: dict[int, list[int]], count: int) -> list[int]:
    """Return a number for each node, equal for nodes that reach each other (Kosaraju)."""
    finished: list[int] = []
    seen = [False] * count
    for start in range(count):
        _visit(start, forward, seen, finished)
    circle = [-1] * count
    seen = [False] * count
    for start in reversed(finished):
        members: list[int] = []
        _visit(start, backward, seen, members)
        for member in members:
            circle[member] = start
    return circle


def _visit(start: int, links: dict[int, list[int]], seen: list[bool], finished: list[int]) -> None:
    """Go through what is reached from a node and not yet seen; list each node when it is left."""
    if seen[start]:
        return
    seen[start] = True
    stack = [(start, iter(links.get(start, ())))]
    while stack:
        node, following = stack[-1]
        unseen = next((other for other in following if not seen[other]), None)
        if unseen is None:
            finished.append(node)
            stack.pop()
        else:
            seen[unseen] = True
            stack.append((unseen, iter(links.get(unseen, ()))))
