"""The events of a run by column, and the plain way for what columns leave."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from xlsales.jobs.incentives.caps import cap_lines
from xlsales.jobs.incentives.columns.component_pay import (
    ComponentEvents,
    ComponentPay,
    events_of,
    pay_of,
)
from xlsales.jobs.incentives.columns.event_columns import ColumnBook
from xlsales.jobs.incentives.columns.paid_columns import PaidColumns, ended_deals
from xlsales.jobs.incentives.columns.refusal import RANKED, UnevenError, suited_names, suits
from xlsales.jobs.incentives.columns.seats import SeatColumns
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import EVENT_KINDS, Earnings
from xlsales.jobs.incentives.event_pay import EventPay
from xlsales.jobs.incentives.events import EventBook
from xlsales.kernel.dates import month_end
from xlsales.kernel.minor_units import MinorUnits
from xlsales.tables.fact_columns import PaymentColumns, TransactionColumns
from xlsales.tables.incentive_rows import Payment

#: Decimal places that amounts are tried with.
_PLACES = (0, 2, 4, 6, 9)


def column_pay(context: Context) -> EventPay | None:
    """Return what events pay, by column; ``None`` where the plan's settings ask for the plain way."""
    transactions = context.happened.transactions
    if not isinstance(transactions, TransactionColumns) or not suits(context.plan):
        return None
    try:
        payments = _payments(context.happened.payments)
    except UnevenError:
        return None
    seats = SeatColumns(context.plan, context.roster)
    end = month_end(context.last).toordinal()
    book = ColumnBook(transactions, payments, context.happened.credits, seats, end)
    counted: dict[str, ComponentEvents] = {}
    pays: list[ComponentPay] = []
    for name, rows in suited_names(context.plan).items():
        components = [context.plan.components[row] for row in rows]
        try:
            events = events_of(context, seats, book, components)
            if components[0].kind in RANKED and events.events.rough:
                raise UnevenError
            if components[0].kind not in RANKED:
                pays.append(pay_of(context, seats, book, events))
            counted[name] = events
        except UnevenError:
            continue
    return _with_plain(context, PaidColumns(context, seats, book, tuple(pays), counted))


def _with_plain(context: Context, columns: PaidColumns) -> EventPay:
    """Add what the plain engine works out: components and payees that columns leave."""
    book = EventBook(context.happened) if _leaves_any(context, columns) else None
    names = frozenset(one.component for one in context.plan.components) - frozenset(columns.counted)
    earnings = rankings = None
    paid = []
    if book is not None:
        earnings = Earnings(context, book, names)
        earnings.collect()
        paid = list(earnings.paid())
    of_some, some_groups = columns.left_payees().paid()
    paid += of_some
    caps = list(cap_lines(context, paid))
    by_window = [
        pay.counted.name
        for pay in columns.pays
        if pay.counted.first.kind in ("tiered", "curve") and pay.counted.first.accumulator != "deal"
    ]
    groups = columns.groups(by_window, context.last) | some_groups
    groups |= earnings.groups if earnings is not None else {}
    rankings = Earnings(context, book or EventBook(type(context.happened)()), names)
    if book is not None:
        rankings.collect(frozenset(RANKED))
    rankings.groups |= columns.groups(
        name for name, events in columns.counted.items() if events.first.kind in RANKED
    )
    taken, cuts = columns.ended(deal for _, deal in columns.cancellations())
    return EventPay(
        [one.line for one in paid] + caps,
        groups,
        rankings,
        [*paid, *columns.held()],
        [*paid, *taken],
        [*caps, *cuts],
        ended_deals(columns),
        columns.summary(),
        columns,
    )


def _leaves_any(context: Context, columns: PaidColumns) -> bool:
    """Tell whether there are components that the plain engine has to work out from all events."""
    return any(
        one.component not in columns.counted and one.kind in EVENT_KINDS | RANKED
        for one in context.plan.components
    )


def _payments(payments: Sequence[Payment]) -> PaymentColumns:
    """Return payments by column.

    Raises:
        UnevenError: An amount has too many decimal places.
    """
    if isinstance(payments, PaymentColumns):
        return payments
    return PaymentColumns(
        [one.id for one in payments],
        [one.transaction for one in payments],
        np.array([one.day.toordinal() for one in payments], dtype=np.int32),
        _whole([one.amount for one in payments]),
        [one.where for one in payments].__getitem__,
    )


def _whole(amounts: Sequence[Fraction]) -> MinorUnits:
    for places in _PLACES:
        units = [amount * 10**places for amount in amounts]
        if all(one.denominator == 1 and abs(one) < 1 << 53 for one in units):
            whole = np.array([int(one) for one in units], dtype=np.int64)
            return MinorUnits(whole, places, np.zeros(len(whole), dtype=bool))
    raise UnevenError
