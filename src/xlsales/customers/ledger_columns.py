"""A ledger of millions of transactions as columns; a row is made when it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, overload

from xlsales.customers.measures import Transaction
from xlsales.kernel.minor_units import MinorUnits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class LedgerColumns(Sequence[Transaction]):
    """Transactions by column; every array has shape (n,).

    Attributes:
        keys: Keys of customers, rising.
        customers: Place of each row's customer in ``keys``.
        days: Days as proleptic ordinals.
        amounts, returned: Amounts sold and brought back, 0 or more, with one number of places.
        orders: Number of the order that a row belongs to; each order has its own.
        written_orders: Orders as they were written, ``None`` for an order of its own; ``None`` where no row
            has one.
        margins: Margins, blank where unknown; ``None`` where no row has one.
        odd_margins: Margins of single rows that are no decimal; their units are blank.
        due, paid: Days as ordinals, 0 for none; ``None`` without such a column.
        labels: Product and terms as texts, where there are such columns.
    """

    keys: Sequence[str]
    customers: NDArray[np.int64]
    days: NDArray[np.int64]
    amounts: MinorUnits
    returned: MinorUnits
    orders: NDArray[np.int64]
    written_orders: Sequence[Hashable] | None
    margins: MinorUnits | None
    odd_margins: Mapping[int, Fraction]
    due: NDArray[np.int64] | None
    paid: NDArray[np.int64] | None
    labels: Mapping[str, Sequence[str | None]]

    def __len__(self) -> int:
        return len(self.customers)

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

    def net_by_day(self, customer: str | None = None) -> list[tuple[date, Fraction]]:
        """Return days, rising, with what was sold less what came back, of one customer or of all."""
        import numpy as np

        chosen = slice(None) if customer is None else self._rows_of(customer)
        days, places = np.unique(self.days[chosen], return_inverse=True)
        net = np.zeros(len(days), dtype=np.int64)
        np.add.at(net, places, self.amounts.units[chosen] - self.returned.units[chosen])
        scale = 10**self.amounts.places
        pairs = zip(days.tolist(), net.tolist(), strict=True)
        return [(date.fromordinal(day), Fraction(units, scale)) for day, units in pairs]

    def _rows_of(self, customer: str) -> NDArray[np.bool_]:
        place = bisect_left(self.keys, customer)
        found = place if place < len(self.keys) and self.keys[place] == customer else -1
        chosen: NDArray[np.bool_] = self.customers == found
        return chosen

    def _row(self, row: int) -> Transaction:
        return Transaction(
            self.keys[int(self.customers[row])],
            date.fromordinal(int(self.days[row])),
            _number(self.amounts, row),
            _number(self.returned, row),
            None if self.written_orders is None else self.written_orders[row],
            self._margin(row),
            _day(self.due, row),
            _day(self.paid, row),
            self.labels["product"][row] if "product" in self.labels else None,
            self.labels["terms"][row] if "terms" in self.labels else None,
        )

    def _margin(self, row: int) -> Fraction | None:
        if row in self.odd_margins:
            return self.odd_margins[row]
        if self.margins is None or self.margins.blank[row]:
            return None
        return _number(self.margins, row)


def _number(column: MinorUnits, row: int) -> Fraction:
    return Fraction(int(column.units[row]), 10**column.places)


def _day(column: NDArray[np.int64] | None, row: int) -> date | None:
    ordinal = 0 if column is None else int(column[row])
    return date.fromordinal(ordinal) if ordinal else None
