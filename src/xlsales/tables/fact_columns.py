"""Transactions and payments as columns: a million of them without a million objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np

from xlsales.kernel.minor_units import MinorUnits
from xlsales.kernel.numbers import ZERO
from xlsales.tables.incentive_rows import Payment, Transaction, TransactionKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS: Final[tuple[TransactionKind, ...]] = ("sale", "booking", "invoice", "return", "cancel")
#: No original is named, or the one that is named is not there.
NO_ORIGINAL, UNKNOWN = -1, -2


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of texts that repeat.

    Attributes:
        codes: Place of each text in ``names``, -1 for a blank; int32, shape (n,).
        names: The different texts.
    """

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    def at(self, row: int) -> str:
        """Return the text of a row, blank where there is none."""
        code = int(self.codes[row])
        return self.names[code] if code >= 0 else ""


@dataclass(frozen=True)
class TransactionColumns(Sequence[Transaction]):
    """Transactions by column; as a sequence it makes each row when it is asked for.

    Attributes:
        ids: Ids, shape (n,).
        kinds: Place of each kind in ``KINDS``, int8.
        days: Days as proleptic ordinals, int32.
        people: Who sold.
        amounts: Amounts without tax.
        tax, quantities, costs, discounts: ``None`` where the table has no such column.
        due: Due days as ordinals, 0 for none; ``None`` without the column.
        originals: Row of each original, ``NO_ORIGINAL`` or ``UNKNOWN``; int64.
        named: Id of the original as it was written, for rows that name one.
        labels: Texts by dimension.
        place: Names the place of a row.
    """

    ids: Sequence[str]
    kinds: NDArray[np.int8]
    days: NDArray[np.int32]
    people: Texts
    amounts: MinorUnits
    tax: MinorUnits | None
    quantities: MinorUnits | None
    costs: MinorUnits | None
    discounts: MinorUnits | None
    due: NDArray[np.int32] | None
    originals: NDArray[np.int64]
    named: Mapping[int, str]
    labels: Mapping[str, Texts]
    place: Callable[[int], str]

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Transaction: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Transaction]: ...
    def __getitem__(self, index: int | slice) -> Transaction | Sequence[Transaction]:
        if isinstance(index, slice):
            return [self._row(row) for row in range(*index.indices(len(self)))]
        return self._row(range(len(self))[index])

    def __iter__(self) -> Iterator[Transaction]:
        return map(self._row, range(len(self)))

    def rows(self, places: Iterable[int]) -> tuple[Transaction, ...]:
        """Return some rows, in the order asked for."""
        return tuple(map(self._row, places))

    def _row(self, row: int) -> Transaction:
        amount = number(self.amounts, row)
        quantity = self.quantities
        one = Fraction(1) if amount >= 0 else Fraction(-1)
        due = int(self.due[row]) if self.due is not None else 0
        return Transaction(
            self.ids[row],
            KINDS[self.kinds[row]],
            date.fromordinal(int(self.days[row])),
            self.people.at(row),
            amount,
            number(self.tax, row),
            one if quantity is None or quantity.blank[row] else number(quantity, row),
            number(self.costs, row),
            number(self.discounts, row),
            date.fromordinal(due) if due else None,
            self.named.get(row, ""),
            {name: text for name, texts in self.labels.items() if (text := texts.at(row))},
            self.place(row),
        )


@dataclass(frozen=True)
class PaymentColumns(Sequence[Payment]):
    """Payments by column.

    Attributes:
        ids: Ids, shape (n,).
        transactions: Id of the transaction that each pays.
        days: Days as ordinals, int32.
        amounts: Amounts, tax included.
        place: Names the place of a row.
    """

    ids: Sequence[str]
    transactions: Sequence[str]
    days: NDArray[np.int32]
    amounts: MinorUnits
    place: Callable[[int], str]

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Payment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Payment]: ...
    def __getitem__(self, index: int | slice) -> Payment | Sequence[Payment]:
        if isinstance(index, slice):
            return [self._row(row) for row in range(*index.indices(len(self)))]
        return self._row(range(len(self))[index])

    def __iter__(self) -> Iterator[Payment]:
        return map(self._row, range(len(self)))

    def rows(self, places: Iterable[int]) -> tuple[Payment, ...]:
        """Return some rows, in the order asked for."""
        return tuple(map(self._row, places))

    def _row(self, row: int) -> Payment:
        day = date.fromordinal(int(self.days[row]))
        return Payment(self.ids[row], self.transactions[row], day, number(self.amounts, row), self.place(row))


def number(column: MinorUnits | None, row: int) -> Fraction:
    """Return the exact number of a row, 0 where it is blank."""
    return ZERO if column is None else Fraction(int(column.units[row]), 10**column.places)


def coded(values: Iterable[Any]) -> tuple[NDArray[np.int32], list[Any]]:
    """Return the place of each value among the different ones, and these in the order they come.

    Examples:
        >>> codes, names = coded(["b", "a", "b"])
        >>> codes.tolist(), names
        ([0, 1, 0], ['b', 'a'])
    """
    known: dict[Any, int] = {}
    codes = np.fromiter((known.setdefault(value, len(known)) for value in values), dtype=np.int32)
    return codes, list(known)


def originals_of(ids: Sequence[str], named: Mapping[int, str]) -> NDArray[np.int64]:
    """Return the row of the original that each row names."""
    found = np.full(len(ids), NO_ORIGINAL, dtype=np.int64)
    if named:
        wanted = set(named.values())
        rows = {id_: row for row, id_ in enumerate(ids) if id_ in wanted}
        for row, id_ in named.items():
            found[row] = rows.get(id_, UNKNOWN)
    return found
