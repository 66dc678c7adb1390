"""Steps: a value against rising bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.steps import Boundary, first_not_rising, reached

BOUNDS = (Fraction(-5), Fraction(0), Fraction(100))
numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [("-5.01", -1, -1), ("-5", 0, -1), ("-4.99", 0, 0), ("0", 1, 0), ("99.99", 1, 1), ("100", 2, 1)],
)
def test_a_value_on_a_bound_belongs_where_the_boundary_says(value: str, lower: int, upper: int) -> None:
    assert reached(BOUNDS, Fraction(value), "lower") == lower
    assert reached(BOUNDS, Fraction(value), "upper") == upper


def test_no_bounds_reach_nothing() -> None:
    assert reached((), Fraction(1)) == -1


def test_of_equal_bounds_the_last_one_counts() -> None:
    equal = (Fraction(1), Fraction(1))

    assert reached(equal, Fraction(1), "lower") == 1
    assert reached(equal, Fraction(1), "upper") == -1


@given(st.lists(numbers, max_size=6).map(sorted), numbers, st.sampled_from(["lower", "upper"]))
def test_reached_counts_the_bounds_at_or_below(
    bounds: list[Fraction], value: Fraction, boundary: Boundary
) -> None:
    passed = [bound <= value if boundary == "lower" else bound < value for bound in bounds]

    assert reached(bounds, value, boundary) == sum(passed) - 1


@pytest.mark.parametrize(
    ("bounds", "place"), [((), None), ((1,), None), ((1, 2), None), ((1, 1), 1), ((1, 3, 2), 2)]
)
def test_the_first_bound_that_does_not_rise_is_told(bounds: tuple[int, ...], place: int | None) -> None:
    assert first_not_rising([Fraction(bound) for bound in bounds]) == place
