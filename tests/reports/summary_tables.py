"""Small ledgers for tests of the summary: plain rows in, a summary out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from xlsales.jobs.summary import Summary, run_summary
from xlsales.tables.raw import RawTable

WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"
if str(WORKBOOKS) not in sys.path:
    sys.path.append(str(WORKBOOKS))

TODAY = date(2026, 1, 12)


def raw_table(name: str, rows: Sequence[Mapping[str, object]]) -> RawTable:
    """Return rows of named cells as a table; places are ``name:row``."""
    headings = tuple(dict.fromkeys(key for row in rows for key in row)) or ("date", "amount")
    values = [[row.get(heading) for heading in headings] for row in rows]
    return RawTable(name, headings, values, lambda row, column: f"{name}:{row + 2}:{headings[column]}")


def settings(**stated: object) -> RawTable:
    """Return a table of settings."""
    return raw_table(
        "summary settings", [{"setting": name, "value": value} for name, value in stated.items()]
    )


def summary_of(
    ledger: Sequence[Mapping[str, object]], *tables: RawTable, period: str | None = "2025"
) -> Summary:
    """Return the summary of a ledger and further tables."""
    return run_summary([raw_table("sales ledger", ledger), *tables], period, TODAY)
