"""Totals given for a table of any dimensions: by one dimension or by two of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Lines and cells that one message names.
_MOST_NAMES: Final = 5
#: Part by which sums of doubles may disagree.
_NOISE: Final = 1e-9
#: Tables up to this size are looked through for lines that others leave no room.
_LOOKED_THROUGH: Final = 100_000


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension of a table: its name and its labels."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenMargin:
    """Totals by one or two axes.

    Attributes:
        axes: Numbers of the axes, rising.
        totals: Amounts from 0, one dimension for each axis.
    """

    axes: tuple[int, ...]
    totals: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Problem:
    """A table to be fitted.

    Attributes:
        axes: Its dimensions, in order.
        seed: Proportions from 0; cells of 0 stay 0. Shape of the axes.
        margins: Totals to be met.
        low, high: Bounds of each cell, ``None`` where nothing is bounded.
    """

    axes: tuple[Axis, ...]
    seed: NDArray[np.float64]
    margins: tuple[GivenMargin, ...]
    low: NDArray[np.float64] | None = None
    high: NDArray[np.float64] | None = None

    def line_name(self, margin: GivenMargin, index: Sequence[int]) -> str:
        """Name one line of a margin, such as ``month 2026-01, region North``."""
        return ", ".join(
            f"{self.axes[axis].name} {self.axes[axis].labels[at]}"
            for axis, at in zip(margin.axes, index, strict=True)
        )

    def cell_name(self, index: Sequence[int]) -> str:
        """Name one cell by its labels."""
        return " / ".join(axis.labels[at] for axis, at in zip(self.axes, index, strict=True))


def margin_issues(problem: Problem) -> Iterator[Issue]:
    """Go through what makes a fit impossible.

    Returns:
        TARGET-130 a negative number, TARGET-131 margins that disagree, TARGET-132 a line whose
        open cells cannot make its total.
    """
    negative = list(_negative(problem))
    yield from negative
    if not negative:
        yield from _disagreeing(problem)
        for margin in problem.margins:
            yield from _unreachable(problem, margin)


def _negative(problem: Problem) -> Iterator[Issue]:
    fix = "Use amounts that are not negative."
    for margin in problem.margins:
        for index in _places(margin.totals < 0):
            yield Issue(
                "TARGET-130",
                problem.line_name(margin, index),
                shown(float(margin.totals[index])),
                "0 or more",
                fix,
            )
    if problem.seed.min(initial=0.0) >= 0:
        return
    for index in _places(problem.seed < 0):
        yield Issue(
            "TARGET-130", problem.cell_name(index), shown(float(problem.seed[index])), "0 or more", fix
        )


def _disagreeing(problem: Problem) -> Iterator[Issue]:
    """Two margins must agree on the axes that they share, and on the grand total."""
    for first, second in combinations(problem.margins, 2):
        shared = tuple(axis for axis in first.axes if axis in second.axes)
        left, right = projected(first, shared), projected(second, shared)
        wrong = abs(left - right) > _NOISE * (1 + abs(left))
        for index in _places(wrong):
            where = ", ".join(
                f"{problem.axes[axis].name} {problem.axes[axis].labels[at]}"
                for axis, at in zip(shared, index, strict=True)
            )
            yield Issue(
                "TARGET-131",
                where or "totals",
                f"{shown(float(right[index]))} by {_axes(problem, second)}",
                f"{shown(float(left[index]))}, as by {_axes(problem, first)}",
                f"Make them agree; they differ by {shown(float(right[index] - left[index]))}.",
            )


def projected(margin: GivenMargin, axes: Sequence[int]) -> NDArray[np.float64]:
    """Return the totals of a margin by some of its axes only."""
    import numpy as np

    others = tuple(at for at, axis in enumerate(margin.axes) if axis not in axes)
    return np.asarray(margin.totals.sum(axis=others))


def _unreachable(problem: Problem, margin: GivenMargin) -> Iterator[Issue]:

    others = other_axes(problem.seed.ndim, margin.axes)
    tolerance = _NOISE * (1 + margin.totals)
    closed = (problem.seed.sum(axis=others) == 0) & (margin.totals > 0)
    for index in _places(closed):
        yield _cannot(problem, margin, index, "no open cell", "a seed above 0 in one cell at least")
    if problem.high is not None or problem.seed.size <= _LOOKED_THROUGH:
        most = _most(problem).sum(axis=others)
        for index in _places((most + tolerance < margin.totals) & ~closed):
            allowed = f"cells that allow at most {most[index]:.15g}"
            yield _cannot(problem, margin, index, "but too little room", allowed)
    if problem.low is not None:
        least = problem.low.sum(axis=others)
        for index in _places(least - tolerance > margin.totals):
            yield _cannot(problem, margin, index, "floors too high", f"cells that need {least[index]:.15g}")


def _most(problem: Problem) -> NDArray[np.float64]:
    """Return the most that each cell can be: its cap, and no more than any total it is part of."""
    import numpy as np

    most = np.where(problem.seed > 0, np.inf if problem.high is None else problem.high, 0.0)
    for margin in problem.margins:
        shape = [problem.seed.shape[axis] if axis in margin.axes else 1 for axis in range(problem.seed.ndim)]
        most = np.minimum(most, margin.totals.reshape(shape))
    return most


def _cannot(problem: Problem, margin: GivenMargin, index: tuple[int, ...], why: str, what: str) -> Issue:
    return Issue(
        "TARGET-132",
        problem.line_name(margin, index),
        f"a total of {shown(float(margin.totals[index]))}, {why}: {_cells(problem, margin, index)}",
        what,
        "Open cells by a seed above 0, change bounds, or change the total.",
    )


def _cells(problem: Problem, margin: GivenMargin, index: tuple[int, ...]) -> str:
    """Name the cells of a line, the first ones where there are many."""
    import numpy as np

    chosen = np.ones(problem.seed.shape, dtype=bool)
    for axis, at in zip(margin.axes, index, strict=True):
        keep = np.arange(problem.seed.shape[axis]) == at
        chosen &= keep.reshape([-1 if one == axis else 1 for one in range(problem.seed.ndim)])
    places = list(_places(chosen))
    names = ", ".join(problem.cell_name(place) for place in places[:_MOST_NAMES])
    return f"{names} and {len(places) - _MOST_NAMES} more" if len(places) > _MOST_NAMES else names


def other_axes(count: int, axes: Sequence[int]) -> tuple[int, ...]:
    """Return the axes that are not among some."""
    return tuple(axis for axis in range(count) if axis not in axes)


def _axes(problem: Problem, margin: GivenMargin) -> str:
    return " and ".join(problem.axes[axis].name for axis in margin.axes)


def _places(chosen: NDArray[np.bool_]) -> Iterator[tuple[int, ...]]:
    import numpy as np

    return (tuple(int(at) for at in place) for place in np.argwhere(chosen))
