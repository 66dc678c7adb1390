"""SCORE and SCORE_WHY: points, groups with limits, blanks, and reasons that add up."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.customers.conditions import parse_condition
from xlsales.functions import call_function
from xlsales.kernel.values import CellError

HEADER = ["visits", "field", "size"]
RULES: list[list[object]] = [
    ["visits", ">=3", 10, "web", 15],
    ["visits", ">=10", 10, "web", None],
    ["field", "in:Retail|Trade", 5, None, None],
    ["size", "<10", -8, None, None],
    ["size", "blank", -1, None, None],
]


def score(row: list[object], rules: object = None, missing: object = None) -> object:
    return call_function("SCORE", [[HEADER, row], RULES if rules is None else rules, missing]).value


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([2.99, "x", 10], 0),
        ([3, "x", 10], 10),
        ([10, "x", 10], 15),
        ([10, "trade", 9.99], 12),
        ([None, None, None], -1),
        ([3, "Retail", ""], 14),
    ],
)
def test_every_rule_that_matches_adds_and_groups_are_limited(row: list[object], expected: float) -> None:
    assert score(row) == expected


def test_a_group_is_limited_below_zero_as_well() -> None:
    rules = [["visits", "<3", -20, "web", 15], ["size", ">0", -20, "web", 15]]

    assert score([1, "x", 5], rules) == -15


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("neutral", 5), ("忽略", 5), ("zero", -3), ("按零", -3), ("block", None), ("不评分", None), (None, 5)],
)
def test_a_blank_attribute_is_neutral_zero_or_blocks(missing: object, expected: float | None) -> None:
    rules = [["field", "Retail", 5], ["size", "<10", -8]]

    assert score([1, "Retail", None], rules, missing) == expected


def test_a_test_for_blanks_never_blocks() -> None:
    assert score([1, "Retail", None], [["size", "空白", -1], ["field", "Retail", 5]], "block") == 4


def test_one_row_in_one_row_out_and_a_spoiled_row_stays_alone() -> None:
    values = [HEADER, [3, "x", 1], ["many", "x", 1], [CellError("#N/A"), "x", 1], [3, CellError("#N/A"), 99]]

    outcome = call_function("SCORE", [values, [["visits", ">=3", 10]]])

    assert outcome.rows == ((10,), (CellError("#VALUE!"),), (CellError("#N/A"),), (10,))
    assert [issue.where for issue in outcome.issues] == ["values row 3"]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([["visits", ">=3"]], "SCORE-001"),
        ([["visits", ">=3", None]], "SCORE-002"),
        ([["visits", ">=3", "ten"]], "SCORE-002"),
        ([[None, ">=3", 1]], "SCORE-002"),
        ([["visits", None, 1]], "SCORE-002"),
        ([["visits", ">=", 1]], "COND-001"),
        ([["visits", ">=3", 1, None, 5]], "SCORE-003"),
        ([["visits", ">=3", 1, "web", -5]], "SCORE-003"),
        ([["visits", ">=3", 1, "web", 5], ["size", ">1", 1, "Web", 6]], "SCORE-003"),
        ([["visit", ">=3", 1]], "SCORE-004"),
    ],
)
def test_rules_that_cannot_be_used_say_why(rules: object, code: str) -> None:
    outcome = call_function("SCORE", [[HEADER, [1, "x", 1]], rules])

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].code == code
    assert outcome.issues[0].where.startswith("rules")


def test_all_wrong_rules_are_told_at_once() -> None:
    rules = [["visits", ">=", 1], ["size", ">1", "x"], ["size", "<1", 1]]

    outcome = call_function("SCORE", [[HEADER, [1, "x", 1]], rules])

    assert [issue.where for issue in outcome.issues] == ["rules[1,2]", "rules[2,3]"]


def test_the_words_name_the_strongest_three_on_each_side() -> None:
    rules = [["visits", f">={i}", i] for i in range(1, 6)] + [["size", "<9", -2], ["size", "<99", -7]]

    text = call_function("SCORE_WHY", [[HEADER, [5, "x", 5]], rules]).value

    assert text == (
        "6 = for: +5 visits (>=5), +4 visits (>=4), +3 visits (>=3); "
        "against: -7 size (<99), -2 size (<9); other rules: +3"
    )


def test_without_a_match_the_words_say_so_and_a_blocked_row_stays_blank() -> None:
    assert call_function("SCORE_WHY", [[HEADER, [1, "x", 99]], RULES]).value == "0 = no rule matches"
    assert call_function("SCORE_WHY", [[HEADER, [None, "x", 9]], RULES, "block"]).value is None


points = st.integers(-30, 30)
tests = st.sampled_from([">=3", "<5", "=4", "<>2", "blank", "2..6", "in:1|7"])
rule_rows = st.lists(
    st.tuples(st.sampled_from(["visits", "size"]), tests, points, st.sampled_from([None, "a", "b"])),
    min_size=1,
    max_size=12,
)
values = st.one_of(st.none(), st.integers(0, 9))


def with_limits(rules: list[tuple[object, ...]], limits: dict[str, int]) -> list[list[object]]:
    return [[*rule, limits.get(str(rule[3]))] for rule in rules]


@given(rules=rule_rows, visits=values, size=values, limit=st.integers(0, 40))
def test_an_independent_sum_agrees(
    rules: list[tuple[object, ...]], visits: object, size: object, limit: int
) -> None:
    found = score([visits, "x", size], with_limits(rules, {"a": limit}))

    sums: dict[object, Fraction] = {}
    for attribute, test, worth, group in rules:
        if parse_condition(test).holds(visits if attribute == "visits" else size):  # type: ignore[arg-type]
            sums[group] = sums.get(group, Fraction(0)) + worth  # type: ignore[operator]
    limited = max(-limit, min(limit, sums.pop("a", 0)))
    assert found == limited + sum(sums.values())


@given(rules=rule_rows, visits=values, size=values, limit=st.integers(0, 40))
def test_the_reasons_of_a_score_add_up(
    rules: list[tuple[object, ...]], visits: object, size: object, limit: int
) -> None:
    arguments = [[HEADER, [visits, "x", size]], with_limits(rules, {"a": limit, "b": limit})]

    total, _, reasons = str(call_function("SCORE_WHY", arguments).value).partition(" = ")

    parts = re.findall(r"(?:: |, )([-+]\d+)", re.sub(r"\([^)]*\)", "", reasons))
    assert sum(map(int, parts)) == int(total) == call_function("SCORE", arguments).value


@given(rows=st.lists(st.tuples(values, values), min_size=1, max_size=6), rules=rule_rows)
def test_equal_rows_score_equally_wherever_they_stand(
    rows: list[tuple[object, object]], rules: list[tuple[object, ...]]
) -> None:
    def scores(some: list[tuple[object, object]]) -> list[object]:
        table = [HEADER, *([visits, "x", size] for visits, size in some)]
        return [row[0] for row in call_function("SCORE", [table, with_limits(rules, {})]).rows]

    assert scores(rows[::-1]) == scores(rows)[::-1]
