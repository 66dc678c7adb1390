"""Every row of table B of facts/incentives_and_targets.md, worked by the job on a plan's tables."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from jobs.plans import amounts_of, run_yaml
from xlsales.jobs.targets import Targets
from xlsales.jobs.year_so_far import year_so_far
from xlsales.kernel.issues import InvalidInputError

MONTHS = range(1, 13)


def plan(settings: str, steps: str, tables: str = "") -> str:
    return f"plan: {{start: 2024-01-01, {settings}}}\nsteps:\n{steps}\n{tables}"


def history(*rows: tuple[str, float], year: int = 2023) -> str:
    lines = [
        f"  - {{date: {year}-{month:02d}-10, region: {region}, amount: {amount}}}\n"
        for region, amount in rows
        for month in MONTHS
    ]
    return "history:\n" + "".join(lines)


def by_month(result: Targets) -> list[Fraction]:
    sums = dict.fromkeys(result.months, Fraction(0))
    for line in result.lines:
        sums[line.month] += line.target
    return list(sums.values())


def test_row_1_even_is_repaired_to_the_total(tmp_path: Path) -> None:
    result = run_yaml(plan("total: 1000", "  - {dimension: month, weights: even}"), tmp_path)

    assert sum(by_month(result)) == 1000
    assert by_month(result).count(Fraction("83.34")) == 4


def test_row_2_history_share_floors_negative_history_and_says_so(tmp_path: Path) -> None:
    steps = "  - {dimension: region, weights: last year}\n  - {dimension: month}"

    result = run_yaml(plan("total: 400, unit: 1", steps, history(("N", 30), ("S", 10), ("W", -5))), tmp_path)

    assert amounts_of(result, "region") == {"N": 300, "S": 100, "W": 0}
    assert [(issue.code, issue.where) for issue in result.issues] == [("PLAN-061", "W")]


def test_row_2_history_that_is_all_zero_splits_evenly_and_says_so(tmp_path: Path) -> None:
    steps = "  - {dimension: region, weights: last year}\n  - {dimension: month}"

    result = run_yaml(plan("total: 400, unit: 1", steps, history(("N", 0), ("S", 0))), tmp_path)

    assert amounts_of(result, "region") == {"N": 200, "S": 200}
    assert {issue.got for issue in result.issues} == {"all weights are 0, split evenly"}


def test_row_3_growth_adjusts_each_base(tmp_path: Path) -> None:
    steps = "  - {dimension: region, weights: growth, column: rate}\n  - {dimension: month}"
    members = (
        "members: [{dimension: region, member: N, rate: 0.5}, {dimension: region, member: S, rate: 0}]\n"
    )

    result = run_yaml(plan("total: 300, unit: 1", steps, members + history(("N", 10), ("S", 15))), tmp_path)

    assert amounts_of(result, "region") == {"N": 150, "S": 150}


def test_row_4_a_blend_normalises_each_element_first(tmp_path: Path) -> None:
    steps = """  - {dimension: region, weights: last year, factor: 0.5}
  - {dimension: region, weights: column, column: pipeline, factor: 0.3}
  - {dimension: region, weights: even, factor: 0.2}
  - {dimension: month}"""
    members = """members:
  - {dimension: region, member: N, pipeline: 900}
  - {dimension: region, member: S, pipeline: 100}
"""

    result = run_yaml(plan("total: 1000, unit: 1", steps, members + history(("N", 1), ("S", 3))), tmp_path)

    assert amounts_of(result, "region") == {"N": 125 + 270 + 100, "S": 375 + 30 + 100}


def test_row_5_season_indices_lose_no_money(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{date: {year}-{month:02d}-01, amount: {month * 7}}}\n"
        for year in (2022, 2023)
        for month in MONTHS
    )

    result = run_yaml(
        plan("total: 1000.01", "  - {dimension: month, weights: season}", "history:\n" + rows), tmp_path
    )

    assert sum(by_month(result)) == Fraction("1000.01")
    assert by_month(result)[11] == pytest.approx(float(Fraction("1000.01") * 12 / 78), abs=0.01)


def test_row_6_working_days_move_with_the_spring_festival(tmp_path: Path) -> None:
    steps = "  - {dimension: month, weights: working days}"

    first = by_month(run_yaml(plan("total: 2500, unit: 1, country: CN", steps), tmp_path))
    text = plan("total: 2500, unit: 1, country: CN", steps).replace("2024-01-01", "2023-01-01")
    second = by_month(run_yaml(text, tmp_path))

    assert first[1] < first[0]  # 2024: the festival falls into February
    assert second[0] < second[1]  # 2023: into January


def test_row_6_retail_months_of_four_four_and_five_weeks(tmp_path: Path) -> None:
    result = run_yaml(plan("total: 5200, unit: 1", "  - {dimension: month, weights: 4-4-5}"), tmp_path)

    assert by_month(result)[:3] == [400, 400, 500]


MARGINS = """
members:
  - {dimension: region, member: N}
  - {dimension: region, member: S}
  - {dimension: product, member: P}
  - {dimension: product, member: Q}
margins:
"""
PRODUCTS = "  - {dimension: region}\n  - {dimension: product}\n  - {dimension: month}"


def test_row_7_totals_by_month_region_and_product_hold_together(tmp_path: Path) -> None:
    totals = "".join(f"  - {{month: 2024-{month:02d}, amount: {90 + month}}}\n" for month in MONTHS)
    totals += "  - {region: N, product: P, amount: 600}\n  - {region: N, product: Q, amount: 101}\n"
    totals += "  - {region: S, product: P, amount: 57}\n  - {region: S, product: Q, amount: 400}\n"

    result = run_yaml(plan("unit: 1", PRODUCTS, MARGINS + totals), tmp_path)

    assert len(result.margin_checks) == 16
    assert all(check.amount == check.given for check in result.margin_checks)
    assert by_month(result) == [90 + month for month in MONTHS]


def test_row_7_totals_that_no_cells_can_make_are_named(tmp_path: Path) -> None:
    limits = "limits: [{region: N, product: P, month: 2024-01, cap: 3}]\n"
    totals = "  - {month: 2024-01, amount: 100}\n" + "".join(
        f"  - {{month: 2024-{month:02d}, amount: 0}}\n" for month in range(2, 13)
    )
    regions = "  - {region: N, product: P, amount: 60}\n  - {region: S, product: P, amount: 40}\n"
    regions += "  - {region: N, product: Q, amount: 0}\n  - {region: S, product: Q, amount: 0}\n"

    with pytest.raises(InvalidInputError, match=r"TARGET-132 at region N, product P: .*2024-01"):
        run_yaml(plan("unit: 1", PRODUCTS, limits + MARGINS + totals + regions), tmp_path)


def test_row_8_units_of_each_level_sum_by_its_method(tmp_path: Path) -> None:
    steps = """  - {dimension: region, weights: last year, unit: 100}
  - {dimension: month, unit: 10, method: webster}"""

    result = run_yaml(plan("total: 10000", steps, history(("N", 1), ("S", 2))), tmp_path)

    assert amounts_of(result, "region") == {"N": 3300, "S": 6700}
    assert all(line.target % 10 == 0 for line in result.lines)


def test_row_9_locks_floors_and_caps_redistribute(tmp_path: Path) -> None:
    steps = "  - {dimension: region, weights: last year}\n  - {dimension: month}"
    limits = "limits: [{region: N, lock: 50}, {region: S, cap: 20}, {region: W, floor: 10}]\n"
    past = history(("N", 5), ("S", 5), ("W", 0), ("E", 5))

    result = run_yaml(plan("total: 200, unit: 1", steps, limits + past), tmp_path)

    assert amounts_of(result, "region") == {"N": 50, "S": 20, "W": 10, "E": 120}


def test_row_10_over_assignment_is_shown_and_compounds_only_where_said(tmp_path: Path) -> None:
    steps = """  - {dimension: region, weights: last year, over_assignment: 0.1}
  - {dimension: month, over_assignment: 0.05}"""

    result = run_yaml(plan("total: 1000, unit: 1", steps, history(("N", 1), ("S", 1))), tmp_path)

    assert [(check.over_assigned, check.difference) for check in result.checks] == [(100, 0), (56, 0)]


def test_row_11_ramps_and_dates_shape_months(tmp_path: Path) -> None:
    tables = """organisation:
  - {person: Ann, region: N}
  - {person: New, region: N, start: 2024-10-01, ramp: r}
ramps: [{ramp: r, month: 1, fraction: 0}, {ramp: r, month: 2, fraction: 0.5}]
"""
    steps = "  - {dimension: person, weights: even}\n  - {dimension: month}"

    result = run_yaml(plan("total: 1350, unit: 1", steps, tables), tmp_path)

    new = [line.target for line in result.lines if line.labels == ("New",)]
    assert amounts_of(result, "person") == {"Ann": 1200, "New": 150}
    assert new == [0] * 10 + [50, 100]


ONE = "  - {dimension: region}\n  - {dimension: month}"
NORTH = "members: [{dimension: region, member: N}]\n"


@pytest.mark.parametrize(("carry", "total"), [("1", 1200), ("0.5", 1175), ("0", 1150)])
def test_row_12_a_shortfall_is_carried_in_part_or_forgiven(tmp_path: Path, carry: str, total: int) -> None:
    tables = NORTH + "actuals: [{date: 2024-01-20, region: N, amount: 50}]\n"

    result = run_yaml(plan(f"total: 1200, unit: 1, closed: 1, carry: {carry}", ONE, tables), tmp_path)

    assert sum(year_so_far(result).resplits[0].revised) == total


def test_row_13_commitments_are_reconciled_level_by_level(tmp_path: Path) -> None:
    tables = NORTH + "commitments: [{region: N, amount: 1000}]\n"

    year = year_so_far(run_yaml(plan("total: 1200, unit: 1", ONE, tables), tmp_path))

    assert [(one.level, one.assigned, one.committed, one.gap) for one in year.gaps] == [
        ("total", 1200, 1000, 200),
        ("region", 1200, 1000, 200),
    ]


def test_row_14_balance_is_measured_against_history_potential_and_capacity(tmp_path: Path) -> None:
    tables = """organisation:
  - {person: Ann, region: N, potential: 100, capacity: 5}
  - {person: Bob, region: N, potential: 300, capacity: 5}
"""
    steps = "  - {dimension: person, weights: even}\n  - {dimension: month}"

    fairness = run_yaml(plan("total: 1200, unit: 1", steps, tables), tmp_path).fairness

    assert fairness is not None
    assert fairness.measures == ("potential", "capacity")
    assert fairness.balances[0].gini == Fraction(1, 4)
    assert fairness.balances[1].variation == 0
    assert [load.outlier for load in fairness.people] == [("potential",), ()]
    assert fairness.people[0].workload_index == Fraction(3, 2)


def test_row_15_pace_survives_day_0_and_goal_0(tmp_path: Path) -> None:
    tables = NORTH + "actuals: [{date: 2024-01-20, region: N, amount: 50}]\n"

    before = year_so_far(run_yaml(plan("total: 0, as_of: 2023-12-31", ONE, tables), tmp_path)).standings[0]

    assert (before.attainment, before.season.progress, before.season.projected) == (None, None, None)
    assert before.calendar.run_rate is None


def test_row_16_versions_are_compared_with_cause_and_author(tmp_path: Path) -> None:
    rows = "".join(f"  - {{date: 2024-{month:02d}-01, region: N, target: 90}}\n" for month in MONTHS)
    text = plan("total: 1200, unit: 1, author: Ops, reason: New goal", ONE, NORTH + "previous:\n" + rows)

    result = run_yaml(text, tmp_path)
    changes = year_so_far(result).changes

    assert (result.tables.plan.settings.author, result.tables.plan.settings.reason) == ("Ops", "New goal")
    assert {(one.change.old, one.change.new, one.cause) for one in changes} == {(90, 100, "split again")}


def test_row_17_a_half_contribution_counts_half_on_every_level(tmp_path: Path) -> None:
    tables = """organisation:
  - {person: Meg}
  - {person: Ann, manager: Meg}
actuals:
  - {date: 2024-01-20, person: Ann, amount: 100, contribution: 0.5}
"""
    steps = "  - {dimension: person}\n  - {dimension: month}"

    year = year_so_far(run_yaml(plan("total: 1200, unit: 1", steps, tables), tmp_path))

    assert {one.label: one.actual for one in year.standings} == {"Meg": 50, "Ann": 50}


def test_row_17_months_without_sales_keep_their_gap(tmp_path: Path) -> None:
    tables = NORTH + "actuals: [{date: 2024-01-20, region: N, amount: 100}]\n"

    result = run_yaml(plan("total: 1200, unit: 1, as_of: 2024-03-31", ONE, tables), tmp_path)
    north = year_so_far(result).standings[0]

    assert (north.due, north.actual) == (300, 100)
    assert north.season.progress == Fraction(1, 3)
