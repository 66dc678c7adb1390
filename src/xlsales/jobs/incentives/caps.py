"""Caps: what is earned above one is lost, or carried into the next window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import PaidEvent
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.jobs.incentives.windows import window_of, windows_from
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.plans.incentives import Component
from xlsales.targets.spans import Span


def cap_lines(context: Context, paid: Sequence[PaidEvent]) -> Iterator[Line]:
    """Yield what caps take from events, and what they give back in the next window.

    What is paid in a window is the lesser of its sum and the cap, taken event by event, so that a
    return gives back only what was paid.
    """
    groups: dict[tuple[str, str], list[PaidEvent]] = {}
    for one in paid:
        if one.component.cap is not None:
            groups.setdefault((one.line.payee, one.line.component), []).append(one)
    for _, group in sorted(groups.items(), key=lambda entry: entry[0]):
        yield from _of_component(context, group)


def _of_component(context: Context, group: Sequence[PaidEvent]) -> Iterator[Line]:
    by_window: dict[tuple[Span, str], list[PaidEvent]] = {}
    for one in group:
        per = one.component.cap_per
        deal = one.event.deal if per == "deal" else ""
        by_window.setdefault((window_of(one.event.earned, per), deal), []).append(one)
    component = group[0].component
    if not component.cap_carries or component.cap_per == "deal":
        for events in by_window.values():
            yield from _walk(events, ZERO)
        return
    first = min(window.first for window, _ in by_window)
    carried = ZERO
    for window in windows_from(first, context.last, component.cap_per):
        events = by_window.get((window, ""), [])
        last = events[-1].component if events else component
        if carried:
            yield _carried(group[0].line, component, window, min(carried, _cap(last)), carried)
        yield from _walk(events, carried)
        total = carried + sum((one.line.amount for one in events), ZERO)
        carried = max(total - _cap(last), ZERO)


def _walk(events: Iterable[PaidEvent], opening: Fraction) -> Iterator[Line]:
    total = opening
    for one in sorted(events, key=lambda one: (one.event.order, one.line.order)):
        cap = _cap(one.component)
        before = min(total, cap)
        total += one.line.amount
        cut = min(total, cap) - before - one.line.amount
        if cut:
            yield Line(
                one.line.payee,
                one.line.component,
                one.line.month,
                "cap",
                one.line.source,
                one.line.day,
                cut,
                one.line.amount,
                (PayStep(cut, words=Phrase("cap {} per {}", written(cap), Phrase(one.component.cap_per))),),
            )


def _cap(component: Component) -> Fraction:
    return Fraction(component.cap or 0)


def _carried(like: Line, component: Component, window: Span, amount: Fraction, owed: Fraction) -> Line:
    month: date = window.first
    words = Phrase("carried over the cap of {}: {}", written(_cap(component)), written(owed))
    return Line(
        like.payee,
        like.component,
        month,
        "cap",
        "carried",
        month,
        amount,
        owed,
        (PayStep(amount, words=words),),
    )
