"""Pay as a rate on each event, with factors, for all payees of a component at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

import numpy as np

from xlsales.jobs.incentives.columns.event_columns import EventColumns
from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.jobs.incentives.columns.runs import Runs, distinct, fits, key_of, largest_of, whole_quotients
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.events import Event
from xlsales.jobs.incentives.meters import factor_of, rate_of
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component
from xlsales.tables.fact_columns import TransactionColumns, number

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Rates and factors have a common denominator up to here.
_LARGEST_DENOMINATOR = 10**12


def weights_of(
    context: Context,
    components: Sequence[Component],
    transactions: TransactionColumns,
    events: EventColumns,
    variant: NDArray[np.int32],
    managers: tuple[Sequence[Sequence[Fraction]], NDArray[np.int32]] | None = None,
) -> tuple[NDArray[np.int64], int]:
    """Return rate times factor of each event as whole numbers over a common denominator.

    Args:
        context: The run.
        components: Versions of the component.
        transactions: What labels and discounts are looked up in.
        events: Events that count, in any order.
        variant: Version of each.
        managers: Rates of each version by distance, and the distance of each event, for managers.

    Raises:
        UnevenError: The rates have no common denominator of a reasonable size.
        InvalidInputError: RULE-001 two rate rules fit an event equally.
        ComputationError: RULE-002 no rate rule fits an event.
    """
    parts = _parts(context, components, transactions, events, variant)
    if managers is not None:
        parts.append(managers[1].astype(np.int64))
    firsts, kinds = distinct(key_of(*parts))
    products = []
    for at in firsts.tolist():
        version = int(variant[at])
        component, event = components[version], _event(transactions, events, at)
        if managers is None:
            rate = rate_of(event, component, context.tables)
        else:
            rate = managers[0][version][int(managers[1][at])]
        products.append(rate * factor_of(event, component, context.tables)[0])
    denominator = lcm(*(one.denominator for one in products)) if products else 1
    if denominator > _LARGEST_DENOMINATOR:
        raise UnevenError
    numbers = [int(one * denominator) for one in products]
    fits(max(map(abs, numbers), default=0), 1)
    return np.array(numbers, dtype=np.int64)[kinds], denominator


def linear_values(
    context: Context,
    runs: Runs,
    units: NDArray[np.int64],
    places: int,
    weights: NDArray[np.int64],
    denominator: int,
    opened: NDArray[np.bool_] | None,
) -> NDArray[np.int64]:
    """Return what all events up to each one come to, in whole units of rounding."""
    fits(largest_of(units), int(np.abs(weights).max(initial=0)))
    running = runs.running(units * weights)
    if opened is not None:
        running = np.where(opened, running, 0)
    above = context.unit.denominator
    below = denominator * 10**places * context.unit.numerator
    common = gcd(above, below)
    above, below = above // common, below // common
    fits(largest_of(running), 2 * above)
    fits(below, 2)
    to_even = context.plan.settings.rounding_mode == "half even"
    return whole_quotients(running * above, below, to_even=to_even)


def _parts(
    context: Context,
    components: Sequence[Component],
    transactions: TransactionColumns,
    events: EventColumns,
    variant: NDArray[np.int32],
) -> list[NDArray[np.int64]]:
    """Return every column that a rate or a factor can depend on."""
    parts = [variant.astype(np.int64)]
    origin = events.origin
    rules = [context.tables.rules.get(folded(one.table)) for one in components if one.table is not None]
    names = sorted({name for one in rules if one is not None for name in one.dimensions})
    texts = [transactions.labels[name] for name in names if name in transactions.labels]
    parts += [one.codes[origin].astype(np.int64) for one in texts]
    if any(row.start != date.min or row.end != date.max for row in context.plan.rates):
        parts.append(events.earned.astype(np.int64))
    if any(one.discount_table for one in components) and transactions.discounts is not None:
        parts.append(transactions.discounts.units[origin])
    if any(one.late_table for one in components):
        parts += [events.overdue.astype(np.int64), events.has_due.astype(np.int64)]
    return parts


def _event(transactions: TransactionColumns, events: EventColumns, at: int) -> Event:
    """Return an event as far as rates and factors look at it."""
    origin = int(events.origin[at])
    labels = {name: text for name, texts in transactions.labels.items() if (text := texts.at(origin))}
    earned = date.fromordinal(int(events.earned[at]))
    discount = number(transactions.discounts, origin)
    overdue = int(events.overdue[at]) if events.has_due[at] else None
    return Event("", "", "", earned, earned, Fraction(0), labels, discount, overdue)
