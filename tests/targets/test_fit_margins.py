"""Tables of several dimensions: fitted to given totals, then rounded so that every one holds exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.kernel.issues import ComputationError, InvalidInputError
from xlsales.targets.fit_margins import fit_margins
from xlsales.targets.given_margins import Axis, GivenMargin, Problem, other_axes
from xlsales.targets.round_margins import round_margins


def axes_of(shape: tuple[int, ...]) -> tuple[Axis, ...]:
    return tuple(
        Axis(name, tuple(f"{name}{at}" for at in range(size)))
        for name, size in zip("abcd", shape, strict=False)
    )


def margin_of(table: np.ndarray, *axes: int) -> GivenMargin:
    return GivenMargin(axes, table.sum(axis=other_axes(table.ndim, axes)).astype(float))


def met(cells: np.ndarray, margins: tuple[GivenMargin, ...]) -> bool:
    return all(
        np.array_equal(cells.sum(axis=other_axes(cells.ndim, margin.axes)), margin.totals)
        for margin in margins
    )


KINDS = {
    "three single totals": ((0,), (1,), (2,)),
    "a pair and a single": ((0, 1), (2,)),
    "two pairs that share an axis": ((0, 1), (1, 2)),
    "a single and a pair later": ((2,), (0, 1)),
    "no total of the last axis": ((0,), (1,)),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(seed=st.integers(0, 10_000), shape=st.tuples(*[st.integers(1, 4)] * 3))
def test_every_given_total_holds_exactly_in_whole_units(
    kind: tuple[tuple[int, ...], ...], seed: int, shape: tuple[int, ...]
) -> None:
    random = np.random.default_rng(seed)
    true = random.integers(0, 50, shape)
    weights = random.uniform(0.1, 5, shape)
    margins = tuple(margin_of(true, *axes) for axes in kind)
    problem = Problem(axes_of(shape), weights, margins)

    cells = round_margins(problem, fit_margins(problem))

    assert met(cells, margins)
    assert cells.min() >= 0


@given(seed=st.integers(0, 10_000))
def test_structural_zeros_stay_zero(seed: int) -> None:
    random = np.random.default_rng(seed)
    true = random.integers(1, 50, (3, 4, 2)) * (random.random((3, 4, 2)) > 0.3)
    margins = (margin_of(true, 0, 1), margin_of(true, 2))
    problem = Problem(axes_of(true.shape), (true > 0).astype(float), margins)

    cells = round_margins(problem, fit_margins(problem))

    assert met(cells, margins)
    assert not cells[true == 0].any()


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_cells_stay_within_bounds(seed: int) -> None:
    random = np.random.default_rng(seed)
    true = random.integers(1, 50, (3, 4))
    low = np.maximum(true - random.integers(0, 5, true.shape), 0).astype(float)
    high = (true + random.integers(0, 5, true.shape)).astype(float)
    margins = (margin_of(true, 0), margin_of(true, 1))
    problem = Problem(axes_of(true.shape), random.uniform(0.1, 5, true.shape), margins, low, high)

    cells = round_margins(problem, fit_margins(problem))

    assert met(cells, margins)
    assert ((low <= cells) & (cells <= high)).all()


def test_pairs_in_a_circle_are_found_by_a_search() -> None:
    true = np.random.default_rng(3).integers(0, 20, (3, 3, 3))
    margins = (margin_of(true, 0, 1), margin_of(true, 1, 2), margin_of(true, 0, 2))
    problem = Problem(axes_of(true.shape), np.ones(true.shape), margins)

    cells = round_margins(problem, fit_margins(problem))

    assert met(cells, margins)


def test_a_fit_keeps_the_odds_of_the_seed() -> None:
    seed = np.array([[4.0, 1.0], [2.0, 3.0]])
    margins = (GivenMargin((0,), np.array([60.0, 40.0])), GivenMargin((1,), np.array([30.0, 70.0])))

    cells = fit_margins(Problem(axes_of((2, 2)), seed, margins)).cells

    odds = cells[0, 0] * cells[1, 1] / cells[0, 1] / cells[1, 0]
    assert odds == pytest.approx(4 * 3 / 1 / 2)


def test_totals_that_disagree_name_the_difference() -> None:
    margins = (GivenMargin((0,), np.array([60.0, 40.0])), GivenMargin((1,), np.array([30.0, 60.0])))

    with pytest.raises(InvalidInputError, match=r"TARGET-131 at totals: got 90 by b.*100, as by a.*-10"):
        fit_margins(Problem(axes_of((2, 2)), np.ones((2, 2)), margins))


def test_a_line_without_an_open_cell_names_line_and_cells() -> None:
    margins = (GivenMargin((0,), np.array([60.0, 40.0])), GivenMargin((1,), np.array([30.0, 70.0])))
    seed = np.array([[1.0, 1.0], [0.0, 0.0]])

    with pytest.raises(InvalidInputError, match=r"TARGET-132 at a a1: got a total of 40.*a1 / b0, a1 / b1"):
        fit_margins(Problem(axes_of((2, 2)), seed, margins))


def test_zeros_that_leave_no_way_name_the_lines() -> None:
    margins = (GivenMargin((0,), np.array([60.0, 40.0])), GivenMargin((1,), np.array([30.0, 70.0])))
    seed = np.array([[1.0, 0.0], [1.0, 1.0]])

    with pytest.raises(InvalidInputError, match=r"TARGET-132 at a a0: .*too little room.*at most 30"):
        fit_margins(Problem(axes_of((2, 2)), seed, margins))


def test_totals_that_only_together_leave_no_way_name_the_lines() -> None:
    rows = GivenMargin((0,), np.array([5.0, 5.0, 3.0, 3.0]))
    columns = GivenMargin((1,), np.array([6.0, 3.0, 4.0, 3.0]))
    seed = np.ones((4, 4))
    seed[:2, 2:] = 0  # the first two rows need 10, their two columns hold 9

    with pytest.raises(ComputationError, match=r"TARGET-133 at "):
        fit_margins(Problem(axes_of((4, 4)), seed, (rows, columns)))


def test_every_problem_is_told_at_once() -> None:
    margins = (GivenMargin((0,), np.array([-1.0, 40.0])), GivenMargin((1,), np.array([30.0, -70.0])))

    with pytest.raises(InvalidInputError) as caught:
        fit_margins(Problem(axes_of((2, 2)), np.array([[1.0, -1.0], [1.0, 1.0]]), margins))

    assert [issue.where for issue in caught.value.issues] == ["a a0", "b b1", "a0 / b1"]


def test_caps_too_low_for_a_total_are_named() -> None:
    margins = (GivenMargin((0,), np.array([60.0, 40.0])), GivenMargin((1,), np.array([30.0, 70.0])))
    high = np.array([[20.0, 20.0], [40.0, 40.0]])

    with pytest.raises(InvalidInputError, match=r"TARGET-132 at a a0: .*too little room"):
        fit_margins(Problem(axes_of((2, 2)), np.ones((2, 2)), margins, None, high))
