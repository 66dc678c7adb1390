"""PAYOUT_CURVE: straight from knot to knot, and what happens outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import cells, column, error, value

KNOTS = [[0.5, 0.2], [1, 1], [1.5, 3]]
JUMP = [[0.5, 0], [0.5, 0.4], [1, 1]]


@pytest.mark.parametrize(
    ("attainment", "payout"),
    [(-1, 0), (0.49, 0), (0.5, 0.2), (0.75, 0.6), (1, 1), (1.25, 2), (1.5, 3), (1.51, 3), (99, 3)],
)
def test_below_zero_and_above_capped_unless_told(attainment: float, payout: float) -> None:
    assert value("PAYOUT_CURVE", attainment, KNOTS) == pytest.approx(payout, abs=1e-15)


def test_below_the_first_knot() -> None:
    assert cells("PAYOUT_CURVE", column(0.25, 0.5), KNOTS, "first") == [0.2, 0.2]
    assert cells("PAYOUT_CURVE", column(0.25, 0.5), KNOTS, "extend") == pytest.approx([-0.2, 0.2])
    assert cells("PAYOUT_CURVE", column(0.25, 0.5), KNOTS, "外推") == pytest.approx([-0.2, 0.2])


def test_above_the_last_knot() -> None:
    assert cells("PAYOUT_CURVE", column(1.5, 2), KNOTS, None, "extend") == [3, 5]
    assert cells("PAYOUT_CURVE", column(1.5, 2), KNOTS, None, "封顶") == [3, 3]


def test_at_equal_knots_the_curve_jumps_and_the_later_applies() -> None:
    assert cells("PAYOUT_CURVE", column(0.49, 0.5, 0.75), JUMP) == pytest.approx([0, 0.4, 0.7])
    assert cells("PAYOUT_CURVE", column(0.5, 1), [[0.5, 0], [1, 1], [1, 2]]) == [0, 2]


def test_jumps_at_the_ends_have_no_slope_to_go_on_with() -> None:
    assert value("PAYOUT_CURVE", 0, JUMP, "extend") == pytest.approx(-0.6)
    assert value("PAYOUT_CURVE", 2, [[0, 0], [1, 1], [1, 5]], None, "extend") == 6


def test_one_knot_is_flat() -> None:
    assert cells("PAYOUT_CURVE", column(0, 1, 2), [[1, 0.5]], "extend", "extend") == [0.5, 0.5, 0.5]
    assert cells("PAYOUT_CURVE", column(0, 1, 2), [[1, 0.5]]) == [0, 0.5, 0.5]


def test_blanks_and_bad_rows_stay_in_their_rows() -> None:
    assert cells("PAYOUT_CURVE", column(1, None, "x"), KNOTS) == [1, None, "#VALUE!"]


@pytest.mark.parametrize(
    ("curve", "message"),
    [
        ([[1, 1], [0.5, 0]], "CURVE-001 at curve[2,1]: got 0.5, expected 1 or more"),
        ([[1], [2]], "CURVE-002 at curve: got 2 x 1 cells, expected two columns"),
        ([[1, 2, 3]], "CURVE-002 at curve"),
        ([["att", "pay"], [1, 1]], "TIER-002 at curve[1,1]"),
        ([[0, 0], [1, None]], "TIER-005 at curve[2,2]: got a blank cell, expected payout"),
    ],
)
def test_a_wrong_curve_is_told(curve: list[list[object]], message: str) -> None:
    assert f"#VALUE! {message}" in error("PAYOUT_CURVE", 1, curve)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=5), st.data())
def test_a_curve_passes_through_its_knots_and_stays_between_neighbours(
    payouts: list[int], data: st.DataObject
) -> None:
    knots = [[place / 4, payout] for place, payout in enumerate(payouts)]
    left = data.draw(st.integers(0, len(knots) - 2))
    way = data.draw(st.sampled_from([0.25, 0.5, 0.75]))

    found = value("PAYOUT_CURVE", knots[left][0] + way / 4, knots)

    assert found == pytest.approx(payouts[left] * (1 - way) + payouts[left + 1] * way)
    assert cells("PAYOUT_CURVE", [[knot[0] for knot in knots]], knots) == payouts
