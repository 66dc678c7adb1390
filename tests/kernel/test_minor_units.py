"""Minor units: columns of exact decimals as integers, or a refusal."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.kernel.numbers import ONE, exact, round_to_unit

np = pytest.importorskip("numpy")

from xlsales.kernel.minor_units import read_minor_units, round_units, whole_rate  # noqa: E402

F = Fraction


@pytest.mark.parametrize(
    ("values", "units", "places"),
    [
        ([1.0, -2.0, 0.0], [1, -2, 0], 0),
        ([0.1 + 0.2, 12.0], [30, 1200], 2),
        ([0.125], [1250], 4),
        ([1e-9], [1], 9),
        ([1.1 * 1.1], [121], 2),
        ([1e15 - 1], [10**15 - 1], 0),
    ],
)
def test_the_fewest_places_that_do_are_taken(values: list[float], units: list[int], places: int) -> None:
    found = read_minor_units(values)

    assert found is not None
    assert (found.units.tolist(), found.places) == (units, places)


@pytest.mark.parametrize("value", [1 / 3, 1e-10, 1e15, 1.2345678901234, 1e300, float("inf")])
def test_what_is_no_short_decimal_is_left_to_the_exact_path(value: float) -> None:
    assert read_minor_units([1.0, value]) is None


def test_blanks_are_marked_and_count_nothing() -> None:
    found = read_minor_units([None, 5.0, None])

    assert found is not None
    assert found.units.tolist() == [0, 5, 0]
    assert found.blank.tolist() == [True, False, True]
    assert found.largest == 5


def test_the_places_may_be_given() -> None:
    found = read_minor_units([1.5], places=2)

    assert found is not None
    assert found.units.tolist() == [150]
    assert read_minor_units([1.555], places=2) is None


def test_an_empty_column_has_no_units() -> None:
    found = read_minor_units([])

    assert found is not None
    assert (found.units.tolist(), found.largest) == ([], 0)


@given(st.lists(st.none() | st.floats(-1e12, 1e12), max_size=20))
def test_units_are_what_the_exact_path_reads(values: list[float | None]) -> None:
    found = read_minor_units(values)

    if found is not None:
        for value, unit, blank in zip(values, found.units.tolist(), found.blank.tolist(), strict=True):
            assert blank == (value is None)
            assert F(unit, 10**found.places) == (0 if value is None else exact(value))


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20), st.sampled_from([0, 2, 4]))
def test_short_decimals_are_never_refused(units: list[int], places: int) -> None:
    values = [unit / 10**places for unit in units]

    found = read_minor_units(values)

    assert found is not None
    scale = 10 ** max(found.places - places, 0)
    assert [unit * scale for unit in units] == [
        unit * 10 ** max(places - found.places, 0) for unit in found.units.tolist()
    ]


def test_rates_share_one_power_of_ten() -> None:
    assert whole_rate([F(1, 20), F(3, 1000), F(-2)]) == ([50, 3, -2000], 3)
    assert whole_rate([F(1, 10**12)]) == ([1], 12)
    assert whole_rate([F(1, 10**13)]) is None
    assert whole_rate([F(1, 3)]) is None


@given(st.lists(st.integers(-(10**15), 10**15), min_size=1), st.integers(1, 10**6))
def test_units_are_rounded_half_away_from_zero(units: list[int], divisor: int) -> None:
    rounded = round_units(np.array(units, dtype=np.int64), divisor).tolist()

    assert rounded == [int(round_to_unit(F(unit, divisor), ONE)) for unit in units]
