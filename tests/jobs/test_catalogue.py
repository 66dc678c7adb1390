"""Rows of facts/catalogue.md that a target plan serves: PL1 to PL17, AP6, OR1 and OR2, each by name."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from jobs.plans import amounts_of, run_yaml
from xlsales.jobs.year_so_far import year_so_far

MONTH = "  - {dimension: month}\n"
REGION = "  - {dimension: region, weights: even}\n"
NORTH = "members: [{dimension: region, member: N}]\n"


def plan(settings: str, steps: str, tables: str = "") -> str:
    return f"plan: {{start: 2024-01-01, unit: 1, {settings}}}\nsteps:\n{steps}{tables}"


FIVE = {
    "month": MONTH,
    "region": REGION,
    "customer": "  - {dimension: customer, weights: last year}\n",
    "person": "  - {dimension: person, weights: column, column: heads}\n",
    "product": "  - {dimension: product, weights: last year}\n",
}
FIVE_TABLES = """organisation:
  - {person: Ann, region: N, heads: 2}
  - {person: Bob, region: S, heads: 1}
history:
""" + "".join(
    f"  - {{date: 2023-{month:02d}-01, customer: {customer}, product: {product}, amount: {amount}}}\n"
    for month in range(1, 13)
    for customer, product, amount in (("X", "P", 5), ("X", "Q", 3), ("Y", "P", 2))
)


@pytest.mark.parametrize("order", list(permutations(FIVE))[::17], ids=" ".join)
def test_pl1_five_dimensions_in_any_order_sum_exactly(tmp_path: Path, order: tuple[str, ...]) -> None:
    steps = "".join(FIVE[name] for name in order)

    result = run_yaml(plan("total: 99991", steps, FIVE_TABLES), tmp_path)

    assert sum(line.target for line in result.lines) == 99991
    assert not any(check.difference or check.worst for check in result.checks)


def test_pl2_a_plan_has_version_author_and_attainment(tmp_path: Path) -> None:
    tables = NORTH + "actuals: [{date: 2024-01-31, region: N, amount: 300}]\n"

    result = run_yaml(plan("total: 1200, version: '1.2', author: Ops", REGION + MONTH, tables), tmp_path)

    assert (result.tables.plan.settings.version, result.tables.plan.settings.author) == ("1.2", "Ops")
    assert year_so_far(result).standings[0].attainment == Fraction(1, 4)


def test_pl3_unfair_targets_are_outliers(tmp_path: Path) -> None:
    tables = """organisation:
  - {person: Ann, potential: 10}
  - {person: Bob, potential: 10}
  - {person: Cy, potential: 90}
"""

    fairness = run_yaml(
        plan("total: 1200", "  - {dimension: person, weights: even}\n" + MONTH, tables), tmp_path
    ).fairness

    assert fairness is not None
    assert {load.person: load.outlier for load in fairness.people} == {
        "Ann": ("potential",),
        "Bob": ("potential",),
        "Cy": ("potential",),
    }


def test_pl4_ability_and_tenure_shape_personal_targets(tmp_path: Path) -> None:
    tables = """organisation:
  - {person: Ann, ability: 1.2, tenure: 1.0}
  - {person: Bob, ability: 0.8, tenure: 0.5}
"""
    steps = "  - {dimension: person, weights: even, coefficient: 'ability, tenure'}\n" + MONTH

    result = run_yaml(plan("total: 1600", steps, tables), tmp_path)

    assert amounts_of(result, "person") == {"Ann": 1200, "Bob": 400}


def test_pl5_weak_industries_get_less_and_the_total_stays(tmp_path: Path) -> None:
    tables = """members:
  - {dimension: industry, member: strong, demand: 1.5}
  - {dimension: industry, member: weak, demand: 0.5}
"""
    steps = "  - {dimension: industry, weights: even, coefficient: demand}\n" + MONTH

    result = run_yaml(plan("total: 1000", steps, tables), tmp_path)

    assert amounts_of(result, "industry") == {"strong": 750, "weak": 250}


def test_pl6_a_new_channel_ramps_up(tmp_path: Path) -> None:
    tables = """members:
  - {dimension: channel, member: old}
  - {dimension: channel, member: web, from: 2024-11-01, ramp: r}
ramps: [{ramp: r, month: 1, fraction: 0.5}]
"""
    steps = "  - {dimension: channel, weights: even}\n" + MONTH

    result = run_yaml(plan("total: 1350", steps, tables), tmp_path)

    web = [line.target for line in result.lines if line.labels == ("web",)]
    assert amounts_of(result, "channel") == {"old": 1200, "web": 150}
    assert web[9:] == [0, 50, 100]


def test_pl7_months_follow_the_season_of_the_history(tmp_path: Path) -> None:
    rows = "".join(f"  - {{date: 2023-{m:02d}-01, amount: {2 if m == 12 else 1}}}\n" for m in range(1, 13))

    result = run_yaml(
        plan("total: 1300", "  - {dimension: month, weights: season}\n", "history:\n" + rows), tmp_path
    )

    assert [line.target for line in result.lines] == [100] * 11 + [200]


def test_pl8_a_profit_goal_becomes_a_sales_target(tmp_path: Path) -> None:
    result = run_yaml(plan("profit: 200, margin: 0.25, fixed_costs: 100", MONTH), tmp_path)

    assert (result.goal.kind, result.goal.total) == ("profit", 1200)


def test_pl9_a_discount_tells_its_break_even_volume(tmp_path: Path) -> None:
    tables = "discounts: [{offer: A, price: 100, cost: 60, discount: 0.1, volume: 300}]\n"

    offer, effect = year_so_far(run_yaml(plan("total: 12", MONTH, tables), tmp_path)).discounts[0]

    assert effect.volume_factor is not None
    assert offer.volume is not None
    assert offer.volume * effect.volume_factor == 400


def test_pl10_targets_too_high_or_too_low_are_flagged(tmp_path: Path) -> None:
    people = "".join(
        f"  - {{date: 2023-{month:02d}-01, person: {who}, amount: {amount}}}\n"
        for month in range(1, 13)
        for who, amount in (("Ann", 20), ("Bob", 150), ("Cy", 100))
    )
    tables = "organisation: [{person: Ann}, {person: Bob}, {person: Cy}]\nhistory:\n" + people

    fairness = run_yaml(
        plan("total: 3600", "  - {dimension: person, weights: even}\n" + MONTH, tables), tmp_path
    ).fairness

    assert fairness is not None
    assert [load.verdict for load in fairness.people] == ["too high", "too low", "ok"]


def test_pl11_a_growth_goal_is_an_amount_over_last_year(tmp_path: Path) -> None:
    rows = "".join(f"  - {{date: 2023-{month:02d}-01, amount: 100}}\n" for month in range(1, 13))

    result = run_yaml(plan("growth: 0.08", MONTH, "history:\n" + rows), tmp_path)

    assert (result.goal.kind, result.goal.total) == ("growth", 1296)


def test_pl12_self_set_goals_stand_beside_assigned_ones(tmp_path: Path) -> None:
    tables = "organisation: [{person: Ann}]\ngoals: [{person: ann, goal: 1300}]\n"

    year = year_so_far(run_yaml(plan("total: 1200", "  - {dimension: person}\n" + MONTH, tables), tmp_path))

    assert [(one.person, one.goal, one.assigned) for one in year.goals] == [("Ann", 1300, 1200)]


def test_pl13_a_share_of_the_market_is_a_goal(tmp_path: Path) -> None:
    result = run_yaml(plan("market: 20000, share: 0.06", MONTH), tmp_path)

    assert (result.goal.kind, result.goal.total) == ("market", 1200)


def test_pl14_every_level_of_a_cascade_reconciles(tmp_path: Path) -> None:
    steps = "  - {dimension: business unit, weights: even}\n" + REGION + MONTH
    tables = """members:
  - {dimension: business unit, member: A}
  - {dimension: business unit, member: B}
  - {dimension: region, member: N}
  - {dimension: region, member: S}
  - {dimension: region, member: W}
"""

    result = run_yaml(plan("total: 1000", steps, tables), tmp_path)

    assert [(check.level, check.amount, check.worst) for check in result.checks] == [
        ("business unit", 1000, 0),
        ("region", 1000, 0),
        ("month", 1000, 0),
    ]


def test_pl15_improvements_progress_from_their_baseline(tmp_path: Path) -> None:
    tables = """improvements:
  - {goal: cycle days, baseline: 60, change: -0.15, actual: 55.5}
  - {goal: satisfaction, baseline: 80, change: 0.1, actual: 78}
  - {goal: costs, baseline: 100, target: 95, actual: 95}
"""

    year = year_so_far(run_yaml(plan("total: 12", MONTH, tables), tmp_path))

    assert [one.progress for one in year.improvements] == [Fraction(1, 2), Fraction(-1, 4), 1]


def test_pl16_the_same_split_hands_out_a_media_budget(tmp_path: Path) -> None:
    tables = """members:
  - {dimension: medium, member: press, weight: 1}
  - {dimension: medium, member: web, weight: 2}
"""
    steps = "  - {dimension: medium, weights: column, column: weight}\n" + MONTH

    assert amounts_of(run_yaml(plan("total: 1000", steps, tables), tmp_path), "medium") == {
        "press": 333,
        "web": 667,
    }


def test_pl17_late_milestones_are_listed_with_owner_and_days(tmp_path: Path) -> None:
    tables = """milestones:
  - {milestone: one month, owner: Ann, due: 2024-01-31, done: 2024-01-31}
  - {milestone: two months, owner: Bob, due: 2024-02-29}
  - {milestone: three months, owner: Cy, due: 2024-03-01}
"""

    year = year_so_far(run_yaml(plan("total: 12, as_of: 2024-03-01", MONTH, tables), tmp_path))

    assert [(one.owner, standing.state, standing.days_late) for one, standing in year.milestones] == [
        ("Ann", "done", 0),
        ("Bob", "late", 1),
        ("Cy", "open", 0),
    ]


def test_ap6_exceptions_are_found_by_region_and_person(tmp_path: Path) -> None:
    tables = """organisation: [{person: Ann, region: N}, {person: Bob, region: S}]
actuals:
  - {date: 2024-01-31, person: Ann, region: N, amount: 50}
  - {date: 2024-01-31, person: Bob, region: S, amount: 10}
"""
    steps = REGION + "  - {dimension: person}\n" + MONTH

    year = year_so_far(run_yaml(plan("total: 1200", steps, tables), tmp_path))

    assert [(one.dimension, one.label) for one in year.exceptions] == [("region", "S"), ("person", "Bob")]


def test_or1_targets_and_actuals_roll_up_a_dated_tree(tmp_path: Path) -> None:
    tables = """organisation:
  - {person: 总监}
  - {person: 组长甲, manager: 总监}
  - {person: 组长乙, manager: 总监}
  - {person: 张, manager: 组长甲, to: 2024-01-31}
  - {person: 张, manager: 组长乙, from: 2024-02-01}
actuals:
  - {date: 2024-01-05, person: 张, amount: 70}
  - {date: 2024-02-05, person: 张, amount: 30}
"""

    year = year_so_far(run_yaml(plan("total: 1200", "  - {dimension: person}\n" + MONTH, tables), tmp_path))

    assert {one.label: (one.target, one.actual) for one in year.standings} == {
        "总监": (1200, 100),
        "组长甲": (100, 70),
        "组长乙": (1100, 30),
        "张": (1200, 100),
    }
    assert year.as_of == date(2024, 2, 29)


def test_or2_one_ledger_stands_by_region_product_and_person_at_once(tmp_path: Path) -> None:
    tables = """organisation: [{person: Ann, region: N}, {person: Bob, region: S}]
members: [{dimension: product, member: P}, {dimension: product, member: Q}]
actuals:
  - {date: 2024-01-31, person: Ann, region: N, product: P, amount: 50}
  - {date: 2024-01-31, person: Bob, region: S, product: P, amount: 10}
"""
    steps = REGION + "  - {dimension: person}\n  - {dimension: product}\n" + MONTH

    year = year_so_far(run_yaml(plan("total: 1200", steps, tables), tmp_path))

    found = {(one.dimension, one.label): one.actual for one in year.standings}
    assert found == {
        ("region", "N"): 50,
        ("region", "S"): 10,
        ("person", "Ann"): 50,
        ("person", "Bob"): 10,
        ("product", "P"): 60,
        ("product", "Q"): 0,
    }
