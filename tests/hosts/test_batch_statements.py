"""Statements made by processes or a Dask cluster: the same files as those made here."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from clusters import two_workers
from xlsales.cli.main import main
from xlsales.reports.statement_files import PAYEES_A_PART

PAYEES, SALES = PAYEES_A_PART + 20, 2_400
PLAN = """
plan: {start: 2026-01-01, transactions source: sales.csv}
components:
  - {plan: reps, component: commission, kind: tiered, table: t, cap: 900}
  - {plan: reps, component: north, kind: flat, rate: "0.01", region: North, holdback: "0.3"}
  - {plan: leads, component: team, kind: override, rate: "0.004"}
tiers:
  - {table: t, bound: 0, rate: "0.05"}
  - {table: t, bound: 5000, rate: "0.08"}
people:
  - {person: Max, plan: leads, draw: 100}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a plan with a CSV of sales, large enough to be worked out by column in two parts."""
    people = "".join(f"  - {{person: Rep {n:03}, plan: reps, manager: Max}}\n" for n in range(PAYEES - 1))
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN + people, encoding="utf-8")
    with (tmp_path / "sales.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "date", "person", "amount", "region"))
        for n in range(SALES):
            day, person = f"2026-01-{1 + n % 28:02}", f"Rep {n * 11 % (PAYEES - 1):03}"
            rows.writerow(
                (f"T{n:05}", day, person, f"{100 + n * 37 % 900}.{n % 100:02}", ["North", "South"][n % 2])
            )
    return path


def made(plan: Path, name: str, *options: str) -> dict[str, bytes]:
    """Run the job and return every file that it writes."""
    target = plan.parent / name / "pay.xlsx"
    target.parent.mkdir()
    ledger = str(target.parent / "pay.sqlite")
    assert main(["run", "incentives", str(plan), "-o", str(target), "--ledger", ledger, *options]) == 0
    statements = {path.name: path.read_bytes() for path in sorted((target.parent / "pay").iterdir())}
    return {"payroll": target.read_bytes(), **statements}


def test_two_processes_make_the_bytes_that_one_makes(plan: Path) -> None:
    here = made(plan, "here")

    assert len(here) == PAYEES + 1
    assert made(plan, "processes", "--jobs", "2") == here


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Yield the address of a cluster."""
    with two_workers() as address:
        yield address


def test_a_cluster_makes_the_bytes_that_are_made_here(plan: Path, scheduler: str) -> None:
    assert made(plan, "cluster", "--scheduler", scheduler) == made(plan, "here")


def test_a_scheduler_that_does_not_answer_posts_nothing(
    plan: Path, scheduler: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = plan.parent / "pay.xlsx"

    code = main(["run", "incentives", str(plan), "-o", str(target), "--scheduler", "tcp://127.0.0.1:1"])

    assert (code, "CLUSTER-002" in capsys.readouterr().err) == (2, True)
    assert not target.exists()
