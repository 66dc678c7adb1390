"""The running year: contribution, roll-up, pace, exceptions, re-split, versions, commitments."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from jobs.plans import run_yaml
from xlsales.jobs.standing import Standing
from xlsales.jobs.targets import Targets
from xlsales.jobs.year_so_far import YearSoFar, year_so_far

PLAN = """
plan: {{start: 2024-01-01, total: 2400, unit: 1, as_of: 2024-03-31, reason: Joiner{settings}}}
steps: [{{dimension: region}}, {{dimension: person}}, {{dimension: month}}]
organisation:
  - {{person: Head}}
  - {{person: Meg, manager: Head}}
  - {{person: Kim, manager: Head}}
  - {{person: Ann, manager: Meg, region: N, end: 2024-01-31}}
  - {{person: Ann, manager: Kim, region: N, start: 2024-02-01}}
  - {{person: Bob, manager: Kim, region: S}}
{tables}
"""
ACTUALS = """
actuals:
  - {date: 2024-01-31, person: Ann, region: N, amount: 300}
  - {date: 2024-02-29, person: Ann, region: N, amount: 100, contribution: 0.5}
  - {date: 2024-03-31, person: Bob, region: S, amount: 150}
  - {date: 2024-04-01, person: Bob, region: S, amount: 9999}
"""


def run(tmp_path: Path, tables: str, settings: str = "") -> tuple[Targets, YearSoFar]:
    result = run_yaml(PLAN.format(tables=tables, settings=settings), tmp_path)
    return result, year_so_far(result)


def standing_of(year: YearSoFar, label: str) -> Standing:
    return next(one for one in year.standings if one.label == label)


def test_actuals_count_by_contribution_before_they_roll_up(tmp_path: Path) -> None:
    _, year = run(tmp_path, ACTUALS)

    assert standing_of(year, "Ann").actual == 350
    assert standing_of(year, "N").actual == 350


def test_a_transfer_goes_to_the_manager_of_its_month(tmp_path: Path) -> None:
    _, year = run(tmp_path, ACTUALS)

    actuals = {name: standing_of(year, name).actual for name in ("Head", "Meg", "Kim", "Bob")}

    assert actuals == {"Head": 500, "Meg": 300, "Kim": 200, "Bob": 150}
    assert standing_of(year, "Head").target == 2400
    assert standing_of(year, "Meg").target == 100


def test_pace_is_told_by_calendar_working_days_and_season(tmp_path: Path) -> None:
    _, year = run(tmp_path, ACTUALS)

    bob = standing_of(year, "Bob")

    assert bob.season.expected == 300
    assert bob.season.progress == Fraction(1, 2)
    assert bob.season.projected == 600
    assert bob.calendar.projected == Fraction(150, 91) * 366
    assert bob.working.days_gone == 65
    assert bob.season.gap == 1050


def test_exceptions_name_people_and_regions_behind_the_farthest_first(tmp_path: Path) -> None:
    _, year = run(tmp_path, ACTUALS)

    assert {one.label for one in year.exceptions} == {"Kim", "S", "Bob", "Head"}
    progress = [one.season.progress for one in year.exceptions]
    assert progress == sorted(progress, key=lambda one: one or Fraction(0))


def test_a_sale_of_a_stranger_is_told_and_counts_for_nobody(tmp_path: Path) -> None:
    _, year = run(tmp_path, ACTUALS + "  - {date: 2024-01-02, person: Xi, region: S, amount: 7}\n")

    assert [issue.code for issue in year.issues] == ["PLAN-070"]
    assert standing_of(year, "Head").actual == 500


def test_the_rest_of_the_year_carries_the_gap(tmp_path: Path) -> None:
    _, year = run(tmp_path, ACTUALS)

    bob = next(line for line in year.resplits if line.labels[-1] == "Bob")

    assert bob.closed == 3
    assert bob.revised[:3] == (0, 0, 150)
    assert sum(bob.revised) == 1200


def test_a_surplus_need_not_lower_the_rest(tmp_path: Path) -> None:
    tables = "actuals: [{date: 2024-01-31, person: Bob, region: S, amount: 900}]"

    _, year = run(tmp_path, tables, ", closed: 1, surplus: no")

    assert year.resplits[-1].revised[1:] == (100,) * 11


def test_half_a_gap_is_carried(tmp_path: Path) -> None:
    tables = "actuals: [{date: 2024-01-31, person: Bob, region: S, amount: 78}]"

    _, year = run(tmp_path, tables, ", closed: 1, carry: 0.5")

    assert sum(year.resplits[-1].revised) == 78 + 1100 + 11


def test_closed_months_of_the_previous_version_are_locked_for_a_joiner(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{date: 2024-{month:02d}-01, region: S, person: Bob, target: 100}}\n"
        f"  - {{date: 2024-{month:02d}-01, region: N, person: Ann, target: 100}}\n"
        for month in range(1, 13)
    )
    tables = "  - {person: Zed, manager: Kim, region: S, start: 2024-04-01}\nprevious:\n" + rows

    result, year = run(tmp_path, tables, ", closed: 3")

    bob = [line.target for line in result.lines if line.labels == ("S", "Bob")]
    zed = [line.target for line in result.lines if line.labels == ("S", "Zed") and line.target]
    assert bob[:3] == [100, 100, 100]
    assert sum(bob) + sum(zed) == 1200
    assert len(zed) == 9
    causes = {(one.change.key[0][1], one.cause) for one in year.changes}
    assert causes == {("Zed", "new line"), ("Bob", "split again")}
    assert sum(one.change.difference for one in year.changes) == 0


def test_commitments_stand_beside_targets_on_every_level(tmp_path: Path) -> None:
    tables = "commitments: [{region: N, person: Ann, amount: 1000}, {region: S, amount: 1300}]"

    _, year = run(tmp_path, tables)

    gaps = {one.path: one.gap for one in year.gaps}
    assert gaps == {(): 100, ("N",): 200, ("N", "Ann"): 200, ("S",): -100}


def test_self_set_goals_stand_beside_assigned_ones(tmp_path: Path) -> None:
    _, year = run(tmp_path, "goals: [{person: Ann, goal: 1500}, {person: Xi, goal: 5}]")

    assert [(one.person, one.goal, one.assigned) for one in year.goals] == [
        ("Ann", 1500, 1200),
        ("Xi", 5, None),
    ]


def test_a_version_without_a_change_has_no_differences(tmp_path: Path) -> None:
    result, _ = run(tmp_path, "")
    rows = "".join(
        f"  - {{date: {line.month}, region: {region}, person: {person}, target: {line.target}}}\n"
        for line in result.lines
        for region, person in [line.labels]
    )

    _, year = run(tmp_path, "previous:\n" + rows)

    assert year.changes == ()


def test_the_day_of_the_count_follows_the_actuals(tmp_path: Path) -> None:
    text = PLAN.format(tables=ACTUALS, settings="").replace("as_of: 2024-03-31, ", "")

    year = year_so_far(run_yaml(text, tmp_path))

    assert year.as_of == date(2024, 4, 30)
