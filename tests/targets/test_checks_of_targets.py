"""TARGET_CHECK, BALANCE and RECONCILE: is a plan sound, fair and complete."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import sqrt
from statistics import mean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentives.calls import call, cells, column, error
from xlsales.kernel.values import CellError
from xlsales.targets.balance import balance_of
from xlsales.targets.reconciliation import reconciled

F = Fraction


@pytest.mark.parametrize(
    ("target", "history", "verdict", "growth"),
    [
        (89.99, 100, "too low", -0.1001),
        (90, 100, "ok", -0.1),
        (90.01, 100, "ok", -0.0999),
        (129.99, 100, "ok", 0.2999),
        (130, 100, "ok", 0.3),
        (130.01, 100, "too high", 0.3001),
        (100, 0, "no history", None),
        (100, None, "no history", None),
        (100, -5, "no history", None),
        (0, 100, "too low", -1),
        (None, 100, None, None),
    ],
)
def test_growth_is_compared_with_its_limits(
    target: float | None, history: float | None, verdict: str | None, growth: float | None
) -> None:
    """Catalogue PL10: neither too high nor too low."""
    assert cells("TARGET_CHECK", target, history) == [verdict, growth]


def test_limits_may_be_given_and_a_header_put_on_top() -> None:
    table = call("TARGET_CHECK", column(100, 106, "x"), 100, 0.01, 0.05, True).rows

    assert table[0] == ("check", "growth")
    assert table[1:3] == (("too low", 0), ("too high", 0.06))
    assert table[3] == (CellError("#VALUE!"), CellError("#VALUE!"))


def test_limits_the_wrong_way_round_are_named() -> None:
    assert error("TARGET_CHECK", 1, 1, 0.3, 0.1).startswith("#VALUE! TARGET-034 at low: got 0.3")


# --- BALANCE ---


def test_balance_is_a_labelled_table() -> None:
    """Facts table B row 14; population deviation, so that one territory alone is even."""
    assert call("BALANCE", column(100, 300), column(100, 100)).rows == (
        ("coefficient of variation", 0.5, None),
        ("gini", 0.25, None),
        ("highest ratio", 3, 2),
        ("lowest ratio", 1, 1),
    )
    assert cells("BALANCE", 5, 10) == [
        *("coefficient of variation", 0, None),
        *("gini", 0, None),
        *("highest ratio", 0.5, 1),
        *("lowest ratio", 0.5, 1),
    ]


def test_the_first_of_equal_ratios_is_named() -> None:
    rows = call("BALANCE", [2, 1, 2, 1], [1, 1, 1, 1]).rows

    assert (rows[2][2], rows[3][2]) == (1, 2)


def test_territories_without_potential_are_left_out_and_told() -> None:
    outcome = call("BALANCE", column(1, 2, None, 9), column(1, 1, 1, 0))

    assert outcome.rows[2] == ("highest ratio", 2, 2)
    assert [(issue.code, issue.severity) for issue in outcome.issues] == [("TARGET-072", "note")]


def test_targets_of_zero_have_no_spread() -> None:
    assert [row[1] for row in call("BALANCE", [0, 0], [1, 1]).rows] == [None, None, 0, 0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 2], [1]), "TARGET-007 at potential: got 1 cells for 2 targets"),
        (([1, -2], [1, 1]), "TARGET-070 at targets cell 2: got -2"),
        (([1, 2], [1, -1]), "TARGET-070 at potential cell 2: got -1"),
        (([1, 2], [0, None]), "TARGET-071 at potential: got no ratio"),
        (([1, "x"], [1, 1]), "ARG-001 at targets[1,2]"),
    ],
)
def test_what_cannot_be_balanced_is_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("BALANCE", *arguments).startswith(f"#VALUE! {message}")


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**4)), min_size=1, max_size=12))
def test_spread_agrees_with_its_definitions(pairs: list[tuple[int, int]]) -> None:
    """Gini as the mean difference of all pairs, half of it over the mean: another way to it."""
    ratios = [F(target, potential) for target, potential in pairs]

    found = balance_of([F(target) for target, _ in pairs], [F(potential) for _, potential in pairs])

    if any(ratios):
        differences = [abs(one - other) for one, other in product(ratios, ratios)]
        assert found.gini == pytest.approx(float(mean(differences) / (2 * mean(ratios))), rel=1e-9, abs=1e-12)
        assert found.variation == pytest.approx(float(pstdev(ratios) / mean(ratios)), rel=1e-9, abs=1e-12)
        assert 0 <= (found.gini or 0) < 1
        assert (found.variation or 0) <= sqrt(len(ratios))
    assert (found.highest, found.lowest) == (max(ratios), min(ratios))
    assert (ratios[found.highest_at], ratios[found.lowest_at]) == (max(ratios), min(ratios))


# --- RECONCILE ---

PARENTS = [["North", 100], ["South", 50]]


def test_children_minus_parent_for_each_parent() -> None:
    """Facts table B row 13; ERPNext 995 and 32253: parents whose children were not counted."""
    children = [["north", 60], ["NORTH ", 50], ["South", 20], ["South", None]]

    assert call("RECONCILE", PARENTS, children).rows == ((10,), (-30,))


def test_a_parent_without_children_lacks_all_of_it() -> None:
    assert cells("RECONCILE", PARENTS, [["North", 100]]) == [0, -50]


def test_blank_rows_are_skipped_and_blank_amounts_of_parents_unknown() -> None:
    parents = [["North", 100], [None, None], ["South", None], ["", ""]]

    assert cells("RECONCILE", parents, [["North", 1], [None, None], ["", 0]]) == [-99, None, None, None]


def test_cents_are_exact() -> None:
    assert cells("RECONCILE", ["N", 0.3], [["N", 0.1], ["N", 0.2]]) == [0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((PARENTS, [["West", 1]]), "TARGET-080 at children[1,1]: got 'West', expected the label of a parent"),
        (([["N", 1], ["n", 2]], [["N", 1]]), "TARGET-081 at parents[2,1]: got 'n' again"),
        ((PARENTS, [[None, 5]]), "TARGET-082 at children[1,1]: got a blank cell"),
        (([[None, 5]], [["N", 5]]), "TARGET-080"),
        ((PARENTS, [["North"]]), "TARGET-083 at children: got 1 columns"),
        ((PARENTS, [["North", "x"]]), "ARG-001 at children[1,2]: got the text 'x'"),
    ],
)
def test_what_cannot_be_reconciled_is_named(arguments: tuple[object, ...], message: str) -> None:
    assert error("RECONCILE", *arguments).startswith(f"#VALUE! {message}")


def test_every_wrong_row_is_told_at_once() -> None:
    outcome = call("RECONCILE", PARENTS, [["West", 1], ["East", 1], [None, 3]])

    assert [issue.where for issue in outcome.issues] == ["children[1,1]", "children[2,1]", "children[3,1]"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-(10**6), 10**6).map(F)), max_size=12))
def test_differences_add_up_to_the_difference_of_the_sums(children: list[tuple[str, Fraction]]) -> None:
    parents = [(label, F(100)) for label in "abc"]

    differences = reconciled(parents, children)

    assert sum(amount or 0 for amount in differences) == sum(amount for _, amount in children) - 300
