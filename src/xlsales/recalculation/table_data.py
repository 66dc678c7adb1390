"""Rows for a table from a file: ``Sales=sales.csv`` becomes what the table's cells shall hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Final

from xlsales.formula.shift import shift_formula
from xlsales.kernel.dates import DateSystem, serial_of_date
from xlsales.kernel.grid import MAX_ROW
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded
from xlsales.recalculation.book import Book
from xlsales.recalculation.inputs import read_value
from xlsales.tables.raw import RawTable, RawValue
from xlsales.workbook.keys import cell_key
from xlsales.workbook.model import Table
from xlsales.workbook.table_cells import CellContent, FormulaCell
from xlsales.workbook.table_rows import TableRows

_DAY: Final = timedelta(days=1)
#: So many problems of a file are told.
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table and the file with its new rows."""

    table: str
    path: Path


@dataclass(slots=True)
class Filling:
    """The rows of a table, ready to be written.

    Attributes:
        change: The table and its contents.
        formula_columns: Positions of the columns that hold formulas.
        notes: What of the file is not used.
    """

    change: TableRows
    formula_columns: tuple[int, ...]
    notes: list[Issue] = field(default_factory=list)


def read_table_file(setting: str) -> TableFile:
    """Read a setting such as ``Sales=sales.csv``.

    Raises:
        InvalidInputError: INPUT-020 not ``TABLE=FILE``, INPUT-021 no such file, or one of another kind.

    Examples:
        >>> read_table_file("Sales")
        Traceback (most recent call last):
        ...
        xlsales.kernel.issues.InvalidInputError: INPUT-020 at --data: got 'Sales', expected TABLE=FILE. \
Write for example Sales=sales.csv.
    """
    table, mark, file = setting.partition("=")
    if not (mark and table.strip() and file.strip()):
        fix = "Write for example Sales=sales.csv."
        raise InvalidInputError(Issue("INPUT-020", "--data", repr(setting), "TABLE=FILE", fix))
    path = Path(file.strip())
    if not path.is_file() or path.suffix.casefold() not in (".csv", ".parquet"):
        got = repr(path.suffix) if path.is_file() else "no such file"
        fix = "Correct the path; CSV is read as UTF-8 with headings in its first row."
        raise InvalidInputError(Issue("INPUT-021", str(path), got, "a .csv or .parquet file", fix))
    return TableFile(table.strip(), path)


def fill_table(book: Book, table: Table, raw: RawTable) -> Filling:
    """Match a file's columns with a table's, and work out what every cell shall hold.

    A column whose last row holds a formula keeps it: the formula is copied down to new rows, and the file
    need not have such a column. A column of texts takes texts as they are; any other takes numbers,
    percentages, dates such as 2026-01-31, TRUE and FALSE.

    Raises:
        InvalidInputError: INPUT-022 a column that the file lacks, INPUT-023 a value of another kind than the
            column's, INPUT-024 more rows than a sheet has, INPUT-025 an array formula in the table; all of
            a kind at once.
    """
    _refuse_too_many(table, raw)
    columns = [_Column(book, table, position) for position in range(len(table.columns))]
    positions = {folded(heading): at for at, heading in reversed(list(enumerate(raw.headings)))}
    sources = [positions.get(folded(column.name)) for column in columns]
    missing = [
        Issue(
            "INPUT-022",
            raw.where,
            f"no column {column.name}",
            f"the columns of the table {table.name}",
            "Add it to the file; only columns of formulas may be left out.",
        )
        for column, source in zip(columns, sources, strict=True)
        if source is None and not column.formula
    ]
    if missing:
        raise InvalidInputError(*missing)
    rows = tuple(_contents(raw, columns, sources, book.system)) or ((None,) * len(columns),)
    if not raw.rows:
        rows = (tuple(column.formula_at(0) for column in columns),)
    formulas = tuple(column.position for column in columns if column.formula)
    return Filling(TableRows(table, rows), formulas, list(_unused(raw, columns, sources)))


def _refuse_too_many(table: Table, raw: RawTable) -> None:
    room = MAX_ROW - table.area.top - table.header_rows - table.totals_rows + 1
    if len(raw.rows) > room:
        fix = "Sum the rows up first, or leave some out."
        issue = Issue("INPUT-024", raw.where, f"{len(raw.rows)} rows", f"at most {room}, a sheet's end", fix)
        raise InvalidInputError(issue)


class _Column:
    """A column of a table as it stands."""

    def __init__(self, book: Book, table: Table, position: int) -> None:
        self.position = position
        self.name = table.columns[position]
        self._first = table.area.top + table.header_rows
        self._last = table.area.bottom - table.totals_rows
        self._cells = book.sheets[table.sheet]
        self._number = table.area.left + position
        self._keys = [cell_key(row, self._number) for row in range(self._first, self._last + 1)]
        source = self._keys[-1]
        self.formula = self._cells.formulas.get(source, "")
        array = self._cells.arrays.get(source)
        if array is not None and array.area.size > 1:
            raise InvalidInputError(_array_issue(table, str(array.area)))
        self._is_array = array is not None
        texts = [value for key in self._keys if not is_blank(value := self._cells.values.get(key))]
        self.holds_texts = bool(texts) and all(isinstance(value, str) for value in texts)

    def formula_at(self, number: int) -> CellContent:
        """Return the column's formula for a row of data, counted from 0; a blank where it has none."""
        if not self.formula:
            return None
        rows = self._first + number - self._last
        return FormulaCell(shift_formula(self.formula, rows, 0), self._is_array)


def _array_issue(table: Table, area: str) -> Issue:
    fix = "Give the column a formula of one cell a row."
    where = f"{table.sheet}!{area}"
    return Issue("INPUT-025", where, "an array formula over several rows", "rows that can be replaced", fix)


def _contents(
    raw: RawTable, columns: Sequence[_Column], sources: Sequence[int | None], system: DateSystem
) -> Iterator[tuple[CellContent, ...]]:
    issues: list[Issue] = []
    for number, values in enumerate(raw.rows):
        row: list[CellContent] = []
        for column, source in zip(columns, sources, strict=True):
            if column.formula:
                row.append(column.formula_at(number))
                continue
            value = values[source] if source is not None else None
            try:
                row.append(_cell_value(value, column.holds_texts, system))
            except ValueError:
                issues.append(_unreadable(raw, number, source or 0, column.name, value))
                row.append(None)
        if len(issues) >= _MOST:
            break
        yield tuple(row)
    if issues:
        raise InvalidInputError(*issues[:_MOST])


def _cell_value(value: RawValue, holds_texts: bool, system: DateSystem) -> CellValue:
    """Return what a cell shall hold.

    Raises:
        ValueError: It is a text, and the column holds none.
    """
    match value:
        case None | "":
            return None
        case bool():
            return value
        case datetime():
            return serial_of_date(value.date(), system) + _part_of_day(value.time())
        case date():
            return serial_of_date(value, system)
        case int() | float() | Decimal():
            return float(value) if isfinite(value) else None
        case str() if holds_texts:
            return value
        case str():
            found = _typed(value, system)
            if isinstance(found, str):
                raise ValueError(value)
            return found
        case _:
            return str(value)


def _typed(text: str, system: DateSystem) -> CellValue:
    """Return a text as a person's typing would be understood; days may carry a time."""
    found = read_value(text, system)
    if isinstance(found, str) and not text.startswith('"'):
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return found
        return serial_of_date(moment.date(), system) + _part_of_day(moment.time())
    return found


def _part_of_day(moment: time) -> float:
    return (datetime.combine(date.min, moment) - datetime.min) / _DAY


def _unreadable(raw: RawTable, number: int, column: int, name: str, value: RawValue) -> Issue:
    expected = f"a number or a date, as the column {name} holds"
    fix = "Write dates as 2026-01-31 and numbers with a point, or empty the cell."
    return Issue("INPUT-023", raw.place(number, column), repr(value), expected, fix)


def _unused(raw: RawTable, columns: Sequence[_Column], sources: Sequence[int | None]) -> Iterator[Issue]:
    """Say which columns of the file go nowhere.

    Raises:
        InvalidInputError: INPUT-026 such a column; as a warning, it is never raised.
    """
    used = {source for column, source in zip(columns, sources, strict=True) if not column.formula}
    calculated = {source for column, source in zip(columns, sources, strict=True) if column.formula}
    for position, heading in enumerate(raw.headings):
        if position not in used:
            reason = (
                "the table computes this column" if position in calculated else "the table has no such column"
            )
            yield Issue(
                "INPUT-026",
                raw.where,
                f"the column {heading}",
                f"a column to fill; {reason}",
                "Nothing of it was used.",
                severity="warning",
            )


def find_table(tables: Sequence[Table], name: str) -> Table:
    """Return the table of a name, in any case.

    Raises:
        InvalidInputError: INPUT-027 the workbook has no such table.
    """
    for table in tables:
        if folded(table.name) == folded(name):
            return table
    known = ", ".join(table.name for table in tables) or "none"
    fix = f"The tables are {known}." if tables else "Make the rows a table in Excel: Insert, Table."
    raise InvalidInputError(Issue("INPUT-027", "--data", repr(name), "a table of the workbook", fix))
