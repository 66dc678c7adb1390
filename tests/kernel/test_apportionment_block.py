"""The int64 path of largest remainder gives what the exact path gives, or declines."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.apportionment import apportion
from xlsales.kernel.numbers import ONE

np = pytest.importorskip("numpy")

from xlsales.kernel.apportionment_block import apportion_rows  # noqa: E402

Table = tuple[list[int], list[list[int | None]]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw totals and as many rows of weights, or one row for all, with a weight in each row."""
    largest = draw(st.sampled_from([3, 100, 10**9, 10**14]))
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 7))
    totals = draw(st.lists(st.integers(-largest, largest), min_size=height, max_size=height))
    weight = st.none() | st.just(0) | st.integers(0, largest)
    row = st.lists(weight, min_size=width, max_size=width).filter(lambda row: any(w is not None for w in row))
    rows = draw(st.lists(row, min_size=height, max_size=height) | st.lists(row, min_size=1, max_size=1))
    return totals, rows


@given(tables())
def test_rows_are_split_as_the_exact_path_splits_them(
    table: tuple[list[int], list[list[int | None]]],
) -> None:
    totals, rows = table
    weights = np.array([[weight or 0 for weight in row] for row in rows], dtype=np.int64)
    taking = np.array([[weight is not None for weight in row] for row in rows])

    parts = apportion_rows(np.array(totals, dtype=np.int64), weights, taking)

    assert parts is not None
    for i, total in enumerate(totals):
        row = rows[i if len(rows) > 1 else 0]
        exact = apportion(Fraction(total), [None if w is None else Fraction(w) for w in row], ONE)
        assert parts[i].tolist() == [part or 0 for part in exact]


def test_a_million_leaves_of_one_total_sum_exactly_and_keep_their_quota() -> None:
    rng = np.random.default_rng(7)
    weights = rng.integers(0, 10**9, (1, 1_000_000))
    total = 123_456_789_012_345

    parts = apportion_rows(np.array([total]), weights, np.ones(weights.shape, dtype=bool))

    assert parts is not None
    assert int(parts.sum()) == total
    shares = weights * (total / weights.sum())
    assert float(np.abs(parts - shares).max()) < 1.0001  # the shares themselves are doubles here


@pytest.mark.parametrize(
    ("total", "weight"), [(1 << 50, 1), (-(1 << 50), 1), (5, 1 << 61)], ids=["total", "negative", "weights"]
)
def test_what_int64_may_not_hold_is_left_to_the_exact_path(total: int, weight: int) -> None:
    weights = np.array([[weight, 1]], dtype=np.int64)

    assert apportion_rows(np.array([total]), weights, np.ones((1, 2), dtype=bool)) is None


def test_the_largest_numbers_that_are_accepted_are_exact() -> None:
    total, weights = (1 << 50) - 1, [(1 << 60) - 1, (1 << 59) + 12345, 7]

    parts = apportion_rows(np.array([total]), np.array([weights]), np.ones((1, 3), dtype=bool))

    assert parts is not None
    exact = apportion(Fraction(total), [Fraction(weight) for weight in weights], ONE)
    assert parts[0].tolist() == [int(part or 0) for part in exact]
