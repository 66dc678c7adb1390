"""Tables of the grading job as a test writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.kernel.dates import serial_of_date
from xlsales.tables.raw import RawTable

Rows = Sequence[Sequence[object]]
END = date(2025, 12, 31)
SETTINGS: Mapping[str, object] = {"as_of": END}
CONDITIONS = [["volume", 100.0], ["frequency", 4], ["margin", 0.2], ["credit", 70]]


def table(name: str, headings: Sequence[str], rows: Rows) -> RawTable:
    """Return a table; places are ``name!row,column``, the headings are row 1."""
    cells = [[serial_of_date(value) if isinstance(value, date) else value for value in row] for row in rows]
    return RawTable(name, tuple(headings), cells, partial(_place, name))


def policy(settings: Mapping[str, object] | None = None, start: object = None) -> RawTable:
    """Return a table of settings, with ``as_of`` unless given."""
    given = {**SETTINGS, **(settings or {})}
    return table(
        "policy",
        ("effective_from", "setting", "value"),
        [[start, name, value] for name, value in given.items()],
    )


def conditions(rows: Rows = CONDITIONS) -> RawTable:
    """Return a table of conditions by threshold."""
    return table("conditions", ("measure", "threshold"), rows)


def transactions(rows: Rows) -> RawTable:
    """Return transactions: customer, day, amount, margin, due, paid."""
    return table("transactions", ("customer_id", "date", "amount", "margin", "due", "paid"), rows)


def graded(*tables: RawTable) -> Grading:
    """Run the job on tables."""
    return run_grading(tables)


def by_key(result: Grading) -> dict[str, GradedCustomer]:
    """Return the customers of the last period by key."""
    return {one.known.key: one for one in result.last.customers}


def _place(name: str, row: int, column: int) -> str:
    return f"{name}!{row + 2},{column + 1}"
