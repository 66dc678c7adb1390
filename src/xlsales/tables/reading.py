"""Reads tables of known kinds: settings, closed rows and rows with labels, each cell's place kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from xlsales.kernel.issues import Issue
from xlsales.tables.labels import Spellings
from xlsales.tables.matching import Mapping as ColumnMapping
from xlsales.tables.matching import Matched, Reading, matched, table_of
from xlsales.tables.plan_places import PlanPlaces
from xlsales.tables.raw import HEADINGS, RawTable
from xlsales.tables.records import OpenColumns, Record, complete, records_of
from xlsales.tables.specs import FieldSpec, TableSpec
from xlsales.tables.target_specs import COLUMNS
from xlsales.tables.values import FieldValue, UnreadableError, read_value, unreadable


@dataclass
class TableReader:
    """The tables of a file; whatever cannot be read is added to ``issues``.

    Attributes:
        tables: All tables of the file.
        issues: Every problem so far.
        readings: How each column was understood.
        places: Where each field of a plan stands.
        spellings: The one spelling of each label.
    """

    tables: Sequence[RawTable]
    issues: list[Issue] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    places: PlanPlaces = field(default_factory=PlanPlaces)
    spellings: Spellings = field(default_factory=Spellings)
    mappings: tuple[ColumnMapping, ...] = ()

    def __post_init__(self) -> None:
        table = self.find(COLUMNS)
        if table is not None:
            names = ("table", "field", "column")
            self.mappings = tuple(
                ColumnMapping(*(str(record.values[name]) for name in names))
                for record in complete(records_of(table, self.issues), *names)
            )

    def find(self, spec: TableSpec) -> Matched | None:
        """Return the table of a kind, ``None`` where the file has none."""
        raw, issues = table_of(spec, self.tables)
        self.issues += issues
        if raw is None:
            return None
        found, issues = matched(spec, raw, self.mappings)
        self.issues += issues
        self.readings += found.readings()
        return found

    def settings(self, spec: TableSpec, fields: Sequence[FieldSpec]) -> dict[str, FieldValue]:
        """Return the settings of a table of names and values."""
        table = self.find(spec)
        if table is None:
            names = ", ".join((spec.name, *spec.words))
            fix = "Add the table with the columns setting and value; the template workbook shows it."
            expected = f"a table or a sheet called one of: {names}"
            self.issues.append(Issue("TABLE-007", "workbook", "no table of settings", expected, fix))
            return {}
        self.places.put(("settings",), table.raw.where)
        found: dict[str, FieldValue] = {}
        for record in complete(records_of(table, self.issues), "setting"):
            self._setting(table, record, fields, found)
        return found

    def _setting(
        self, table: Matched, record: Record, fields: Sequence[FieldSpec], found: dict[str, FieldValue]
    ) -> None:
        word = str(record.values["setting"])
        spec = next((one for one in fields if one.is_called(word)), None)
        if spec is None:
            words = [name for one in fields for name in (one.name, *one.words)]
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

    def rows(
        self,
        name: str,
        spec: TableSpec,
        people: Sequence[str] = (),
        weights: frozenset[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Return the rows of a part of a plan, labels of an open table among them.

        Args:
            name: Field of the plan that they make up; their places are kept under it.
            spec: Kind of the table.
            people: Fields that name a person and get that person's one spelling.
            weights: Other columns that hold numbers; where given, rows have ``values`` too.
        """
        table = self.find(spec)
        if table is None:
            return []
        self.places.put((name,), table.raw.where)
        columns = self.open_columns(table, weights or frozenset())
        entries: list[dict[str, Any]] = []
        for record in records_of(table, self.issues):
            self.places.put_row(name, len(entries), table, record)
            entry: dict[str, Any] = self._spelt(record, people)
            if columns is not None:
                entry["labels"] = columns.labels(record.row, self.spellings, self.issues)
                self.places.put_open(name, len(entries), table, record, columns)
                if weights is not None:
                    entry["values"] = columns.weights(record.row, self.issues)
            entries.append(entry)
        return entries

    def facts(
        self, spec: TableSpec, *needed: str, people: Sequence[str] = ("person",)
    ) -> Iterator[tuple[dict[str, Any], str]]:
        """Go through rows that are complete, each with its place; labels as in ``rows``."""
        table = self.find(spec)
        if table is not None:
            yield from self.facts_of(table, *needed, people=people)

    def facts_of(
        self, table: Matched, *needed: str, people: Sequence[str] = ("person",)
    ) -> Iterator[tuple[dict[str, Any], str]]:
        """Go through the complete rows of a table that was found."""
        columns = self.open_columns(table)
        for record in complete(records_of(table, self.issues), *needed):
            entry = self._spelt(record, people)
            if columns is not None:
                entry["labels"] = columns.labels(record.row, self.spellings, self.issues)
            yield entry, table.place(record.row, needed[0])

    def open_columns(self, table: Matched, weights: frozenset[str] = frozenset()) -> OpenColumns | None:
        """Return the columns of an open table that are the user's own, and tell how they were read."""
        if not table.spec.is_open:
            return None
        columns = OpenColumns(table, weights)
        for kind, found in (("dimension", columns.dimensions), ("weights", columns.numbers)):
            for name, position in found.items():
                heading, where = table.raw.headings[position], table.raw.place(HEADINGS, position)
                self.readings.append(Reading(table.raw.name, heading, f"{kind} {name}", where))
        return columns

    def _spelt(self, record: Record, people: Sequence[str]) -> dict[str, Any]:
        entry: dict[str, Any] = dict(record.values)
        for name in people:
            if name in entry:
                entry[name] = self.spellings.of("person", str(entry[name]))
        return entry
