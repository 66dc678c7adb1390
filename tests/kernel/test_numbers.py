"""Exact numbers: read at 15 digits, rounded once, written back."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.issues import ComputationError
from xlsales.kernel.numbers import CENT, ONE, exact, round_to_unit, shown, to_float

F = Fraction
cells = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1.1 * 3, "3.3"),
        (-2.675, "-2.675"),
        (123456789012345.0, "123456789012345"),
        (0.123456789012345, "0.123456789012345"),
        (1e15, "1000000000000000"),
        (123456789012345678.0, "123456789012346000"),
        (1e300, "1e300"),
        (1e-300, "1e-300"),
        (True, "1"),
        (7, "7"),
    ],
)
def test_a_number_is_read_at_the_fifteen_digits_that_excel_shows(number: float, value: str) -> None:
    assert exact(number) == F(value)


def test_minus_zero_is_zero() -> None:
    assert exact(-0.0) == 0
    assert math.copysign(1, to_float(exact(-0.0))) == 1


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_what_is_no_finite_number_is_refused(number: float) -> None:
    with pytest.raises((ValueError, OverflowError)):
        exact(number)


@given(cells)
def test_reading_agrees_with_fifteen_digits_of_decimal_text(number: float) -> None:
    assert exact(number) == F(Decimal(f"{number:.14e}"))


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12))
def test_decimals_of_fifteen_digits_survive_reading_and_writing(units: int, places: int) -> None:
    number = to_float(F(units, 10**places))

    assert exact(number) == F(units, 10**places)
    assert to_float(exact(number)) == number


@given(cells)
def test_reading_a_number_twice_changes_nothing(number: float) -> None:
    once = exact(number)
    if abs(once) < F(10) ** 308:
        assert exact(to_float(once)) == once


@pytest.mark.parametrize(
    ("number", "unit", "rounded"),
    [
        ("2.674", "0.01", "2.67"),
        ("2.675", "0.01", "2.68"),
        ("2.676", "0.01", "2.68"),
        ("-2.674", "0.01", "-2.67"),
        ("-2.675", "0.01", "-2.68"),
        ("0.005", "0.01", "0.01"),
        ("0.0049999", "0.01", "0"),
        ("1500", "1000", "2000"),
        ("1499", "1000", "1000"),
        ("0.124", "0.05", "0.1"),
        ("0.125", "0.05", "0.15"),
        ("1.23456", "0", "1.23456"),
    ],
)
def test_halves_are_rounded_away_from_zero(number: str, unit: str, rounded: str) -> None:
    assert round_to_unit(F(number), F(unit)) == F(rounded)


def test_a_negative_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="unit must not be negative"):
        round_to_unit(ONE, -CENT)


@given(st.decimals(-(10**9), 10**9, places=6))
def test_rounding_to_cents_is_decimal_half_up(amount: Decimal) -> None:
    expected = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)

    assert round_to_unit(F(amount), CENT) == F(expected)


@given(st.fractions(), st.fractions(min_value=F(1, 1000)))
def test_rounding_is_at_most_half_a_unit_and_symmetric(number: Fraction, unit: Fraction) -> None:
    rounded = round_to_unit(number, unit)

    assert abs(rounded - number) <= unit / 2
    assert (rounded / unit).denominator == 1
    assert round_to_unit(-number, unit) == -rounded


@given(st.fractions(max_denominator=10**20))
def test_writing_gives_the_nearest_double(number: Fraction) -> None:
    assert to_float(number) == float(number)


@pytest.mark.parametrize("number", [F(10) ** 309, -(F(10) ** 309)])
def test_a_result_too_large_for_a_cell_is_a_number_error(number: Fraction) -> None:
    with pytest.raises(ComputationError, match="NUM-001") as caught:
        to_float(number)

    assert caught.value.issues[0].cell_error == "#NUM!"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (F(5, 4), "1.25"),
        (1200.0, "1200"),
        (F(1, 3), "0.333333333333333"),
        (-0.5, "-0.5"),
        (F(10**18), "1000000000000000000"),
        (1e25, "1e+25"),
        (F(10**400), "a number beyond 1E+300"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_in_messages_are_plain(number: Fraction | float, text: str) -> None:
    assert shown(number) == text
