"""Whole numbers for totals by pairs of axes that run in a circle: a search, as none need exist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Final

from xlsales.kernel.issues import ComputationError, Issue
from xlsales.targets.given_margins import Problem, other_axes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Choices that are tried before the search gives up.
_MOST_CHOICES: Final = 200_000
_NOISE: Final = 1e-9


def searched(problem: Problem, cells: NDArray[np.float64]) -> NDArray[np.int64]:
    """Round each cell of a fitted table up or down so that every margin holds exactly.

    The cells with the greatest remainders are rounded up first; a choice that leaves a line without
    a way is taken back.

    Args:
        problem: Totals in whole numbers.
        cells: The fitted table.

    Returns:
        Whole numbers, shape of the cells.

    Raises:
        ComputationError: TARGET-134 none was found.
    """
    import numpy as np

    down = np.floor(cells + _NOISE).astype(np.int64)
    remainders = cells - down
    free = [tuple(int(at) for at in place) for place in np.argwhere(remainders > _NOISE)]
    lines: dict[tuple[int, tuple[int, ...]], int] = {}
    for number, margin in enumerate(problem.margins):
        left = np.rint(margin.totals).astype(np.int64) - down.sum(axis=other_axes(cells.ndim, margin.axes))
        for place in np.ndindex(left.shape):
            lines[number, tuple(place)] = int(left[place])
    search = _Search(problem, free, remainders, lines)
    ups = search.found()
    if ups is None:
        raise ComputationError(
            Issue(
                "TARGET-134",
                "totals by pairs",
                f"{len(problem.margins)} tables of totals that run in a circle",
                "a rounding that meets all of them",
                "Use a smaller unit, or leave one of the tables of totals out.",
            )
        )
    for place in ups:
        down[place] += 1
    return down


class _Search:
    """Depth first over the lines of one margin: which of their cells are rounded up."""

    def __init__(
        self,
        problem: Problem,
        free: list[tuple[int, ...]],
        remainders: NDArray[np.float64],
        lines: dict[tuple[int, tuple[int, ...]], int],
    ) -> None:
        self._needs = lines
        self._keys = {
            place: [
                (number, tuple(place[axis] for axis in margin.axes))
                for number, margin in enumerate(problem.margins)
            ]
            for place in free
        }
        self._open = dict.fromkeys(lines, 0)
        for keys in self._keys.values():
            for key in keys:
                self._open[key] += 1
        groups: dict[tuple[int, tuple[int, ...]], list[tuple[int, ...]]] = {}
        for place in sorted(free, key=lambda place: -remainders[place]):
            groups.setdefault(self._keys[place][0], []).append(place)
        self._groups = sorted(groups.items(), key=lambda group: len(group[1]))
        self._choices = 0

    def found(self) -> list[tuple[int, ...]] | None:
        """Return the cells to be rounded up, or ``None``."""
        if any(need < 0 or need > self._open[key] for key, need in self._needs.items()):
            return None
        ups: list[tuple[int, ...]] = []
        return ups if self._go(0, ups) else None

    def _go(self, depth: int, ups: list[tuple[int, ...]]) -> bool:
        if depth == len(self._groups):
            return all(need == 0 for need in self._needs.values())
        key, places = self._groups[depth]
        for chosen in self._subsets(places, self._needs[key]):
            self._choices += 1
            if self._choices > _MOST_CHOICES:
                return False
            self._take(places, chosen, 1)
            if self._has_way(places):
                ups.extend(chosen)
                if self._go(depth + 1, ups):
                    return True
                del ups[len(ups) - len(chosen) :]
            self._take(places, chosen, -1)
        return False

    def _subsets(self, places: list[tuple[int, ...]], count: int) -> Iterator[tuple[tuple[int, ...], ...]]:
        return combinations(places, count) if 0 <= count <= len(places) else iter(())

    def _take(self, places: list[tuple[int, ...]], chosen: tuple[tuple[int, ...], ...], way: int) -> None:
        for place in places:
            for key in self._keys[place]:
                self._open[key] -= way
        for place in chosen:
            for key in self._keys[place]:
                self._needs[key] -= way

    def _has_way(self, places: list[tuple[int, ...]]) -> bool:
        keys = {key for place in places for key in self._keys[place]}
        return all(0 <= self._needs[key] <= self._open[key] for key in keys)
