"""SALES_FOR: the smallest amount that pays enough, by trying every amount."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incentives.calls import TIERS, call, cells, column, error, value
from incentives.oracle import Table
from xlsales.incentives.inverse import sales_for
from xlsales.incentives.payouts import payout
from xlsales.incentives.tier_tables import read_tiers
from xlsales.incentives.tiers import Mode, Terms
from xlsales.kernel.blocks import Block
from xlsales.kernel.steps import Boundary

CLIFF = [[0, 0], [15000, 0.02]]
ALL_PAID_AT_ONCE = [[0, 0, 0], [100, 0, 50]]


def test_the_amount_for_a_payout_inside_a_tier() -> None:
    assert cells("SALES_FOR", column(4, 5, 9), TIERS, None, None, None, 1) == [70, 90, 144]
    assert cells("SALES_FOR", column(4, 5, 9), TIERS, None, None, None, 0) == [80, 100, 150]


def test_it_counts_with_rounding() -> None:
    assert value("SALES_FOR", 0.01, [[0, 0.05]]) == 0.1  # half a cent is paid as one
    assert value("COMMISSION", 0.09, [[0, 0.05]]) == 0


@pytest.mark.parametrize(("payout", "amount"), [(0.01, 15000), (300, 15000), (300.01, 15000.25)])
def test_a_cliff_pays_from_its_bound_on(payout: float, amount: float) -> None:
    assert value("SALES_FOR", payout, CLIFF, "whole") == amount


def test_with_boundary_upper_the_next_unit_above_the_bound_pays() -> None:
    assert value("SALES_FOR", 300, CLIFF, "whole", None, "upper") == 15000.01
    assert value("SALES_FOR", 50, ALL_PAID_AT_ONCE, None, None, "upper", 1) == 101


def test_with_unit_0_nothing_just_above_a_bound_is_the_smallest() -> None:
    message = error("SALES_FOR", 300, CLIFF, "whole", None, "upper", 0)

    assert message.startswith("#NUM! TIER-011 at unit: got 0, expected a unit")
    assert value("SALES_FOR", 300, CLIFF, "whole", None, "lower", 0) == 15000


def test_what_is_never_paid_is_not_available() -> None:
    message = error("SALES_FOR", 51, ALL_PAID_AT_ONCE)

    assert message.startswith("#N/A TIER-012 at payout: got 51")
    assert cells("SALES_FOR", column(50, 51, None, "x"), ALL_PAID_AT_ONCE) == [100, "#N/A", None, "#VALUE!"]


def test_nothing_or_less_needs_no_sales() -> None:
    assert cells("SALES_FOR", column(0, -5), TIERS) == [0, 0]


def test_what_was_credited_before_counts() -> None:
    assert value("SALES_FOR", 8, TIERS, None, 100, None, 0) == 100
    assert value("SALES_FOR", 1, TIERS, None, -10, None, 0) == 20


def test_a_quota_scales_the_bounds_and_a_quota_of_0_gives_a_blank() -> None:
    found = cells("SALES_FOR", 9, [[0, 0.05], [1, 0.08]], None, None, None, 0, column(100, 50, 0))

    assert found == [150, 131.25, None]


def test_a_bound_between_two_units_is_reached_at_the_next_one() -> None:
    assert value("SALES_FOR", 50, [[0, 0, 0], [100.4, 0, 50]], None, None, None, 1) == 101
    assert value("SALES_FOR", 50, [[0, 0, 0], [100, 0, 50]], None, 0.5, None, 1) == 100


def test_the_largest_numbers_are_found_without_walking() -> None:
    assert value("SALES_FOR", 1e12, TIERS, None, None, None, 0) == pytest.approx(12500000000037.5)


rates = st.sampled_from(["0", "0.05", "0.1", "0.3", "0.013", "-0.1"])
modes = st.sampled_from(["marginal", "whole"])
boundaries = st.sampled_from(["lower", "upper"])


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[float, float, float]]:
    bounds = sorted(draw(st.sets(st.integers(-20, 60), min_size=1, max_size=4)))
    return [(bound, float(draw(rates)), draw(st.sampled_from([0, 1, -2]))) for bound in bounds]


@given(
    tables(),
    st.integers(1, 12),
    st.integers(-30, 40),
    modes,
    boundaries,
    st.sampled_from(["1", "1/2", "1/5"]),
)
def test_no_smaller_amount_pays_enough(
    table: list[tuple[float, float, float]],
    wanted: int,
    prior: int,
    mode: Mode,
    boundary: Boundary,
    unit: str,
) -> None:
    tiers = read_tiers(Block.of(table))
    terms = Terms(mode, boundary, Fraction(unit))

    found = sales_for(tiers, Fraction(wanted), Fraction(prior), terms)

    last = 150 if found is None else int(found / terms.unit)
    paid = [payout(tiers, step * terms.unit, Fraction(prior), terms) for step in range(last + 1)]
    assert all(amount < wanted for amount in (paid if found is None else paid[:-1]))
    assert found is None or paid[-1] >= wanted


@given(tables(), st.integers(1, 12), modes)
def test_without_rounding_the_amount_pays_exactly_enough_or_jumps(
    table: list[tuple[float, float, float]], wanted: int, mode: Mode
) -> None:
    tiers = read_tiers(Block.of(table))
    terms = Terms(mode, unit=Fraction(0))
    outcome = call("SALES_FOR", wanted, table, mode, None, None, 0)
    assume(isinstance(outcome.value, float))

    found = sales_for(tiers, Fraction(wanted), Fraction(0), terms)

    assert found is not None
    paid = payout(tiers, found, Fraction(0), terms)
    assert paid == wanted or (paid > wanted and (found in tiers.bounds or found == 0))


def test_increasing_plans_give_the_one_amount_between_too_little_and_enough() -> None:
    table: Table = [[0, 0.03], [500, 0.05], [750, 0.075]]

    for wanted in (0.01, 8.13, 15, 27.5, 1000):
        amount = value("SALES_FOR", wanted, table)
        less, enough = cells("COMMISSION", column(round(amount - 0.01, 2), amount), table)
        assert less < wanted <= enough
