"""LOOKUP_RATE, MATRIX_RATE and RATE_FOR: rates by step, by name and by rule."""

from __future__ import annotations

import pytest

from incentives.calls import call, cells, column, day, error, value
from xlsales.kernel.values import CellError

STEPS = [[0, 0.15], [10, 0.075]]
NAMES = [["Gold", 0.1], ["Silver", 0.05]]
MATRIX = [["", 0, 100, "VIP"], [0, 0.01, 0.02, 0.5], [10, 0.03, 0.04, 0.6]]
RULES = [["", "", 0.05], ["tea", "", 0.1], ["tea", "east", 0.12], ["", "west", 0.07]]


@pytest.mark.parametrize(
    ("number", "lower", "upper"), [(-0.01, 0, 0), (0, 0.15, 0), (9.99, 0.15, 0.15), (10, 0.075, 0.15)]
)
def test_a_number_takes_the_rate_of_its_step(number: float, lower: float, upper: float) -> None:
    assert value("LOOKUP_RATE", number, STEPS) == lower
    assert value("LOOKUP_RATE", number, STEPS, "upper") == upper


def test_names_match_whatever_their_case_and_width() -> None:
    assert cells("LOOKUP_RATE", column("gold", " SILVER ", "Ｇｏｌｄ"), NAMES) == [0.1, 0.05, 0.1]


def test_a_name_that_is_not_there_is_not_available() -> None:
    found = call("LOOKUP_RATE", column("Gold", "Bronze", 5), NAMES)

    assert [str(row[0]) for row in found.rows] == ["0.1", "#N/A", "#N/A"]
    assert str(found.issues[0]).startswith("TABLE-001 at value: got the text 'Bronze'")


def test_true_is_no_name() -> None:
    assert error("LOOKUP_RATE", True, NAMES).startswith("#N/A TABLE-001 at value: got TRUE")


def test_text_for_steps_is_a_wrong_value() -> None:
    assert error("LOOKUP_RATE", "ten", STEPS).startswith("#VALUE! TABLE-002 at value: got the text 'ten'")


def test_numbers_and_names_may_share_a_table() -> None:
    table = [[0, 0.1], ["house account", 0.01], [100, 0.2]]

    assert cells("LOOKUP_RATE", column(50, 100, "House Account"), table) == [0.1, 0.2, 0.01]


def test_a_blank_value_or_rate_gives_a_blank() -> None:
    assert cells("LOOKUP_RATE", column(None, "", 5), [[0, None]]) == [None, None, None]


def test_errors_stay_in_their_rows() -> None:
    assert cells("LOOKUP_RATE", column(CellError("#N/A"), 5), STEPS) == ["#N/A", 0.15]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[10, 0.1], [0, 0.2]], "TABLE-004 at table[2,1]: got 0, expected more than 10"),
        ([["a", 0.1], ["A", 0.2]], "TABLE-004 at table[2,1]: got the text 'A' again"),
        ([[None, 0.1]], "TABLE-005 at table[1,1]: got a blank cell"),
        ([["bound", "rate"], [0, 0.1]], "TABLE-006 at table[1,2]: got the text 'rate'"),
        ([[0, 1, 2]], "TABLE-003 at table: got 1 x 3 cells, expected two columns"),
    ],
)
def test_a_wrong_table_is_told(table: list[list[object]], message: str) -> None:
    assert f"#VALUE! {message}" in error("LOOKUP_RATE", 1, table)


@pytest.mark.parametrize(
    ("x", "y", "rate"),
    [
        (0, 0, 0.01),
        (0, 99, 0.01),
        (0, 100, 0.02),
        (10, 100, 0.04),
        (-1, 100, 0),
        (10, -1, 0),
        (10, "vip", 0.6),
    ],
)
def test_a_matrix_gives_the_rate_where_row_and_column_meet(x: float, y: object, rate: float) -> None:
    assert value("MATRIX_RATE", x, y, MATRIX) == rate


def test_each_axis_has_its_own_boundary() -> None:
    assert value("MATRIX_RATE", 10, 100, MATRIX, "upper") == 0.02
    assert value("MATRIX_RATE", 10, 100, MATRIX, None, "upper") == 0.03
    assert value("MATRIX_RATE", 10, 100, MATRIX, "upper", "upper") == 0.01


def test_the_axes_of_a_matrix_spread_against_each_other() -> None:
    assert call("MATRIX_RATE", column(0, 10), [[0, 100]], MATRIX).rows == ((0.01, 0.02), (0.03, 0.04))


def test_a_matrix_needs_headers_down_and_across() -> None:
    assert "TABLE-003" in error("MATRIX_RATE", 1, 1, [["", 0]])
    assert "TABLE-004 at table[1,3]" in error("MATRIX_RATE", 1, 1, [["", 5, 5], [0, 1, 2]])


def test_the_rule_that_names_most_keys_wins() -> None:
    keys = [["tea", "east"], ["tea", "north"], ["ink", "west"], ["ink", "north"], ["TEA", "East"]]

    assert cells("RATE_FOR", keys, RULES) == [0.12, 0.1, 0.07, 0.05, 0.12]


def test_a_tie_names_both_rows() -> None:
    message = error("RATE_FOR", [["tea", "west"]], RULES)

    assert message.startswith("#VALUE! RULE-001 at rules: got rows 2 and 4 fit equally")


def test_a_more_specific_rule_settles_a_tie() -> None:
    assert value("RATE_FOR", [["tea", "west"]], [*RULES, ["tea", "west", 0.2]]) == 0.2


def test_no_rule_is_not_available() -> None:
    assert error("RATE_FOR", "ink", [["tea", 0.1]]).startswith("#N/A RULE-002 at keys: got ink, expected")


DATED = [
    ["tea", 0.1, day("2026-01-01"), day("2026-03-31")],
    ["tea", 0.12, day("2026-04-01"), None],
    ["tea", 0.08, None, day("2025-12-31")],
]


@pytest.mark.parametrize(
    ("when", "rate"),
    [
        ("2025-12-31", 0.08),
        ("2026-01-01", 0.1),
        ("2026-03-31", 0.1),
        ("2026-04-01", 0.12),
        ("2030-01-01", 0.12),
    ],
)
def test_both_ends_of_a_window_count(when: str, rate: float) -> None:
    assert value("RATE_FOR", "tea", DATED, day(when)) == rate


def test_the_hour_of_a_date_does_not_matter() -> None:
    assert value("RATE_FOR", "tea", DATED, day("2026-03-31") + 0.75) == 0.1


def test_each_row_has_its_date() -> None:
    found = cells("RATE_FOR", column("tea", "tea"), DATED, column(day("2026-01-05"), day("2026-05-05")))

    assert found == [0.1, 0.12]


def test_without_a_date_windows_are_not_asked_for() -> None:
    assert value("RATE_FOR", "tea", DATED[:1]) == 0.1
    assert "rows 1 and 2 and 3 fit equally" in error("RATE_FOR", "tea", DATED)


def test_bad_rows_stay_in_their_rows() -> None:
    keys = [["tea", "east"], [CellError("#REF!"), "east"], [None, None], ["tea", "west"]]

    assert cells("RATE_FOR", keys, RULES) == [0.12, "#REF!", None, "#VALUE!"]


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ([["tea"]], "RULE-003 at rules: got 1 columns, expected 2 to 4"),
        ([["product", "rate"], ["tea", 0.1]], "ARG-001 at rules[1,2]: got the text 'rate'"),
        ([["tea", None]], "RULE-005 at rules[1,2]: got a blank cell"),
        (
            [["tea", 0.1, day("2026-02-01"), day("2026-01-31")]],
            "RULE-004 at rules[1,4]: got 2026-01-31, expected 2026-02-01 or later",
        ),
    ],
)
def test_wrong_rules_are_told(rules: list[list[object]], message: str) -> None:
    assert f"#VALUE! {message}" in error("RATE_FOR", "tea", rules)


def test_keys_that_are_numbers_are_not_texts() -> None:
    assert value("RATE_FOR", 7, [[7.0, 0.1], ["7", 0.2]]) == 0.1
    assert value("RATE_FOR", "7", [[7.0, 0.1], ["7", 0.2]]) == 0.2
