"""Events: what a basis counts of transactions and payments, credited to payees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.credit import split_credit
from xlsales.jobs.incentives.currencies import Exchange, no_rate
from xlsales.jobs.incentives.splits import Split
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import ComputationError
from xlsales.kernel.numbers import CENT, ONE, ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.plans.incentives import Basis, Component
from xlsales.tables.incentive_rows import CreditShare, Happened, Payment, Transaction


@dataclass(frozen=True, slots=True)
class Event:
    """Something that counts for a payee.

    Attributes:
        id: Of the transaction or payment.
        deal: Id of the transaction that it belongs to.
        payee: Who is credited.
        earned: Day that decides plan version, hierarchy and window: of a return the original's.
        posted: Day that decides the month of payment.
        amount: What is credited, in the basis.
        labels: What filters and rate rules look at.
        discount: Discount given, a fraction.
        overdue_days: Days from the due day to the payment, ``None`` where nothing says so.
        split: How the deal is shared, ``None`` where it is one person's.
        words: Remark, such as the rate of exchange.
        margin_rate: Margin of the deal over its amount, ``None`` without an amount.
    """

    id: str
    deal: str
    payee: str
    earned: date
    posted: date
    amount: Fraction
    labels: Mapping[str, str]
    discount: Fraction = ZERO
    overdue_days: int | None = None
    split: Split | None = None
    words: str = ""
    margin_rate: Fraction | None = None

    @property
    def undivided(self) -> Event:
        """The event with the amount of the whole deal."""
        return self if self.split is None else replace(self, amount=self.split.whole)

    @property
    def order(self) -> tuple[date, str, str]:
        """The stable key of date and id in which events run up."""
        return (self.posted, self.id, self.payee)


class EventBook:
    """The events of each basis, sorted by date and id and worked out once.

    Args:
        happened: What happened.
        exchange: Turns foreign amounts into the plan's currency.
    """

    def __init__(self, happened: Happened, exchange: Exchange | None = None) -> None:
        self._exchange = exchange
        self._transactions = {one.id: one for one in happened.transactions}
        self._payments = happened.payments
        self._credits = _shares_by_deal(happened.credits)
        self._known: dict[tuple[Basis, bool, str | None], list[Event]] = {}

    def events(self, component: Component) -> list[Event]:
        """Return the events of a component's basis, whatever its filters."""
        key = (component.basis, component.tax, component.credited_to)
        if key not in self._known:
            self._known[key] = sorted(self._built(*key), key=lambda event: event.order)
        return self._known[key]

    def measured(self, event: Event, basis: Basis) -> Fraction:
        """Return what an event of a transaction counts in another basis, the payee's part of it."""
        one = self._transactions[event.id]
        return _measured(one, basis, tax=False) * (ONE if event.split is None else event.split.share)

    def cancellations(self) -> list[tuple[Transaction, Transaction]]:
        """Return each cancellation with the transaction that it ends."""
        found = [
            (one, self._transactions[one.original])
            for one in self._transactions.values()
            if one.kind == "cancel" and one.original in self._transactions
        ]
        return sorted(found, key=lambda pair: (pair[0].day, pair[0].id))

    def _built(self, basis: Basis, tax: bool, credited_to: str | None) -> Iterator[Event]:
        if basis == "cash":
            yield from self._cash(tax, credited_to)
            return
        passed = "invoice" if basis == "booking" else "booking"
        for one in self._transactions.values():
            origin = self._transactions.get(one.original, one) if one.kind == "return" else one
            if one.kind in ("cancel", passed) or origin.kind == passed:
                continue
            measured, words = self._converted(origin, _measured(one, basis, tax), basis, origin.day)
            for payee, amount, split in self._credited(origin, measured, basis, credited_to):
                yield Event(
                    one.id,
                    origin.id,
                    payee,
                    origin.day,
                    one.day,
                    amount,
                    origin.labels,
                    origin.discount,
                    split=split,
                    words=words,
                    margin_rate=_margin_rate(origin),
                )

    def _cash(self, tax: bool, credited_to: str | None) -> Iterator[Event]:
        by_deal: dict[str, list[Payment]] = {}
        for payment in sorted(self._payments, key=lambda one: (one.day, one.id)):
            by_deal.setdefault(payment.transaction, []).append(payment)
        for deal, payments in by_deal.items():
            origin = self._transactions[deal]
            counted = origin.amount + (origin.tax if tax else ZERO)
            for payment, earned, part in paid_parts(origin, payments):
                overdue = (earned - origin.due).days if origin.due else None
                measured, words = self._converted(origin, counted * part, "cash", earned)
                for payee, amount, split in self._credited(origin, measured, "cash", credited_to):
                    yield Event(
                        payment.id,
                        origin.id,
                        payee,
                        earned,
                        payment.day,
                        amount,
                        origin.labels,
                        origin.discount,
                        overdue,
                        split,
                        words,
                        _margin_rate(origin),
                    )

    def _converted(
        self, origin: Transaction, amount: Fraction, basis: Basis, earned: date
    ) -> tuple[Fraction, str]:
        """Return an amount in the plan's currency, and its rate in words.

        Raises:
            ComputationError: INC-037 a foreign amount on a day without a rate of exchange.
        """
        if self._exchange is None or basis == "quantity" or not self._exchange.is_foreign(origin.currency):
            return amount, ""
        converted = self._exchange.on(origin.currency, earned)
        if converted is None:
            raise ComputationError(no_rate(origin, earned))
        return amount * converted.rate, Phrase("{} {}", written(amount), converted.words)

    def _credited(
        self, origin: Transaction, amount: Fraction, basis: Basis, credited_to: str | None
    ) -> list[Credit]:
        if credited_to is not None:
            named = origin.labels.get(credited_to)
            return [Credit(named, amount)] if named else []
        return credited(origin.person, self._credits.get(origin.id, ()), amount, basis)


class Credit(NamedTuple):
    """Who is credited how much, and how the deal is shared where it is."""

    payee: str
    amount: Fraction
    split: Split | None = None


def credited(person: str, shares: Sequence[CreditShare], amount: Fraction, basis: Basis) -> list[Credit]:
    """Return who is credited how much of an amount: its seller, or who shares it by name.

    Shares are split to the cent, so that the parts sum exactly; of quantities and of parts of a
    payment they stay exact.
    """
    own = [one for one in shares if not one.overlay]
    found = _shared(own, amount, basis) if own else [Credit(person, amount)]
    on_top = (one for one in shares if one.overlay)
    return found + [
        Credit(one.person, amount * one.share, Split(amount, (one.share,), 0, overlay=True)) for one in on_top
    ]


def _shared(own: Sequence[CreditShare], amount: Fraction, basis: Basis) -> list[Credit]:
    total = sum((one.share for one in own), ZERO)
    shares = tuple(one.share / total for one in own)
    parts = split_credit(amount, shares, ZERO if basis in ("quantity", "cash") else CENT)
    return [
        Credit(one.person, part or ZERO, Split(amount, shares, seat) if len(own) > 1 else None)
        for seat, (one, part) in enumerate(zip(own, parts, strict=True))
    ]


def _shares_by_deal(credits: Iterable[CreditShare]) -> dict[str, list[CreditShare]]:
    """Return the shares of each deal by name; somebody who is named twice has the sum."""
    merged: dict[tuple[str, str, bool], CreditShare] = {}
    for one in credits:
        key = (one.transaction, one.person, one.overlay)
        before = merged.get(key)
        merged[key] = one if before is None else before._replace(share=before.share + one.share)
    shares: dict[str, list[CreditShare]] = {}
    for (transaction, _, _), share in sorted(merged.items()):
        shares.setdefault(transaction, []).append(share)
    return shares


def _measured(one: Transaction, basis: Basis, tax: bool) -> Fraction:
    if basis == "quantity":
        return one.quantity
    if basis == "margin":
        return one.amount - one.cost
    return one.amount + (one.tax if tax else ZERO)


def _margin_rate(origin: Transaction) -> Fraction | None:
    return (origin.amount - origin.cost) / origin.amount if origin.amount else None


def paid_parts(origin: Transaction, payments: Sequence[Payment]) -> Iterator[tuple[Payment, date, Fraction]]:
    """Yield what part of an invoice each payment pays, and the day on which that part was earned.

    Together they are never more than all of it. One that bounces takes back the latest parts
    first, on the days on which they were earned.
    """
    gross = origin.amount + origin.tax
    held: list[tuple[date, Fraction]] = []
    paid = before = ZERO
    for payment in payments:
        paid += payment.amount
        after = min(max(paid / gross, ZERO), ONE) if gross else ZERO
        part, before = after - before, after
        if part >= 0:
            held.append((payment.day, part))
            yield payment, payment.day, part
        while part < 0:
            day, last = held.pop()
            taken = min(last, -part)
            part += taken
            if taken < last:
                held.append((day, last - taken))
            yield payment, day, -taken
