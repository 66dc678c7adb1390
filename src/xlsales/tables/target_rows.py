"""Rows beside a target plan: sales, commitments, own goals, milestones, improvements, discounts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from xlsales.tables import target_specs as specs
from xlsales.tables.reading import TableReader
from xlsales.tables.rows import (
    Commitment,
    Discount,
    Improvement,
    Milestone,
    OwnGoal,
    PreviousTarget,
    Sale,
)
from xlsales.tables.specs import TableSpec


def rows_beside(reader: TableReader) -> dict[str, Any]:
    """Return the rows beside a plan by the names that ``TargetTables`` gives them."""
    return {
        "history": _sales(reader, specs.HISTORY),
        "actuals": _sales(reader, specs.ACTUALS),
        "commitments": tuple(
            Commitment(row["labels"], Fraction(row["amount"]), where)
            for row, where in reader.facts(specs.COMMITMENTS, "amount")
        ),
        "previous": tuple(
            PreviousTarget(row["date"], row["labels"], Fraction(row["target"]), where)
            for row, where in reader.facts(specs.PREVIOUS, "date", "target")
        ),
        "goals": tuple(
            OwnGoal(row["person"], Fraction(row["goal"]), where)
            for row, where in reader.facts(specs.GOALS, "person", "goal")
        ),
        "milestones": tuple(
            Milestone(row["milestone"], row.get("owner", ""), row["due"], row.get("done"))
            for row, _ in reader.facts(specs.MILESTONES, "milestone", "due")
        ),
        "improvements": tuple(
            Improvement(
                row["goal"],
                Fraction(row["baseline"]),
                _number(row, "change"),
                _number(row, "target"),
                _number(row, "actual"),
            )
            for row, _ in reader.facts(specs.IMPROVEMENTS, "goal", "baseline")
        ),
        "discounts": tuple(
            Discount(
                row["offer"],
                Fraction(row["price"]),
                Fraction(row["cost"]),
                Fraction(row["discount"]),
                _number(row, "volume"),
            )
            for row, _ in reader.facts(specs.DISCOUNTS, "offer", "price", "cost", "discount")
        ),
    }


def _sales(reader: TableReader, spec: TableSpec) -> tuple[Sale, ...]:
    return tuple(
        Sale(
            row["date"],
            row["labels"],
            Fraction(row["amount"]),
            Fraction(row.get("contribution", 1)),
            where,
        )
        for row, where in reader.facts(spec, "date", "amount")
    )


def _number(row: Mapping[str, Any], name: str) -> Fraction | None:
    return Fraction(row[name]) if name in row else None
