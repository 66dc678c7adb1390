"""The pay of one component for all its events and payees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from xlsales.jobs.incentives.columns.calendar import (
    months_of_days,
    span_of,
    window_ends,
    windows_of_months,
)
from xlsales.jobs.incentives.columns.event_columns import ColumnBook, EventColumns
from xlsales.jobs.incentives.columns.linear_pay import linear_values, weights_of
from xlsales.jobs.incentives.columns.refusal import UnevenError
from xlsales.jobs.incentives.columns.runs import Runs, distinct, fits, key_of
from xlsales.jobs.incentives.columns.scale_pay import scale_values, sized_scale
from xlsales.jobs.incentives.columns.seats import SeatColumns
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.splits import splits_pay
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component
from xlsales.targets.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ComponentEvents:
    """The events that count for a component, in the order in which they run up.

    Attributes:
        name: What the component is called.
        components: Its versions, by first day.
        events: Events; of a manager the team's, with the manager as payee.
        variant: Version of each.
        distance: How far below the manager the seller is; 0 without managers.
        month: Month in which each is posted.
        window: Window in which each was earned.
    """

    name: str
    components: Sequence[Component]
    events: EventColumns
    variant: NDArray[np.int32]
    distance: NDArray[np.int32]
    month: NDArray[np.int64]
    window: NDArray[np.int64]

    @property
    def first(self) -> Component:
        """The first version, for what is the same in all."""
        return self.components[0]

    def without(self, payees: frozenset[int]) -> ComponentEvents:
        """Return the events of all others."""
        if not payees:
            return self
        return self.taken(np.flatnonzero(~np.isin(self.events.payee, list(payees))))

    def taken(self, rows: NDArray[np.int64]) -> ComponentEvents:
        """Return some of the events."""
        return ComponentEvents(
            self.name,
            self.components,
            self.events.taken(rows),
            self.variant[rows],
            self.distance[rows],
            self.month[rows],
            self.window[rows],
        )


@dataclass(frozen=True, slots=True)
class ComponentPay:
    """What a component pays, event by event.

    Attributes:
        counted: Its events.
        amounts: What each pays, in units of rounding.
        cuts: What a cap takes of each; ``None`` without a cap.
        plain_payees: Who has to be worked out the plain way; none of them is among the events.
    """

    counted: ComponentEvents
    amounts: NDArray[np.int64]
    cuts: NDArray[np.int64] | None
    plain_payees: frozenset[int]


def events_of(
    context: Context, seats: SeatColumns, book: ColumnBook, components: Sequence[Component]
) -> ComponentEvents:
    """Return the events that count for a component.

    Raises:
        UnevenError: Amounts are too large for whole numbers of 64 bits.
    """
    components = sorted(components, key=lambda one: (one.effective_from, folded(one.plan)))
    first = components[0]
    events = book.events(first.basis, first.tax, first.credited_to)
    versions = seats.variants(components)
    distance = np.zeros(len(events.payee), dtype=np.int32)
    if first.kind == "override":
        events, distance = _of_teams(events, seats)
    variant = versions[seats.by_terms.at(events.payee, events.earned)]
    for number, component in enumerate(components):
        for name, label in component.labels.items():
            variant[(variant == number) & ~_carries(book, events, name, label)] = -1
        if component.kind == "override":
            rates = _rates_by_distance(context, component, int(distance.max(initial=1)))
            paid = np.array([rate is not None for rate in rates])
            variant[(variant == number) & ~paid[distance]] = -1
    counts = variant >= 0
    if not counts.all():
        rows = np.flatnonzero(counts)
        events, variant, distance = events.taken(rows), variant[rows], distance[rows]
    window = windows_of_months(months_of_days(events.earned), first.accumulator)
    month = months_of_days(events.posted)
    waits = np.array([one.pay_at == "end" for one in components])[variant]
    month = np.where(waits, np.maximum(month, window_ends(window, first.accumulator)), month)
    return ComponentEvents(first.component, components, events, variant, distance, month, window)


def _of_teams(events: EventColumns, seats: SeatColumns) -> tuple[EventColumns, NDArray[np.int32]]:
    """Return each event once for every manager above its seller, with the distance."""
    rows, payees, distances = [], [], []
    above = events.payee
    for distance in range(1, len(seats.names) + 1):
        above = seats.managers.at(above, events.earned)
        above = np.where(above == events.payee, np.int32(-1), above)
        found = np.flatnonzero(above >= 0)
        if not len(found):
            break
        rows.append(found)
        payees.append(above[found])
        distances.append(np.full(len(found), distance, dtype=np.int32))
    if not rows:
        none = np.zeros(0, dtype=np.int64)
        return events.taken(none), none.astype(np.int32)
    order = np.argsort(np.concatenate(rows), kind="stable")
    taken = events.taken(np.concatenate(rows)[order])
    rough = frozenset(np.concatenate(payees)[np.isin(np.concatenate(rows), _rough_rows(events))].tolist())
    managed = EventColumns(
        taken.source,
        taken.origin,
        np.concatenate(payees)[order],
        taken.earned,
        taken.posted,
        taken.units,
        taken.places,
        taken.overdue,
        taken.has_due,
        taken.shared,
        rough,
    )
    return managed, np.concatenate(distances)[order]


def _rough_rows(events: EventColumns) -> NDArray[np.int64]:
    return np.flatnonzero(np.isin(events.payee, list(events.rough)))


def _carries(book: ColumnBook, events: EventColumns, name: str, label: str) -> NDArray[np.bool_]:
    """Tell which events carry a label."""
    texts = book.transactions.labels.get(name)
    if texts is None:
        return np.full(len(events.origin), not folded(label))
    carried = np.array([*(folded(one) == folded(label) for one in texts.names), not folded(label)])
    found: NDArray[np.bool_] = carried[texts.codes[events.origin]]
    return found


def _rates_by_distance(context: Context, component: Component, furthest: int) -> list[Fraction | None]:
    """Return the rate of a manager by distance, from 0."""
    if component.table is None:
        return [Fraction(component.rate or 0) if at == 1 else None for at in range(furthest + 1)]
    steps = context.tables.steps[folded(component.table)]
    rates = dict(zip(steps.bounds, steps.values, strict=True))
    return [rates.get(Fraction(at)) if at else None for at in range(furthest + 1)]


def pay_of(context: Context, seats: SeatColumns, book: ColumnBook, counted: ComponentEvents) -> ComponentPay:
    """Return what a component pays.

    Raises:
        UnevenError: The component cannot be worked out in whole numbers of 64 bits.
    """
    plain = counted.events.rough
    if any(map(splits_pay, counted.components)):
        plain |= frozenset(np.unique(counted.events.payee[counted.events.shared]).tolist())
    counted = counted.without(plain)
    if not len(counted.month):
        return ComponentPay(counted, counted.month, None, plain)
    runs = Runs.of(_run_keys(counted))
    order = runs.order
    holder, holders = _holders(counted, seats, order)
    units, variant = counted.events.units[order], counted.variant[order]
    gates = _gates(context, counted, holders)
    if counted.first.kind in ("flat", "override"):
        values = _linear(context, book, counted, runs, gates, holder)
    else:
        scales = [sized_scale(one, context, holders, counted.events.places) for one in counted.components]
        mode = context.plan.settings.rounding_mode
        values = scale_values(runs, units, variant, scales, gates, holder, mode)
    amounts = np.empty_like(values)
    amounts[order] = values - runs.before(values)
    return ComponentPay(counted, amounts, _cuts(context, counted, amounts), plain)


def _linear(
    context: Context,
    book: ColumnBook,
    counted: ComponentEvents,
    runs: Runs,
    gates: NDArray[np.int64] | None,
    holder: NDArray[np.int64],
) -> NDArray[np.int64]:
    managers = None
    if counted.first.kind == "override":
        furthest = int(counted.distance.max(initial=1))
        by_distance = [_rates_by_distance(context, one, furthest) for one in counted.components]
        managers = ([[rate or ZERO for rate in rates] for rates in by_distance], counted.distance)
    weights, denominator = weights_of(
        context, counted.components, book.transactions, counted.events, counted.variant, managers
    )
    order = runs.order
    units = counted.events.units[order]
    opened = None
    if gates is not None:
        opened = runs.running(units) >= gates[counted.variant[order], holder]
    return linear_values(context, runs, units, counted.events.places, weights[order], denominator, opened)


def _run_keys(counted: ComponentEvents) -> NDArray[np.int64]:
    payee = counted.events.payee.astype(np.int64)
    if counted.first.accumulator == "deal" or counted.first.kind == "spiff":
        return key_of(payee, counted.window, counted.events.origin)
    return key_of(payee, counted.window)


def _holders(
    counted: ComponentEvents, seats: SeatColumns, order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], list[tuple[str, Span]]]:
    """Return the different payees and windows, and which of them each event belongs to."""
    payee, window = counted.events.payee[order].astype(np.int64), counted.window[order]
    firsts, holder = distinct(key_of(payee, window))
    accumulator = counted.first.accumulator
    spans = {number: span_of(number, accumulator) for number in set(window[firsts].tolist())}
    pairs = zip(payee[firsts].tolist(), window[firsts].tolist(), strict=True)
    holders = [(seats.names[code], spans[number]) for code, number in pairs]
    return holder, holders


def _gates(
    context: Context, counted: ComponentEvents, holders: Sequence[tuple[str, Span]]
) -> NDArray[np.int64] | None:
    """Return the least total that opens each version's gate for each holder."""
    if all(one.gate is None for one in counted.components):
        return None
    never, always = np.iinfo(np.int64).max, np.iinfo(np.int64).min
    found = np.full((len(counted.components), len(holders)), always, dtype=np.int64)
    for number, component in enumerate(counted.components):
        if component.gate is None:
            continue
        for at, (payee, window) in enumerate(holders):
            target = context.target(component, payee, window)
            if target is None or target <= 0:
                found[number, at] = never
                continue
            least = Fraction(component.gate) * target * 10**counted.events.places
            fits(-(-least.numerator // least.denominator), 1)
            found[number, at] = -(-least.numerator // least.denominator)
    return found


def _cuts(context: Context, counted: ComponentEvents, amounts: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return what caps take of each event: all of a window's pay above the cap, event by event."""
    caps = [None if one.cap is None else Fraction(one.cap) / context.unit for one in counted.components]
    if all(cap is None for cap in caps):
        return None
    if any(cap is not None and cap.denominator != 1 for cap in caps):
        raise UnevenError
    capped = np.flatnonzero(np.array([cap is not None for cap in caps])[counted.variant])
    caps_of = np.array([int(cap or 0) for cap in caps], dtype=np.int64)[counted.variant[capped]]
    per = counted.first.cap_per
    events = counted.events
    window = windows_of_months(months_of_days(events.earned[capped]), per)
    payee = events.payee[capped].astype(np.int64)
    keys = key_of(payee, window, events.origin[capped]) if per == "deal" else key_of(payee, window)
    runs = Runs.of(keys)
    paid, cap = amounts[capped][runs.order], caps_of[runs.order]
    total = runs.running(paid)
    cut = np.minimum(total, cap) - np.minimum(total - paid, cap) - paid
    found = np.zeros(len(amounts), dtype=np.int64)
    found[capped[runs.order]] = cut
    return found
