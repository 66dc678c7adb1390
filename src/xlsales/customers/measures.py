"""What transactions say of each customer in a period: volume, orders, margin, returns, payment."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple


class Transaction(NamedTuple):
    """A row of a ledger.

    Attributes:
        customer: Key of the customer.
        day: Day of the order or of the return.
        amount: Amount sold, 0 or more.
        returned: Amount that came back, 0 or more.
        order: Order that the row belongs to; ``None`` is an order of its own.
        margin: Margin of the row, net of what came back; ``None`` is unknown.
        due: Day the money is due.
        paid: Day it was paid.
        product: What was bought; ``None`` where the ledger does not say.
        terms: What may change from one order of it to the next, such as specification or price class.
    """

    customer: str
    day: date
    amount: Fraction
    returned: Fraction = Fraction(0)
    order: Hashable = None
    margin: Fraction | None = None
    due: date | None = None
    paid: date | None = None
    product: str | None = None
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerMeasures:
    """One customer in a period; days of orders reach back to the first transaction there is.

    Attributes:
        sold: Amount sold in the period.
        returned: Amount that came back in the period.
        orders: Orders in the period.
        margin: Margin of the rows of the period where it is known; ``None`` where it never is.
        margin_base: Net amount of those rows.
        first: Day of the first order, ``None`` without one.
        last: Day of the last order up to the end.
        previous: Day of the order before the last.
        all_orders: Orders up to the end.
        payments: Amount and days beyond terms of each payment of the period.
    """

    sold: Fraction = Fraction(0)
    returned: Fraction = Fraction(0)
    orders: int = 0
    margin: Fraction | None = None
    margin_base: Fraction = Fraction(0)
    first: date | None = None
    last: date | None = None
    previous: date | None = None
    all_orders: int = 0
    payments: tuple[tuple[Fraction, int], ...] = ()

    @property
    def volume(self) -> Fraction:
        """Net amount: sold less returned."""
        return self.sold - self.returned

    @property
    def margin_rate(self) -> Fraction | None:
        """Margin by the net amount of the rows whose margin is known."""
        if self.margin is None or not self.margin_base:
            return None
        return self.margin / self.margin_base

    @property
    def return_rate(self) -> Fraction | None:
        """Returned by sold."""
        return self.returned / self.sold if self.sold else None

    @property
    def payment_days(self) -> Fraction | None:
        """Mean days beyond terms, weighted by money."""
        money = sum((amount for amount, _ in self.payments), Fraction(0))
        weighted = sum((amount * days for amount, days in self.payments), Fraction(0))
        return weighted / money if money else None


class _Running:
    """Sums of one customer while its rows are read."""

    def __init__(self) -> None:
        self.sold = self.returned = self.margin = self.margin_base = Fraction(0)
        self.has_margin = False
        self.orders: set[Hashable] = set()
        self.all_orders: set[Hashable] = set()
        self.days: set[date] = set()
        self.payments: list[tuple[Fraction, int]] = []

    def add(self, place: int, row: Transaction, inside: bool) -> None:
        order = ("row", place) if row.order is None else ("order", row.order)
        if row.amount > 0:
            self.days.add(row.day)
            self.all_orders.add(order)
        if not inside:
            return
        self.sold += row.amount
        self.returned += row.returned
        if row.amount > 0:
            self.orders.add(order)
        if row.margin is not None:
            self.has_margin = True
            self.margin += row.margin
            self.margin_base += row.amount - row.returned

    def done(self) -> CustomerMeasures:
        days = sorted(self.days)
        return CustomerMeasures(
            self.sold,
            self.returned,
            len(self.orders),
            self.margin if self.has_margin else None,
            self.margin_base,
            days[0] if days else None,
            days[-1] if days else None,
            days[-2] if len(days) > 1 else None,
            len(self.all_orders),
            tuple(sorted(self.payments)),
        )


def measures_of(rows: Iterable[Transaction], start: date, end: date) -> dict[str, CustomerMeasures]:
    """Sum up each customer's transactions of a period.

    Args:
        rows: Transactions in any order; those after ``end`` are not there yet.
        start: First day of the period.
        end: Last day of it.

    Returns:
        Measures by customer, sorted by key; customers whose rows all lie before the period are there with
        nothing sold. A payment belongs to the period of its day.

    Examples:
        >>> days = date(2025, 5, 1), date(2026, 5, 1)
        >>> rows = [Transaction("a", days[0], Fraction(10)), Transaction("a", days[1], Fraction(7))]
        >>> found = measures_of(rows, date(2026, 1, 1), date(2026, 12, 31))["a"]
        >>> found.volume, found.orders, found.all_orders, found.previous
        (Fraction(7, 1), 1, 2, datetime.date(2025, 5, 1))
    """
    running: dict[str, _Running] = {}
    for place, row in enumerate(rows):
        if row.day > end:
            continue
        sums = running.setdefault(row.customer, _Running())
        sums.add(place, row, row.day >= start)
        if row.paid is not None and row.due is not None and start <= row.paid <= end and row.amount > 0:
            sums.payments.append((row.amount, (row.paid - row.due).days))
    return {customer: running[customer].done() for customer in sorted(running)}
