"""Reads large tables of transactions and payments by column, each different text and day once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsales.kernel.minor_units import MinorUnits, read_minor_units
from xlsales.kernel.values import is_blank
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.fact_columns import (
    KINDS,
    PaymentColumns,
    Texts,
    TransactionColumns,
    coded,
    originals_of,
)
from xlsales.tables.labels import Spellings
from xlsales.tables.matching import Matched
from xlsales.tables.raw import RawValue, columns_of
from xlsales.tables.records import MONTH
from xlsales.tables.values import UnreadableError, read_day, read_text, read_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Longer numbers in texts have more digits than a double tells apart.
_LONGEST: Final = 16
_SALE: Final = KINDS.index("sale")


class _UnevenError(Exception):
    """A column that the rows have to be asked about, one by one."""


def transaction_columns(table: Matched, spellings: Spellings) -> TransactionColumns | None:
    """Return a table of transactions by column.

    Args:
        table: The matched table.
        spellings: The one spelling of each label and person.

    Returns:
        The columns, or ``None`` where a cell is not as it should be or a number has too many
        digits: the rows then tell what is wrong, or are read exactly.
    """
    if not table.columns.keys() <= _TRANSACTION_FIELDS:
        return None
    try:
        return _transactions(_Columns(table, spellings))
    except _UnevenError:
        return None


def payment_columns(table: Matched, spellings: Spellings) -> PaymentColumns | None:
    """Return a table of payments by column; ``None`` as of transactions."""
    columns = _Columns(table, spellings)
    try:
        ids, paid = columns.texts("id"), columns.texts("transaction")
        return PaymentColumns(
            ids, paid, columns.days("date"), columns.numbers("amount", required=True), columns.place("id")
        )
    except _UnevenError:
        return None


#: The columns that are read here; a table with others is read by its rows.
_TRANSACTION_FIELDS: Final = frozenset(
    ["id", "kind", "date", "person", "amount", "tax", "quantity", "cost", "discount", "due", "original"]
)


def _transactions(columns: _Columns) -> TransactionColumns:
    ids = columns.texts("id")
    named = columns.named("original")
    return TransactionColumns(
        ids,
        columns.kinds(),
        columns.days("date"),
        columns.coded_texts("person", "person"),
        columns.numbers("amount", required=True),
        columns.optional("tax"),
        columns.optional("quantity"),
        columns.optional("cost"),
        columns.optional("discount"),
        columns.days("due", required=False) if columns.has("due") else None,
        originals_of(ids, named),
        named,
        columns.labels(),
        columns.place("id"),
    )


class _Columns:
    def __init__(self, table: Matched, spellings: Spellings) -> None:
        self._table = table
        self._spellings = spellings
        self._values = columns_of(table.raw)
        self._count = len(table.raw.rows)

    def has(self, name: str) -> bool:
        return name in self._table.columns

    def place(self, name: str) -> Callable[[int], str]:
        return partial(_place, self._table, name)

    def texts(self, name: str) -> list[str]:
        """Return a column of texts, none of them blank."""
        values = self._of(name)
        if set(map(type, values)) == {str}:
            found = [value.strip() for value in values]
        else:
            found = [_text(value) for value in values]
        if not all(found):
            raise _UnevenError
        return found

    def named(self, name: str) -> dict[int, str]:
        """Return the texts of a column that may be blank, by row."""
        if not self.has(name):
            return {}
        return {row: text for row, value in enumerate(self._of(name)) if (text := _text(value))}

    def coded_texts(self, name: str, spelling: str) -> Texts:
        """Return a known column of texts that repeat, each in its one spelling."""
        if not self.has(name):
            return Texts(np.full(self._count, -1, dtype=np.int32), ())
        return self._spelt(self._of(name), spelling, _text)

    def labels(self) -> dict[str, Texts]:
        """Return the columns that are the user's own and hold texts."""
        found = {}
        for heading, position in self._table.others.items():
            name = dimension_name(heading)
            values = self._values[position]
            if name == MONTH:
                raise _UnevenError
            if isinstance(next((value for value in values if not is_blank(value)), None), str):
                found[name] = self._spelt(values, name, _text)
        return found

    def kinds(self) -> NDArray[np.int8]:
        if not self.has("kind"):
            return np.full(self._count, _SALE, dtype=np.int8)
        spec = self._table.field("kind")
        codes, different = self._coded(self._of("kind"))
        try:
            options = [read_value(value, spec, self._table.raw) or "sale" for value in different]
        except UnreadableError:
            raise _UnevenError from None
        places: NDArray[np.int8] = np.array([KINDS.index(option) for option in options], dtype=np.int8)
        return places[codes]

    def days(self, name: str, *, required: bool = True) -> NDArray[np.int32]:
        """Return ordinals, 0 for a blank."""
        codes, different = self._coded(self._of(name))
        ordinals = [self._ordinal(value) for value in different]
        if required and 0 in ordinals:
            raise _UnevenError
        places: NDArray[np.int32] = np.array(ordinals, dtype=np.int32)
        return places[codes]

    def _ordinal(self, value: RawValue) -> int:
        if is_blank(value) or (isinstance(value, str) and not value.strip()):
            return 0
        try:
            return read_day(value, self._table.raw.dates).toordinal()
        except UnreadableError:
            raise _UnevenError from None

    def optional(self, name: str) -> MinorUnits | None:
        return self.numbers(name) if self.has(name) else None

    def numbers(self, name: str, *, required: bool = False) -> MinorUnits:
        """Return a column of exact numbers."""
        values = self._of(name)
        kinds = set(map(type, values))
        if str in kinds:
            values = [_number_text(value, typed=self._table.raw.typed) for value in values]
            kinds = set(map(type, values))
        if not kinds <= {int, float, type(None)}:
            raise _UnevenError
        found = read_minor_units(values)
        blanks = sum(value is None for value in values) if type(None) in kinds else 0
        if found is None or int(found.blank.sum()) != blanks or (required and blanks):
            raise _UnevenError
        return found

    def _of(self, name: str) -> Sequence[Any]:
        return self._values[self._table.columns[name]]

    def _spelt(self, values: Sequence[Any], spelling: str, read: Callable[[Any], str]) -> Texts:
        codes, different = self._coded(values)
        texts = [read(value) for value in different]
        spelt = [self._spellings.of(spelling, text) if text else "" for text in texts]
        again, names = coded(spelt)
        places = np.array([code if names[code] else -1 for code in again.tolist()], dtype=np.int32)
        if "" not in names:
            return Texts(places[codes], tuple(names))
        gap = names.index("")
        return Texts(np.where(places > gap, places - 1, places)[codes], tuple(name for name in names if name))

    def _coded(self, values: Sequence[Any]) -> tuple[NDArray[np.int32], list[Any]]:
        if bool in set(map(type, values)):
            raise _UnevenError  # True is found where 1 is
        return coded(values)


def _text(value: RawValue) -> str:
    if is_blank(value):
        return ""
    try:
        return read_text(value)
    except UnreadableError:
        raise _UnevenError from None


def _number_text(value: RawValue, *, typed: bool) -> RawValue:
    """Return the number of a text, where numbers may come as texts."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not text:
        return None
    if not typed or len(text) > _LONGEST:
        raise _UnevenError
    try:
        return float(text)
    except ValueError:
        raise _UnevenError from None


def _place(table: Matched, name: str, row: int) -> str:
    return table.place(row, name)
