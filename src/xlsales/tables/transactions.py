"""Transactions of a sheet, a CSV or a Parquet file; a row that cannot be used is told with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Final, Literal, TypeAlias

from xlsales.customers.directory import Directory
from xlsales.customers.ledger_columns import LedgerColumns
from xlsales.customers.measures import Transaction
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.values import is_blank
from xlsales.kernel.words import folded
from xlsales.tables.matching import Matched
from xlsales.tables.raw import HEADINGS, ColumnRows, RawTable, RawValue
from xlsales.tables.values import UnreadableError, read_day, read_number

Reason: TypeAlias = Literal[
    "no customer", "no date", "date unreadable", "no amount", "amount unreadable", "cancelled", "repeated"
]
_RETURNED: Final = frozenset({"returned", "return", "refund", "refunded", "退货", "已退货", "退款"})
_CANCELLED: Final = frozenset({"cancelled", "canceled", "void", "取消", "已取消", "作废"})


@dataclass(frozen=True, slots=True)
class RowNote:
    """A row that was left out, or kept with a doubt.

    Attributes:
        where: Its place.
        reason: Why.
        got: What stood there.
        kept: It counts all the same.
    """

    where: str
    reason: Reason
    got: str
    kept: bool = False


@dataclass(slots=True)
class LedgerReading:
    """Transactions, and what could not be used.

    Attributes:
        transactions: The usable rows.
        notes: Rows left out or doubtful, in their order.
        names: Name of each customer as the ledger first writes it.
        unknown: Customers that are in no customer file.
        conflicts: Rows whose name means another customer than their id.
        rows: Rows read in all.
        has_products: The ledger says what was bought.
    """

    transactions: Sequence[Transaction] = ()
    notes: list[RowNote] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    conflicts: list[RowNote] = field(default_factory=list)
    rows: int = 0
    has_products: bool = False

    def net_by_day(self, customer: str | None = None) -> Iterable[tuple[date, Fraction]]:
        """Return what was sold less what came back, with its day; days may come more than once.

        Args:
            customer: Key of one customer; ``None`` takes all.
        """
        if isinstance(self.transactions, LedgerColumns):
            return self.transactions.net_by_day(customer)
        return [
            (row.day, row.amount - row.returned)
            for row in self.transactions
            if customer is None or row.customer == customer
        ]

    def reasons(self) -> Counter[str]:
        """Count the notes by reason."""
        return Counter(note.reason for note in self.notes)


def read_transactions(table: Matched, directory: Directory) -> LedgerReading:
    """Read a ledger; nothing is dropped without a note.

    Args:
        table: The matched table.
        directory: Customers of the customer file.

    Returns:
        Usable transactions. A negative amount is a return; a row whose status says returned brings and
        returns its amount; a cancelled row is left out with a note. A row that repeats another with an
        order number in every cell is kept, with a note.
    """
    reading = LedgerReading(has_products="product" in table.columns)
    kept: list[Transaction] = []
    seen: set[tuple[RawValue, ...]] = set()
    for number, values in enumerate(table.raw.rows):
        reading.rows += 1
        row = _read_row(table, number, values, directory, reading)
        if row is not None:
            kept.append(row)
        _note_repeat(table, number, values, seen, reading)
    reading.transactions = kept
    return reading


def file_table(path: Path) -> RawTable:
    """Return a CSV or Parquet file as a table; places are ``file:row``.

    Args:
        path: A file that ends with .csv (UTF-8, first row headings) or .parquet (needs pyarrow).

    Raises:
        InvalidInputError: TABLE-020 it is not there or of another kind, TABLE-021 pyarrow is missing.
    """
    if not path.is_file():
        raise InvalidInputError(_file_issue(path, "no such file", "a file beside the workbook"))
    headings: tuple[str, ...]
    rows: Sequence[Sequence[RawValue]]
    if path.suffix.casefold() == ".csv":
        headings, rows = _csv_rows(path)
    elif path.suffix.casefold() == ".parquet":
        headings, rows = _parquet_rows(path)
    else:
        raise InvalidInputError(_file_issue(path, repr(path.suffix), ".csv or .parquet"))
    return RawTable(path.stem, headings, rows, partial(_file_place, path.name), typed=True)


def _read_row(
    table: Matched, number: int, values: Sequence[RawValue], directory: Directory, reading: LedgerReading
) -> Transaction | None:
    def cell(name: str) -> RawValue:
        position = table.columns.get(name)
        return None if position is None else values[position]

    def leave_out(reason: Reason, name: str) -> None:
        got = None if reason == "no customer" else cell(name)
        came = "blank" if is_blank(got) else str(got)
        reading.notes.append(RowNote(table.place(number, name), reason, came))

    name = None if is_blank(cell("customer")) else str(cell("customer"))
    identity = cell("customer_id")
    match = directory.match(identity, name)  # type: ignore[arg-type]
    if match is None:
        leave_out("no customer", "customer_id" if "customer_id" in table.columns else "customer")
        return None
    day = readable_day(table, cell("date"))
    if day is None:
        blank = is_blank(cell("date"))
        leave_out("no date" if blank else "date unreadable", "date")
        return None
    amount = read_amount(table, cell("amount"))
    if amount is None:
        blank = is_blank(cell("amount"))
        leave_out("no amount" if blank else "amount unreadable", "amount")
        return None
    if is_cancelled(cell("status")):
        leave_out("cancelled", "status")
        return None
    returned = abs(read_amount(table, cell("returned")) or Fraction(0))
    written = amount
    if amount < 0:
        amount, returned = Fraction(0), returned - amount
    elif is_returned(cell("status")):
        returned = amount
    if match.conflict is not None:
        reading.conflicts.append(RowNote(table.place(number, "customer"), "repeated", str(name), kept=True))
    if not match.known:
        reading.unknown.add(match.key)
    reading.names.setdefault(match.key, name or str(identity))
    order = cell("order")
    margin, cost = read_amount(table, cell("margin")), read_amount(table, cell("cost"))
    return Transaction(
        match.key,
        day,
        amount,
        returned,
        None if is_blank(order) else order,
        _margin(margin, cost, written, amount - returned),
        readable_day(table, cell("due")),
        readable_day(table, cell("paid")),
        label_of(cell("product")),
        label_of(cell("terms")),
    )


def label_of(value: RawValue) -> str | None:
    """Return a label without blanks around it, ``None`` where there is none."""
    return None if is_blank(value) else str(value).strip() or None


def is_cancelled(status: RawValue) -> bool:
    """Tell whether a status says that a row does not count."""
    return not is_blank(status) and folded(str(status)) in _CANCELLED


def is_returned(status: RawValue) -> bool:
    """Tell whether a status says that everything of a row came back."""
    return not is_blank(status) and folded(str(status)) in _RETURNED


def _margin(
    margin: Fraction | None, cost: Fraction | None, amount: Fraction, kept: Fraction
) -> Fraction | None:
    """Return the margin of a row; a part that came back takes its part of the margin with it.

    Args:
        margin: Margin as the ledger states it.
        cost: Cost, where the margin is not stated.
        amount: Amount as written, negative on a return's own row.
        kept: Amount less what came back on the same row.
    """
    if margin is None and cost is None:
        return None
    stated = margin if margin is not None else amount - (cost or Fraction(0))
    return kept_margin(stated, amount, kept)


def kept_margin(stated: Fraction, amount: Fraction | int, kept: Fraction | int) -> Fraction:
    """Return what is left of a margin when a part of its amount came back.

    Examples:
        >>> kept_margin(Fraction(30), 100, 90)
        Fraction(27, 1)
    """
    return stated * kept / amount if amount > 0 else stated


def _note_repeat(
    table: Matched,
    number: int,
    values: Sequence[RawValue],
    seen: set[tuple[RawValue, ...]],
    reading: LedgerReading,
) -> None:
    position = table.columns.get("order")
    if position is None or is_blank(values[position]):
        return
    row = tuple(values)
    if row in seen:
        reading.notes.append(RowNote(table.place(number, "order"), "repeated", str(values[position]), True))
    seen.add(row)


def readable_day(table: Matched, value: RawValue) -> date | None:
    """Return a day, ``None`` for a blank and for what is no day."""
    if is_blank(value):
        return None
    try:
        return read_day(value, table.raw.dates)
    except UnreadableError:
        return None


def read_amount(table: Matched, value: RawValue) -> Fraction | None:
    """Return a number exactly, ``None`` for a blank and for what is no number."""
    if is_blank(value) or (isinstance(value, float) and not isfinite(value)):
        return None  # Parquet knows numbers that no cell can hold
    try:
        return Fraction(read_number(value, typed=table.raw.typed))
    except UnreadableError:
        return None


def _csv_rows(path: Path) -> tuple[tuple[str, ...], list[list[RawValue]]]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        headings = tuple(next(lines, ()))
        rows: list[list[RawValue]] = [
            [*line, *[None] * (len(headings) - len(line))] for line in lines if line
        ]
    return headings, rows


def _parquet_rows(path: Path) -> tuple[tuple[str, ...], Sequence[Sequence[RawValue]]]:
    try:
        from pyarrow import parquet  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        issue = Issue(
            "TABLE-021",
            path.name,
            "a Parquet file",
            "the package pyarrow",
            "Install it: pip install pyarrow.",
        )
        raise InvalidInputError(issue) from None
    table = parquet.read_table(path)
    return tuple(table.column_names), ColumnRows([column.to_pylist() for column in table.columns])


def _file_place(file: str, row: int, column: int) -> str:
    return f"{file}:1" if row == HEADINGS else f"{file}:{row + 2}"


def _file_issue(path: Path, got: str, expected: str) -> Issue:
    return Issue("TABLE-020", path.name, got, expected, "Correct transactions_file in the policy.")
