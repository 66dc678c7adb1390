"""Equal values share a place unless a stated rule breaks the tie; whole numbers do as fractions do."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.customers.abc_classes import AbcRule, Ties, abc_classes
from xlsales.customers.common_units import rising, whole_units
from xlsales.customers.quantiles import BinRule, bin_numbers

np = pytest.importorskip("numpy")

small = st.lists(st.integers(-3, 6), max_size=12)
bins = st.integers(2, 6)
rules = st.sampled_from(["quantile", "r", "rank"])
either = st.sampled_from(["together", "row"])


@given(small, bins, rules, st.randoms(use_true_random=False))
def test_equal_values_share_a_bin_in_any_order_of_rows(
    values: list[int], count: int, rule: BinRule, random: object
) -> None:
    places = list(range(len(values)))
    random.shuffle(places)  # type: ignore[attr-defined]

    found = bin_numbers([Fraction(value) for value in values], count, rule, "together")
    shuffled = bin_numbers([Fraction(values[place]) for place in places], count, rule, "together")

    assert len(set(zip(values, found, strict=True))) == len(set(values))
    assert [found[place] for place in places] == list(shuffled)


@given(small, bins, rules, either)
def test_bins_rise_with_their_values(values: list[int], count: int, rule: BinRule, ties: Ties) -> None:
    found = bin_numbers([Fraction(value) for value in values], count, rule, ties)

    pairs = sorted(zip(values, found, strict=True))
    assert all(1 <= place <= count for place in found)
    assert [place for _, place in pairs] == sorted(place for _, place in pairs)


@given(small, bins, rules, either)
def test_whole_numbers_are_binned_as_fractions_are(
    values: list[int], count: int, rule: BinRule, ties: Ties
) -> None:
    from xlsales.customers.quantiles_block import bin_whole_numbers

    if not values:
        return
    plain = bin_numbers([Fraction(value) for value in values], count, rule, ties)

    assert bin_whole_numbers(np.array(values), count, rule, 1, ties).tolist() == list(plain)


@given(small, st.sampled_from(["down", "up"]))
def test_equal_values_share_a_class(values: list[int], crossing: str) -> None:
    rule = AbcRule(crossing=crossing)  # type: ignore[arg-type]

    found = abc_classes([Fraction(value) for value in values], rule)

    assert len(set(zip(values, found, strict=True))) == len(set(values))


fractions = st.one_of(
    st.fractions(max_denominator=50), st.integers(1, 10**40).map(lambda number: Fraction(1, 10**40 + number))
)


@given(st.lists(fractions, max_size=8))
def test_numbers_rise_as_sorted_says_with_or_without_a_unit(numbers: list[Fraction]) -> None:
    found = whole_units(numbers)

    assert list(rising(numbers)) == sorted(numbers)
    if found is not None:
        units, scale = found
        assert [Fraction(unit, scale) for unit in units] == numbers


def test_denominators_beyond_use_have_no_unit() -> None:
    assert whole_units([Fraction(1, 10**61)]) is None
