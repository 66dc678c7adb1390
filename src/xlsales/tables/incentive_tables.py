"""The tables of an incentive plan: the plan as models, and what happened as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from xlsales.kernel.dates import month_start
from xlsales.kernel.issues import Issue
from xlsales.kernel.words import folded
from xlsales.plans.incentives import IncentivePlan
from xlsales.tables import incentive_specs as specs
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.incentive_rows import (
    Activity,
    Adjustment,
    Budget,
    CreditShare,
    Dispute,
    Happened,
    ManualOverride,
    Payment,
    Score,
    TargetRow,
    Transaction,
)
from xlsales.tables.incentive_side_tables import side_tables
from xlsales.tables.matching import Reading
from xlsales.tables.plan_places import PlanPlaces, model_issues
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader

#: From this many rows on, transactions and payments are read and kept by column.
COLUMNS_FROM: Final = 2_000
#: What may pick the column of a matrix beside a label, and its other names.
_ACROSS: Final = {"折扣": "discount", "毛利率": "margin", "margin rate": "margin"}


@dataclass(frozen=True, slots=True)
class IncentiveTables:
    """Everything that the job is told.

    Attributes:
        plan: The checked models.
        happened: Transactions, payments, targets and what else happened.
        places: Where each field of the plan stands.
        readings: How every column was understood.
    """

    plan: IncentivePlan
    happened: Happened
    places: PlanPlaces
    readings: tuple[Reading, ...] = ()


def read_incentive_tables(tables: Sequence[RawTable]) -> tuple[IncentiveTables | None, list[Issue]]:
    """Read the tables of an incentive plan.

    Returns:
        What was read, ``None`` where there is no valid plan, and every problem of cells and columns:
        TABLE-001 to TABLE-008, and PLAN-001 about fields of the plan.
    """
    reader = TableReader(tables)
    plan, issues = model_issues(IncentivePlan, _plan(reader), reader.places)
    happened = _happened(reader)
    issues = [*reader.issues, *issues]
    if plan is None:
        return None, issues
    return IncentiveTables(plan, happened, reader.places, tuple(reader.readings)), issues


def _plan(reader: TableReader) -> dict[str, Any]:
    content: dict[str, Any] = {
        "settings": reader.settings(specs.PLAN, specs.SETTINGS),
        "components": reader.rows("components", specs.COMPONENTS),
        "people": reader.rows("people", specs.PEOPLE, people=("person", "manager")),
        "rates": reader.rows("rates", specs.RATES),
    }
    for name, spec in (
        ("tiers", specs.TIERS),
        ("curves", specs.CURVES),
        ("steps", specs.STEPS),
        ("prizes", specs.PRIZES),
        ("weights", specs.WEIGHTS),
        ("matrices", specs.MATRICES),
        ("ratings", specs.RATINGS),
        ("exchange", specs.EXCHANGE),
        ("titles", specs.TITLES),
    ):
        content[name] = reader.rows(name, spec)
    for component in content["components"]:
        if "credited_to" in component:
            component["credited_to"] = dimension_name(component["credited_to"])
        if "across" in component:
            word = folded(component["across"])
            component["across"] = _ACROSS.get(word) or dimension_name(component["across"])
        if "once_per" in component:
            names = component["once_per"].replace("，", ",").split(",")
            component["once_per"] = ",".join(dimension_name(name) for name in names if name.strip())
    return content


def _happened(reader: TableReader) -> Happened:
    return Happened(
        _transactions(reader),
        _payments(reader),
        tuple(
            CreditShare(
                str(row["transaction"]),
                row["person"],
                Fraction(row["share"]),
                bool(row.get("overlay", False)),
                where,
            )
            for row, where in reader.facts(specs.CREDITS, "transaction", "person", "share")
        ),
        tuple(
            TargetRow(row["person"], *_month_amount(row), row.get("component", ""), where)
            for row, where in reader.facts(specs.TARGETS, "person", "month", "amount")
        ),
        tuple(
            Adjustment(
                str(row["id"]),
                row["date"],
                row["person"],
                Fraction(row["amount"]),
                row["reason"],
                row["approved_by"],
                where,
            )
            for row, where in reader.facts(
                specs.ADJUSTMENTS, "id", "date", "person", "amount", "reason", "approved_by"
            )
        ),
        tuple(
            ManualOverride(
                row["person"],
                month_start(row["month"]),
                row["component"],
                Fraction(row["amount"]),
                row["reason"],
                row["by"],
                where,
            )
            for row, where in reader.facts(
                specs.OVERRIDES, "person", "month", "component", "amount", "reason", "by"
            )
        ),
        tuple(
            Activity(
                row["person"],
                month_start(row["month"]),
                row.get("component", ""),
                Fraction(row["planned"]),
                Fraction(row["done"]),
                where,
            )
            for row, where in reader.facts(specs.ACTIVITIES, "person", "month", "planned", "done")
        ),
        tuple(
            Score(row["person"], month_start(row["month"]), row["measure"], Fraction(row["score"]), where)
            for row, where in reader.facts(specs.SCORES, "person", "month", "measure", "score")
        ),
        tuple(
            Budget(*_month_amount(row), row.get("component", ""))
            for row, _ in reader.facts(specs.BUDGET, "month", "amount")
        ),
        tuple(
            Dispute(
                str(row["id"]),
                row["person"],
                month_start(row["month"]),
                row.get("component", ""),
                Fraction(row["claimed"]) if "claimed" in row else None,
                row.get("text", ""),
                row["status"],
            )
            for row, _ in reader.facts(specs.DISPUTES, "id", "person", "month", "status")
        ),
        *side_tables(reader),
    )


def _transactions(reader: TableReader) -> Sequence[Transaction]:
    table = reader.find(specs.TRANSACTIONS)
    if table is None:
        return ()
    if len(table.raw.rows) >= COLUMNS_FROM:
        from xlsales.tables.column_reading import transaction_columns

        columns = transaction_columns(table, reader.spellings)
        if columns is not None:
            reader.open_columns(table)
            return columns
    return tuple(
        Transaction(
            str(row["id"]),
            row.get("kind", "sale"),
            row["date"],
            row.get("person", ""),
            Fraction(row["amount"]),
            Fraction(row.get("tax", 0)),
            Fraction(row.get("quantity", 1 if row["amount"] >= 0 else -1)),
            Fraction(row.get("cost", 0)),
            Fraction(row.get("discount", 0)),
            row.get("due"),
            row.get("original", ""),
            row["labels"],
            where,
            row.get("currency", ""),
            row.get("contract_months"),
        )
        for row, where in reader.facts_of(table, "id", "date", "amount")
    )


def _payments(reader: TableReader) -> Sequence[Payment]:
    table = reader.find(specs.PAYMENTS)
    if table is None:
        return ()
    if len(table.raw.rows) >= COLUMNS_FROM:
        from xlsales.tables.column_reading import payment_columns

        columns = payment_columns(table, reader.spellings)
        if columns is not None:
            return columns
    return tuple(
        Payment(str(row["id"]), str(row["transaction"]), row["date"], Fraction(row["amount"]), where)
        for row, where in reader.facts_of(table, "id", "transaction", "date", "amount")
    )


def _month_amount(row: dict[str, Any]) -> tuple[date, Fraction]:
    return month_start(row["month"]), Fraction(row["amount"])
