"""Bad plans: every problem is told at once, each with its cell and its cure, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from jobs.plans import run_yaml
from xlsales.cli.main import main
from xlsales.jobs.targets import read_plan_file, run_targets
from xlsales.kernel.issues import ComputationError, InvalidInputError, Issue

Rows = Sequence[Sequence[object]]


def book(path: Path, sheets: Mapping[str, Rows]) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def sheets(**changes: Rows) -> dict[str, Rows]:
    good: dict[str, Rows] = {
        "Plan": [["setting", "value"], ["start", date(2024, 1, 1)], ["total", 1200], ["unit", 1]],
        "Steps": [
            ["dimension", "weights", "column"],
            ["person", "column", "potential"],
            ["month", "even", None],
        ],
        "Organisation": [
            ["person", "manager", "from", "to", "potential"],
            ["Meg", None, None, None, None],
            ["Ann", "Meg", None, None, 3],
            ["Bob", "Meg", None, None, 2],
        ],
    }
    return good | changes


def issues_of(path: Path) -> dict[str, Issue]:
    with pytest.raises(InvalidInputError) as caught:
        run_targets(read_plan_file(path))
    return {issue.where: issue for issue in caught.value.issues}


def test_a_good_plan_runs(tmp_path: Path) -> None:
    result = run_targets(read_plan_file(book(tmp_path / "p.xlsx", sheets())))

    assert sum(line.target for line in result.lines) == 1200


def test_all_problems_of_people_are_told_at_once(tmp_path: Path) -> None:
    people: Rows = [
        ["person", "manager", "from", "to", "potential"],
        ["Meg", "Ann", None, None, None],
        ["Ann", "Meg", None, None, -3],
        ["Bob", None, None, None, "high"],
        ["Eve", "Meg", date(2024, 1, 1), date(2024, 6, 30), 1],
        ["Eve", "Meg", date(2024, 6, 30), None, 1],
        ["Tom", "Nobody", date(2024, 5, 1), date(2024, 4, 1), 1],
    ]

    found = issues_of(book(tmp_path / "p.xlsx", sheets(Organisation=people)))

    assert {where: issue.code for where, issue in found.items()} == {
        "Organisation!B2": "PLAN-034",
        "Organisation!E3": "PLAN-028",
        "Organisation!B4": "PLAN-033",
        "Organisation!E4": "TABLE-003",
        "Organisation!C6": "PLAN-031",
        "Organisation!B7": "PLAN-032",
        "Organisation!D7": "PLAN-030",
    }
    assert all(issue.fix.endswith(".") for issue in found.values())


def test_floors_above_the_total_name_their_cells(tmp_path: Path) -> None:
    limits: Rows = [["person", "floor", "cap"], ["Ann", 900, None], ["Bob", 400, None]]

    found = issues_of(book(tmp_path / "p.xlsx", sheets(Limits=limits)))

    assert found["Limits!B2, Limits!B3"].code == "PLAN-045"
    assert "1300" in found["Limits!B2, Limits!B3"].got


def test_a_floor_above_its_cap_names_the_cell(tmp_path: Path) -> None:
    limits: Rows = [["person", "floor", "cap"], ["Ann", 90, 80]]

    assert issues_of(book(tmp_path / "p.xlsx", sheets(Limits=limits)))["Limits!B2"].code == "PLAN-044"


def test_given_totals_that_disagree_and_a_month_missing_are_told(tmp_path: Path) -> None:
    months = [[None, date(2024, month, 1), 100] for month in range(1, 12)]
    margins: Rows = [["person", "month", "amount"], ["Ann", None, 700], ["Bob", None, 501], *months]

    found = issues_of(book(tmp_path / "p.xlsx", sheets(Margins=margins)))

    assert found["Margins!C2"].code == "PLAN-050"
    assert found["Margins!C4"].code == "PLAN-050"
    assert "2024-12" in found["Margins!B4"].got


def test_a_month_missing_in_the_history_stops_months_weighed_by_it(tmp_path: Path) -> None:
    history: Rows = [["date", "amount"], *([date(2023, month, 9), 5] for month in range(1, 12))]
    steps: Rows = [["dimension", "weights"], ["person", "even"], ["month", "last year"]]

    found = issues_of(book(tmp_path / "p.xlsx", sheets(History=history, Steps=steps)))

    assert found["Steps!B3"].code == "PLAN-053"
    assert "2023-12" in found["Steps!B3"].got


def test_wrong_settings_are_told_with_a_suggestion(tmp_path: Path) -> None:
    plan: Rows = [["setting", "value"], ["start", "soon"], ["totl", 1200], ["growth", 0.1], ["total", 5]]

    found = issues_of(book(tmp_path / "p.xlsx", sheets(Plan=plan)))

    assert found["Plan!B2"].code == "TABLE-003"
    assert found["Plan!A3"].code == "TABLE-008"
    assert "'total'" in found["Plan!A3"].fix


def test_two_goals_are_one_too_many(tmp_path: Path) -> None:
    plan: Rows = [["setting", "value"], ["start", date(2024, 1, 1)], ["growth", 0.1], ["total", 5]]

    assert issues_of(book(tmp_path / "p.xlsx", sheets(Plan=plan)))["Plan!B3"].code == "PLAN-011"


def test_an_unknown_dimension_and_a_step_without_a_month_are_told(tmp_path: Path) -> None:
    steps: Rows = [["dimension", "weights"], ["planet", "even"]]

    found = issues_of(book(tmp_path / "p.xlsx", sheets(Steps=steps)))

    assert found["Steps!A2"].code == "PLAN-021"
    assert found["Steps!A1"].code == "PLAN-024"


def test_a_column_of_weights_that_is_not_there_is_told(tmp_path: Path) -> None:
    steps: Rows = [["dimension", "weights", "column"], ["person", "column", "potentail"], ["month", "even"]]

    assert issues_of(book(tmp_path / "p.xlsx", sheets(Steps=steps)))["Steps!C2"].code == "PLAN-027"


def test_nothing_is_written_for_a_bad_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path / "p.xlsx", sheets(Limits=[["person", "floor"], ["Ann", 9000]]))

    code = main(["run", "targets", str(path), "-o", str(tmp_path / "out.xlsx")])

    assert code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["p.xlsx"]
    assert "Limits!B2" in capsys.readouterr().err


def test_a_yaml_problem_names_file_and_line(tmp_path: Path) -> None:
    text = "plan:\n  start: 2024-01-01\n  total: many\nsteps:\n  - {dimension: month}\n"

    with pytest.raises(InvalidInputError, match=r"TABLE-003 at plan.yaml:3"):
        run_yaml(text, tmp_path)


def test_a_limit_where_nobody_is_in_service_is_not_used_silently(tmp_path: Path) -> None:
    text = """
plan: {start: 2024-01-01, total: 1200, unit: 1}
steps: [{dimension: region}, {dimension: month}, {dimension: person}]
organisation: [{person: Ann, region: N, start: 2024-02-01}, {person: Bob, region: S}]
limits:
  - {region: N, month: 2024-01, lock: 10}
"""

    result = run_yaml(text, tmp_path)

    assert [(issue.code, issue.where) for issue in result.issues] == [("PLAN-060", "plan.yaml:6")]


def test_a_target_that_nobody_can_take_names_the_place(tmp_path: Path) -> None:
    text = """
plan: {start: 2024-01-01, total: 1200, unit: 1}
steps: [{dimension: region}, {dimension: person}, {dimension: month}]
organisation: [{person: Ann, region: N, end: 2023-12-31}]
"""

    with pytest.raises(ComputationError, match=r"TARGET-111 at total: got 1200 and no region"):
        run_yaml(text, tmp_path)
