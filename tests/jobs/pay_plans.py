"""Incentive plans for tests: YAML texts, run through the job."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.kernel.numbers import ZERO
from xlsales.ledger.store import Ledger
from xlsales.tables.yaml_tables import yaml_tables


def plan(**tables: Any) -> dict[str, Any]:
    """Return a plan with one seller, Ann, on plan ``reps``; ``tables`` are added or replaced."""
    return {
        "plan": {"start": date(2026, 1, 1), "period": date(2026, 1, 1)},
        "people": [{"person": "Ann", "plan": "reps"}],
        **tables,
    }


def component(**fields: Any) -> dict[str, Any]:
    """Return a flat component of 10 % by month; ``fields`` are added or replaced."""
    return {"plan": "reps", "component": "commission", "kind": "flat", "rate": "0.1", **fields}


def tiered(**fields: Any) -> dict[str, Any]:
    """Return a component by the tiers of ``TIERS``."""
    return {"plan": "reps", "component": "commission", "kind": "tiered", "table": "t", **fields}


TIERS = [{"table": "t", "bound": 0, "rate": "0.05"}, {"table": "t", "bound": 1000, "rate": "0.08"}]


def sale(
    id_: str, amount: object, day: str = "2026-01-15", person: str = "Ann", **fields: Any
) -> dict[str, Any]:
    """Return a transaction."""
    return {"id": id_, "date": day, "person": person, "amount": str(amount), **fields}


def run_plan(tables: dict[str, Any], month: str | None = None, ledger: Ledger | None = None) -> IncentiveRun:
    """Run the job on tables."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_text(yaml.safe_dump(tables, allow_unicode=True, sort_keys=False), encoding="utf-8")
        raw = yaml_tables(path)
    return run_incentives(raw, date.fromisoformat(f"{month}-01") if month else None, ledger)


def amounts(run: IncentiveRun) -> dict[tuple[str, str, str], Fraction]:
    """Return the sum of each payee, month and component."""
    sums: dict[tuple[str, str, str], Fraction] = {}
    for line in run.pay.lines:
        key = (line.payee, f"{line.month:%Y-%m}", line.component)
        sums[key] = sums.get(key, ZERO) + line.amount
    return sums


def total(run: IncentiveRun) -> Fraction:
    """Return the sum of all lines."""
    return sum((line.amount for line in run.pay.lines), ZERO)
