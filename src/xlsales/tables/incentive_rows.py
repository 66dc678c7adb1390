"""What happened: the rows from which pay is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

#: ``sale`` is booked and invoiced at once; a ``return`` and a ``cancel`` name the original.
TransactionKind: TypeAlias = Literal["sale", "booking", "invoice", "return", "cancel"]


class Transaction(NamedTuple):
    """A sale or what becomes of one; ``amount`` is without tax, of a return it is negative.

    A blank currency is the plan's; ``contract_months`` is how long the customer is bound.
    """

    id: str
    kind: TransactionKind
    day: date
    person: str
    amount: Fraction
    tax: Fraction
    quantity: Fraction
    cost: Fraction
    discount: Fraction
    due: date | None
    original: str
    labels: Mapping[str, str]
    where: str
    currency: str = ""
    contract_months: int | None = None


class Payment(NamedTuple):
    """Money received for a transaction, tax included; a bounced one is negative."""

    id: str
    transaction: str
    day: date
    amount: Fraction
    where: str


class CreditShare(NamedTuple):
    """The part of a transaction that a person is credited; an overlay comes on top."""

    transaction: str
    person: str
    share: Fraction
    overlay: bool
    where: str


class TargetRow(NamedTuple):
    """A person's target of a month; a component's own goes before one for all."""

    person: str
    month: date
    amount: Fraction
    component: str
    where: str


class Adjustment(NamedTuple):
    """An amount added by hand, with its reason and who approved it."""

    id: str
    day: date
    person: str
    amount: Fraction
    reason: str
    approved_by: str
    where: str


class ManualOverride(NamedTuple):
    """What a component pays instead of what was worked out, with its reason."""

    person: str
    month: date
    component: str
    amount: Fraction
    reason: str
    by: str
    where: str


class Activity(NamedTuple):
    """Follow-ups planned and done by a person in a month."""

    person: str
    month: date
    component: str
    planned: Fraction
    done: Fraction
    where: str


class Score(NamedTuple):
    """A person's score on a measure in a month; 1 is 100 %."""

    person: str
    month: date
    measure: str
    score: Fraction
    where: str


class Budget(NamedTuple):
    """What variable pay may cost in a month; a blank component is all of them."""

    month: date
    amount: Fraction
    component: str


class Dispute(NamedTuple):
    """A payee's objection: what is claimed for a month and component, and where it stands."""

    id: str
    person: str
    month: date
    component: str
    claimed: Fraction | None
    text: str
    status: str


class LoggedEvent(NamedTuple):
    """A transaction as a second source tells it; without an amount only its presence counts."""

    id: str
    amount: Fraction | None
    where: str


class CouponRow(NamedTuple):
    """A coupon that was given to a customer."""

    id: str
    issued: date
    value: Fraction
    last_day: date | None
    where: str


class RedemptionRow(NamedTuple):
    """A coupon that was used, and the order that it was used for."""

    coupon: str
    day: date
    value: Fraction
    transaction: str
    where: str


class Concession(NamedTuple):
    """Something given away after an order."""

    transaction: str
    day: date
    amount: Fraction
    text: str
    where: str


class ChannelTierRow(NamedTuple):
    """What a tier asks of a dealer: a least value, or without one a certificate; tiers rise."""

    tier: str
    measure: str
    minimum: Fraction | None
    weight: Fraction | None
    where: str


class ChannelRow(NamedTuple):
    """What a dealer has: a value, or without one a certificate."""

    channel: str
    measure: str
    value: Fraction | None
    where: str


class Happened(NamedTuple):
    """Everything that happened."""

    transactions: Sequence[Transaction] = ()
    payments: Sequence[Payment] = ()
    credits: tuple[CreditShare, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    overrides: tuple[ManualOverride, ...] = ()
    activities: tuple[Activity, ...] = ()
    scores: tuple[Score, ...] = ()
    budget: tuple[Budget, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    second_log: tuple[LoggedEvent, ...] = ()
    coupons: tuple[CouponRow, ...] = ()
    redemptions: tuple[RedemptionRow, ...] = ()
    concessions: tuple[Concession, ...] = ()
    channel_tiers: tuple[ChannelTierRow, ...] = ()
    channels: tuple[ChannelRow, ...] = ()


def is_by_column(happened: Happened) -> bool:
    """Tell whether the transactions are kept by column."""
    return not isinstance(happened.transactions, tuple)


def last_day(rows: Sequence[Transaction] | Sequence[Payment]) -> date | None:
    """Return the last day of some rows, ``None`` without any."""
    ordinals = getattr(rows, "days", None)
    if ordinals is not None and len(rows):
        return date.fromordinal(int(ordinals.max()))
    return max((one.day for one in rows), default=None)
