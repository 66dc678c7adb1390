"""Reads a large ledger by column, each different customer, day and number once; dirty rows are told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsales.customers.directory import Directory, Match
from xlsales.customers.ledger_columns import LedgerColumns
from xlsales.kernel.minor_units import INT64_SAFE, MinorUnits, read_minor_units
from xlsales.kernel.values import is_blank
from xlsales.tables.fact_columns import coded
from xlsales.tables.matching import Matched
from xlsales.tables.raw import RawValue, columns_of
from xlsales.tables.transactions import (
    LedgerReading,
    Reason,
    RowNote,
    is_cancelled,
    is_returned,
    kept_margin,
    label_of,
    read_amount,
    read_transactions,
    readable_day,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: From this many rows on, a ledger is read by column.
COLUMNS_FROM: Final = 2_000
#: Longer numbers in texts have more digits than a double tells apart.
_LONGEST: Final = 16
_PLACES: Final = (0, 2, 4, 6, 9)
_UNREADABLE: Final = -1


def read_ledger(table: Matched, directory: Directory) -> LedgerReading:
    """Read a ledger, a large one by column; the result is the same.

    Args:
        table: The matched table.
        directory: Customers of the customer file.
    """
    if len(table.raw.rows) >= COLUMNS_FROM:
        found = ledger_columns(table, directory)
        if found is not None:
            return found
    return read_transactions(table, directory)


def ledger_columns(table: Matched, directory: Directory) -> LedgerReading | None:
    """Read a ledger by column.

    Args:
        table: The matched table, with a day and an amount.
        directory: Customers of the customer file.

    Returns:
        As ``xlsales.tables.transactions.read_transactions``, transactions as columns; ``None`` where a
        number has too many places or is too large for whole units.
    """
    source = _Source(table)
    try:
        parts = _parts(source, directory)
    except _TooFineError:
        return None
    kept = parts.reasons == _KEPT
    rows = np.flatnonzero(kept)
    reading = LedgerReading(rows=source.count)
    reading.transactions = _columns(source, parts, rows)
    reading.has_products = "product" in table.columns
    reading.notes = [note for _, _, note in sorted(_notes(source, parts, rows), key=lambda one: one[:2])]
    _who(source, parts, rows, reading)
    return reading


class _TooFineError(Exception):
    """A number that whole units cannot hold."""


_KEPT: Final = 0
_REASONS: Final[tuple[tuple[Reason, str], ...]] = (
    ("no customer", "customer_id"),
    ("no date", "date"),
    ("date unreadable", "date"),
    ("no amount", "amount"),
    ("amount unreadable", "amount"),
    ("cancelled", "status"),
)


class _Source:
    """The columns of a table by the names of fields."""

    def __init__(self, table: Matched) -> None:
        self.table = table
        self.count = len(table.raw.rows)
        self.columns = columns_of(table.raw)

    def of(self, name: str) -> Sequence[Any] | None:
        """Return the values of a field, ``None`` where the table has no such column."""
        position = self.table.columns.get(name)
        return None if position is None else self.columns[position]

    def cell(self, name: str, row: int) -> RawValue:
        """Return one value, ``None`` where the table has no such column."""
        values = self.of(name)
        return None if values is None else values[row]

    def each(self, name: str, read: Callable[[Any], Any]) -> tuple[NDArray[np.int32], list[Any]] | None:
        """Return the place of each row's value among the different ones, and what was read of these."""
        values = self.of(name)
        if values is None:
            return None
        places, different = _typed(values)
        return places, [read(value) for value in different]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What each row says, before those that cannot be used are left out.

    Attributes:
        reasons: 0 for a row that counts, else the place in ``_REASONS`` from 1.
        matches: Who is meant, for each different pair of id and name; ``pairs`` says which row has which.
        days: Ordinals; ``amounts`` and ``returned`` in units of ``places`` decimal places.
        written: Amounts as they were written, negative on a return's own row.
    """

    reasons: NDArray[np.int8]
    matches: Sequence[Match | None]
    pairs: NDArray[np.int64]
    days: NDArray[np.int64]
    written: NDArray[np.int64]
    amounts: NDArray[np.int64]
    returned: NDArray[np.int64]
    places: int


def _parts(source: _Source, directory: Directory) -> _Parts:
    pairs, matches = _matches(source, directory)
    days = _ordinals(source, "date")
    numbers, blank, unreadable, places = _amounts(source)
    written, back = numbers
    sold, returned = np.maximum(written, 0), np.abs(back)
    cancelled, came_back = (_status(source, test) for test in (is_cancelled, is_returned))
    returned = np.where(written < 0, returned - written, returned)
    returned = np.where((written >= 0) & came_back, sold, returned)
    nobody = np.array([match is None for match in matches], dtype=bool)[pairs]
    reasons = np.select(
        [nobody, days == 0, days == _UNREADABLE, blank, unreadable, cancelled], [1, 2, 3, 4, 5, 6], _KEPT
    ).astype(np.int8)
    return _Parts(reasons, matches, pairs, days, written, sold, returned, places)


def _matches(source: _Source, directory: Directory) -> tuple[NDArray[np.int64], list[Match | None]]:
    """Return who each row means; each different pair of id and name is looked up once."""
    ids, names = (source.each(name, lambda value: value) for name in ("customer_id", "customer"))
    none = (np.zeros(source.count, dtype=np.int32), [None])
    (id_places, written_ids), (name_places, written_names) = ids or none, names or none
    pairs = id_places.astype(np.int64) * len(written_names) + name_places
    different, places = np.unique(pairs, return_inverse=True)
    matches = []
    for pair in different.tolist():
        identity, name = written_ids[pair // len(written_names)], written_names[pair % len(written_names)]
        matches.append(directory.match(identity, None if is_blank(name) else str(name)))
    return places.astype(np.int64), matches


def _ordinals(source: _Source, name: str) -> NDArray[np.int64]:
    """Return days as ordinals, 0 for a blank, -1 for what is no day."""
    found = source.each(name, lambda value: _ordinal(source.table, value))
    if found is None:
        return np.zeros(source.count, dtype=np.int64)
    places, ordinals = found
    return np.array(ordinals, dtype=np.int64)[places]


def _ordinal(table: Matched, value: RawValue) -> int:
    day = readable_day(table, value)
    if day is not None:
        return day.toordinal()
    return 0 if is_blank(value) else _UNREADABLE


def _amounts(
    source: _Source,
) -> tuple[tuple[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_], NDArray[np.bool_], int]:
    """Return amounts and returns in one unit, blanks and unreadable amounts, and the places of the unit."""
    amounts, returned = _numbers(source, "amount"), _numbers(source, "returned")
    values = source.of("amount")
    assert values is not None
    lacking = np.flatnonzero(amounts.blank)
    is_empty = np.zeros(source.count, dtype=bool)
    is_empty[lacking] = [is_blank(values[row]) for row in lacking.tolist()]
    places = max(amounts.places, returned.places)
    scaled = _scaled(amounts, places), _scaled(returned, places)
    return scaled, is_empty, amounts.blank & ~is_empty, places


def _numbers(source: _Source, name: str) -> MinorUnits:
    """Return a column of numbers; what is no number is blank.

    Raises:
        _TooFineError: One has too many places, or is too large.
    """
    values = source.of(name)
    if values is None:
        return MinorUnits(np.zeros(source.count, np.int64), 0, np.ones(source.count, dtype=bool))
    clean = _clean(values, typed=source.table.raw.typed)
    found = read_minor_units(clean) if clean is not None else None
    if found is not None:
        return found
    places, different = _typed(values)
    exact = [read_amount(source.table, value) for value in different]
    return _in_units(exact, places)


def _clean(values: Sequence[Any], *, typed: bool) -> Sequence[float | None] | None:
    """Return a column of nothing but numbers and blanks, ``None`` for any other."""
    kinds = set(map(type, values))
    if kinds <= {int, float, type(None)}:
        return values if not _has_odd(values, kinds) else None
    if not typed or not kinds <= {str, type(None)}:
        return None
    try:
        return [_float(text) for text in values]
    except ValueError:
        return None


def _has_odd(values: Sequence[Any], kinds: set[type]) -> bool:
    """Tell whether there is a float that is no number, which would be taken for a blank."""
    return float in kinds and any(value != value for value in values)


def _float(text: str | None) -> float | None:
    if text is None or not text:
        return None
    stripped = text.strip()
    if len(stripped) > _LONGEST or not stripped or "_" in stripped:
        raise ValueError
    number = float(stripped)
    if number - number != 0:
        raise ValueError
    return number


def _in_units(numbers: Sequence[Fraction | None], codes: NDArray[np.int32]) -> MinorUnits:
    whole = lcm(*{number.denominator for number in numbers if number is not None})
    places = next((places for places in _PLACES if 10**places % whole == 0), None)
    if places is None:
        raise _TooFineError
    units = [0 if number is None else int(number * 10**places) for number in numbers]
    if max(map(abs, units), default=0) >= INT64_SAFE:
        raise _TooFineError
    blank = np.array([number is None for number in numbers], dtype=bool)
    return MinorUnits(np.array(units, dtype=np.int64)[codes], places, blank[codes])


def _scaled(column: MinorUnits, places: int) -> NDArray[np.int64]:
    factor: int = 10 ** (places - column.places)
    if column.largest * factor >= INT64_SAFE:
        raise _TooFineError
    return column.units * factor


def _status(source: _Source, test: Callable[[RawValue], bool]) -> NDArray[np.bool_]:
    found = source.each("status", test)
    if found is None:
        return np.zeros(source.count, dtype=bool)
    places, holds = found
    return np.array(holds, dtype=bool)[places]


def _columns(source: _Source, parts: _Parts, rows: NDArray[np.int64]) -> LedgerColumns:
    keys, customers = _customers(parts, rows)
    orders, written = _orders(source, rows)
    margins, odd = _margins(source, parts, rows)
    no_blank = np.zeros(len(rows), dtype=bool)
    return LedgerColumns(
        keys,
        customers,
        parts.days[rows],
        MinorUnits(parts.amounts[rows], parts.places, no_blank),
        MinorUnits(parts.returned[rows], parts.places, no_blank),
        orders,
        written,
        margins,
        odd,
        _optional_days(source, "due", rows),
        _optional_days(source, "paid", rows),
        {name: texts for name in ("product", "terms") if (texts := _texts(source, name, rows)) is not None},
    )


def _customers(parts: _Parts, rows: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the keys of all customers, rising, and the place of each row's among them."""
    used = np.unique(parts.pairs[rows]).tolist()
    key_of = {pair: match.key for pair in used if (match := parts.matches[pair]) is not None}
    keys = sorted(set(key_of.values()))
    place_of = {key: place for place, key in enumerate(keys)}
    places = np.zeros(len(parts.matches), dtype=np.int64)
    for pair, key in key_of.items():
        places[pair] = place_of[key]
    return keys, places[parts.pairs[rows]]


def _orders(source: _Source, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[Hashable] | None]:
    """Number the orders; a row without one is an order of its own, its number above all others."""
    values = source.of("order")
    if values is None:
        return np.arange(len(rows)), None
    written = [None if is_blank(values[row]) else values[row] for row in rows.tolist()]
    codes, different = coded(written)
    orders = codes.astype(np.int64)
    blank = np.array([value is None for value in written], dtype=bool)
    orders[blank] = len(different) + np.arange(int(blank.sum()))
    return orders, written


def _margins(
    source: _Source, parts: _Parts, rows: NDArray[np.int64]
) -> tuple[MinorUnits | None, Mapping[int, Fraction]]:
    """Return the margin of each row; one of which a part came back may be no decimal."""
    if source.of("margin") is None and source.of("cost") is None:
        return None, {}
    stated, cost = _numbers(source, "margin"), _numbers(source, "cost")
    places = max(stated.places, cost.places, parts.places)
    factor = 10 ** (places - parts.places)
    if int(np.abs(parts.written).max(initial=0)) * factor >= INT64_SAFE:
        raise _TooFineError
    own = np.where(stated.blank, parts.written * factor - _scaled(cost, places), _scaled(stated, places))[
        rows
    ]
    blank = (stated.blank & cost.blank)[rows]
    written, returned = parts.written[rows], parts.returned[rows]
    own = np.where((written > 0) & (returned == written), 0, own)
    partly = np.flatnonzero((written > 0) & (returned != 0) & (returned != written) & ~blank)
    odd = {
        row: kept_margin(
            Fraction(int(own[row]), 10**places), int(written[row]), int(written[row] - returned[row])
        )
        for row in partly.tolist()
    }
    own[partly], blank[partly] = 0, True
    return MinorUnits(np.where(blank, 0, own), places, blank), odd


def _optional_days(source: _Source, name: str, rows: NDArray[np.int64]) -> NDArray[np.int64] | None:
    if source.of(name) is None:
        return None
    return np.maximum(_ordinals(source, name)[rows], 0)


def _texts(source: _Source, name: str, rows: NDArray[np.int64]) -> list[str | None] | None:
    found = source.each(name, label_of)
    if found is None:
        return None
    places, texts = found
    return [texts[place] for place in places[rows].tolist()]


def _notes(source: _Source, parts: _Parts, rows: NDArray[np.int64]) -> list[tuple[int, int, RowNote]]:
    """Return what is to be told of rows, each with its row and whether it comes first there."""
    notes = []
    for row in np.flatnonzero(parts.reasons != _KEPT).tolist():
        reason, name = _REASONS[parts.reasons[row] - 1]
        got = source.cell(name, row)
        if reason == "no customer":
            name, got = ("customer_id" if "customer_id" in source.table.columns else "customer"), None
        came = "blank" if is_blank(got) else str(got)
        notes.append((row, 0, RowNote(source.table.place(row, name), reason, came)))
    notes += [(row, 1, _repeat_note(source, row)) for row in _repeats(source, parts)]
    return notes


def _repeats(source: _Source, parts: _Parts) -> list[int]:
    """Return rows with an order that repeat an earlier row in every cell."""
    values = source.of("order")
    if values is None:
        return []
    codes, different = coded(values)
    filled = ~np.array([is_blank(value) for value in different], dtype=bool)[codes]
    candidates = _come_again((codes, parts.pairs, parts.days, parts.written), np.flatnonzero(filled))
    seen: set[tuple[RawValue, ...]] = set()
    found = []
    for row in candidates.tolist():
        cells = tuple(column[row] for column in source.columns)
        if cells in seen:
            found.append(row)
        seen.add(cells)
    return found


def _come_again(columns: Sequence[NDArray[Any]], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return, rising, the rows whose values in all columns come more than once."""
    chosen = [column[rows] for column in columns]
    order = np.lexsort(chosen)
    same = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for column in chosen:
        same &= column[order][1:] == column[order][:-1]
    again = np.zeros(len(rows), dtype=bool)
    again[order[1:][same]] = again[order[:-1][same]] = True
    return rows[again]


def _repeat_note(source: _Source, row: int) -> RowNote:
    return RowNote(source.table.place(row, "order"), "repeated", str(source.cell("order", row)), True)


def _who(source: _Source, parts: _Parts, rows: NDArray[np.int64], reading: LedgerReading) -> None:
    """Tell names as they are first written, customers of no file, and names that mean somebody else."""
    pairs = parts.pairs[rows]
    different, firsts = np.unique(pairs, return_index=True)
    for place in np.argsort(firsts, kind="stable").tolist():
        match = parts.matches[int(different[place])]
        assert match is not None
        row = int(rows[firsts[place]])
        name, identity = source.cell("customer", row), source.cell("customer_id", row)
        reading.names.setdefault(match.key, str(identity) if is_blank(name) else str(name))
        if not match.known:
            reading.unknown.add(match.key)
    clashing = {pair for pair in different.tolist() if (one := parts.matches[pair]) and one.conflict}
    for row in rows[np.isin(pairs, list(clashing))].tolist() if clashing else ():
        where, got = source.table.place(row, "customer"), str(source.cell("customer", row))
        reading.conflicts.append(RowNote(where, "repeated", got, kept=True))


def _typed(values: Sequence[Any]) -> tuple[NDArray[np.int32], list[Any]]:
    """Return the place of each value among the different ones; 1, 1.0 and TRUE are different."""
    if len(set(map(type, values)) - {type(None)}) <= 1:
        return coded(values)
    codes, different = coded((type(value), value) for value in values)
    return codes, [value for _, value in different]
