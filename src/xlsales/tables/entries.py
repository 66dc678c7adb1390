"""Values of a row that was read, as calculators take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xlsales.customers.directory import Directory
from xlsales.kernel.dates import serial_of_date
from xlsales.kernel.issues import Issue
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded
from xlsales.tables.raw import RawValue
from xlsales.tables.reading import TableReader
from xlsales.tables.records import complete, records_of
from xlsales.tables.specs import TableSpec

#: A row by the names of its fields.
Entry = Mapping[str, Any]


def text_of(entry: Entry, name: str) -> str:
    """Return a text, blank where there is none."""
    value = entry.get(name)
    return "" if value is None else str(value).strip()


def day_of(entry: Entry, name: str) -> date | None:
    """Return a day, ``None`` where there is none."""
    value = entry.get(name)
    return value if isinstance(value, date) else None


def number_of(entry: Entry, name: str) -> Fraction | None:
    """Return a number exactly, ``None`` where there is none.

    Examples:
        >>> number_of({"price": Decimal("0.1")}, "price"), number_of({}, "price")
        (Fraction(1, 10), None)
    """
    value = entry.get(name)
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return Fraction(value)
    return None


def attributes_of(others: Mapping[str, RawValue]) -> dict[str, CellValue]:
    """Return the user's own columns by folded heading, as conditions take them; days become serials."""
    return {folded(heading): _attribute(value) for heading, value in others.items()}


def _attribute(value: RawValue) -> CellValue:
    if is_blank(value):
        return None
    if isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return serial_of_date(value) if isinstance(value, date) else str(value)


@dataclass(slots=True)
class CustomerKeys:
    """Finds the customer that rows mean, and keeps how each is first written.

    Attributes:
        directory: The customers of the customer file; rows of others stand for customers of their own.
        issues: Where rows that name nobody are told.
        names: How each customer is first written in these rows, by key.
    """

    directory: Directory
    issues: list[Issue]
    names: dict[str, str] = field(default_factory=dict)

    def key(self, entry: Entry, where: str) -> str | None:
        """Return the key of a row's customer; ``None`` with a warning where it names nobody."""
        identity, name = text_of(entry, "customer_id"), text_of(entry, "customer")
        match = self.directory.match(identity or None, name or None)
        if match is None:
            fix = "Fill the customer's id or name, or clear the row."
            issue = Issue("GRAD-002", where, "no customer", "a customer", fix, severity="warning")
            self.issues.append(issue)
            return None
        self.names.setdefault(match.key, name or identity)
        return match.key


def open_rows(
    reader: TableReader, spec: TableSpec, *needed: str
) -> Iterator[tuple[Entry, Mapping[str, RawValue], str]]:
    """Go through complete rows with the user's own columns as they came, by heading, and their place."""
    table = reader.find(spec)
    if table is None:
        return
    for record in complete(records_of(table, reader.issues), *needed):
        raw = table.raw.rows[record.row]
        others = {heading.strip(): raw[position] for heading, position in table.others.items()}
        where = table.place(record.row, needed[0]) if needed else table.raw.place(record.row, 0)
        yield record.values, others, where
