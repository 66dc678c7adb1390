"""Stamps: hashes of what a run was made of, blind to the order of rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from xlsales import __version__
from xlsales.jobs.incentives.fact_hashes import rows_hash
from xlsales.ledger.store import Stamp
from xlsales.plans.incentives import IncentivePlan
from xlsales.tables.incentive_rows import Happened


def stamp_of(plan: IncentivePlan, happened: Happened, month: date) -> Stamp:
    """Return the stamp of a run; the same inputs, plan, engine and month have the same one."""
    others = [name for name in Happened._fields if name not in ("transactions", "payments")]
    rows = [f"{name} {row}" for name in others for row in _rows(happened, name)]
    facts = [f"transactions {rows_hash(happened.transactions)}", f"payments {rows_hash(happened.payments)}"]
    inputs = _hashed([*rows, *facts])
    content = plan.model_dump(mode="json")
    rows = [f"{name} {_sorted_row(row)}" for name, part in content.items() for row in _listed(part)]
    plan_hash = _hashed(rows)
    key = _hashed([f"{month}", inputs, plan_hash, __version__])
    return Stamp(key, inputs, plan_hash, __version__)


def _rows(happened: Happened, name: str) -> Iterable[str]:
    for row in getattr(happened, name):
        values = {field: value for field, value in row._asdict().items() if field != "where"}
        values["labels"] = sorted(dict(values.get("labels", {})).items())
        yield repr(sorted(values.items()))


def _listed(part: object) -> list[object]:
    return part if isinstance(part, list) else [part]


def _sorted_row(row: object) -> str:
    return repr(sorted(row.items())) if isinstance(row, dict) else repr(row)


def _hashed(rows: Iterable[str]) -> str:
    return sha256("\n".join(sorted(rows)).encode()).hexdigest()
