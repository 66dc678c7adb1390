"""The grading job: what decides a grade, in the order in which it decides."""

from __future__ import annotations

from datetime import date

import pytest

from jobs.grading_tables import END, by_key, conditions, graded, policy, table, transactions
from xlsales.kernel.issues import InvalidInputError

DAY = date(2025, 6, 1)
PAID = (date(2025, 7, 1), date(2025, 7, 1))


def bought(customer: str, count: int, amount: float, margin: float) -> list[list[object]]:
    return [[customer, DAY, amount, margin, *PAID] for _ in range(count)]


def customers(rows: list[list[object]], *names: str) -> object:
    return table("customers", ("customer_id", *names), rows)


def test_a_customer_that_meets_all_four_conditions_is_a_key_account_cg3() -> None:
    result = graded(policy(), conditions(), transactions(bought("a", 4, 25, 5)))

    assert by_key(result)["a"].given.grade == "key"


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (bought("a", 4, 24.99, 5), "volume"),
        (bought("a", 3, 50, 10), "frequency"),
        (bought("a", 4, 25, 4.99), "margin"),
        ([[*row[:5], date(2025, 9, 1)] for row in bought("a", 4, 25, 5)], "credit"),
    ],
    ids=["volume", "frequency", "margin", "credit"],
)
def test_one_missing_condition_makes_a_target_account_and_is_named_cg3(
    rows: list[list[object]], missing: str
) -> None:
    one = by_key(graded(policy(), conditions(), transactions(rows)))["a"]

    assert one.given.grade == "target"
    assert [need.name for need in one.step.needs] == [missing]


def test_a_need_that_we_cannot_meet_makes_a_potential_account_cg1_cg2_cg4() -> None:
    capability = table("capability", ("attribute", "test"), [["quantity", "<=10"], ["process", "=cast"]])
    file = customers([["a", 12, "cast"], ["b", 10, "cast"], ["c", None, "cast"]], "quantity", "process")

    result = graded(policy(), conditions(), capability, file, transactions(bought("a", 9, 99, 90)))

    grades = {key: one.given.grade for key, one in by_key(result).items()}
    assert grades == {"a": "potential", "b": "target", "c": "potential"}
    assert by_key(result)["a"].fit.failed == ("quantity",)
    assert [(need.attribute, need.customers) for need in result.overview.unmet] == [("quantity", 1)]


def test_the_policy_of_a_day_grades_the_period_that_ends_on_it() -> None:
    rows = [[date(2020, 1, 1), "volume", 100], [date(2025, 1, 1), "volume", 300]]
    dated = table("conditions", ("effective_from", "measure", "threshold"), rows)
    sold = [["a", date(year, 3, 1), 200, None, None, None] for year in (2024, 2025)]

    result = graded(policy({"periods": 2}), dated, transactions(sold))

    assert [period.customers[0].given.grade for period in result.periods] == ["key", "target"]
    assert result.overview.movements[0].moves[0].steps == -1


def test_a_demotion_margin_keeps_a_key_account_just_below_the_threshold() -> None:
    rows = [["volume", 100, 0.1]]
    margin = table("conditions", ("measure", "threshold", "demote"), rows)
    before = table("previous grades", ("customer", "grade"), [["a", "key"], ["b", "target"], ["c", "key"]])
    sold = [[name, DAY, amount, None, None, None] for name, amount in (("a", 90), ("b", 90), ("c", 89.99))]

    result = by_key(graded(policy(), margin, before, transactions(sold)))

    assert [result[name].given.grade for name in "abc"] == ["key", "target", "target"]


@pytest.mark.parametrize(("since", "grade"), [(date(2025, 7, 4), "key"), (date(2025, 7, 3), "target")])
def test_tenure_holds_a_grade_until_its_last_day(since: date, grade: str) -> None:
    before = table("previous grades", ("customer", "grade", "since"), [["a", "key", since]])

    result = graded(policy({"tenure_days": 181}), conditions(), before, transactions(bought("a", 1, 1, 0)))

    assert by_key(result)["a"].given.grade == grade


def test_newcomers_are_not_graded_before_enough_orders_or_days() -> None:
    late = date(2025, 12, 20)
    sold = [["a", late, 500, 400, late, late], ["b", date(2025, 1, 2), 500, 400, late, late]]

    result = by_key(graded(policy({"new_orders": 2, "new_days": 60}), conditions(), transactions(sold)))

    assert result["a"].given.grade == "new"
    assert result["b"].given.grade == "target"


@pytest.mark.parametrize(("until", "reason"), [(END, "override"), (date(2025, 12, 30), "earned")])
def test_an_override_holds_to_its_last_day_and_keeps_its_reason(until: date, reason: str) -> None:
    rows = [["a", "key", date(2025, 1, 1), until, "frame contract"]]
    overrides = table("overrides", ("customer", "grade", "start", "until", "reason"), rows)

    given = by_key(graded(policy(), conditions(), overrides, transactions(bought("a", 1, 1, 0))))["a"].given

    assert given.reason == reason
    assert given.note == ("frame contract" if reason == "override" else "")


def test_a_percentile_with_too_few_customers_falls_back_to_the_threshold() -> None:
    rows = [["volume", 1000, 0.5]]
    percentile = table("conditions", ("measure", "threshold", "percentile"), rows)
    sold = [[name, DAY, amount, None, None, None] for name, amount in (("a", 10), ("b", 20), ("c", 30))]

    few = graded(policy({"minimum_population": 4}), percentile, transactions(sold))
    enough = graded(policy({"minimum_population": 3}), percentile, transactions(sold))

    assert {one.given.grade for one in few.last.customers} == {"target"}
    assert [one.given.grade for one in enough.last.customers] == ["target", "key", "key"]


def test_a_percentile_without_customers_or_threshold_makes_nobody_a_key_account() -> None:
    rows = [["volume", 0.5]]
    percentile = table("conditions", ("measure", "percentile"), rows)

    result = graded(policy(), percentile, transactions(bought("a", 1, 9, 1)))

    assert by_key(result)["a"].given.grade == "target"
    assert by_key(result)["a"].step.kind == "none"
    assert [issue.code for issue in result.issues] == ["GRAD-010"]


def test_scores_with_groups_decay_and_negative_points_give_bands_ld1_ld2() -> None:
    rules = [
        ["fit", "size", ">=10", 40, "g", 50, None, None],
        ["fit", "size", ">=20", 40, "g", 50, None, None],
        ["fit", "country", "=XX", -30, None, None, None, None],
        ["engagement", "fair", "not blank", 40, None, None, 30, "fair"],
    ]
    heads = ("kind", "attribute", "test", "points", "group", "limit", "half_life", "dated_by")
    bands = table("bands", ("grade", "score"), [["A", 80], ["B", 50], ["C", 0]])
    file = customers(
        [["a", 20, "CN", END], ["b", 20, "CN", date(2025, 12, 1)], ["c", 10, "XX", None]],
        "size",
        "country",
        "fair",
    )

    result = by_key(graded(policy({"basis": "score"}), table("scores", heads, rules), bands, file))

    assert {key: (float(one.points or 0), one.given.grade) for key, one in result.items()} == {
        "a": (90, "A"),
        "b": (70, "B"),
        "c": (10, "C"),
    }


def test_without_followup_a_customer_goes_back_to_the_pool() -> None:
    heads = ("customer_id", "owner", "assigned", "last_contact", "protected")
    old, recent = date(2025, 6, 1), date(2025, 12, 1)
    rows = [
        ["a", "Li", old, date(2025, 9, 1), None],
        ["b", "Li", old, recent, None],
        ["c", "Li", old, None, "yes"],
        ["d", None, None, None, None],
        ["e", "Li", recent, None, None],
    ]

    result = graded(policy(), conditions(), table("customers", heads, rows))

    states = [action.release.state for action in result.actions]
    assert states == ["release", "kept", "protected", "in the pool", "kept"]


def test_every_problem_of_a_policy_is_told_at_once_with_its_cell() -> None:
    tables = [
        table("policy", ("setting", "value"), [["as_off", END], ["period_months", 0], ["basis", "luck"]]),
        table("conditions", ("measure", "threshold"), [["volume", None]]),
        table("capability", ("attribute", "test"), [["size", ">=x"]]),
        table("overrides", ("customer", "grade", "until", "reason"), [["a", "best", END, "why"]]),
    ]

    with pytest.raises(InvalidInputError) as caught:
        graded(*tables)

    found = {(issue.code, issue.where) for issue in caught.value.issues}
    assert {
        ("TABLE-008", "policy!2,1"),
        ("PLAN-001", "policy!3,2"),
        ("GPOL-001", "conditions!2,2"),
        ("COND-001", "capability!2,2"),
        ("GPOL-003", "overrides!2,2"),
    } <= found
    assert any(where == "policy!4,2" for _, where in found)


def test_portfolio_weights_total_one_on_both_levels_cg5() -> None:
    heads = ("side", "group", "group_weight", "attribute", "weight")
    rows = [["strength", "g", 0.5, "x", 0.7], ["strength", "h", 0.4, "y", 1]]

    with pytest.raises(InvalidInputError) as caught:
        graded(policy(), conditions(), table("factors", heads, rows), transactions(bought("a", 1, 1, 0)))

    assert [issue.code for issue in caught.value.issues] == ["GPOL-008", "GPOL-008"]


def test_the_portfolio_gives_relationship_and_strategy_cg5_cg6_cg11() -> None:
    heads = ("side", "group", "group_weight", "attribute", "weight")
    rows = [["attractiveness", "g", 1, "x", 1], ["strength", "h", 1, "y", 1]]
    file = customers([["a", 90, 10]], "x", "y")

    action = graded(policy(), conditions(), table("factors", heads, rows), file).actions[0]

    assert (action.relationship, action.strategy) == ("problem-solving", "build")


def test_nobody_to_grade_is_an_error() -> None:
    with pytest.raises(InvalidInputError, match="GRAD-004"):
        graded(policy(), conditions())


def test_chinese_tables_and_settings_are_read() -> None:
    tables = [
        table("分级政策", ("设置", "内容"), [["截止日期", END], ["分级依据", "条件"]]),
        table("条件", ("指标", "门槛"), [["volume", 10]]),
        table("交易", ("客户", "日期", "金额"), [["华东（上海）", DAY, 12], ["华东(上海)", DAY, -3]]),
    ]

    result = graded(*tables)

    assert [(one.known.key, one.given.grade) for one in result.last.customers] == [("华东(上海)", "target")]
