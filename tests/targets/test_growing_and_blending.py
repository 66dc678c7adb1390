"""GROW, BLEND, PROFIT_TARGET and ATTAINMENT: targets from bases, shares and profits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, error, value
from xlsales.functions import find_function
from xlsales.functions.calling import _call
from xlsales.kernel.values import CellError
from xlsales.targets.blend import blended_weights
from xlsales.targets.growth import grown
from xlsales.targets.profit_target import sales_for_profit

F = Fraction
fractions = st.integers(-200, 200).map(lambda percent: F(percent, 100))


@pytest.mark.parametrize(
    ("growth", "relief", "minimum", "maximum", "grows_to"),
    [
        (0.1, 0.02, None, None, 1080),
        (0.1, None, None, None, 1100),
        (0.04, 0, 0.05, 0.25, 1050),
        (0.05, 0, 0.05, 0.25, 1050),
        (0.06, 0, 0.05, 0.25, 1060),
        (0.25, 0, 0.05, 0.25, 1250),
        (0.26, 0, 0.05, 0.25, 1250),
        (0.3, 0.02, 0.05, 0.25, 1250),
        (0.1, 0.09, 0.05, None, 1050),
        (-0.1, 0, None, None, 900),
        (0.1, 0, 0.2, 0.2, 1200),
    ],
)
def test_a_base_grows_by_the_rate_within_its_limits(
    growth: float, relief: float | None, minimum: float | None, maximum: float | None, grows_to: float
) -> None:
    """Facts table B row 3 and case T01."""
    assert value("GROW", 1000, growth, relief, minimum, maximum) == grows_to


def test_growing_spreads_over_ranges_and_one_bad_row_spoils_one_row() -> None:
    assert call("GROW", column(100, 200), [0.1, 0.5]).rows == ((110, 150), (220, 300))
    bases = column(100, "x", None, CellError("#REF!"))
    assert cells("GROW", bases, 0.1) == [110, "#VALUE!", None, "#REF!"]
    assert cells("GROW", 100, column(0.1, None)) == [110, None]


def test_a_minimum_above_the_maximum_is_named() -> None:
    assert error("GROW", 1, 0, 0, 0.2, 0.1).startswith("#VALUE! TARGET-030 at minimum: got 0.2")


@given(st.integers(0, 10**9).map(F), fractions, fractions, fractions, fractions)
def test_the_result_lies_within_the_limits(
    base: Fraction, growth: Fraction, relief: Fraction, one: Fraction, other: Fraction
) -> None:
    low, high = min(one, other), max(one, other)

    assert base * (1 + low) <= grown(base, growth, relief, low, high) <= base * (1 + high)


# --- BLEND ---


def test_columns_are_normalised_and_mixed() -> None:
    """Facts table B row 4: history 50 %, pipeline 30 %, even 20 %."""
    shares = [[600, 1, 1], [300, 4, 1], [100, 5, 1]]

    mixed = cells("BLEND", shares, [0.5, 0.3, 0.2])

    assert mixed == pytest.approx([0.3 + 0.03 + 0.2 / 3, 0.15 + 0.12 + 0.2 / 3, 0.05 + 0.15 + 0.2 / 3])
    assert sum(mixed) == pytest.approx(1, abs=1e-15)


def test_factors_are_even_unless_given_and_may_stand_in_a_column_or_as_percent() -> None:
    assert cells("BLEND", [[3, 1], [1, 1]]) == [0.625, 0.375]
    assert cells("BLEND", [[3, 1], [1, 1]], column(50, 50)) == [0.625, 0.375]
    assert cells("BLEND", [[3, 1], [1, 1]], [0, 1]) == [0.5, 0.5]


def test_factors_may_miss_their_total_by_a_ten_thousandth() -> None:
    assert cells("BLEND", [[3, 1], [1, 1]], [0.5, 0.5001]) == pytest.approx([0.625, 0.375], abs=1e-4)
    assert "SHARE-001 at factors: got a total of 1.0002" in error("BLEND", [[3, 1], [1, 1]], [0.5, 0.5002])


def test_blanks_get_nothing_of_their_column_and_blank_rows_stay_blank() -> None:
    assert cells("BLEND", [[3, None], [1, 2], [None, ""]]) == [0.375, 0.625, None]


def test_a_column_of_zeros_counts_the_same_for_each_row() -> None:
    """Facts table B row 2: zero history falls back to even."""
    assert cells("BLEND", [[0, 3], [0, 1]]) == [0.625, 0.375]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([[1, 2], [-3, 4]],), "TARGET-040 at shares[2,1]: got -3"),
        (([[1, None], [3, None]],), "TARGET-041 at shares column 2: got only blank cells"),
        (([[1, 2], [3, 4]], [1.5, -0.5]), "TARGET-042 at factors[1,2]: got -0.5"),
        (([[1, 2], [3, 4]], [0.5, 0.3]), "SHARE-001 at factors: got a total of 0.8"),
        (([[1, 2], [3, 4]], [1, 0, 0]), "TARGET-007 at factors: got 1 x 3 cells, expected 1 x 2 cells"),
        (([[1, "x"]],), "ARG-001 at shares[1,2]"),
    ],
)
def test_wrong_shares_and_factors_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("BLEND", *arguments).startswith(f"#VALUE! {message}")


@given(
    st.integers(1, 4).flatmap(
        lambda height: st.lists(
            st.lists(st.integers(0, 50).map(F), min_size=height, max_size=height), min_size=1, max_size=4
        )
    )
)
def test_blended_weights_sum_to_one(columns: list[list[Fraction]]) -> None:
    weights = blended_weights(columns, [F(1, len(columns))] * len(columns))

    assert sum(weight or 0 for weight in weights) == 1


# --- PROFIT_TARGET ---


def test_sales_for_a_profit_by_margin_and_mix() -> None:
    """Case T07: (profit + fixed costs) / margin."""
    assert value("PROFIT_TARGET", 30, 0.3) == 100
    assert value("PROFIT_TARGET", 30, 0.3, None, 60) == 300
    assert cells("PROFIT_TARGET", 30, [0.5, 0.1], [0.5, 0.5]) == [50, 50]
    assert cells("PROFIT_TARGET", 30, [0.5, 0.1]) == [50, 50]
    assert cells("PROFIT_TARGET", 35, [0.5, 0.3], [25, 75]) == [25, 75]


def test_profits_down_serve_each_row_and_across_each_column() -> None:
    assert call("PROFIT_TARGET", column(30, 60), [0.5, 0.1]).rows == ((50, 50), (100, 100))
    assert call("PROFIT_TARGET", [30, 60], column(0.5, 0.1), None, [0, 30]).rows == ((50, 150), (50, 150))
    assert call("PROFIT_TARGET", column(30, None), [0.5, 0.1]).rows == ((50, 50), (None, None))


def test_a_product_without_margin_takes_no_part() -> None:
    assert cells("PROFIT_TARGET", 30, [0.3, None]) == [100, None]
    assert cells("PROFIT_TARGET", 30, [0.3, None], [1, 0]) == [100, None]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((30, [0.5, -0.5]), "TARGET-060 at margins: got an average of 0"),
        ((30, 0), "TARGET-060 at margins"),
        ((30, [0.5, 0.1], [0.5, 0.4]), "SHARE-001 at mix: got a total of 0.9"),
        ((30, [0.5, None], [0.5, 0.5]), "TARGET-061 at margins part 2: got a blank cell"),
        ((30, [0.5, 0.1], [1, 0, 0]), "TARGET-007 at mix"),
        ((30, [0.5, 0.1], None, [1, 2]), "TARGET-007 at fixed_costs"),
        (([1, 2, 3], [0.5, 0.1]), "TARGET-006 at profit: got 1 x 3 cells for 1 x 2 margins"),
    ],
)
def test_wrong_margins_are_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("PROFIT_TARGET", *arguments).startswith(f"#VALUE! {message}")


percents = st.integers(1, 99).map(lambda percent: F(percent, 100))


@given(st.integers(1, 10**6).map(F), st.lists(percents, min_size=1, max_size=5))
def test_the_sales_earn_the_profit(profit: Fraction, margins: list[Fraction]) -> None:
    sales = sales_for_profit(profit, margins, None, F(7))

    assert sum((amount or 0) * margin for amount, margin in zip(sales, margins, strict=True)) == profit + 7


# --- ATTAINMENT ---


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((90, 120), 0.75),
        ((0, 120), 0),
        ((-60, 120), -0.5),
        ((130, 100), 1.3),
        ((90, 0), None),
        ((90, None), None),
        ((90, ""), None),
        ((None, 90), None),
        ((50, 40, True), 0.8),
        ((40, 50, True), 1.25),
        ((0, 50, True), None),
        ((50, 0, True), None),
        ((18, 15, False, 20), 0.4),
        ((18, 15, True, 20), 0.4),
        ((12, 20, None, 10), 0.2),
        ((12, 10, None, 10), None),
        ((0.3, 0.1 + 0.2), 1),
    ],
)
def test_attainment_of_one_target(arguments: tuple[object, ...], expected: float | None) -> None:
    """Facts table A row 24 and B row 15: a target of 0 gives a blank, never an error."""
    assert value("ATTAINMENT", *arguments) == expected


def test_one_bad_row_spoils_one_row() -> None:
    actuals = column(50, "x", CellError("#N/A"), None)

    assert cells("ATTAINMENT", actuals, 100) == [0.5, "#VALUE!", "#N/A", None]
    assert call("ATTAINMENT", column(50, 100), [100, 200]).rows == ((0.5, 0.25), (1, 0.5))


def test_shapes_that_do_not_spread_are_refused() -> None:
    assert error("ATTAINMENT", column(1, 2), column(1, 2, 3)).startswith("#VALUE! ARG-005")


odd_cells = st.sampled_from([None, "", "x", 0, True, False, -0.0, 1 / 3, 1e300, CellError("#DIV/0!")])
usual_cells = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)


@given(st.data(), st.sampled_from([None, True, False, "是", "x"]))
def test_large_blocks_of_attainment_are_what_the_plain_path_gives(data: st.DataObject, lower: object) -> None:
    kinds = usual_cells if data.draw(st.booleans()) else usual_cells | odd_cells
    some = data.draw(st.lists(st.tuples(kinds, kinds), min_size=1, max_size=12))
    rows = (some * 300)[:300]
    actuals, targets = zip(*rows, strict=True)
    arguments: list[Any] = [column(*actuals), column(*targets), lower]

    large = call("ATTAINMENT", *arguments)

    plain = _call(replace(find_function("ATTAINMENT"), bulk=None), arguments, 1900)
    assert large.rows == plain.rows
    assert [str(row) for row in large.rows] == [str(row) for row in plain.rows]  # tells -0.0 from 0.0
