"""COMMISSION and BLENDED_RATE: the contract, every boundary, and a second opinion."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import TIERS, call, cells, column, error, money, value
from incentives.oracle import Table, slow_earning, slow_payout
from xlsales.functions import find_function
from xlsales.kernel.values import CellError

FIXED = [[0, 0.05, 10], [100, 0.08, 25]]
MINUS_INFINITY = [[-1e9, 0.1], [100, 0.12]]
LATE_START = [[50, 0.1, 5], [100, 0.2]]


def test_the_arguments_are_those_of_the_contract() -> None:
    expected = "COMMISSION(amount, tiers, [mode], [prior], [boundary], [unit], [quota])"

    assert find_function("COMMISSION").signature == expected


@pytest.mark.parametrize(
    ("amount", "marginal", "whole_lower", "whole_upper"),
    [
        (-100, -5, -8, -5),
        (-99.99, -5, -5, -5),
        (0, 0, 0, 0),
        (0.1, 0.01, 0.01, 0.01),
        (99.99, 5, 5, 5),
        (100, 5, 8, 5),
        (100.01, 5, 8, 8),
        (150, 9, 12, 12),
        (1e12, 79999999997, 8e10, 8e10),
    ],
)
def test_an_amount_below_at_and_above_a_bound(
    amount: float, marginal: float, whole_lower: float, whole_upper: float
) -> None:
    found = [
        value("COMMISSION", amount, TIERS),
        value("COMMISSION", amount, TIERS, "whole"),
        value("COMMISSION", amount, TIERS, "whole", None, "upper"),
    ]

    assert found == money(marginal, whole_lower, whole_upper)


@pytest.mark.parametrize(
    ("amount", "marginal", "whole", "marginal_upper", "whole_upper"),
    [
        (0, 0, 0, 0, 0),
        (0.01, 10, 10, 10, 10),
        (99, 14.95, 14.95, 14.95, 14.95),
        (100, 40, 33, 15, 15),
        (101, 40.08, 33.08, 40.08, 33.08),
        (-100, -40, -33, -15, -15),
    ],
)
def test_a_fixed_amount_is_paid_when_its_tier_is_reached(
    amount: float, marginal: float, whole: float, marginal_upper: float, whole_upper: float
) -> None:
    found = [
        value("COMMISSION", amount, FIXED),
        value("COMMISSION", amount, FIXED, "whole"),
        value("COMMISSION", amount, FIXED, "marginal", 0, "upper"),
        value("COMMISSION", amount, FIXED, "whole", 0, "upper"),
    ]

    assert found == money(marginal, whole, marginal_upper, whole_upper)


@pytest.mark.parametrize(
    ("amount", "marginal", "whole"),
    [(49.99, 0, 0), (50, 5, 10), (100, 10, 20), (110, 12, 22), (-110, -12, -22)],
)
def test_what_lies_below_the_first_bound_pays_nothing(amount: float, marginal: float, whole: float) -> None:
    assert value("COMMISSION", amount, LATE_START) == money(marginal)[0]
    assert value("COMMISSION", amount, LATE_START, "whole") == money(whole)[0]


@pytest.mark.parametrize(
    ("amount", "marginal", "whole"), [(-50, -5, -5), (50, 5, 5), (100, 10, 12), (110, 11.2, 13.2)]
)
def test_a_first_bound_far_below_0_stands_for_minus_infinity(
    amount: float, marginal: float, whole: float
) -> None:
    assert value("COMMISSION", amount, MINUS_INFINITY) == money(marginal)[0]
    assert value("COMMISSION", amount, MINUS_INFINITY, "whole") == money(whole)[0]


def test_a_loss_goes_down_through_the_tiers_below_0() -> None:
    table = [[-100, 0.1], [0, 0.2]]

    assert cells("COMMISSION", column(-500, -100, -50, 50), table) == money(-10, -10, -5, 10)


def test_fixed_amounts_of_tiers_at_or_below_0_are_paid_by_any_amount_above_0() -> None:
    table = [[-10, 0.1, 7], [0, 0.1, 20], [100, 0.1, 500]]

    assert cells("COMMISSION", column(0, 1, 100), table) == money(0, 27.1, 537)


def test_a_prior_amount_moves_the_deal_up_the_tiers() -> None:
    assert cells("COMMISSION", 50, TIERS, None, column(0, 60, 100, -50)) == money(2.5, 2.8, 4, 2.5)


def test_the_payout_is_the_difference_of_two_rounded_earnings() -> None:
    ten_cents_at_five_percent = value("COMMISSION", 0.1, TIERS, None, 0.1)

    assert ten_cents_at_five_percent == 0  # R(0.01) - R(0.005) = 0.01 - 0.01


def test_half_a_cent_goes_away_from_zero() -> None:
    assert cells("COMMISSION", column(0.1, -0.1, 0.09, 0.3), TIERS) == money(0.01, -0.01, 0, 0.02)


@pytest.mark.parametrize(
    ("unit", "paid"), [(0.01, 6.17), (0, 6.17275), (1, 6), (5, 5), (0.05, 6.15), (None, 6.17)]
)
def test_the_unit_is_the_smallest_amount_paid_and_0_does_not_round(unit: float | None, paid: float) -> None:
    assert value("COMMISSION", 123.455, [[0, 0.05]], None, None, None, unit) == money(paid)[0]


def test_bounds_are_multiples_of_the_quota_of_the_row() -> None:
    table = [[0, 0.05], [1, 0.1]]

    found = cells("COMMISSION", column(300, 300, 300), table, None, None, None, None, column(100, 300, 600))

    assert found == money(25, 15, 15)


def test_a_quota_of_0_or_an_unknown_one_gives_a_blank_and_a_negative_one_an_error() -> None:
    found = cells("COMMISSION", column(1, 2, 3), TIERS, None, None, None, None, column(0, None, -5))

    assert found == [None, None, "#VALUE!"]


def test_options_are_understood_in_chinese_and_full_width() -> None:
    assert value("COMMISSION", 150, TIERS, "全额累进") == 12
    assert value("COMMISSION", 150, TIERS, " ＷＨＯＬＥ ") == 12
    assert value("COMMISSION", 100, TIERS, "whole", None, "含上限") == 5


def test_the_result_has_the_shape_of_what_varies() -> None:
    wide = call("COMMISSION", [[10, 20], [30, 40]], TIERS).rows
    spread = call("COMMISSION", column(50, 100), TIERS, None, [[0, 100]]).rows
    modes = call("COMMISSION", 150, TIERS, [["marginal", "whole"]]).rows

    assert wide == ((0.5, 1.0), (1.5, 2.0))
    assert spread == ((2.5, 4.0), (5.0, 8.0))
    assert modes == ((9.0, 12.0),)


def test_columns_of_different_height_do_not_fit() -> None:
    assert error("COMMISSION", column(1, 2), TIERS, None, column(1, 2, 3)).startswith("#VALUE! ARG-005")


def test_one_bad_row_spoils_one_row() -> None:
    found = cells("COMMISSION", column(100, "abc", None, "", "#N/A", True), TIERS)

    assert found == [5, "#VALUE!", None, None, "#VALUE!", 0.05]


def test_a_bad_row_says_where_and_what_came() -> None:
    outcome = call("COMMISSION", column(100, "abc"), TIERS)

    assert str(outcome.issues[0]).startswith("ARG-001 at amount[2,1]: got the text 'abc', expected a number")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((100,), "ARG-004 at tiers: got nothing"),
        ((100, TIERS, "hole"), "ARG-002 at mode: got the text 'hole', expected one of marginal"),
        ((100, TIERS, None, "x"), "ARG-001 at prior: got the text 'x'"),
        ((100, TIERS, None, None, "middle"), "ARG-002 at boundary: got the text 'middle'"),
        ((100, TIERS, None, None, None, -0.01), "ARG-001 at unit: got -0.01, expected a number, 0 or more"),
        ((100, TIERS, None, None, None, None, -1), "TIER-010 at quota: got -1, expected more than 0"),
        ((100, [[0, 0.05], [0, 0.08]]), "TIER-001 at tiers[2,1]: got 0, expected more than 0"),
        ((100, [["from", "rate"], [0, 0.05]]), "TIER-002 at tiers[1,1]: got the text 'from'"),
        ((100, [[0, 0.05], [100, "8%"]]), "TIER-002 at tiers[2,2]: got the text '8%'"),
        ((100, [[0, None], [100, 0.08]]), "TIER-005 at tiers[1,2]: got a blank cell, expected rate"),
        ((100, [[0], [100]]), "TIER-004 at tiers: got 1 column, expected two columns"),
        ((100, [[0, 1, 2, 3]]), "TIER-004 at tiers: got 4 columns"),
        ((100, [[None, None], [None, None]]), "TIER-004 at tiers: got only blank cells"),
    ],
)
def test_a_wrong_argument_is_told_with_its_place_and_what_was_expected(
    arguments: tuple[Any, ...], message: str
) -> None:
    assert f"#VALUE! {message}" in error("COMMISSION", *arguments)


def test_every_wrong_cell_of_a_table_is_told_at_once() -> None:
    outcome = call("COMMISSION", 100, [[0, "a"], [0, 0.08], [None, 0.1]])

    assert [issue.where for issue in outcome.issues] == ["tiers[1,2]", "tiers[3,1]", "tiers[2,1]"]


@pytest.mark.parametrize(
    "table",
    [
        [[0, 1000, 0.05], [1000, 5000, 0.08], [5000, None, 0.1]],
        [[0, 1000, 0.05], [1000, 5000, 0.08], [5000, 0, 0.1]],
        [[0, 999, 0.05], [1000, 4999, 0.08], [5000, "and more", 0.1]],
        [[0, 999.99, 0.05], [1000, None, 0.08]],
        [[0, 0.5, 0.05], [0.5, 1, 0.08]],
    ],
)
def test_a_from_to_rate_table_is_refused_and_asked_for_two_of_its_columns(table: list[list[Any]]) -> None:
    message = error("COMMISSION", 100, table)

    assert message.startswith("#VALUE! TIER-003 at tiers")
    assert "first and third columns" in message


@pytest.mark.parametrize(
    "table",
    [
        [[0, 0.5, 10], [0.5, 0.4, 20]],
        [[0, 0.05, 100]],
        [[0, 0.05, 0], [0.04, 0.06, 0]],
        [[0, 2, 1], [5, 3, 1]],
    ],
)
def test_a_table_with_fixed_amounts_is_no_from_to_table(table: list[list[Any]]) -> None:
    assert isinstance(value("COMMISSION", 1, table), float)


def test_blank_rows_and_columns_around_a_table_are_passed_over() -> None:
    padded = [[0, 0.05, None], [None, None, ""], [100, 0.08, None], ["", None, None]]

    assert value("COMMISSION", 150, padded) == 9


def test_a_blank_fixed_amount_is_none() -> None:
    assert value("COMMISSION", 150, [[0, 0.05, None], [100, 0.08, 3]]) == 12


def test_an_error_in_the_table_comes_back_as_it_is() -> None:
    assert cells("COMMISSION", column(1, 2), [[0, CellError("#REF!")]]) == ["#REF!"]
    assert cells("COMMISSION", [[1, CellError("#N/A")]], TIERS) == [0.05, "#N/A"]


rates = st.sampled_from([0, 0.01, 0.05, 0.1, 0.125, 0.3, 1, 2.5, -0.1])
fixed = st.sampled_from([0, 0, 5, 12.34, -3])


@st.composite
def tables(draw: st.DrawFn, *, low: int = -60) -> Table:
    bounds = sorted(draw(st.sets(st.integers(low, 120), min_size=1, max_size=4)))
    wide = draw(st.booleans())
    return [[bound, draw(rates), *([draw(fixed)] if wide else [])] for bound in bounds]


modes = st.sampled_from(["marginal", "whole"])
boundaries = st.sampled_from(["lower", "upper"])
units = st.sampled_from(["0.01", "1", "0.25"])
totals = st.integers(-150, 200)


def accepted(table: Table) -> bool:
    """Random bounds and rates may meet like a from-to table, which is refused."""
    return (
        not isinstance(call("COMMISSION", 1, table).issues, tuple) or not call("COMMISSION", 1, table).issues
    )


@given(tables(), totals, totals, modes, boundaries, units)
def test_it_equals_the_second_opinion(
    table: Table, amount: int, prior: int, mode: str, boundary: str, unit: str
) -> None:
    if accepted(table):
        found = value("COMMISSION", amount, table, mode, prior, boundary, float(unit))

        assert found == slow_payout(table, amount, prior, mode, boundary, unit)


@given(tables(low=0), totals, modes, boundaries)
def test_a_refund_alone_mirrors_its_deal_where_no_bound_is_negative(
    table: Table, amount: int, mode: str, boundary: str
) -> None:
    if accepted(table):
        deal = value("COMMISSION", amount, table, mode, None, boundary)

        assert value("COMMISSION", -amount, table, mode, None, boundary) == -deal


@given(tables(), totals, totals, modes, boundaries)
def test_a_deal_and_its_refund_make_0_in_every_mode(
    table: Table, amount: int, prior: int, mode: str, boundary: str
) -> None:
    if accepted(table):
        deal = value("COMMISSION", amount, table, mode, prior, boundary)
        refund = value("COMMISSION", -amount, table, mode, prior + amount, boundary)

        assert deal + refund == 0


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=4),
    st.floats(-1e6, 1e6),
    st.floats(0, 1e5),
    st.floats(-1e5, 1e5),
)
def test_more_sales_never_pay_less_in_marginal_plans(
    some_rates: list[float], amount: float, more: float, prior: float
) -> None:
    table = [[1000 * i, rate] for i, rate in enumerate(some_rates)]

    less, greater = cells("COMMISSION", column(amount, amount + more), table, None, prior)

    assert less <= greater


@given(tables(), totals, modes, boundaries)
def test_the_blended_rate_is_the_exact_pay_per_unit(
    table: Table, amount: int, mode: str, boundary: str
) -> None:
    if accepted(table):
        found = value("BLENDED_RATE", amount, table, mode, None, boundary)

        expected = float(slow_earning(table, amount, mode, boundary) / amount) if amount else None
        assert found == (expected if expected is None else pytest.approx(expected, rel=1e-14, abs=1e-15))


def test_the_blended_rate_counts_what_came_before_and_is_never_rounded() -> None:
    assert value("BLENDED_RATE", 20000, [[0, 0.04], [150000, 0.06], [250000, 0.08]], None, 145000) == 0.055
    assert value("BLENDED_RATE", 3, [[0, 0.001]], None, None, None, 1) == 0.001
    assert cells("BLENDED_RATE", column(0, None), TIERS) == [None, None]
