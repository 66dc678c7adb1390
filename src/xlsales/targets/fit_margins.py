"""Iterative proportional fitting of a table of any dimensions to totals by one or two of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xlsales.kernel.issues import ComputationError, InvalidInputError, Issue
from xlsales.targets.given_margins import GivenMargin, Problem, margin_issues, other_axes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Sums that miss by less than this part are met.
ENOUGH: Final = 1e-12
_MOST_PASSES: Final = 5_000
#: Passes without progress after which it ends; bounds let a fit stand still for a while.
_PATIENCE, _BOUNDED_PATIENCE = 20, 1_000
#: A fit that ends farther away than this has no solution, or is too slow to be one.
_FAILED: Final = 1e-7
_HALVINGS: Final = 64
#: A line that misses by less is left alone.
_MET: Final = 1e-14
#: How far one step and all steps together may move a cell that stands at a bound.
_EXPONENT: Final = 60.0
_SMALLEST, _LARGEST = 1e-150, 1e150


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A table that meets its margins as near as doubles come.

    Attributes:
        cells: Shape of the seed.
        factors: What the seed was multiplied by along each margin; before bounds.
        miss: The part of its total that the worst line misses by.
        passes: How often every margin was gone through.
    """

    cells: NDArray[np.float64]
    factors: tuple[NDArray[np.float64], ...]
    miss: float
    passes: int


def fit_margins(problem: Problem, enough: float = ENOUGH) -> FittedTable:
    """Scale a seed along every margin in turn until all totals are met.

    Args:
        problem: Seed, totals and bounds; cells of 0 stay 0 (structural zeros).
        enough: The part of a total that may be missed.

    Returns:
        The table nearest to the seed (least Kullback-Leibler divergence) that meets the totals
        within the bounds.

    Raises:
        InvalidInputError: TARGET-130 to TARGET-132, all of them at once.
        ComputationError: TARGET-133 totals that the open cells cannot meet together.

    References:
        Deming and Stephan (1940); Bacharach (1970); bounds as in generalised raking, Deville,
        Saerndal and Sautory (1993).

    Examples:
        >>> import numpy as np
        >>> from xlsales.targets.given_margins import Axis
        >>> months, regions = Axis("month", ("1", "2")), Axis("region", ("N", "S"))
        >>> rows = GivenMargin((0,), np.array([4.0, 2.0]))
        >>> columns = GivenMargin((1,), np.array([3.0, 3.0]))
        >>> fit_margins(Problem((months, regions), np.ones((2, 2)), (rows, columns))).cells.tolist()
        [[2.0, 2.0], [1.0, 1.0]]
    """
    import numpy as np

    issues = list(margin_issues(problem))
    if issues:
        raise InvalidInputError(*issues)
    problem = _without_empty_lines(problem)
    raw = np.array(problem.seed, dtype=np.float64)
    factors = [np.ones_like(margin.totals) for margin in problem.margins]
    is_bounded = problem.low is not None or problem.high is not None
    miss, passes, best, stuck = 1.0, 0, 1.0, 0
    patience = _BOUNDED_PATIENCE if is_bounded else _PATIENCE
    while passes < _MOST_PASSES and miss > enough and stuck < patience:
        miss = 0.0
        for number, margin in enumerate(problem.margins):
            step, missed = _bounded_step(problem, raw, margin) if is_bounded else _step(raw, margin)
            raw *= _spread(step, margin, raw.ndim)
            factors[number] *= step
            if is_bounded:
                np.clip(raw, _SMALLEST, _LARGEST, out=raw, where=raw > 0)
                np.clip(factors[number], _SMALLEST, _LARGEST, out=factors[number])
            miss = max(miss, missed)
        passes += 1
        stuck = 0 if miss < best * 0.999 else stuck + 1
        best = min(best, miss)
    if miss > _FAILED:
        raise ComputationError(*_missed(problem, _within(problem, raw)))
    return FittedTable(_within(problem, raw), tuple(factors), miss, passes)


def _without_empty_lines(problem: Problem) -> Problem:
    """Return the problem with cells of 0 in every line whose total is 0."""
    import numpy as np

    seed = problem.seed
    for margin in problem.margins:
        if not margin.totals.all():
            seed = np.where(_spread(margin.totals, margin, seed.ndim) > 0, seed, 0.0)
    return replace(problem, seed=seed)


def _step(raw: NDArray[np.float64], margin: GivenMargin) -> tuple[NDArray[np.float64], float]:
    """Return by what each line must be multiplied, and the part that the worst one misses."""
    import numpy as np

    sums = _sums(raw, margin.axes)
    step = np.ones_like(sums)
    np.divide(margin.totals, sums, out=step, where=sums > 0)
    return step, float(np.abs(step - 1).max(initial=0.0, where=margin.totals > 0))


def _sums(raw: NDArray[np.float64], axes: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the sums along a margin; neighbouring axes by products, which use every core."""
    import numpy as np

    first, last = axes[0], axes[-1]
    if last - first + 1 != len(axes):
        return np.asarray(raw.sum(axis=other_axes(raw.ndim, axes)))
    shape = raw.shape
    before, own, after = (
        int(np.prod(part)) for part in (shape[:first], shape[first : last + 1], shape[last + 1 :])
    )
    inner = raw.reshape(-1, after) @ np.ones(after) if after > 1 else raw
    sums: NDArray[np.float64] = np.ones(before) @ inner.reshape(before, own)
    return sums.reshape(shape[first : last + 1])


def _bounded_step(
    problem: Problem, raw: NDArray[np.float64], margin: GivenMargin
) -> tuple[NDArray[np.float64], float]:
    """Return the factor at which the bounded cells of each line make its total, by halving."""
    import numpy as np

    others = other_axes(raw.ndim, margin.axes)
    before = _within(problem, raw).sum(axis=others)
    missed = np.abs(before - margin.totals) / np.maximum(margin.totals, 1e-300)

    def sums(exponent: NDArray[np.float64]) -> NDArray[np.float64]:
        cells = _within(problem, raw * _spread(np.exp(exponent), margin, raw.ndim))
        return np.asarray(cells.sum(axis=others))

    # Where all cells of a line stand at bounds, many factors make its total: the nearest to 1 is taken.
    first = _edge(lambda exponent: sums(exponent) >= margin.totals * (1 - _MET), margin.totals)
    last = _edge(lambda exponent: sums(exponent) > margin.totals * (1 + _MET), margin.totals)
    step = np.where(missed <= _MET, 1.0, np.exp(np.clip(0.0, first, np.maximum(first, last))))
    return step, float(missed.max(initial=0.0, where=margin.totals > 0))


def _edge(
    is_beyond: Callable[[NDArray[np.float64]], NDArray[np.bool_]], like: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the least exponent of each line that is beyond a mark, by halving."""
    import numpy as np

    low, high = np.full_like(like, -_EXPONENT), np.full_like(like, _EXPONENT)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        beyond = is_beyond(middle)
        high, low = np.where(beyond, middle, high), np.where(beyond, low, middle)
    edge: NDArray[np.float64] = (low + high) / 2
    return edge


def _within(problem: Problem, raw: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    if problem.low is None and problem.high is None:
        return raw
    cells: NDArray[np.float64] = np.clip(raw, problem.low, problem.high)
    fixed = np.zeros_like(cells) if problem.low is None else problem.low
    within: NDArray[np.float64] = np.where(problem.seed > 0, cells, fixed)
    return within


def _spread(step: NDArray[np.float64], margin: GivenMargin, count: int) -> NDArray[np.float64]:
    return step.reshape(
        [step.shape[margin.axes.index(axis)] if axis in margin.axes else 1 for axis in range(count)]
    )


def _missed(problem: Problem, cells: NDArray[np.float64]) -> list[Issue]:
    """Name the lines that stay farthest from their totals."""
    import numpy as np

    issues = []
    for margin in problem.margins:
        sums = cells.sum(axis=other_axes(cells.ndim, margin.axes))
        miss = np.abs(sums - margin.totals) / np.maximum(margin.totals, 1e-300)
        for flat in np.argsort(-miss, axis=None)[:3]:
            index = tuple(int(at) for at in np.unravel_index(flat, miss.shape))
            if miss[index] > _FAILED:
                issues.append(
                    Issue(
                        "TARGET-133",
                        problem.line_name(margin, index),
                        f"a total of {margin.totals[index]:.15g}",
                        f"about {sums[index]:.6g}, which the open cells can make with the other totals",
                        "Open more cells, loosen bounds, or change the totals.",
                    )
                )
    return issues
