"""RESPLIT: closed periods keep their actual, open ones share what is left."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, error
from xlsales.kernel.numbers import CENT
from xlsales.targets.resplit import Carrying, resplit_target

F = Fraction


@pytest.mark.parametrize(
    ("actuals", "closed", "carry", "surplus", "expected"),
    [
        ([None, None, None, None], None, 1, 1, [25, 25, 25, 25]),
        ([10, None, None, None], None, 1, 1, [10, 30, 30, 30]),
        ([10, None, None, None], None, 0, 1, [10, 25, 25, 25]),
        ([10, None, None, None], None, 0.5, 1, [10, 27.5, 27.5, 27.5]),
        ([40, None, None, None], None, 1, 1, [40, 20, 20, 20]),
        ([40, None, None, None], None, 1, 0, [40, 25, 25, 25]),
        ([40, None, None, None], None, 0.5, 1, [40, 22.5, 22.5, 22.5]),
        ([25, None, None, None], None, 1, 0, [25, 25, 25, 25]),
        ([10, None, None, None], None, 1, 0, [10, 30, 30, 30]),
        ([120, None, None, None], None, 1, 1, [120, 0, 0, 0]),
        ([10, 7, None, None], 1, 1, 1, [10, 30, 30, 30]),
        ([10, 7, None, None], 2, 1, 1, [10, 7, 41.5, 41.5]),
        ([10, 7, None, None], 0, 1, 1, [25, 25, 25, 25]),
        ([10, None, 5, None], None, 1, 1, [10, 30, 30, 30]),
        ([0, None, None, None], None, 1, 1, [0, 33.34, 33.33, 33.33]),
        ([10, 20, 30, 50], None, 1, 1, [10, 20, 30, 50]),
    ],
)
def test_open_periods_share_base_and_carried_gap(
    actuals: list[float | None], closed: int | None, carry: float, surplus: int, expected: list[float]
) -> None:
    """Facts table B row 12: carry all, a part, or forgive; over-achievement credit as a switch."""
    assert cells("RESPLIT", 100, actuals, [1, 1, 1, 1], closed, 0.01, carry, surplus) == expected


def test_the_base_is_the_targets_part_of_the_open_weights() -> None:
    assert cells("RESPLIT", 100, [30, None, None], [5, 3, 2], None, 1, 0) == [30, 30, 20]
    assert cells("RESPLIT", 100, [30, None, None], [5, 3, 2], None, 1, 1) == [30, 42, 28]


def test_open_periods_are_the_split_of_what_they_share() -> None:
    parts = cells("RESPLIT", 100, [10, None, None], [1, 1, 2], None, 1, 0.5)

    assert parts == [10, 27.5, 55]  # 75 + 7.5 = 82.5, the half goes to the next in line
    assert parts[1:] == cells("SPLIT", 82.5, [1, 2], 1)


def test_fewer_actuals_than_periods_and_columns_of_periods() -> None:
    assert cells("RESPLIT", 100, [10], [1, 1, 1, 1]) == [10, 30, 30, 30]
    assert cells("RESPLIT", 100, column(10), column(1, 1, 1, 1)) == [10, 30, 30, 30]
    assert cells("RESPLIT", 100, None, [1, 1]) == [50, 50]
    assert cells("RESPLIT", None, [10, None], [1, 1]) == [None, None]


def test_each_row_has_its_own_target_actuals_and_closed_periods() -> None:
    targets, weights = column(100, 200, None), [1, 1, 1, 1]
    actuals = [[10, None, None, None], [50, 60, None, None], [1, 2, 3, 4]]

    assert call("RESPLIT", targets, actuals, weights).rows == (
        (10, 30, 30, 30),
        (50, 60, 45, 45),
        (None, None, None, None),
    )
    assert call("RESPLIT", targets, actuals, weights, column(0, 1, 1)).rows[1] == (50, 50, 50, 50)


def test_targets_across_serve_columns_of_periods() -> None:
    outcome = call("RESPLIT", [100, 200], [[10, 20], [None, 30]], column(1, 1, 1))

    assert outcome.rows == ((10, 20), (45, 30), (45, 150))


def test_open_periods_without_weight() -> None:
    assert cells("RESPLIT", 100, [10, None, None], [1, None, 1]) == [10, None, 90]
    assert cells("RESPLIT", 100, [10, None, None], [1, 0, 0]) == [10, 45, 45]
    assert cells("RESPLIT", 99, [10, None, None], [0, 0, 0], None, 1, 0) == [10, 33, 33]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (100, [10, None], [1, 1], 2),
            "TARGET-090 at actuals[1,2]: got a blank cell",
        ),
        ((100, column(10, None), column(1, 1), 2), "TARGET-090 at actuals[2,1]"),
        ((100, [10, 10], [1, 1], 3), "TARGET-092 at closed: got 3, expected at most 2 periods"),
        ((100, [10, 10], [1, 1], -1), "ARG-001 at closed"),
        ((100, [10, 10], [1, 1], 0.5), "ARG-001 at closed"),
        ((100, [1, 1, 1], [1, 1]), "TARGET-007 at actuals: got 1 x 3 cells, expected at most 1 x 2 cells"),
        ((100, [1], [1, 1], None, 1, 1.1), "TARGET-091 at carry: got 1.1, expected a fraction from 0 to 1"),
        ((100, [1], [1, 1], None, 1, -0.1), "TARGET-091 at carry"),
        ((100, [1], [1, -1]), "TARGET-002 at weights[1,2]: got -1"),
        ((100, [1], [1, None]), "TARGET-001 at weights"),
        ((100, [1], [1, 1], None, -1), "TARGET-005 at unit"),
        ((100, ["x"], [1, 1]), "ARG-001 at actuals"),
        ((column(1, 2), [[1, 1], [1, None]], [1, 1], column(1, 2)), "TARGET-090 at actuals[2,2]"),
    ],
)
def test_wrong_arguments_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("RESPLIT", *arguments).startswith(f"#VALUE! {message}")


@given(
    st.integers(0, 10**7).map(lambda cents: F(cents, 100)),
    st.lists(st.integers(0, 10**6).map(lambda cents: F(cents, 100)), max_size=5),
    st.lists(st.integers(1, 9).map(F), min_size=6, max_size=9),
)
def test_with_a_full_carry_everything_adds_up_to_the_target_unless_it_is_passed(
    target: Fraction, actuals: list[Fraction], weights: list[Fraction]
) -> None:
    closed = [*actuals, *[None] * (len(weights) - len(actuals))]

    parts = resplit_target(target, closed, weights)

    assert list(parts[: len(actuals)]) == actuals
    assert sum(part or 0 for part in parts) == max(target, sum(actuals))
    assert all((part or 0) >= 0 for part in parts)


@given(
    st.integers(0, 10**7).map(lambda cents: F(cents, 100)),
    st.lists(st.integers(0, 10**6).map(lambda cents: F(cents, 100)), min_size=1, max_size=4),
    st.integers(0, 10).map(lambda tenths: F(tenths, 10)),
)
def test_a_smaller_carry_lies_between_forgiving_and_carrying_all(
    target: Fraction, actuals: list[Fraction], carry: Fraction
) -> None:
    closed = [*actuals, *[None] * 3]
    weights = [F(1)] * len(closed)

    def still_open(part: Fraction) -> Fraction:
        parts = resplit_target(target, closed, weights, carrying=Carrying(part))
        return sum((amount or F(0) for amount in parts[len(actuals) :]), F(0))

    none, some, full = still_open(F(0)), still_open(carry), still_open(F(1))
    assert min(none, full) - CENT <= some <= max(none, full) + CENT
