"""TIERS_CHECK: every problem of a tier table, in words."""

from __future__ import annotations

from typing import Any

import pytest

from incentives.calls import TIERS, call, value

OK = [
    TIERS,
    [[0, 0.05, 10], [100, 0.08, 25]],
    [[-1e9, 0.1], [100, 0.12]],
    [[0, 1000, 0.05], [1000, 5000, 0.08], [5000, None, 0.1]],
    [[0, 1000, 0.05], [1000, 5000, 0.08], [5000, "and more", 0.1]],
    [[0, 0.5, 0.05], [0.5, 1, 0.08], [1, "", 0.1]],
    [[50, 0.1]],
]


@pytest.mark.parametrize("table", OK)
def test_a_good_table_is_ok(table: list[list[Any]]) -> None:
    assert value("TIERS_CHECK", table) == "ok"


PROBLEMS = [
    ([[0, 0.05], [100, 0.08], [50, 0.1]], [("order", "row 3")]),
    ([[0, 0.05], [0, 0.08]], [("order", "row 2")]),
    ([["bound", "rate"], [0, 0.05]], [("text", "row 1"), ("text", "row 1")]),
    ([[0, 0.05], [100, "8%"]], [("text", "row 2")]),
    ([[0, 0.05], [None, 0.08]], [("blank", "row 2")]),
    ([[0, None], [100, 0.08]], [("blank", "row 1")]),
    ([[0, 5], [100, -0.08], [200, 1]], [("rate", "row 1"), ("rate", "row 2")]),
    ([[0, 10, 0.15], [10.01, 100, 0.075]], [("gap", "row 2")]),
    ([[0, 10, 0.15], [20, 100, 0.075]], [("gap", "row 2")]),
    ([[0, 10, 0.15], [9, 100, 0.075]], [("overlap", "row 2")]),
    ([[0, 0.6, 0.05], [0.5, 1, 0.08]], [("overlap", "row 2")]),
    ([[0, 10, 0.15], [10, 5, 0.2], [10, 20, 0.1]], [("order", "row 2"), ("order", "row 3")]),
    ([[0, 10, 0.15], [10, "x", 0.2], [20, 30, 0.1]], [("text", "row 2")]),
    ([[0, 10, 15], [10, None, 20]], [("rate", "row 1"), ("rate", "row 2")]),
    ([[0], [1]], [("columns", "table")]),
    ([[0, 0.1, 1, 2]], [("columns", "table")]),
]


@pytest.mark.parametrize(("table", "expected"), PROBLEMS)
def test_each_problem_is_a_row_with_its_kind_and_place(
    table: list[list[Any]], expected: list[tuple[str, str]]
) -> None:
    rows = call("TIERS_CHECK", table).rows

    assert [row[:2] for row in rows] == expected


def test_a_problem_says_what_came_and_how_to_mend_it() -> None:
    ((_, _, words),) = call("TIERS_CHECK", [[0, 10, 0.15], [10.01, 100, 0.075]]).rows

    assert words == (
        "got 10.01, expected 10, where the row above ends. "
        "Amounts between 10 and 10.01 have no rate; let the ranges meet."
    )


def test_a_rate_outside_0_to_1_is_only_a_warning() -> None:
    ((_, _, words),) = call("TIERS_CHECK", [[0, 5]]).rows

    assert str(words).startswith("Warning: got 5, expected 0 to 1.")
    assert value("COMMISSION", 2, [[0, 5]]) == 10


def test_what_the_check_calls_ok_in_two_columns_is_accepted_by_commission() -> None:
    for table in OK:
        if all(len(row) == 2 for row in table):
            assert isinstance(value("COMMISSION", 1, table), float)


def test_rows_are_counted_in_the_range_with_its_blank_rows() -> None:
    assert call("TIERS_CHECK", [[0, 0.05], [None, None], [0, 0.08]]).rows[0][:2] == ("order", "row 3")
