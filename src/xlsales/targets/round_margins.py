"""Whole numbers next to a fitted table of any dimensions, with every given total met exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from xlsales.targets.controlled_rounding import rounded_table
from xlsales.targets.fit_margins import FittedTable, fit_margins
from xlsales.targets.fitting import Fitted
from xlsales.targets.given_margins import Axis, GivenMargin, Problem, other_axes, projected
from xlsales.targets.margin_search import searched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def round_margins(problem: Problem, fitted: FittedTable) -> NDArray[np.int64]:
    """Round a fitted table to whole numbers, so that every margin still holds exactly.

    One axis after the other is added to a table that is exact already: its cells are the rows and
    the new axis the columns of a table of two dimensions, fitted anew and rounded by controlled
    rounding, which always works out. Totals by two axes split that table into one for each label
    that they share. Only totals by pairs that run in a circle (A and B, B and C, C and A) need a
    search, because such a rounding need not exist.

    Args:
        problem: Totals and bounds in whole numbers.
        fitted: Its solution.

    Returns:
        Whole numbers, shape of the seed; 0 stays 0.

    Raises:
        ComputationError: TARGET-104 a table that zeros and bounds leave no way, TARGET-134 a
            circle of pairs for which no rounding was found.

    References:
        Cox, A constructive procedure for unbiased controlled rounding (1987).

    Examples:
        >>> import numpy as np
        >>> axes = tuple(Axis(name, ("1", "2")) for name in "abc")
        >>> margins = tuple(GivenMargin((at,), np.array([3.0, 2.0])) for at in range(3))
        >>> problem = Problem(axes, np.ones((2, 2, 2)), margins)
        >>> cells = round_margins(problem, fit_margins(problem))
        >>> [cells.sum(axis=others).tolist() for others in ((1, 2), (0, 2), (0, 1))]
        [[3, 2], [3, 2], [3, 2]]
    """
    order = _order(problem)
    if order is None:
        return searched(problem, fitted.cells)
    import numpy as np

    done: tuple[int, ...] = ()
    total = round(float(problem.margins[0].totals.sum()))
    exact: NDArray[np.int64] = np.array(total, dtype=np.int64)
    for axis, linked in order:
        exact = _Adding(problem, fitted.cells, done, axis, linked).added(exact)
        done = (*done, axis)
    return np.moveaxis(exact, range(len(done)), done)


def _order(problem: Problem) -> list[tuple[int, GivenMargin | None]] | None:
    """Return the axes, each with the margin that ties it to those before; ``None`` for a circle."""
    pairs = [margin for margin in problem.margins if len(margin.axes) == 2]
    single = {margin.axes[0]: margin for margin in problem.margins if len(margin.axes) == 1}
    order: list[tuple[int, GivenMargin | None]] = []
    done: set[int] = set()
    used: set[tuple[int, ...]] = set()
    while len(done) < len(problem.axes):
        tied = [margin for margin in pairs if len(done & set(margin.axes)) == 1]
        if tied:
            axis = next(axis for axis in tied[0].axes if axis not in done)
            if sum(axis in margin.axes for margin in tied) > 1:
                return None
            order.append((axis, tied[0]))
            used.add(tied[0].axes)
        else:
            axis = next(axis for axis in range(len(problem.axes)) if axis not in done)
            pair = next((margin for margin in pairs if axis in margin.axes), None)
            own = single.get(axis)
            if own is None and pair is not None:
                own = GivenMargin((axis,), projected(pair, (axis,)))
            order.append((axis, own))
        done.add(axis)
    return order if used == {margin.axes for margin in pairs} else None


@dataclass(frozen=True, slots=True)
class _Adding:
    """Adds one axis to an exact table."""

    problem: Problem
    cells: NDArray[np.float64]
    done: tuple[int, ...]
    axis: int
    linked: GivenMargin | None

    def added(self, exact: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the exact table with the new axis last."""
        import numpy as np

        kept = (*self.done, self.axis)
        values = self._kept(self.cells, kept)
        low = None if self.problem.low is None else self._kept(self.problem.low, kept)
        high = None if self.problem.high is None else self._kept(self.problem.high, kept)
        result = np.zeros(values.shape, dtype=np.int64)
        for place, totals in self._groups(values):
            rows = exact[place]
            part = values[place].reshape(-1, values.shape[-1])
            bounds = [None if b is None else b[place].reshape(part.shape) for b in (low, high)]
            filled = _two_way(part, rows.reshape(-1), totals, *bounds)
            result[place] = filled.reshape(values[place].shape)
        return result

    def _kept(self, table: NDArray[np.float64], kept: Sequence[int]) -> NDArray[np.float64]:
        """Return a table summed over all axes but some, these in their order."""
        import numpy as np

        summed = table.sum(axis=other_axes(table.ndim, kept))
        rising = sorted(kept)
        return np.transpose(summed, [rising.index(axis) for axis in kept])

    def _groups(self, values: NDArray[np.float64]) -> list[tuple[Any, NDArray[np.float64] | None]]:
        """Return which cells share totals of the new axis, and these totals."""
        import numpy as np

        if self.linked is None:
            return [((), None)]
        if len(self.linked.axes) == 1:
            return [((), self.linked.totals)]
        other = next(axis for axis in self.linked.axes if axis != self.axis)
        at = self.done.index(other)
        totals = self.linked.totals
        if self.linked.axes[0] == self.axis:
            totals = np.transpose(totals)
        return [((slice(None),) * at + (label,), totals[label]) for label in range(values.shape[at])]


def _two_way(
    values: NDArray[np.float64],
    rows: NDArray[np.int64],
    columns: NDArray[np.float64] | None,
    low: NDArray[np.float64] | None,
    high: NDArray[np.float64] | None,
) -> NDArray[np.int64]:
    """Return whole numbers next to a table of two dimensions that is fitted to exact sums anew."""
    import numpy as np

    height, width = values.shape
    if columns is None:
        from xlsales.kernel.apportionment_block import apportion_rows

        scaled = np.rint(values * (1 << 30) / max(float(values.max(initial=0.0)), 1e-300)).astype(np.int64)
        given = apportion_rows(rows, scaled, np.ones(values.shape, dtype=np.bool_))
        assert given is not None
        return given
    axes = (Axis("row", tuple(map(str, range(height)))), Axis("column", tuple(map(str, range(width)))))
    margins = (GivenMargin((0,), rows.astype(np.float64)), GivenMargin((1,), columns))
    problem = Problem(axes, np.where(values > 0, values, 0.0), margins, low, high)
    fitted = fit_margins(problem)
    cells: Mapping[tuple[int, int], float] = {
        (row, column): float(fitted.cells[row, column])
        for row, column in product(range(height), range(width))
        if fitted.cells[row, column] > 0
    }
    sums = [round(float(total)) for total in columns]
    result = np.zeros((height, width), dtype=np.int64)
    for cell, amount in rounded_table(Fitted(cells, fitted.miss), [int(row) for row in rows], sums).items():
        result[cell] = amount
    return result
