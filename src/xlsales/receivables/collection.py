"""Whom to ask for money first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

#: Days overdue from which each step of dunning is due, mildest first.
DUNNING: Final = ((1, "reminder"), (30, "call"), (60, "stop deliveries"), (90, "legal"))


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """What is open of an invoice; credit notes are negative."""

    customer: str
    name: str
    due: date
    amount: Fraction


@dataclass(frozen=True, slots=True)
class CollectionItem:
    """A customer that owes overdue money: how much, how old, and the step that is due."""

    customer: str
    overdue: Fraction
    oldest_days: int
    step: str
    invoices: tuple[str, ...]


def collection_list(
    invoices: Iterable[OpenInvoice], as_of: date, dunning: tuple[tuple[int, str], ...] = DUNNING
) -> tuple[CollectionItem, ...]:
    """List customers with overdue money (CR2).

    Args:
        invoices: Open invoices; credit notes lower what a customer owes, whatever their day.
        as_of: Today; an invoice due today is not overdue.
        dunning: Days and step, rising.

    Returns:
        The most overdue money x days first, then by customer. Customers whose credit notes cover what is
        overdue are not asked.

    Examples:
        >>> invoice = OpenInvoice("a", "1", date(2026, 1, 1), Fraction(5))
        >>> item = collection_list([invoice], date(2026, 2, 1))[0]
        >>> item.overdue, item.oldest_days, item.step
        (Fraction(5, 1), 31, 'call')
    """
    late: dict[str, list[OpenInvoice]] = {}
    credits: dict[str, Fraction] = {}
    for invoice in invoices:
        if invoice.amount < 0:
            credits[invoice.customer] = credits.get(invoice.customer, Fraction(0)) + invoice.amount
        elif invoice.amount and invoice.due < as_of:
            late.setdefault(invoice.customer, []).append(invoice)
    items = []
    for customer, rows in late.items():
        overdue = sum((row.amount for row in rows), credits.get(customer, Fraction(0)))
        if overdue > 0:
            rows.sort(key=lambda row: (row.due, row.name))
            oldest = (as_of - rows[0].due).days
            step = [name for days, name in dunning if oldest >= days][-1]
            items.append(CollectionItem(customer, overdue, oldest, step, tuple(row.name for row in rows)))
    return tuple(sorted(items, key=lambda item: (-item.overdue * item.oldest_days, item.customer)))
