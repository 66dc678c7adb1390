"""What events pay: line by line, or by column where a million of them have to be gone through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsales.jobs.incentives.caps import cap_lines
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.currencies import Exchange
from xlsales.jobs.incentives.earning import WINDOW_KINDS, Credited, Earnings, Key, PaidEvent
from xlsales.jobs.incentives.events import EventBook
from xlsales.jobs.incentives.lines import Line
from xlsales.tables.incentive_rows import Transaction

if TYPE_CHECKING:
    from xlsales.jobs.incentives.columns.paid_columns import PaidColumns


@dataclass(frozen=True, slots=True)
class EventPay:
    """What events pay, and what the later stages look at.

    Attributes:
        lines: Lines in full.
        groups: What runs up, of the components that are paid by event.
        rankings: What runs up, of those that are ranked or share a pool.
        held: Events, the last one at least of each payee and component of which a part is held back.
        paid: Events, those at least whose pay may be taken back.
        caps: Lines of caps among those that may be taken back.
        ended: Each cancellation with the transaction that it ends.
        sums: One line a payee, component and month for what is kept by column.
        columns: What is kept by column; ``None`` where everything is in ``lines``.
    """

    lines: list[Line]
    groups: Mapping[Key, list[Credited]]
    rankings: Earnings
    held: Sequence[PaidEvent]
    paid: Sequence[PaidEvent]
    caps: Sequence[Line]
    ended: Sequence[tuple[Transaction, Transaction]]
    sums: list[Line] = field(default_factory=list)
    columns: PaidColumns | None = None


def event_pay(context: Context) -> EventPay:
    """Return what events pay, up to the open month.

    Large tables are kept by column; what a plan asks for that columns cannot do is then worked out
    line by line all the same.

    Raises:
        InvalidInputError: RULE-001 two rate rules fit an event equally.
        ComputationError: RULE-002 no rate rule fits an event.
    """
    if _are_columns(context):
        from xlsales.jobs.incentives.columns.working_out import column_pay

        found = column_pay(context)
        if found is not None:
            return found
    return _plain(context)


def _are_columns(context: Context) -> bool:
    from xlsales.tables.incentive_rows import is_by_column

    return is_by_column(context.happened)


def _plain(context: Context) -> EventPay:
    book = EventBook(context.happened, Exchange(context.plan.settings, context.plan.exchange))
    earnings, rankings = Earnings(context, book), Earnings(context, book)
    earnings.collect()
    rankings.collect(WINDOW_KINDS)
    paid = list(earnings.paid())
    caps = list(cap_lines(context, paid))
    lines = [one.line for one in paid] + caps
    return EventPay(lines, earnings.groups, rankings, paid, paid, caps, book.cancellations())
