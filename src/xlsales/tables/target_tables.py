"""The tables of a target plan: the plan itself, checked as a whole, and the rows beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from xlsales.kernel.issues import Issue
from xlsales.plans.base import Location
from xlsales.plans.targets import TargetPlan
from xlsales.tables import target_specs as specs
from xlsales.tables.labels import Spellings
from xlsales.tables.matching import Mapping as ColumnMapping
from xlsales.tables.matching import Matched, Reading, matched, table_of
from xlsales.tables.plan_places import PlanPlaces, plan_issues
from xlsales.tables.raw import RawTable
from xlsales.tables.records import OpenColumns, Record, complete, fraction, records_of
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
from xlsales.tables.values import FieldValue, UnreadableError, read_value, unreadable


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
    reader = _Reader(tables)
    content = reader.plan()
    rows = reader.rows()
    plan, issues = plan_issues(content, reader.places)
    issues = [*reader.issues, *issues]
    if plan is None:
        return None, issues
    return TargetTables(plan, reader.places, readings=tuple(reader.readings), **rows), issues


@dataclass
class _Reader:
    tables: Sequence[RawTable]
    issues: list[Issue] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    places: PlanPlaces = field(default_factory=PlanPlaces)
    spellings: Spellings = field(default_factory=Spellings)
    mappings: tuple[ColumnMapping, ...] = ()
    weights: frozenset[str] = frozenset()

    def plan(self) -> dict[str, Any]:
        """Return the content of the plan's models, fields by name."""
        self.mappings = self._mappings()
        steps = self._closed("steps", specs.STEPS)
        for step in steps:
            self._name_step(step)
        self.weights = frozenset(
            name
            for step in steps
            for name in ((step.get("column") or ""), *(step.get("coefficient") or "").split(","))
            if name
        )
        return {
            "settings": self._settings(),
            "steps": steps,
            "seats": self._open("seats", specs.ORGANISATION, numbers="values", named="person"),
            "members": self._members(),
            "ramps": self._closed("ramps", specs.RAMPS),
            "limits": self._open("limits", specs.LIMITS),
            "margins": self._open("margins", specs.MARGINS),
        }

    def rows(self) -> dict[str, Any]:
        """Return the rows beside the plan."""
        return {
            "history": self._sales(specs.HISTORY),
            "actuals": self._sales(specs.ACTUALS),
            "commitments": tuple(
                Commitment(labels, fraction(record.values["amount"]), where)
                for record, labels, where in self._labelled(specs.COMMITMENTS, "amount")
            ),
            "previous": tuple(
                PreviousTarget(_day(record.values["date"]), labels, fraction(record.values["target"]), where)
                for record, labels, where in self._labelled(specs.PREVIOUS, "date", "target")
            ),
            "goals": self._goals(),
            "milestones": tuple(
                Milestone(
                    str(values["milestone"]),
                    str(values.get("owner", "")),
                    _day(values["due"]),
                    _day(values["done"]) if "done" in values else None,
                )
                for values in self._values(specs.MILESTONES, "milestone", "due")
            ),
            "improvements": tuple(
                Improvement(
                    str(values["goal"]),
                    *_numbers(values, "baseline"),
                    *_maybe(values, "change", "target", "actual"),
                )
                for values in self._values(specs.IMPROVEMENTS, "goal", "baseline")
            ),
            "discounts": tuple(
                Discount(
                    str(values["offer"]),
                    *_numbers(values, "price", "cost", "discount"),
                    *_maybe(values, "volume"),
                )
                for values in self._values(specs.DISCOUNTS, "offer", "price", "cost", "discount")
            ),
        }

    # Tables

    def _find(self, spec: TableSpec) -> Matched | None:
        raw, issues = table_of(spec, self.tables)
        self.issues += issues
        if raw is None:
            return None
        found, issues = matched(spec, raw, self.mappings)
        self.issues += issues
        self.readings += found.readings()
        return found

    def _mappings(self) -> tuple[ColumnMapping, ...]:
        table = self._find(specs.COLUMNS)
        if table is None:
            return ()
        return tuple(
            ColumnMapping(*(str(record.values[name]) for name in ("table", "field", "column")))
            for record in complete(records_of(table, self.issues), "table", "field", "column")
        )

    def _settings(self) -> dict[str, FieldValue]:
        table = self._find(specs.PLAN)
        if table is None:
            names = ", ".join((specs.PLAN.name, *specs.PLAN.words))
            self.issues.append(
                Issue(
                    "TABLE-007",
                    "workbook",
                    "no table of settings",
                    f"a table or a sheet called one of: {names}",
                    "Add the table with the columns setting and value; the template workbook shows it.",
                )
            )
            return {}
        found: dict[str, FieldValue] = {}
        for record in complete(records_of(table, self.issues), "setting"):
            self._setting(table, record, found)
        return found

    def _setting(self, table: Matched, record: Record, found: dict[str, FieldValue]) -> None:
        word = str(record.values["setting"])
        spec = next((one for one in specs.SETTINGS if one.is_called(word)), None)
        if spec is None:
            words = [name for one in specs.SETTINGS for name in (one.name, *one.words)]
            close = get_close_matches(word.casefold(), words, 1, 0.6)
            fix = f"Did you mean {close[0]!r}?" if close else "Remove the row, or correct the word."
            where = table.place(record.row, "setting")
            self.issues.append(Issue("TABLE-008", where, repr(word), "a setting that we know", fix))
            return
        position = table.columns.get("value")
        if position is None:
            return
        where = table.raw.place(record.row, position)
        self.places.put(("settings", spec.name), where)
        raw = table.raw.rows[record.row][position]
        try:
            value = read_value(raw, spec, table.raw)
        except UnreadableError as error:
            self.places.spoil(("settings", spec.name))
            self.issues.append(unreadable(raw, where, str(error)))
            return
        if value is not None:
            found[spec.name] = value

    def _closed(self, name: str, spec: TableSpec) -> list[dict[str, Any]]:
        table = self._find(spec)
        if table is None:
            return []
        self.places.put((name,), table.raw.where)
        entries: list[dict[str, Any]] = []
        for record in records_of(table, self.issues):
            self.places.put_row(name, len(entries), table, record)
            entries.append(dict(record.values))
        return entries

    def _name_step(self, step: dict[str, Any]) -> None:
        from xlsales.tables.dimensions import dimension_name

        if "dimension" in step:
            step["dimension"] = dimension_name(step["dimension"])
        if "column" in step:
            step["column"] = step["column"].strip().casefold()
        if "coefficient" in step:
            names = (one.strip().casefold() for one in step["coefficient"].replace("，", ",").split(","))
            step["coefficient"] = ",".join(name for name in names if name)

    def _open(
        self, name: str, spec: TableSpec, numbers: str | None = None, named: str | None = None
    ) -> list[dict[str, Any]]:
        table = self._find(spec)
        if table is None:
            return []
        self.places.put((name,), table.raw.where)
        columns = OpenColumns(table, self.weights)
        self._tell_open(table, columns)
        entries: list[dict[str, Any]] = []
        for record in records_of(table, self.issues):
            self.places.put_row(name, len(entries), table, record)
            entry: dict[str, Any] = dict(record.values)
            entry["labels"] = columns.labels(record.row, self.spellings, self.issues)
            if numbers is not None:
                entry[numbers] = columns.weights(record.row, self.issues)
            if named is not None and named in entry:
                entry[named] = self.spellings.of(named, entry[named])
            if "manager" in entry:
                entry["manager"] = self.spellings.of("person", entry["manager"])
            self.places.put_open(name, len(entries), table, record, columns)
            entries.append(entry)
        return entries

    def _members(self) -> list[dict[str, Any]]:
        entries = self._open("members", specs.MEMBERS, numbers="values")
        for entry in entries:
            entry.pop("labels")
            if "dimension" in entry:
                from xlsales.tables.dimensions import dimension_name

                entry["dimension"] = dimension_name(entry["dimension"])
                if "member" in entry:
                    entry["member"] = self.spellings.of(entry["dimension"], entry["member"])
        return entries

    def _tell_open(self, table: Matched, columns: OpenColumns) -> None:
        from xlsales.tables.raw import HEADINGS

        for kind, found in (("dimension", columns.dimensions), ("weights", columns.numbers)):
            self.readings += (
                Reading(
                    table.raw.name,
                    table.raw.headings[position],
                    f"{kind} {name}",
                    table.raw.place(HEADINGS, position),
                )
                for name, position in found.items()
            )

    def _labelled(self, spec: TableSpec, *needed: str) -> Iterable[tuple[Record, Mapping[str, str], str]]:
        table = self._find(spec)
        if table is None:
            return
        columns = OpenColumns(table, frozenset())
        self._tell_open(table, columns)
        for record in complete(records_of(table, self.issues), *needed):
            labels = columns.labels(record.row, self.spellings, self.issues)
            yield record, labels, table.place(record.row, needed[-1])

    def _sales(self, spec: TableSpec) -> tuple[Sale, ...]:
        return tuple(
            Sale(
                _day(record.values["date"]),
                labels,
                fraction(record.values["amount"]),
                fraction(record.values.get("contribution", 1)),
                where,
            )
            for record, labels, where in self._labelled(spec, "date", "amount")
        )

    def _goals(self) -> tuple[OwnGoal, ...]:
        table = self._find(specs.GOALS)
        if table is None:
            return ()
        return tuple(
            OwnGoal(
                self.spellings.of("person", str(record.values["person"])),
                fraction(record.values["goal"]),
                table.place(record.row, "goal"),
            )
            for record in complete(records_of(table, self.issues), "person", "goal")
        )

    def _values(self, spec: TableSpec, *needed: str) -> list[dict[str, FieldValue]]:
        table = self._find(spec)
        if table is None:
            return []
        return [record.values for record in complete(records_of(table, self.issues), *needed)]


def _day(value: FieldValue) -> date:
    assert isinstance(value, date)
    return value


def _numbers(values: Mapping[str, FieldValue], *names: str) -> list[Fraction]:
    return [fraction(values[name]) for name in names]


def _maybe(values: Mapping[str, FieldValue], *names: str) -> list[Fraction | None]:
    return [fraction(values[name]) if name in values else None for name in names]


def location_text(location: Location) -> str:
    """Return a location of a plan for a message where no cell is known."""
    return ".".join(str(part) for part in location)
