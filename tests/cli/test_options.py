"""Options that do nothing are refused, numbers are told plainly, files are found where they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import run

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@pytest.mark.parametrize(
    "option", [("--mark", "locked"), ("--period", "2026-03"), ("--statements", "none"), ("--jobs", "2")]
)
def test_an_option_of_the_pay_is_refused_by_another_job(option: tuple[str, str], tmp_path: Path) -> None:
    done = run("run", "targets", WORKBOOKS / "target_plan.xlsx", "-o", tmp_path / "out.xlsx", *option)

    assert done.code == 2
    assert f"INPUT-033 at {option[0]}: got an option of the job incentives" in done.err
    assert not (tmp_path / "out.xlsx").exists()


def test_every_option_of_the_pay_is_told_at_once(tmp_path: Path) -> None:
    plan = WORKBOOKS / "grading_template.xlsx"

    done = run("run", "grading", plan, "-o", tmp_path / "out.xlsx", "--by", "Ann", "--what-if", "b.xlsx")

    assert done.code == 2
    assert "at --by:" in done.err
    assert "at --what-if:" in done.err


@pytest.mark.parametrize("number", ["0", "-3", "two", "1.5"])
def test_processes_are_a_whole_number_from_1(number: str, tmp_path: Path) -> None:
    plan = WORKBOOKS / "incentive_plan.xlsx"

    done = run("run", "incentives", plan, "-o", tmp_path / "pay.xlsx", f"--jobs={number}")

    assert done.code == 2
    assert f"argument --jobs: got '{number}', expected a whole number from 1" in done.err


def test_a_query_without_a_database_is_refused(tmp_path: Path) -> None:
    plan, ledger = WORKBOOKS / "incentive_plan.xlsx", tmp_path / "ledger.sqlite"
    output = ("-o", tmp_path / "pay.xlsx", "--ledger", ledger)

    done = run("run", "incentives", plan, *output, "--payments-query", "SELECT 1")

    assert done.code == 2
    assert "INPUT-034 at --payments-query: got 'SELECT 1', expected a database" in done.err
    assert not ledger.exists()


def test_transactions_are_looked_for_where_the_command_is_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sales.csv").write_text("a,b\n1,2\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    output = ("-o", "pay.xlsx", "--ledger", "ledger.sqlite")

    done = run("run", "incentives", WORKBOOKS / "incentive_plan.xlsx", *output, "--transactions", "sales.csv")

    assert done.code == 2
    assert "sales.csv:1" in done.err
    assert "no column 'amount'" in done.err
