"""What events pay, kept by column: sums for the later stages, lines and entries when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from xlsales.jobs.incentives.columns.calendar import first_day, span_of
from xlsales.jobs.incentives.columns.component_pay import ComponentEvents, ComponentPay
from xlsales.jobs.incentives.columns.event_columns import ColumnBook
from xlsales.jobs.incentives.columns.runs import Groups, key_of, stable_order
from xlsales.jobs.incentives.columns.seats import SeatColumns
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Credited, Key, PaidEvent
from xlsales.jobs.incentives.events import Event
from xlsales.jobs.incentives.lines import Line, LineKind
from xlsales.jobs.incentives.paid_part import PaidPart
from xlsales.kernel.dates import month_end
from xlsales.ledger.entries import Entry, Source
from xlsales.tables.incentive_rows import Happened, Transaction

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Amount by payee, component and month.
Sums = dict[tuple[str, str, date], Fraction]


@dataclass(frozen=True, slots=True)
class PaidColumns:
    """The pay of all components that were worked out by column.

    Attributes:
        context, seats, book: What they were worked out from.
        pays: Pay by component; no payee of ``plain_payees`` is in it.
        counted: Events of every component by column, rankings among them.
    """

    context: Context
    seats: SeatColumns
    book: ColumnBook
    pays: tuple[ComponentPay, ...]
    counted: Mapping[str, ComponentEvents]

    def sums(self) -> Sums:
        """Return what events pay, caps included, by payee, component and month."""
        found: Sums = {}
        unit = self.context.unit
        for pay in self.pays:
            amounts = pay.amounts if pay.cuts is None else pay.amounts + pay.cuts
            payee, month, total = _summed(pay.counted, amounts)
            for code, at, units in zip(payee.tolist(), month.tolist(), total.tolist(), strict=True):
                found[self.seats.names[code], pay.counted.name, first_day(at)] = units * unit
        return found

    def summary(self) -> list[Line]:
        """Return one line for each sum, for the stages that follow; nobody is shown them."""
        return [
            Line(payee, name, month, "pay", "", month_end(month), amount)
            for (payee, name, month), amount in self.sums().items()
        ]

    def groups(self, names: Iterable[str], month: date | None = None) -> dict[Key, list[Credited]]:
        """Return what runs up as one event for each group, with its total and its last day and id.

        Args:
            names: Components that do not run up deal by deal.
            month: Only windows that hold it, unless ``None``.
        """
        found: dict[Key, list[Credited]] = {}
        plain = {pay.counted.name: pay.plain_payees for pay in self.pays}
        for name in names:
            for key, credited in self._condensed(self.counted[name].without(plain.get(name, frozenset()))):
                if month is None or key.window.first <= month <= key.window.last:
                    found[key] = [credited]
        return found

    def _condensed(self, counted: ComponentEvents) -> Iterator[tuple[Key, Credited]]:
        events, first = counted.events, counted.first
        groups = Groups.of(key_of(events.payee.astype(np.int64), counted.window), events.units)
        rows = groups.lasts
        ids, names = self.book.ids(first.basis), self.seats.names
        spans = {number: span_of(number, first.accumulator) for number in set(counted.window[rows].tolist())}
        columns = (
            groups.totals,
            events.payee[rows],
            events.source[rows],
            events.earned[rows],
            events.posted[rows],
            counted.variant[rows],
            counted.window[rows],
        )
        scale = 10**events.places
        listed = zip(*(column.tolist() for column in columns), strict=True)
        for total, payee, source, earned, posted, variant, window in listed:
            name = names[payee]
            days = date.fromordinal(earned), date.fromordinal(posted)
            event = Event(ids[source], "", name, *days, Fraction(total, scale), {})
            yield (
                Key(name, counted.name, spans[window], ""),
                Credited(event, counted.components[variant], None),
            )

    def held(self) -> list[PaidEvent]:
        """Return the last event of each payee and component of which something is held back."""
        found = []
        for pay in self.pays:
            counted = pay.counted
            if counted.first.holdback:
                payee = counted.events.payee.astype(np.int64)
                order = stable_order(key_of(payee, counted.window))
                lasts = Groups.of(payee[order], np.zeros_like(payee)).lasts
                found += [one for row in order[lasts].tolist() for one in self._paid(pay, row)]
        return found

    def ended(self, deals: Iterable[int]) -> tuple[list[PaidEvent], list[Line]]:
        """Return what was paid for some deals that can be clawed back, and what caps took of it."""
        wanted = np.array(sorted(set(deals)), dtype=np.int64)
        paid: list[PaidEvent] = []
        caps: list[Line] = []
        for pay in self.pays:
            if not any(one.clawback_months is not None for one in pay.counted.components):
                continue
            for row in np.flatnonzero(np.isin(pay.counted.events.origin, wanted)).tolist():
                paid += self._paid(pay, row)
                if pay.cuts is not None and pay.cuts[row]:
                    caps.append(self._line(pay, row, "cap", int(pay.cuts[row])))
        return paid, caps

    def cancellations(self) -> list[tuple[int, int]]:
        """Return rows of cancellations and of what they end."""
        rows = self.book.transactions
        found = np.flatnonzero((rows.kinds == 4) & (rows.originals >= 0))
        return [(int(row), int(rows.originals[row])) for row in found]

    def _paid(self, pay: ComponentPay, row: int) -> Iterator[PaidEvent]:
        counted, events = pay.counted, pay.counted.events
        line = self._line(pay, row, _kind(counted), int(pay.amounts[row]))
        deal = self.book.transactions.ids[int(events.origin[row])]
        earned = date.fromordinal(int(events.earned[row]))
        amount = Fraction(int(events.units[row]), 10**events.places)
        event = Event(line.source, deal, line.payee, earned, line.day, amount, {})
        component = counted.components[int(counted.variant[row])]
        yield PaidEvent(line, event, component, span_of(int(counted.window[row]), component.accumulator))

    def _line(self, pay: ComponentPay, row: int, kind: LineKind, units: int) -> Line:
        counted, events = pay.counted, pay.counted.events
        return Line(
            self.seats.names[int(events.payee[row])],
            counted.name,
            first_day(int(counted.month[row])),
            kind,
            self.book.ids(counted.first.basis)[int(events.source[row])],
            date.fromordinal(int(events.posted[row])),
            units * self.context.unit,
        )

    def entries(self, months: Iterable[date]) -> Iterator[Entry]:
        """Go through what the ledger posts for some months, each source once."""
        wanted = np.array([month.year * 12 + month.month - 1 for month in months], dtype=np.int64)
        for pay in self.pays:
            rows = np.flatnonzero(np.isin(pay.counted.month, wanted))
            yield from self._entries(pay, rows, pay.amounts, _kind(pay.counted))
            if pay.cuts is not None:
                yield from self._entries(pay, rows[pay.cuts[rows] != 0], pay.cuts, "cap")

    def _entries(
        self, pay: ComponentPay, rows: NDArray[np.int64], amounts: NDArray[np.int64], kind: str
    ) -> Iterator[Entry]:
        events = pay.counted.events
        ids = self.book.ids(pay.counted.first.basis)
        keys = (events.payee[rows].astype(np.int64), pay.counted.month[rows], events.source[rows])
        groups = Groups.of(key_of(*keys), amounts[rows])
        unit = self.context.unit
        days = {month: first_day(month) for month in set(keys[1].tolist())}
        for row, total in zip(groups.lasts.tolist(), groups.totals.tolist(), strict=True):
            month = days[int(keys[1][row])]
            source = f"{kind} {ids[int(keys[2][row])]}"
            payee = self.seats.names[int(keys[0][row])]
            yield Entry(month, Source(payee, pay.counted.name, month, source), total * unit)

    def explained(self, payees: Iterable[str]) -> list[Line]:
        """Return the lines of some payees in full, worked out by the plain engine from their events."""
        return self.part(payees).explained(payees)

    def part(self, payees: Iterable[str]) -> PaidPart:
        """Return what is needed to explain some payees, with their rows only."""
        codes = frozenset(self.seats.codes[payee] for payee in payees if payee in self.seats.codes)
        return self._part({pay.counted.name: codes - pay.plain_payees for pay in self.pays})

    def left_payees(self) -> PaidPart:
        """Return the events of the payees whom columns leave to the plain engine."""
        return self._part({pay.counted.name: pay.plain_payees for pay in self.pays})

    def _part(self, codes: Mapping[str, frozenset[int]]) -> PaidPart:
        wanted = {name: found for name, found in codes.items() if found}
        names = {name: frozenset(map(self.seats.names.__getitem__, found)) for name, found in wanted.items()}
        return PaidPart(self.context, self._happened(wanted), names)

    def _happened(self, payees: Mapping[str, frozenset[int]]) -> Happened:
        """Return the rows that some payees' events come from, and all that these refer to."""
        rows: set[int] = set()
        deals: set[int] = set()
        for name, codes in payees.items():
            counted = self.counted[name]
            mine = np.flatnonzero(np.isin(counted.events.payee, list(codes)))
            rows.update(counted.events.origin[mine].tolist())
            if counted.first.basis == "cash":
                deals.update(counted.events.origin[mine].tolist())
            else:
                rows.update(counted.events.source[mine].tolist())
        transactions = self.book.transactions.rows(sorted(rows))
        ids = {one.id for one in transactions}
        payments = self.book.payments.rows(self.book.payments_of(deals)) if deals else ()
        shares = tuple(one for one in self.context.happened.credits if one.transaction in ids)
        return Happened(transactions, payments, shares)


def ended_deals(paid: PaidColumns) -> list[tuple[Transaction, Transaction]]:
    """Return each cancellation with the transaction that it ends, by day and id."""
    rows = paid.book.transactions
    found = [(rows[row], rows[deal]) for row, deal in paid.cancellations()]
    return sorted(found, key=lambda pair: (pair[0].day, pair[0].id))


def _kind(counted: ComponentEvents) -> LineKind:
    return "override" if counted.first.kind == "override" else "pay"


def _summed(
    counted: ComponentEvents, amounts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return payee, month and sum of each of their combinations."""
    payee, month = counted.events.payee.astype(np.int64), counted.month
    groups = Groups.of(key_of(payee, month), amounts)
    return payee[groups.lasts], month[groups.lasts], groups.totals
