"""COMMISSION_STEPS: the explanation, which adds up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import TIERS, call, error, value
from incentives.oracle import Table
from xlsales.functions import find_function
from xlsales.incentives.payouts import earned, pieces
from xlsales.incentives.tier_tables import read_tiers
from xlsales.incentives.tiers import Mode, Terms
from xlsales.kernel.blocks import Block
from xlsales.kernel.numbers import exact
from xlsales.kernel.steps import Boundary

FIXED = [[0, 0.05, 10], [100, 0.08, 25]]


def steps(*arguments: object) -> list[tuple[object, ...]]:
    return [
        tuple(pytest.approx(cell) if isinstance(cell, float) else cell for cell in row)
        for row in call("COMMISSION_STEPS", *arguments).rows
    ]


def test_the_arguments_are_those_of_commission() -> None:
    expected = "COMMISSION_STEPS(amount, tiers, [mode], [prior], [boundary], [unit], [quota])"

    assert find_function("COMMISSION_STEPS").signature == expected


def test_a_row_is_a_tier_with_what_lies_in_it() -> None:
    assert steps(150, TIERS) == [(0, 100, 0.05, 100, 5), (100, None, 0.08, 50, 4)]


def test_only_tiers_that_are_used_have_a_row() -> None:
    assert steps(50, TIERS) == [(0, 100, 0.05, 50, 2.5)]
    assert steps(20, TIERS, None, 100) == [(100, None, 0.08, 20, 1.6)]


def test_a_refund_goes_down_from_the_tier_it_came_from() -> None:
    assert steps(-60, TIERS, None, 120) == [(100, None, 0.08, -20, -1.6), (0, 100, 0.05, -40, -2)]


def test_a_tier_reached_at_its_bound_shows_its_fixed_amount() -> None:
    assert steps(100, FIXED) == [(0, 100, 0.05, 100, 15), (100, None, 0.08, 0, 25)]
    assert steps(100, FIXED, None, None, "upper") == [(0, 100, 0.05, 100, 15)]


def test_whole_mode_shows_the_new_tier_and_what_was_paid_at_the_old_one() -> None:
    assert steps(150, TIERS, "whole") == [(100, None, 0.08, 150, 12)]
    assert steps(20, TIERS, "whole", 90) == [(0, 100, 0.05, -90, -4.5), (100, None, 0.08, 110, 8.8)]
    assert steps(20, TIERS, "whole", 110) == [(100, None, 0.08, 20, 1.6)]


def test_what_lies_below_the_first_tier_is_a_row_at_rate_0() -> None:
    assert steps(60, [[50, 0.1]]) == [(0, 50, 0, 50, 0), (50, None, 0.1, 10, 1)]
    assert steps(-9, [[-5, 0.1]]) == [(-5, None, 0.1, -5, -0.5), (None, -5, 0, -4, 0)]


def test_bounds_of_a_quota_are_shown_as_amounts() -> None:
    assert steps(150, [[0, 0.05], [0.5, 0.08]], None, None, None, None, 200) == [
        (0, 100, 0.05, 100, 5),
        (100, None, 0.08, 50, 4),
    ]


def test_no_amount_is_one_row_that_pays_nothing() -> None:
    assert steps(0, TIERS) == [(0, 100, 0.05, 0, 0)]
    assert steps(0, TIERS, None, 100) == [(100, None, 0.08, 0, 0)]


def test_a_blank_amount_and_a_quota_of_0_give_blanks() -> None:
    assert steps(None, TIERS) == [(None,) * 5]
    assert steps(10, TIERS, None, None, None, None, 0) == [(None,) * 5]


def test_a_wrong_table_is_an_error_in_one_cell() -> None:
    assert error("COMMISSION_STEPS", 10, [[0, 0.05], [0, 0.08]]).startswith("#VALUE! TIER-001")


amounts = st.integers(-40000, 40000).map(lambda cents: cents / 100)
rates = st.sampled_from([0.0, 0.011, 0.0333, 0.05, 0.125, 0.3])


@st.composite
def tables(draw: st.DrawFn, *, fixed: float = 5.55) -> Table:
    bounds = sorted(draw(st.sets(st.integers(-100, 200), min_size=1, max_size=4)))
    return [[bound, draw(rates), draw(st.sampled_from([0, fixed]))] for bound in bounds]


@given(
    tables(),
    amounts,
    amounts,
    st.sampled_from(["marginal", "whole"]),
    st.sampled_from(["lower", "upper"]),
    st.sampled_from([0.01, 1.0, 0.05]),
)
def test_the_explanation_adds_up(
    table: Table, amount: float, prior: float, mode: str, boundary: str, unit: float
) -> None:
    arguments = (amount, table, mode, prior, boundary, unit)

    rows = call("COMMISSION_STEPS", *arguments).rows

    hundredths = [(round(float(row[3] or 0) * 100), round(float(row[4] or 0) * 100)) for row in rows]
    assert sum(part for part, _ in hundredths) == round(amount * 100)
    assert sum(paid for _, paid in hundredths) == round(value("COMMISSION", *arguments) * 100)


@given(tables(), amounts, st.sampled_from(["marginal", "whole"]), st.sampled_from(["lower", "upper"]))
def test_the_pieces_of_an_earning_sum_to_it_exactly(
    table: Table, total: float, mode: Mode, boundary: Boundary
) -> None:
    tiers, terms = read_tiers(Block.of(table)), Terms(mode, boundary)

    told = list(pieces(tiers, exact(total), terms))

    assert sum(piece.pay for piece in told) == earned(tiers, exact(total), terms)
    assert sum(piece.amount for piece in told) == exact(total)


@given(tables(fixed=0), amounts, amounts)
def test_no_marginal_step_is_a_whole_unit_from_its_exact_pay(
    table: Table, amount: float, prior: float
) -> None:
    for _, _, rate, part, paid in call("COMMISSION_STEPS", amount, table, None, prior).rows:
        assert abs(float(paid or 0) - float(rate or 0) * float(part or 0)) < 0.01 + 1e-9
