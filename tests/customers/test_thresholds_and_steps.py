"""Thresholds by percentile, grades that are held, steps of a score: boundaries and invariants."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.customers.ladder import LadderRules, Override, Standing, given_grade
from xlsales.customers.measures import Transaction, measures_of
from xlsales.customers.portfolio_index import Factor, weighted_index
from xlsales.customers.score_rules import read_rules
from xlsales.customers.shortest_step import shortest_step
from xlsales.customers.thresholds import ThresholdRule, threshold_of

DAY = date(2026, 3, 2)
GRADES = ("potential", "target", "key")
values = st.lists(st.integers(0, 20).map(Fraction), min_size=1, max_size=8)
parts = st.fractions(0, 1, max_denominator=20)


@given(values, parts, st.fractions(0, 1, max_denominator=10))
def test_the_number_to_reach_is_enough_and_nothing_less_is(others, percentile, promote) -> None:  # type: ignore[no-untyped-def]
    rule = ThresholdRule("volume", percentile=percentile, promote=promote)
    own = Fraction(-1)
    needed = threshold_of(rule, [*others, own]).reaching(own)
    assert needed is not None

    def comes_up(value: Fraction) -> bool:
        return threshold_of(rule, [*others, value]).met(value, holds=False)

    assert comes_up(needed)
    if percentile + promote > 0:
        assert not comes_up(needed - Fraction(1, 1000))


@given(values, parts, parts)
def test_whoever_comes_up_also_stays(known, percentile, demote) -> None:  # type: ignore[no-untyped-def]
    found = threshold_of(ThresholdRule("volume", percentile=percentile, demote=demote), known)

    assert all(found.met(value, holds=True) for value in known if found.met(value, holds=False))


@pytest.mark.parametrize(
    ("value", "holds", "met"),
    [("110", False, True), ("109.9", False, False), ("80", True, True), ("79.9", True, False)],
)
def test_margins_of_a_fixed_threshold_are_parts_of_it(value: str, holds: bool, met: bool) -> None:
    rule = ThresholdRule("volume", Fraction(100), promote=Fraction(1, 10), demote=Fraction(1, 5))

    assert threshold_of(rule, []).met(Fraction(value), holds) is met


@pytest.mark.parametrize(
    ("orders", "age", "grade"), [(1, 89, "new"), (2, 89, "target"), (1, 90, "target"), (0, 0, "new")]
)
def test_a_newcomer_is_graded_at_the_last_order_or_day(orders: int, age: int, grade: str) -> None:
    rules = LadderRules(GRADES, new_orders=2, new_days=90)

    found = given_grade("target", Standing(), DAY, rules, orders, DAY - timedelta(days=age))

    assert found.grade == grade


def test_tenure_holds_falls_and_only_if_wanted_rises() -> None:
    held = Standing("target", DAY - timedelta(days=1))
    falls = LadderRules(GRADES, tenure_days=30)
    both = LadderRules(GRADES, tenure_days=30, tenure_both=True)

    assert given_grade("potential", held, DAY, falls).reason == "tenure"
    assert given_grade("key", held, DAY, falls).grade == "key"
    assert given_grade("key", held, DAY, both).reason == "tenure"


def test_an_override_goes_before_newcomers_and_keeps_its_first_day() -> None:
    rules = LadderRules(GRADES, new_orders=9, new_days=999)
    override = Override("key", DAY, DAY, "contract")

    found = given_grade("target", Standing("key", date(2025, 1, 1)), DAY, rules, 1, DAY, override)

    assert (found.grade, found.reason, found.since) == ("key", "override", date(2025, 1, 1))


def test_steps_that_reach_only_together_leave_out_what_is_not_needed() -> None:
    rules = read_rules(
        [["x", ">=5", 10, None, None], ["y", ">=5", 10, None, None], ["z", ">=99", 5, None, None]]
    )

    step = shortest_step([1, 4, 0], {"x": 0, "y": 1, "z": 2}, rules, Fraction(20))

    assert step is not None
    assert [(change.attribute, change.need) for change in step] == [("y", 5), ("x", 5)]


def test_what_no_number_reaches_has_no_step() -> None:
    rules = read_rules([["x", ">=5", 10, None, None], ["word", "=yes", 90, None, None]])

    assert shortest_step([0, "no"], {"x": 0, "word": 1}, rules, Fraction(11)) is None
    assert shortest_step([9, "no"], {"x": 0, "word": 1}, rules, Fraction(10)) == ()


@pytest.mark.parametrize(("missing", "index"), [("neutral", 80), ("zero", 40), ("block", None)])
def test_an_unknown_rating_follows_the_rule_for_missing_values(missing: str, index: int | None) -> None:
    factors = [Factor("g", Fraction(1), name, Fraction(1, 2)) for name in ("a", "b")]

    assert weighted_index(factors, {"a": Fraction(80), "b": None}, missing) == index  # type: ignore[arg-type]


@given(st.permutations(range(6)))
def test_measures_do_not_depend_on_the_order_of_rows(order: list[int]) -> None:
    rows = [
        Transaction(
            "ab"[place % 2],
            DAY - timedelta(days=200 * place),
            Fraction(place + 1),
            Fraction(place % 2),
            f"o{place // 4}",
            Fraction(1, 3),
            DAY,
            DAY + timedelta(days=place),
        )
        for place in range(6)
    ]
    start, end = DAY - timedelta(days=500), DAY + timedelta(days=9)

    assert measures_of([rows[place] for place in order], start, end) == measures_of(rows, start, end)


def test_rows_of_one_order_are_one_order_and_the_period_bounds_both_count() -> None:
    rows = [Transaction("a", day, Fraction(5), order="o") for day in (DAY, DAY, DAY + timedelta(days=9))]
    rows.append(Transaction("a", DAY - timedelta(days=1), Fraction(7)))

    found = measures_of(rows, DAY, DAY + timedelta(days=9))["a"]

    assert (found.volume, found.orders, found.all_orders) == (15, 1, 2)
    assert (found.first, found.last, found.previous) == (
        DAY - timedelta(days=1),
        DAY + timedelta(days=9),
        DAY,
    )
