"""The tables of a target plan: the plan itself, checked as a whole, and the rows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsales.kernel.issues import Issue
from xlsales.plans.targets import TargetPlan
from xlsales.tables import target_specs as specs
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.matching import Reading
from xlsales.tables.plan_places import PlanPlaces, plan_issues
from xlsales.tables.raw import RawTable
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
from xlsales.tables.target_rows import rows_beside


@dataclass(frozen=True, slots=True)
class TargetTables:
    """Everything a target plan was given, read and converted.

    Attributes:
        plan: The checked models.
        history, actuals: Sales of past years, and of the plan's own.
        readings: How every column was understood.
        places: Where each field of the plan stands.
    """

    plan: TargetPlan
    places: PlanPlaces
    history: tuple[Sale, ...] = ()
    actuals: tuple[Sale, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    goals: tuple[OwnGoal, ...] = ()
    previous: tuple[PreviousTarget, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    discounts: tuple[Discount, ...] = ()
    readings: tuple[Reading, ...] = ()


def read_target_tables(tables: Sequence[RawTable]) -> tuple[TargetTables | None, list[Issue]]:
    """Read the tables of a target plan.

    Args:
        tables: All tables of a workbook or a YAML file; those of other names are left alone.

    Returns:
        What was read, ``None`` where there is no valid plan, and every problem found: TABLE-001 to
        TABLE-008 about cells and columns, PLAN-001 about fields of the plan.
    """
    reader = TableReader(tables)
    content = _plan_content(reader)
    rows = rows_beside(reader)
    plan, issues = plan_issues(content, reader.places)
    issues = [*reader.issues, *issues]
    if plan is None:
        return None, issues
    return TargetTables(plan, reader.places, readings=tuple(reader.readings), **rows), issues


def _plan_content(reader: TableReader) -> dict[str, Any]:
    """Return the content of the plan's models, fields by name."""
    steps = reader.rows("steps", specs.STEPS)
    for step in steps:
        _name_columns(step)
    weights = frozenset(
        name
        for step in steps
        for name in (step.get("column", ""), *step.get("coefficient", "").split(","))
        if name
    )
    return {
        "settings": reader.settings(specs.PLAN, specs.SETTINGS),
        "steps": steps,
        "seats": reader.rows("seats", specs.ORGANISATION, ("person", "manager"), weights),
        "members": _members(reader, weights),
        "ramps": reader.rows("ramps", specs.RAMPS),
        "limits": reader.rows("limits", specs.LIMITS),
        "margins": reader.rows("margins", specs.MARGINS),
    }


def _name_columns(step: dict[str, Any]) -> None:
    """Write the dimension and the columns of a step as they are known elsewhere."""
    if "dimension" in step:
        step["dimension"] = dimension_name(step["dimension"])
    if "column" in step:
        step["column"] = step["column"].strip().casefold()
    if "coefficient" in step:
        names = (one.strip().casefold() for one in step["coefficient"].replace("，", ",").split(","))
        step["coefficient"] = ",".join(name for name in names if name)


def _members(reader: TableReader, weights: frozenset[str]) -> list[dict[str, Any]]:
    entries = reader.rows("members", specs.MEMBERS, weights=weights)
    for entry in entries:
        entry.pop("labels")
        if "dimension" in entry:
            entry["dimension"] = dimension_name(entry["dimension"])
            if "member" in entry:
                entry["member"] = reader.spellings.of(entry["dimension"], entry["member"])
    return entries
