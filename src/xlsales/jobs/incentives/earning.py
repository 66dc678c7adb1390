"""Earning: events run up by payee, component and window, and each gets its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.events import Event, EventBook
from xlsales.jobs.incentives.goods import in_kind
from xlsales.jobs.incentives.lines import Line
from xlsales.jobs.incentives.matrix_meter import MatrixMeter, MatrixTerms
from xlsales.jobs.incentives.meters import Gate, RateMeter, ScaleMeter
from xlsales.jobs.incentives.scales import Scale, scale_of
from xlsales.jobs.incentives.splits import Split, splits_pay
from xlsales.jobs.incentives.windows import window_of
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.phrases import Phrase, joined
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component, ComponentKind
from xlsales.targets.spans import Span

#: Kinds that are paid event by event.
EVENT_KINDS: Final[frozenset[ComponentKind]] = frozenset(
    ("flat", "tiered", "matrix", "curve", "spiff", "new listing", "override")
)
#: Kinds that are paid when a window ends, for all that it holds.
WINDOW_KINDS: Final[frozenset[ComponentKind]] = frozenset(("rank prize", "pool"))


class Key(NamedTuple):
    """What runs up together: a payee's component in a window, or in a deal."""

    payee: str
    component: str
    window: Span
    deal: str


class Credited(NamedTuple):
    """An event of a payee, the component that it counts for, and the rate of a manager."""

    event: Event
    component: Component
    rate: Fraction | None


class PaidEvent(NamedTuple):
    """A line with the event and the component behind it."""

    line: Line
    event: Event
    component: Component
    window: Span


@dataclass
class Earnings:
    """The events of a run by what they run up in.

    Attributes:
        names, payees: Only these components and payees; all unless given.
        groups: Events by key, each list in the order of date and id.
    """

    context: Context
    book: EventBook
    names: frozenset[str] | None = None
    payees: frozenset[str] | None = None
    groups: dict[Key, list[Credited]] = field(default_factory=dict)

    def collect(self, kinds: frozenset[ComponentKind] = EVENT_KINDS) -> None:
        """Sort the events up to the open month into their groups."""
        seen: set[tuple[object, ...]] = set()
        for component in self.context.plan.components:
            basis = (component.basis, component.tax, component.credited_to)
            if component.kind in kinds and self._is_asked(component) and basis not in seen:
                seen.add(basis)
                self._collect_basis(basis, component, kinds)
        for group in self.groups.values():
            group.sort(key=lambda one: one.event.order)

    def _collect_basis(
        self, basis: tuple[object, ...], example: Component, kinds: frozenset[ComponentKind]
    ) -> None:
        end = self.context.last
        for event in self.book.events(example):
            if (event.posted.year, event.posted.month) > (end.year, end.month):
                continue
            for payee, distance in self._paid_for(event):
                for component in self.context.components(payee, event.earned):
                    same = (component.basis, component.tax, component.credited_to) == basis
                    asked = component.kind in kinds and self._is_asked(component)
                    if same and asked and _fits(component, event):
                        self._credit(component, event, payee, distance)

    def _is_asked(self, component: Component) -> bool:
        return self.names is None or component.component in self.names

    def _paid_for(self, event: Event) -> Iterator[tuple[str, int]]:
        chain = [(event.payee, 0)]
        chain += [(name, far) for far, name in self.context.roster.above(event.payee, event.earned)]
        return (one for one in chain if self.payees is None or one[0] in self.payees)

    def _credit(self, component: Component, event: Event, payee: str, distance: int) -> None:
        rate = None
        if (component.kind == "override") != (distance > 0) and not component.own_too:
            return
        if _is_too_late_to_cancel(component, event):
            return
        if component.kind == "override":
            rate = self._override_rate(component, distance)
            if rate is None:
                return
        window = window_of(event.earned, component.accumulator)
        deal = event.deal if component.accumulator == "deal" or component.kind == "spiff" else ""
        if event.split is not None and splits_pay(component):
            deal = f"{event.deal} overlay" if event.split.overlay else event.deal
            event = event.undivided
        if component.kind == "new listing":
            deal = " · ".join(event.labels.get(name, "") for name in (component.once_per or "").split(","))
            window = Span(date.min, date.max)
        key = Key(payee, component.component, window, deal)
        self.groups.setdefault(key, []).append(Credited(event, component, rate))

    def _override_rate(self, component: Component, distance: int) -> Fraction | None:
        if component.table is None:
            return Fraction(component.rate or 0) if distance <= 1 else None
        steps = self.context.tables.steps[folded(component.table)]
        return dict(zip(steps.bounds, steps.values, strict=True)).get(Fraction(distance))

    def paid(self) -> Iterator[PaidEvent]:
        """Go through the lines of all events; those of other months too, which run up the same."""
        first_listings = self._first_listings()
        for key, group in sorted(self.groups.items()):
            if group[0].component.kind == "new listing":
                deal = first_listings[key.component, key.deal]
                group = [one for one in group if one.event.deal == deal]
            if group:
                yield from self._walk(key, group)

    def _first_listings(self) -> dict[tuple[str, str], str]:
        """Return the deal of each first listing: the earliest that stayed, else the earliest of all."""
        deals: dict[tuple[str, str], dict[str, list[Event]]] = {}
        for key, group in self.groups.items():
            if group[0].component.kind == "new listing":
                place = deals.setdefault((key.component, key.deal), {})
                for one in group:
                    place.setdefault(one.event.deal, []).append(one.event)
        return {
            place: min(found, key=lambda deal: _listing_order(found[deal])) for place, found in deals.items()
        }

    def _walk(self, key: Key, group: list[Credited]) -> Iterator[PaidEvent]:
        context = self.context
        window = key.window

        def gate(component: Component) -> Gate:
            least = None if component.gate is None else Fraction(component.gate)
            return Gate(least, None if least is None else context.target(component, key.payee, window))

        def scale(component: Component) -> Scale:
            kind_needs = component.kind in ("tiered", "curve")
            return scale_of(
                component,
                context.tables,
                context.target(component, key.payee, window) if kind_needs else None,
                context.share(component, key.payee, window) if kind_needs else Fraction(1),
                context.target_pay(component, key.payee, window) if component.kind == "curve" else None,
            )

        def terms(component: Component) -> MatrixTerms:
            size = context.share(component, key.payee, window)
            if component.of_target:
                size = context.target(component, key.payee, window) or ZERO
            matrix = context.tables.matrices[folded(component.table or "")] if size > 0 else None
            return MatrixTerms(matrix, component, size, gate(component))

        rates = RateMeter(context.tables, gate)
        scales = ScaleMeter(scale, gate, context.tables)
        matrix = MatrixMeter(terms)
        split = group[0].event.split if splits_pay(group[0].component) else None
        exact = before = ZERO
        for event, component, rate in group:
            if component.kind in ("flat", "override"):
                earned = rates.add(event, component, rate)
            elif component.kind == "matrix":
                earned = matrix.add(event, component)
            else:
                earned = scales.add(event, component)
            exact += earned.exact
            after = self._payable(exact, split)
            line = Line(
                key.payee,
                key.component,
                context.posting(component, event.posted, window_of(event.earned, component.accumulator)),
                "override" if component.kind == "override" else "pay",
                event.id,
                event.posted,
                after - before,
                event.amount,
                earned.steps,
                earned.factor,
                _words(event, component, earned.words),
                ONE if split is None else split.share,
            )
            yield PaidEvent(in_kind(line, component), event, component, window)
            before = after

    def _payable(self, exact: Fraction, split: Split | None) -> Fraction:
        """Return what a running total comes to for the payee: rounded by line, then split to the unit."""
        context = self.context
        if context.plan.settings.rounding != "line":
            return exact if split is None else split.part(exact, ZERO)
        if split is None:
            return context.rounded(exact)
        if split.overlay:
            return context.rounded(split.part(exact, ZERO))
        return split.part(context.rounded(exact), context.unit)


def _listing_order(events: list[Event]) -> tuple[bool, date, str, str]:
    """Return the order of a deal among those of a listing: those that came back go last."""
    came_back = sum((event.amount for event in events), ZERO) <= 0
    return (came_back, *min(event.order for event in events))


def _is_too_late_to_cancel(component: Component, event: Event) -> bool:
    """Tell whether a listing stays paid, because its return comes after the days that it had to last."""
    days = (event.posted - event.earned).days
    return component.keep_days is not None and event.amount < 0 and days > component.keep_days


def _fits(component: Component, event: Event) -> bool:
    return all(
        folded(event.labels.get(name, "")) == folded(label) for name, label in component.labels.items()
    )


def _words(event: Event, component: Component, words: str) -> str:
    parts = [words] if words else []
    if event.words:
        parts.append(event.words)
    if component.kind == "override":
        parts.append(Phrase("sold by {}", event.payee))
    if component.kind == "new listing":
        parts.append(Phrase("first listing of {}", ", ".join(_listed(event, component))))
    if event.id != event.deal and event.deal:
        parts.append(Phrase("of {}", event.deal))
    return joined(parts)


def _listed(event: Event, component: Component) -> list[str]:
    return [event.labels.get(name, "") for name in (component.once_per or "").split(",")]
