"""Rows of a matched table as values by field, every unreadable cell told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import Issue
from xlsales.kernel.values import is_blank
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.labels import Spellings
from xlsales.tables.matching import Matched
from xlsales.tables.raw import RawValue
from xlsales.tables.values import (
    FieldValue,
    UnreadableError,
    read_month,
    read_number,
    read_text,
    read_value,
    unreadable,
)

#: The dimension of time; its labels are written as 2026-01.
MONTH: Final = "month"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its known fields that are filled and readable, and the fields that are not readable."""

    row: int
    values: dict[str, FieldValue]
    spoilt: frozenset[str]


def records_of(table: Matched, issues: list[Issue]) -> list[Record]:
    """Return the rows of a table; unreadable and missing values are added to the issues."""
    return [_record(table, row, values, issues) for row, values in enumerate(table.raw.rows)]


def _record(table: Matched, row: int, values: object, issues: list[Issue]) -> Record:
    known: dict[str, FieldValue] = {}
    spoilt = set()
    for name, position in table.columns.items():
        raw: RawValue = values[position]  # type: ignore[index]
        spec = table.field(name)
        try:
            value = read_value(raw, spec, table.raw)
        except UnreadableError as error:
            issues.append(unreadable(raw, table.raw.place(row, position), str(error)))
            spoilt.add(name)
            continue
        if value is not None:
            known[name] = value
        elif spec.required:
            spoilt.add(name)
            issues.append(_blank(table.raw.place(row, position), name))
    return Record(row, known, frozenset(spoilt))


def _blank(where: str, name: str) -> Issue:
    return Issue(
        "TABLE-001", where, "a blank cell", f"the {name} of this row", "Fill the cell, or clear the row."
    )


class OpenColumns:
    """The columns of an open table that are dimensions, and those that hold weights.

    A column that a step splits by is a dimension, one that a step weighs with holds numbers. Any
    other column is a dimension when its first filled cell is a text.
    """

    def __init__(self, table: Matched, weights: frozenset[str]) -> None:
        self._table = table
        self.dimensions: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        for heading, position in table.others.items():
            name, weight = dimension_name(heading), heading.strip().casefold()
            if name == MONTH or (weight not in weights and self._holds_text(position)):
                self.dimensions[name] = position
            else:
                self.numbers[weight] = position

    def _holds_text(self, position: int) -> bool:
        first = (row[position] for row in self._table.raw.rows if not is_blank(row[position]))
        return isinstance(next(first, None), str)

    def labels(self, row: int, spellings: Spellings, issues: list[Issue]) -> dict[str, str]:
        """Return the labels of a row by dimension; blanks are left out."""
        found = {}
        for name, position in self.dimensions.items():
            raw = self._table.raw.rows[row][position]
            if is_blank(raw):
                continue
            try:
                text = self._label(name, raw)
            except UnreadableError as error:
                issues.append(unreadable(raw, self._table.raw.place(row, position), str(error)))
                continue
            if text:
                found[name] = spellings.of(name, text)
        return found

    def _label(self, name: str, raw: RawValue) -> str:
        return read_month(raw, self._table.raw.dates) if name == MONTH else read_text(raw)

    def weights(self, row: int, issues: list[Issue]) -> dict[str, FieldValue]:
        """Return the numbers of a row by heading; blanks are left out."""
        found: dict[str, FieldValue] = {}
        for name, position in self.numbers.items():
            raw = self._table.raw.rows[row][position]
            if is_blank(raw):
                continue
            try:
                found[name] = read_number(raw, typed=self._table.raw.typed)
            except UnreadableError as error:
                issues.append(unreadable(raw, self._table.raw.place(row, position), str(error)))
        return found

    def place(self, row: int, name: str) -> str | None:
        """Return the place of a dimension or a weight in a row."""
        position = self.dimensions.get(name, self.numbers.get(name))
        return None if position is None else self._table.raw.place(row, position)


def complete(records: list[Record], *names: str) -> Iterator[Record]:
    """Go through the records in which all of some fields are given."""
    return (record for record in records if all(name in record.values for name in names))


def fraction(value: FieldValue) -> Fraction:
    """Return a number that was read as an exact fraction."""
    return Fraction(value)  # type: ignore[arg-type]
