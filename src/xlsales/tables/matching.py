"""Which table and which column is meant: the user's own names, a mapping, guesses that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from xlsales.kernel.issues import Issue
from xlsales.tables.raw import HEADINGS, RawTable
from xlsales.tables.specs import FieldSpec, TableSpec, plain


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column was understood; shown to the user for confirmation.

    Attributes:
        table: Table as it is called in the file.
        column: Heading as it is written.
        meaning: What it was read as.
        where: Place of the heading.
    """

    table: str
    column: str
    meaning: str
    where: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """One line of the user's own table of column names."""

    table: str
    field: str
    column: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A table of a known kind.

    Attributes:
        spec: Which one it is.
        raw: The table itself.
        columns: Position of each known field that it has.
        others: Positions of its other columns, by heading.
    """

    spec: TableSpec
    raw: RawTable
    columns: dict[str, int]
    others: dict[str, int]

    def place(self, row: int, name: str) -> str:
        """Return the place of a field in a row, of the row where it has no such column."""
        return self.raw.place(row, self.columns.get(name, self.others.get(name, 0)))

    def field(self, name: str) -> FieldSpec:
        """Return a known field of the table."""
        return next(field for field in self.spec.fields if field.name == name)

    def readings(self) -> list[Reading]:
        """Return how its columns were understood."""
        named = [(position, name) for name, position in self.columns.items()]
        return [
            Reading(self.raw.name, self.raw.headings[position], name, self.raw.place(HEADINGS, position))
            for position, name in sorted(named)
        ]


def table_of(spec: TableSpec, tables: Iterable[RawTable]) -> tuple[RawTable | None, list[Issue]]:
    """Return the table that is meant, and an issue where two are."""
    found = [table for table in tables if spec.is_called(table.name)]
    issues = [
        Issue(
            "TABLE-004",
            extra.where,
            f"a second table for {spec.name}, {extra.name!r}",
            f"one table, such as {found[0].name!r}",
            "Rename or remove one of them.",
        )
        for extra in found[1:]
    ]
    return (found[0] if found else None), issues


def matched(spec: TableSpec, raw: RawTable, mappings: Sequence[Mapping] = ()) -> tuple[Matched, list[Issue]]:
    """Return which column is which, and what is missing, unknown or there twice.

    Args:
        spec: What kind of table it is.
        raw: The table.
        mappings: The user's own names, which go before every guess.
    """
    columns: dict[str, int] = {}
    others: dict[str, int] = {}
    issues: list[Issue] = []
    for position, heading in enumerate(raw.headings):
        field = _field_of(spec, raw, heading, mappings)
        where = raw.place(HEADINGS, position)
        if field is not None and field.name not in columns:
            columns[field.name] = position
        elif field is not None:
            issues.append(_twice(where, heading, raw.headings[columns[field.name]]))
        elif spec.is_open:
            others[heading] = position
        else:
            issues += _unknown(spec, heading, where)
    for field in spec.fields:
        if field.required and field.name not in columns:
            issues.append(_missing(spec, field, raw))
    return Matched(spec, raw, columns, others), issues


def _field_of(spec: TableSpec, raw: RawTable, heading: str, mappings: Sequence[Mapping]) -> FieldSpec | None:
    for mapping in mappings:
        its_table = spec.is_called(mapping.table) or plain(mapping.table) == plain(raw.name)
        if its_table and plain(mapping.column) == plain(heading):
            return next((field for field in spec.fields if field.is_called(mapping.field)), None)
    exact = next((field for field in spec.fields if plain(field.name) == plain(heading)), None)
    return exact or next((field for field in spec.fields if field.is_called(heading)), None)


def _twice(where: str, heading: str, first: str) -> Issue:
    return Issue(
        "TABLE-005",
        where,
        f"{heading!r}, which means the same as {first!r}",
        "one column of each kind",
        "Rename one of them, or name the right one in the table of column names.",
    )


def _unknown(spec: TableSpec, heading: str, where: str) -> list[Issue]:
    words = [name for field in spec.fields for name in (field.name, *field.words)]
    close = get_close_matches(heading.casefold(), words, 1, 0.75)
    if not close:
        return []  # a column of the user's own, such as a remark
    return [
        Issue(
            "TABLE-006",
            where,
            repr(heading),
            f"a column of {spec.name}",
            f"Did you mean {close[0]!r}? Rename the column.",
        )
    ]


def _missing(spec: TableSpec, field: FieldSpec, raw: RawTable) -> Issue:
    known = ", ".join((field.name, *field.words[:4]))
    return Issue(
        "TABLE-002",
        raw.where,
        f"no column {field.name!r} in {raw.name!r}",
        f"a column called one of: {known}",
        "Add it, or name your own column in the table of column names.",
    )
