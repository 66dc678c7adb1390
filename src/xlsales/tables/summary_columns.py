"""Columns of a ledger as arrays: numbers as exact whole units, days as ordinals, texts as codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite, lcm
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsales.kernel.minor_units import INT64_SAFE, read_minor_units
from xlsales.kernel.values import is_blank
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.fact_columns import Texts, coded
from xlsales.tables.labels import Spellings
from xlsales.tables.matching import Matched
from xlsales.tables.raw import RawValue, columns_of
from xlsales.tables.row_intake import RowNote
from xlsales.tables.values import UnreadableError, read_day, read_number, read_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Doubtful rows are listed one by one up to this many; they are counted all the same.
MOST_NOTES: Final = 20_000
#: Longer numbers in texts may have more digits than a double tells apart.
_LONGEST: Final = 16
_SPOILT: Final = object()


@dataclass(frozen=True, slots=True)
class Units:
    """Exact numbers as whole units: ``values / parts``; int64, or Python integers where that is too small."""

    values: NDArray[np.generic]
    parts: int

    def total(self, rows: NDArray[np.bool_] | None = None) -> Fraction:
        """Return the exact sum, of some rows only where they are given."""
        chosen = self.values if rows is None else self.values[rows]
        return Fraction(int(chosen.sum()), self.parts)


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """Numbers, and which cells are blank or no numbers (both are 0)."""

    units: Units
    blank: NDArray[np.bool_]
    spoilt: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DayColumn:
    """Days, and which cells are blank or no days (both are 0)."""

    ordinals: NDArray[np.int32]
    months: NDArray[np.int32]
    blank: NDArray[np.bool_]
    spoilt: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Money:
    """Columns of money by name, with units in common."""

    values: Mapping[str, NDArray[np.generic]]
    parts: int


@dataclass
class LedgerColumns:
    """The columns of one table, read when they are asked for; ``notes`` gathers what is doubtful."""

    table: Matched
    notes: list[RowNote] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._values = columns_of(self.table.raw)
        self._spellings = Spellings()

    def __len__(self) -> int:
        return len(self.table.raw.rows)

    def has(self, name: str) -> bool:
        """Tell whether the table has a known column."""
        return name in self.table.columns

    def days(self, name: str) -> DayColumn:
        """Return a column of days; each different value is read once."""
        codes, different = coded(self._of(name))
        ordinals = np.zeros(len(different), dtype=np.int32)
        months = np.zeros(len(different), dtype=np.int32)
        blank = np.zeros(len(different), dtype=bool)
        for at, value in enumerate(different):
            if _is_blank(value):
                blank[at] = True
                continue
            try:
                day = read_day(value, self.table.raw.dates)
            except UnreadableError:
                continue
            ordinals[at], months[at] = day.toordinal(), 12 * day.year + day.month - 1
        spoilt = (ordinals == 0) & ~blank
        return DayColumn(ordinals[codes], months[codes], blank[codes], spoilt[codes])

    def numbers(self, name: str) -> NumberColumn:
        """Return a column of exact numbers."""
        values = self._of(name)
        numbers, spoilt = _plain_numbers(values, typed=self.table.raw.typed)
        blank = np.array([value is None for value in numbers], dtype=bool) & ~spoilt
        return NumberColumn(_units(numbers), blank, spoilt)

    def money(self, amount: NumberColumn, *others: str) -> Money:
        """Return the amounts and further columns in units that they have in common."""
        found = {"amount": amount.units}
        for name in others:
            if self.has(name):
                column = self.numbers(name)
                self.note(column.spoilt, name, "no number", counted=True)
                found[name] = column.units
        parts = lcm(*(units.parts for units in found.values()))
        return Money({name: _scaled(one.values, parts // one.parts) for name, one in found.items()}, parts)

    def quantity(self) -> Units | None:
        """Return the pieces of each row."""
        if not self.has("quantity"):
            return None
        column = self.numbers("quantity")
        self.note(column.spoilt, "quantity", "no number", counted=True)
        return column.units

    def texts(self, name: str, kept: NDArray[np.bool_] | None) -> Texts | None:
        """Return a known column of texts, of some rows only where they are given."""
        if not self.has(name):
            return None
        return self._texts(self._of(name), name, kept)

    def labels(self, name: str, kept: NDArray[np.bool_]) -> Texts | None:
        """Return the labels of a dimension; customers are told apart by their ids, called by their names."""
        if name == "customer" and self.has("customer_id"):
            ids = self.texts("customer_id", kept)
            names = self.texts("customer", kept)
            return ids if ids is None or names is None else _called(ids, names)
        return self.texts(name, kept)

    def own_labels(self, kept: NDArray[np.bool_]) -> dict[str, Texts]:
        """Return the columns of the user's own that begin with a text."""
        found = {}
        for heading, position in self.table.others.items():
            values = self._values[position]
            first = next((value for value in values if not _is_blank(value)), None)
            if isinstance(first, str):
                found[dimension_name(heading)] = self._texts(values, heading, kept)
        return found

    def note(self, rows: NDArray[np.bool_], name: str, reason: str, *, counted: bool) -> None:
        """List rows with their reason."""
        position = self.table.columns[name]
        for row in np.nonzero(rows)[0][: max(0, MOST_NOTES - len(self.notes))].tolist():
            got = self._values[position][row]
            text = "" if got is None else str(got).strip()
            place = self.table.place(row, name)
            self.notes.append(RowNote(self.table.spec.name, place, name, reason, text, counted))

    def note_repeats(self, kept: NDArray[np.bool_]) -> None:
        """List rows with an order number that repeat another in every cell; they count."""
        if not self.has("order"):
            return
        orders = self._of("order")
        seen: set[tuple[object, ...]] = set()
        repeated = np.zeros(len(self), dtype=bool)
        for row, values in enumerate(zip(*self._values, strict=True)):
            if not _is_blank(orders[row]):
                repeated[row] = values in seen
                seen.add(values)
        self.note(repeated & kept, "order", "repeated", counted=True)

    def _of(self, name: str) -> Sequence[Any]:
        return self._values[self.table.columns[name]]

    def _texts(self, values: Sequence[Any], spelling: str, kept: NDArray[np.bool_] | None) -> Texts:
        codes, different = coded([_key(value) for value in values])
        texts = [_text(value) for value in different]
        spelt = [self._spellings.of(spelling, text) if text else "" for text in texts]
        names = tuple(dict.fromkeys(text for text in spelt if text))
        place = {name: at for at, name in enumerate(names)} | {"": -1}
        places = np.array([place[text] for text in spelt], dtype=np.int32)
        found = places[codes] if len(places) else np.zeros(0, dtype=np.int32)
        return Texts(found if kept is None else found[kept], names)


def _called(ids: Texts, names: Texts) -> Texts:
    """Return ids under the first name of each; two ids of one name carry their id.

    A row without an id goes by its name: to the id that is called so, where there is just one.
    """
    called: dict[int, str] = {}
    for code, name in zip(ids.codes.tolist(), names.codes.tolist(), strict=True):
        if code >= 0 and name >= 0:
            called.setdefault(code, names.names[name])
    uses: dict[str, int] = {}
    for name in called.values():
        uses[name] = uses.get(name, 0) + 1
    shown = []
    for at, identity in enumerate(ids.names):
        name = called.get(at, identity)
        shown.append(name if uses.get(name, 1) == 1 else f"{name} ({identity})")
    place = {name: at for at, name in reversed(list(enumerate(shown)))}
    by_name = [place.setdefault(name, len(place)) for name in names.names]
    known = [*shown, *(name for name in place if place[name] >= len(shown))]
    by_name_of_row = np.array([*by_name, -1], dtype=np.int32)[names.codes]
    codes = np.where(ids.codes >= 0, ids.codes, by_name_of_row).astype(np.int32)
    return Texts(codes, tuple(known))


def _plain_numbers(values: Sequence[Any], *, typed: bool) -> tuple[Sequence[Any], NDArray[np.bool_]]:
    """Return numbers and blanks, and which cells are neither."""
    spoilt = np.zeros(len(values), dtype=bool)
    if set(map(type, values)) <= {int, type(None)}:
        return values, spoilt
    numbers: list[Any] = []
    for row, value in enumerate(values):
        number = _number(value, typed=typed)
        spoilt[row] = number is _SPOILT
        numbers.append(None if spoilt[row] else number)
    return numbers, spoilt


def _number(value: RawValue, *, typed: bool) -> Any:
    if type(value) is float:
        return value if isfinite(value) else _SPOILT
    if type(value) is int or value is None:
        return value
    if _is_blank(value):
        return None
    if typed and isinstance(value, str) and len(value) <= _LONGEST:
        return _short_number(value)
    try:
        return read_number(value, typed=typed)
    except UnreadableError:
        return _SPOILT


def _short_number(text: str) -> Any:
    """Return the number of a text that a double holds digit by digit."""
    try:
        number = float(text)
    except ValueError:
        return _SPOILT
    return number if isfinite(number) else _SPOILT


def _units(numbers: Sequence[Any]) -> Units:
    """Return numbers as whole units; those that doubles cannot tell apart as Python integers."""
    if all(number is None or type(number) in (int, float) for number in numbers):
        found = read_minor_units(numbers)
    else:
        found = read_minor_units([None if number is None else float(number) for number in numbers])
        if found is not None and any(_differs(number, found.places) for number in numbers):
            found = None
    if found is not None and found.largest * max(len(numbers), 1) < INT64_SAFE:
        return Units(found.units, 10**found.places)
    exact = [_exact(number) for number in numbers]
    parts = lcm(*(number.denominator for number in exact))
    return Units(np.array([int(number * parts) for number in exact], dtype=object), parts)


def _exact(number: Any) -> Fraction:
    if number is None:
        return Fraction(0)
    return Fraction(f"{number:.15g}") if type(number) is float else Fraction(number)


def _differs(number: Any, places: int) -> bool:
    """Tell whether an exact decimal has more places than its column."""
    return number is not None and type(number) not in (int, float) and -number.as_tuple().exponent > places


def _scaled(values: NDArray[np.generic], factor: int) -> NDArray[np.generic]:
    if factor == 1:
        return values
    largest = int(np.abs(values).max(initial=0))
    if values.dtype != object and largest * factor * max(len(values), 1) >= INT64_SAFE:
        values = values.astype(object)
    scaled: NDArray[np.generic] = values * factor
    return scaled


def _is_blank(value: RawValue) -> bool:
    return is_blank(value) or (isinstance(value, str) and not value.strip())


def _key(value: Any) -> Any:
    """Keep TRUE and 1 apart, which Python takes for equal."""
    return str(value) if type(value) is bool else value


def _text(value: RawValue) -> str:
    if _is_blank(value):
        return ""
    try:
        return read_text(value)
    except UnreadableError:
        return str(value)
