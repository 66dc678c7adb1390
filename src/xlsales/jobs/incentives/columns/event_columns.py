"""Events as columns: what a basis counts, credited to payees, in the order of date and id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.jobs.incentives.columns.runs import fits, key_of, largest_of, stable_order
from xlsales.jobs.incentives.columns.seats import SeatColumns
from xlsales.jobs.incentives.events import credited, paid_parts
from xlsales.kernel.minor_units import MinorUnits
from xlsales.plans.incentives import Basis
from xlsales.tables.fact_columns import KINDS, PaymentColumns, TransactionColumns
from xlsales.tables.incentive_rows import CreditShare

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RETURN, _CANCEL = KINDS.index("return"), KINDS.index("cancel")
#: Shares are split to the cent.
_CENTS: Final = 2


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Events in the order of posting day, id and payee.

    Attributes:
        source: Row of the transaction or payment, shape (n,).
        origin: Row of the transaction that it belongs to.
        payee: Code of who is credited.
        earned, posted: Days as ordinals.
        units: What is credited, in ``1 / 10 ** places``.
        places: Decimal places.
        overdue: Days from the due day, where ``has_due``.
        has_due: Whether the transaction has a due day and was paid.
        shared: Whether the deal is shared.
        rough: Payees some of whose amounts are no whole units; they are worked out the plain way.
    """

    source: NDArray[np.int64]
    origin: NDArray[np.int64]
    payee: NDArray[np.int32]
    earned: NDArray[np.int32]
    posted: NDArray[np.int32]
    units: NDArray[np.int64]
    places: int
    overdue: NDArray[np.int32]
    has_due: NDArray[np.bool_]
    shared: NDArray[np.bool_]
    rough: frozenset[int] = frozenset()

    def taken(self, rows: NDArray[np.int64]) -> EventColumns:
        """Return some of the events."""
        return EventColumns(
            self.source[rows],
            self.origin[rows],
            self.payee[rows],
            self.earned[rows],
            self.posted[rows],
            self.units[rows],
            self.places,
            self.overdue[rows],
            self.has_due[rows],
            self.shared[rows],
            self.rough,
        )


@dataclass(frozen=True, slots=True)
class _Bare:
    """Events before they are credited to anybody."""

    source: NDArray[np.int64]
    origin: NDArray[np.int64]
    earned: NDArray[np.int32]
    posted: NDArray[np.int32]
    ranks: NDArray[np.int64]
    units: NDArray[np.int64]
    places: int
    rough: NDArray[np.bool_]


class ColumnBook:
    """The events of each basis, worked out once, up to the last day of the open month."""

    def __init__(
        self,
        transactions: TransactionColumns,
        payments: PaymentColumns,
        credits: Iterable[CreditShare],
        seats: SeatColumns,
        end: int,
    ) -> None:
        self.transactions = transactions
        self.payments = payments
        self._seats = seats
        self._end = end
        self._shares: dict[str, list[CreditShare]] = {}
        for share in sorted(credits, key=lambda one: (one.transaction, one.person)):
            self._shares.setdefault(share.transaction, []).append(share)
        self._shared_rows = (
            {row: self._shares[id_] for row, id_ in enumerate(transactions.ids) if id_ in self._shares}
            if self._shares
            else {}
        )
        self._ranks: dict[bool, NDArray[np.int64]] = {}
        self._known: dict[tuple[Basis, bool, str | None], EventColumns] = {}

    def events(self, basis: Basis, tax: bool, credited_to: str | None) -> EventColumns:
        """Return the events of a basis.

        Raises:
            UnevenError: Amounts are too large for whole numbers of 64 bits.
        """
        key = (basis, tax, credited_to)
        if key not in self._known:
            bare = self._cash(tax) if basis == "cash" else self._booked(basis, tax)
            self._known[key] = self._credited(bare, basis, credited_to)
        return self._known[key]

    def payments_of(self, deals: set[int]) -> list[int]:
        """Return the rows of all payments of some deals."""
        ids = {self.transactions.ids[deal] for deal in deals}
        return [row for row, id_ in enumerate(self.payments.transactions) if id_ in ids]

    def ids(self, basis: Basis) -> Sequence[str]:
        """Return the ids of what events of a basis come from."""
        return self.payments.ids if basis == "cash" else self.transactions.ids

    def _rank(self, cash: bool) -> NDArray[np.int64]:
        """Return the place of each id among all, in their order as texts."""
        if cash not in self._ranks:
            ids = self.payments.ids if cash else self.transactions.ids
            ranks = np.empty(len(ids), dtype=np.int64)
            ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
            self._ranks[cash] = ranks
        return self._ranks[cash]

    def _booked(self, basis: Basis, tax: bool) -> _Bare:
        rows = self.transactions
        own = np.arange(len(rows))
        origin = np.where((rows.kinds == _RETURN) & (rows.originals >= 0), rows.originals, own)
        passed = KINDS.index("invoice" if basis == "booking" else "booking")
        counted = ~np.isin(rows.kinds, (_CANCEL, passed)) & (rows.kinds[origin] != passed)
        source = np.flatnonzero(counted & (rows.days <= self._end))
        units, places = self._measured(basis, tax)
        return _Bare(
            source,
            origin[source],
            rows.days[origin[source]],
            rows.days[source],
            self._rank(False)[source],
            units[source],
            places,
            np.zeros(len(source), dtype=bool),
        )

    def _measured(self, basis: Basis, tax: bool) -> tuple[NDArray[np.int64], int]:
        rows = self.transactions
        if basis == "quantity":
            if rows.quantities is None:
                return np.where(rows.amounts.units >= 0, 1, -1), 0
            one = np.where(rows.amounts.units >= 0, 1, -1) * 10**rows.quantities.places
            return np.where(rows.quantities.blank, one, rows.quantities.units), rows.quantities.places
        other, sign = (rows.costs, -1) if basis == "margin" else (rows.tax if tax else None, 1)
        return _added(rows.amounts, other, sign)

    def _cash(self, tax: bool) -> _Bare:
        """Return payments with the day on which each part was earned, and what it counts."""
        paid, rows = self.payments, self.transactions
        origin = self._paid_rows()
        order = np.lexsort((self._rank(True), paid.days, origin))
        counted, places = _added(rows.amounts, rows.tax if tax else None, 1)
        gross, gross_places = _added(rows.amounts, rows.tax, 1)
        deal = origin[order]
        amounts, gross_units = _aligned(paid.amounts, gross, gross_places)
        begins = np.ones(len(order), dtype=bool)
        begins[1:] = deal[1:] != deal[:-1]
        simple = self._simple(deal, amounts[order], gross_units, begins)
        source = order[simple]
        parts, rough = _parts(deal, amounts[order], gross_units, counted, begins)
        bare = _Bare(
            source,
            deal[simple],
            paid.days[source],
            paid.days[source],
            self._rank(True)[source],
            parts[simple],
            places,
            rough[simple],
        )
        return self._with_hard(bare, np.unique(deal[~simple]), origin, counted)

    def _paid_rows(self) -> NDArray[np.int64]:
        wanted = set(self.payments.transactions)
        rows = {id_: row for row, id_ in enumerate(self.transactions.ids) if id_ in wanted}
        return np.array([rows[id_] for id_ in self.payments.transactions], dtype=np.int64)

    def _simple(
        self,
        deal: NDArray[np.int64],
        amounts: NDArray[np.int64],
        gross: NDArray[np.int64],
        begins: NDArray[np.bool_],
    ) -> NDArray[np.bool_]:
        """Tell which payments belong to a deal that is paid forwards only."""
        group = np.cumsum(begins) - 1
        backwards = (amounts < 0) | (gross[deal] <= 0)
        hard = np.zeros(int(begins.sum()), dtype=bool)
        hard[group[backwards]] = True
        simple: NDArray[np.bool_] = ~hard[group]
        return simple

    def _with_hard(
        self, bare: _Bare, deals: NDArray[np.int64], origin: NDArray[np.int64], counted: NDArray[np.int64]
    ) -> _Bare:
        """Add the payments of deals with bounced ones, each deal worked out by itself."""
        if not len(deals):
            return bare
        found: list[tuple[int, int, int, int, int, int, bool]] = []
        by_deal: dict[int, list[int]] = {int(deal): [] for deal in deals}
        for row in np.flatnonzero(np.isin(origin, deals)).tolist():
            by_deal[int(origin[row])].append(row)
        for deal, rows in by_deal.items():
            payments = sorted(
                ((self.payments[row], row) for row in rows), key=lambda one: (one[0].day, one[0].id)
            )
            numbers = {payment.id: row for payment, row in payments}
            one = self.transactions[deal]
            for payment, earned, part in paid_parts(one, [payment for payment, _ in payments]):
                row = numbers[payment.id]
                exact = part * int(counted[deal])
                whole = exact.denominator == 1
                found.append(
                    (
                        row,
                        deal,
                        earned.toordinal(),
                        payment.day.toordinal(),
                        int(self._rank(True)[row]),
                        int(exact) if whole else 0,
                        not whole,
                    )
                )
        added = np.array(found, dtype=np.int64).reshape(-1, 7)
        return _Bare(
            np.append(bare.source, added[:, 0]),
            np.append(bare.origin, added[:, 1]),
            np.append(bare.earned, added[:, 2].astype(np.int32)),
            np.append(bare.posted, added[:, 3].astype(np.int32)),
            np.append(bare.ranks, added[:, 4]),
            np.append(bare.units, added[:, 5]),
            bare.places,
            np.append(bare.rough, added[:, 6].astype(bool)),
        )

    def _credited(self, bare: _Bare, basis: Basis, credited_to: str | None) -> EventColumns:
        rows = self.transactions
        texts = rows.people if credited_to is None else rows.labels.get(credited_to)
        if texts is None:
            payee = np.full(len(bare.origin), -1, dtype=np.int32)
        else:
            payee = self._seats.of_names(texts.names)[texts.codes[bare.origin]]
        places, units, places_of = bare.places, bare.units, np.arange(len(payee))
        rough = bare.rough
        if self._shared_rows and credited_to is None:
            places_of, payee, units, places, rough = self._split(bare, payee, basis)
        kept = np.flatnonzero((payee >= 0) & (bare.posted[places_of] <= self._end))
        at = places_of[kept]
        order = stable_order(
            key_of(bare.posted[at].astype(np.int64), bare.ranks[at], payee[kept].astype(np.int64))
        )
        at, kept = at[order], kept[order]
        origin = bare.origin[at]
        due = rows.due[origin] if rows.due is not None else np.zeros(len(at), dtype=np.int32)
        return EventColumns(
            bare.source[at],
            origin,
            payee[kept],
            bare.earned[at],
            bare.posted[at],
            units[kept],
            places,
            np.where(due > 0, bare.earned[at] - due, 0).astype(np.int32),
            (due > 0) & (basis == "cash"),
            np.isin(origin, list(self._shared_rows)) & (credited_to is None),
            frozenset(np.unique(payee[kept][rough[kept]]).tolist()),
        )

    def _split(
        self, bare: _Bare, payee: NDArray[np.int32], basis: Basis
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64], int, NDArray[np.bool_]]:
        """Return events with those of shared deals divided among who shares them."""
        places = max(bare.places, _CENTS)
        fits(largest_of(bare.units), 10 ** (places - bare.places))
        scaled = bare.units * 10 ** (places - bare.places)
        shared = np.isin(bare.origin, list(self._shared_rows))
        own = np.flatnonzero(~shared)
        parts: list[tuple[int, int, int, bool]] = []
        for at in np.flatnonzero(shared).tolist():
            origin = int(bare.origin[at])
            amount = Fraction(int(bare.units[at]), 10**bare.places)
            person = self.transactions.people.at(origin)
            for name, part, split in credited(person, self._shared_rows[origin], amount, basis):
                units = part * 10**places
                whole = units.denominator == 1
                rough = bool(bare.rough[at]) or not whole or split is not None
                parts.append((at, self._seats.codes[name], int(units) if whole else 0, rough))
        found = np.array(parts, dtype=np.int64).reshape(-1, 4)
        return (
            np.append(own, found[:, 0]),
            np.append(payee[own], found[:, 1].astype(np.int32)),
            np.append(scaled[own], found[:, 2]),
            places,
            np.append(bare.rough[own], found[:, 3].astype(bool)),
        )


def _added(one: MinorUnits, other: MinorUnits | None, sign: int) -> tuple[NDArray[np.int64], int]:
    """Return ``one`` plus or minus ``other`` and the decimal places of both."""
    if other is None:
        return one.units, one.places
    places = max(one.places, other.places)
    first, second = 10 ** (places - one.places), 10 ** (places - other.places)
    fits(one.largest + 1, 2 * first)
    fits(other.largest + 1, 2 * second)
    return one.units * first + sign * other.units * second, places


def _aligned(
    paid: MinorUnits, gross: NDArray[np.int64], gross_places: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    places = max(paid.places, gross_places)
    first, second = 10 ** (places - paid.places), 10 ** (places - gross_places)
    fits(paid.largest, first)
    fits(largest_of(gross), second)
    return paid.units * first, gross * second


def _parts(
    deal: NDArray[np.int64],
    amounts: NDArray[np.int64],
    gross: NDArray[np.int64],
    counted: NDArray[np.int64],
    begins: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return what each payment counts of its deal, and where that is no whole number of units."""
    whole = gross[deal]
    if float(np.abs(amounts).sum(dtype=np.float64)) >= 2.0**62:
        raise UnevenError
    total = np.cumsum(amounts)
    group = np.cumsum(begins) - 1
    paid = total - (total - amounts)[begins][group] if len(amounts) else total
    after = np.clip(paid, 0, np.maximum(whole, 0))
    before = np.zeros_like(after)
    before[1:] = after[:-1]
    before[begins] = 0
    part = after - before
    all_of_it = (part == whole) & (whole > 0)
    fits(largest_of(np.where(all_of_it, 0, part)), int(np.abs(counted).max(initial=0)))
    products = counted[deal] * np.where(all_of_it, 0, part)
    quotients, rest = np.divmod(products, np.where(whole > 0, whole, 1))
    return np.where(all_of_it, counted[deal], quotients), (rest != 0) & ~all_of_it
