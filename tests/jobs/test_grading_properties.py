"""What holds for every policy and every set of customers, proved through the whole job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.grading_tables import by_key, conditions, graded, policy, table, transactions
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.jobs.grading_steps import Need
from xlsales.kernel.numbers import to_float
from xlsales.tables.raw import RawTable

DAY = date(2025, 6, 1)
NAMES = "abcdef"
few = settings(max_examples=60, deadline=None)

amounts = st.integers(0, 400).map(lambda cents: cents / 4)
order = st.tuples(amounts, st.integers(-20, 60))
customer = st.tuples(st.lists(order, max_size=6), st.integers(-20, 60), st.sampled_from(["x", "y"]))
population = st.lists(customer, min_size=1, max_size=6)
condition_rows = st.tuples(
    st.integers(1, 150),
    st.one_of(st.none(), st.sampled_from([0.25, 0.5, 0.6, 0.9, 1])),
    st.integers(1, 6),
    st.sampled_from([0, 0.1]),
)
rules = st.fixed_dictionaries(
    {
        "rfm_rule": st.sampled_from(["quantile", "r", "rank"]),
        "abc_crossing": st.sampled_from(["down", "up"]),
        "rfm_bins": st.integers(2, 6),
    }
)
either = st.sampled_from(["together", "row"])


def orders_of(customers: Sequence[tuple[list[tuple[float, int]], int, str]]) -> list[list[object]]:
    """Return the rows of every customer; how late it pays is the same for each of its orders."""
    return [
        [
            NAMES[place],
            DAY,
            amount,
            amount * percent / 100,
            DAY,
            date.fromordinal(DAY.toordinal() + late + 20),
        ]
        for place, (orders, late, _) in enumerate(customers)
        for amount, percent in orders
    ]


def tables_of(
    rows: Sequence[Sequence[object]],
    limits: tuple[int, float | None, int, float],
    count: int,
    **stated: object,
) -> list[RawTable]:
    volume, percentile, frequency, promote = limits
    heads = ("measure", "threshold", "percentile", "promote")
    conditions = [
        ["volume", volume, percentile, promote],
        ["frequency", frequency, None, 0],
        ["margin", 0.2, None, 0],
    ]
    file = table("customers", ("customer_id",), [[name] for name in NAMES[:count]])
    return [
        policy({"minimum_population": 2, **stated}),
        table("conditions", heads, conditions),
        file,
        transactions(rows),
    ]


@few
@given(population, condition_rows, rules, either, st.randoms(use_true_random=False))
def test_shuffling_rows_changes_nothing(customers, limits, stated, ties, random) -> None:  # type: ignore[no-untyped-def]
    rows = orders_of(customers)
    shuffled = list(rows)
    random.shuffle(shuffled)

    first = graded(*tables_of(rows, limits, len(customers), ties=ties, **stated))
    second = graded(*tables_of(shuffled, limits, len(customers), ties=ties, **stated))

    assert first.last.customers == second.last.customers
    assert first.actions == second.actions


@few
@given(customer, population, condition_rows, rules)
def test_equal_customers_get_equal_grades(one, others, limits, stated) -> None:  # type: ignore[no-untyped-def]
    everybody = [one, one, *others[:4]]

    result = by_key(graded(*tables_of(orders_of(everybody), limits, len(everybody), **stated)))

    left, right = result["a"], result["b"]
    assert (left.given.grade, left.abc, left.rfm, left.points, left.status) == (
        right.given.grade,
        right.abc,
        right.rfm,
        right.points,
        right.status,
    )


@few
@given(customer, population, condition_rows, rules)
def test_only_the_stated_rule_breaks_a_tie_and_by_key(one, others, limits, stated) -> None:  # type: ignore[no-untyped-def]
    everybody = [one, one, *others[:4]]

    result = by_key(graded(*tables_of(orders_of(everybody), limits, len(everybody), ties="row", **stated)))

    left, right = result["a"], result["b"]
    assert left.given.grade == right.given.grade
    assert (left.abc or "") <= (right.abc or "")
    if left.rfm is not None and right.rfm is not None:
        assert (left.rfm.f, left.rfm.m) <= (right.rfm.f, right.rfm.m)
        assert left.rfm.r >= right.rfm.r
        if stated["rfm_rule"] != "rank":
            assert left.rfm == right.rfm


@few
@given(population, condition_rows, rules, either)
def test_many_customers_are_graded_as_few_are(customers, limits, stated, ties) -> None:  # type: ignore[no-untyped-def]
    tables = tables_of(orders_of(customers), limits, len(customers), ties=ties, **stated)
    plain = graded(*tables)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsales.jobs.grading_classes.BLOCK_FROM", 1)
        patch.setattr("xlsales.tables.ledger_reading.COLUMNS_FROM", 1)
        block = graded(*tables)

    assert plain.last.customers == block.last.customers
    assert plain.actions == block.actions
    assert plain.overview == block.overview


@few
@given(population, condition_rows)
def test_following_the_shortest_step_reaches_the_next_grade(customers, limits) -> None:  # type: ignore[no-untyped-def]
    rows = orders_of(customers)
    result = by_key(graded(*tables_of(rows, limits, len(customers))))

    for name, before in result.items():
        if before.step.kind != "numbers":
            continue
        needs = {need.name: need for need in before.step.needs}
        followed = [*rows, *_orders_that_reach(name, before.known.measures, needs)]
        after = by_key(graded(*tables_of(followed, limits, len(customers))))[name]

        assert after.given.grade == before.step.grade


@few
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["cast", "forged", None])), min_size=1, max_size=4),
    st.integers(0, 9),
    st.sampled_from(["=cast", "in:cast|forged", "<>forged"]),
)
def test_meeting_the_needs_that_fail_makes_a_target_account(rows, most, process) -> None:  # type: ignore[no-untyped-def]
    def result_of(values: Sequence[Sequence[object]]) -> dict[str, GradedCustomer]:
        file = [[NAMES[place], *cells] for place, cells in enumerate(values)]
        return by_key(
            graded(
                policy(),
                table("conditions", ("measure", "threshold"), [["volume", 1]]),
                table("capability", ("attribute", "test"), [["size", f"<={most}"], ["process", process]]),
                table("customers", ("customer_id", "size", "process"), file),
            )
        )

    met = {"size": most, "process": "cast"}
    for name, before in result_of(rows).items():
        if before.step.kind == "fit":
            place = NAMES.index(name)
            own = dict(zip(met, rows[place], strict=True)) | {
                need.name: met[need.name] for need in before.step.needs
            }
            after = result_of([*rows[:place], tuple(own.values()), *rows[place + 1 :]])[name]
            assert after.given.grade == before.step.grade == "target"


@few
@given(st.integers(1, 4), st.integers(2, 5))
def test_a_newcomer_with_the_orders_that_lack_gets_the_grade_it_has_earned(made, needed) -> None:  # type: ignore[no-untyped-def]
    late = date(2025, 12, 20)
    rows = [["a", late, 500, 400, late, late]] * made
    newcomers = {"new_orders": needed, "new_days": 60}
    before = by_key(graded(policy(newcomers), conditions(), transactions(rows)))["a"]

    if before.step.kind == "orders":
        (need,) = before.step.needs
        assert need.need is not None
        more = [*rows, *[["a", late, 1, 0.5, late, late]] * int(need.need - made)]
        after = by_key(graded(policy(newcomers), conditions([["volume", 100]]), transactions(more)))["a"]
        assert after.given.reason == "earned"
    else:
        assert made >= needed


def _orders_that_reach(name, measures, needs: dict[str, Need]) -> list[list[object]]:  # type: ignore[no-untyped-def]
    """Return orders that bring volume, frequency and margin to what is asked for, and no less."""
    volume = measures.volume
    wanted = needs["volume"].need if "volume" in needs else volume
    more = max(Fraction(0), (wanted or Fraction(0)) - volume)
    number = 0
    if "frequency" in needs:
        number = int(-(-(needs["frequency"].need or 0) // 1)) - measures.orders
    number = max(number, 1 if more or "margin" in needs else 0)
    if not number:
        return []
    if volume + more == 0:
        more = Fraction(1, 4) * number  # a margin needs something sold
    rate = max(
        needs["margin"].need if "margin" in needs else Fraction(0), measures.margin_rate or Fraction(0)
    )
    missing = rate * (volume + more) - (measures.margin or Fraction(0))
    # An order of nothing is none: each carries a hundredth at least, the last one the rest.
    least = Fraction(1, 100)
    parts = [least] * (number - 1)
    rest = max(least, more - sum(parts, Fraction(0)))
    margin = missing + rate * (sum(parts, rest) - more)
    sold = [[name, DAY, to_float(part), 0.0, None, None] for part in parts]
    return [*sold, [name, DAY, to_float(rest), to_float(margin) + 1e-6, None, None]]


rule = st.tuples(
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from([">=", ">", "<=", "<"]),
    st.integers(0, 20),
    st.integers(-20, 30),
    st.sampled_from([None, "g", "h"]),
)
row = st.tuples(*[st.one_of(st.none(), st.integers(0, 20))] * 3)


def score_tables(rules, rows) -> list[RawTable]:  # type: ignore[no-untyped-def]
    heads = ("attribute", "test", "points", "group", "limit")
    limits = {"g": 20, "h": 15}
    written = [
        [name, f"{sign}{bound}", points, group, limits.get(group)]
        for name, sign, bound, points, group in rules
    ]
    file = [[NAMES[place], *values] for place, values in enumerate(rows)]
    return [
        policy({"basis": "score", "promote": 2}),
        table("scores", heads, written),
        table("bands", ("grade", "score"), [["A", 30], ["B", 15], ["C", 0]]),
        table("customers", ("customer_id", "x", "y", "z"), file),
    ]


@few
@given(st.lists(rule, min_size=1, max_size=8), st.lists(row, min_size=1, max_size=4))
def test_the_points_of_a_score_add_up_and_its_step_reaches(rules, rows) -> None:  # type: ignore[no-untyped-def]
    result = by_key(graded(*score_tables(rules, rows)))

    for place, name in enumerate(NAMES[: len(rows)]):
        one = result[name]
        assert one.score is not None
        assert one.points == sum(rule.points for rule in one.score.matched) + one.score.cut
        assert one.points == one.fit_points + one.engagement_points + one.score.cut
        if one.step.kind == "numbers":
            values = dict(zip("xyz", rows[place], strict=True))
            values |= {need.name: to_float(need.need) for need in one.step.needs if need.need is not None}
            changed = [*rows[:place], tuple(values[axis] for axis in "xyz"), *rows[place + 1 :]]
            after = by_key(graded(*score_tables(rules, changed)))[name]
            ladder = ["C", "B", "A"]
            assert ladder.index(after.given.grade) >= ladder.index(str(one.step.grade))
