"""Rows of tables for reports: what cannot be used is noted with its place, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import Issue
from xlsales.tables.matching import Matched
from xlsales.tables.raw import RawTable, RawValue
from xlsales.tables.reading import TableReader
from xlsales.tables.records import Record, records_of
from xlsales.tables.specs import FieldSpec, TableSpec
from xlsales.tables.values import FieldValue, UnreadableError, read_day

#: Why a cell of a kind cannot be used.
_UNREADABLE: Final = {
    "number": "no number",
    "whole": "no whole number",
    "day": "no date",
    "flag": "no yes or no",
    "choice": "unknown word",
}


@dataclass(frozen=True, slots=True)
class RowNote:
    """A cell that could not be used as it stands.

    Attributes:
        table: What its table is called in the file.
        where: The cell.
        column: Heading of its column; our name where the table has none.
        reason: Why, a label in English.
        got: What stood there.
        counted: The row counts all the same, without this cell.
    """

    table: str
    where: str
    column: str
    reason: str
    got: str
    counted: bool


@dataclass(frozen=True, slots=True)
class RowCount:
    """What became of the rows of a table, as it is called in the file: ``read`` is the sum of the others."""

    table: str
    read: int
    counted: int
    outside: int
    left_out: int


@dataclass(frozen=True, slots=True)
class MissingTable:
    """A table that the file does not have: our names for it, and what it would feed, a label in English."""

    table: str
    chinese: str
    feeds: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row whose needed fields can be used.

    Attributes:
        table: Kind of its table.
        number: Place in its table, from 0.
        values: Known fields that are filled.
        others: The user's own columns, by heading, as they came.
        where: Its first needed cell.
    """

    table: str
    number: int
    values: Mapping[str, FieldValue]
    others: Mapping[str, RawValue]
    where: str

    def text(self, name: str) -> str:
        """Return a text, blank where there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value).strip()

    def day(self, name: str) -> date | None:
        """Return a day."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def number_of(self, name: str) -> Fraction | None:
        """Return an exact number."""
        value = self.values.get(name)
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            return Fraction(value)
        return None

    def whole(self, name: str) -> int | None:
        """Return a whole number."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def is_yes(self, name: str) -> bool:
        """Tell whether a flag is set."""
        return self.values.get(name) is True

    def needed_day(self, name: str) -> date:
        """Return a day that the row was asked to have.

        Raises:
            KeyError: The row was taken without asking for it.
        """
        found = self.day(name)
        if found is None:
            raise KeyError(name)
        return found


@dataclass
class RowIntake:
    """The tables of a file, taken one after the other; every row that is not counted is told.

    Attributes:
        tables: All tables of the file.
        notes: Cells that could not be used.
        missing: Tables that the file does not have.

    Examples:
        >>> from xlsales.tables.specs import field
        >>> spec = TableSpec("calls", (), (field("day", "day", required=True), field("note")))
        >>> raw = RawTable("Calls", ("day", "note"), [[46023, "ok"], ["?", "x"]], lambda r, c: f"{r},{c}")
        >>> intake = RowIntake([raw])
        >>> [row.day("day").isoformat() for row in intake.rows(spec, "day", feeds="calls")]
        ['2026-01-01']
        >>> [(note.where, note.reason, note.got) for note in intake.notes]
        [('1,0', 'no date', '?')]
    """

    tables: Sequence[RawTable]
    notes: list[RowNote] = field(default_factory=list)
    missing: list[MissingTable] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reader = TableReader(self.tables)
        self._read: dict[str, int] = {}
        self._left_out: dict[str, set[int]] = {}
        self._outside: dict[str, set[int]] = {}
        self._matched: dict[str, Matched] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Problems of whole tables and headings."""
        return tuple(self._reader.issues)

    @property
    def counts(self) -> tuple[RowCount, ...]:
        """What became of the rows of each table, in the order taken."""
        return tuple(self._count(table) for table in self._read)

    def has(self, spec: TableSpec) -> bool:
        """Tell whether a table was found by ``rows``."""
        return spec.name in self._read

    def settings(self, spec: TableSpec, fields: Sequence[FieldSpec]) -> dict[str, FieldValue]:
        """Return a table of settings; nothing, and no problem, where the file has none."""
        if not any(spec.is_called(table.name) for table in self.tables):
            return {}
        return self._reader.settings(spec, fields)

    def rows(self, spec: TableSpec, *needed: str, feeds: str) -> tuple[SourceRow, ...]:
        """Return the usable rows of a table; the others, and cells without use, are noted.

        Args:
            spec: Kind of the table.
            needed: Fields without which a row cannot be counted.
            feeds: What the table is for, told where it is missing; a label in English.
        """
        table = self._reader.find(spec)
        if table is None:
            chinese = next((word for word in spec.words if not word.isascii()), spec.name)
            self.missing.append(MissingTable(spec.name, chinese, feeds))
            return ()
        self._matched[spec.name] = table
        records = records_of(table, [])
        self._read[spec.name] = len(records)
        self._left_out[spec.name], self._outside[spec.name] = set(), set()
        if not set(needed) <= set(table.columns):  # told as TABLE-002 already
            self._left_out[spec.name] = set(range(len(records)))
            return ()
        return tuple(self._usable(table, records, needed))

    def within(self, rows: Sequence[SourceRow], name: str, start: date, end: date) -> tuple[SourceRow, ...]:
        """Return the rows of a period by one of their days; the others are counted as outside."""
        days = [(row, row.day(name)) for row in rows]
        inside = tuple(row for row, day in days if day is not None and start <= day <= end)
        kept = {row.number for row in inside}
        self.outside([row for row in rows if row.number not in kept])
        return inside

    def outside(self, rows: Sequence[SourceRow]) -> None:
        """Count rows that are not of the period."""
        for row in rows:
            self._outside[row.table].add(row.number)

    def refuse(self, row: SourceRow, column: str, reason: str) -> None:
        """Leave a row out for a reason that only the job can see."""
        self._note(row, column, reason, counted=False)
        self._left_out[row.table].add(row.number)

    def remark(self, row: SourceRow, column: str, reason: str) -> None:
        """Note a cell of a row that counts all the same."""
        self._note(row, column, reason, counted=True)

    def _usable(
        self, table: Matched, records: Sequence[Record], needed: tuple[str, ...]
    ) -> Iterator[SourceRow]:
        name = table.spec.name
        for record in records:
            lacking = [column for column in needed if column not in record.values]
            spoilt = {*lacking, *record.spoilt}
            for column in sorted(spoilt, key=lambda column: table.columns.get(column, 0)):
                self.notes.append(_note_of(table, record.row, column, counted=not lacking))
            if lacking:
                self._left_out[name].add(record.row)
                continue
            raw = table.raw.rows[record.row]
            others = {heading: raw[position] for heading, position in table.others.items()}
            where = table.place(record.row, needed[0]) if needed else table.raw.place(record.row, 0)
            yield SourceRow(name, record.row, record.values, others, where)

    def _note(self, row: SourceRow, column: str, reason: str, *, counted: bool) -> None:
        table = self._matched[row.table]
        self.notes.append(_note(table, row.number, column, reason, counted=counted))

    def _count(self, table: str) -> RowCount:
        read, left = self._read[table], self._left_out[table]
        outside = len(self._outside[table] - left)
        name = self._matched[table].raw.name
        return RowCount(name, read, read - outside - len(left), outside, len(left))


def _note_of(table: Matched, row: int, column: str, *, counted: bool) -> RowNote:
    got = _raw_text(table, row, column)
    reason = _UNREADABLE.get(table.field(column).kind, "no text") if got else "blank"
    return _note(table, row, column, reason, counted=counted)


def _note(table: Matched, row: int, column: str, reason: str, *, counted: bool) -> RowNote:
    position = table.columns.get(column, table.others.get(column))
    heading = column if position is None else table.raw.headings[position]
    where, got = table.place(row, column), _raw_text(table, row, column)
    return RowNote(table.raw.name, where, heading, reason, got, counted)


def _raw_text(table: Matched, row: int, column: str) -> str:
    """Return what a cell shows; a number in a column of days is shown as its day, where it is one."""
    position = table.columns.get(column, table.others.get(column))
    value = None if position is None else table.raw.rows[row][position]
    if value is None:
        return ""
    if column in table.columns and table.field(column).kind == "day":
        with suppress(UnreadableError):
            return read_day(value, table.raw.dates).isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()
