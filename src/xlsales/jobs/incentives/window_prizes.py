"""Prizes by rank: what is won when a window ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.ranking import rank_prizes
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Credited, Earnings
from xlsales.jobs.incentives.goods import in_kind
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase, joined
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component
from xlsales.targets.spans import Span


class Competitor(NamedTuple):
    """Somebody in a ranking: the value, and what decides between equal ones."""

    payee: str
    value: Fraction
    tie_break: Fraction


def prize_lines(context: Context, earnings: Earnings) -> Iterator[Line]:
    """Yield the prizes of every ranking whose window has ended by the open month.

    Args:
        context: The run.
        earnings: Events of the components of kind rank prize.

    Equal values are told apart by the component's tie-break, if it has one, and else settled by its
    rule; who comes first among them is who reached it first, then the name.
    """
    rankings: dict[tuple[str, Span], dict[str, list[Credited]]] = {}
    for key, group in earnings.groups.items():
        if group[0].component.kind == "rank prize":
            rankings.setdefault((key.component, key.window), {})[key.payee] = group
    for (name, window), by_payee in sorted(rankings.items()):
        month = month_start(window.last)
        if month > context.last:
            continue
        component = max((group[-1].component for group in by_payee.values()), key=_version)
        ranked = competitors(earnings, component, by_payee)
        yield from _prizes(context, name, component, month, ranked)


def _version(component: Component) -> date:
    return component.effective_from


def competitors(
    earnings: Earnings, component: Component, by_payee: Mapping[str, list[Credited]]
) -> list[Competitor]:
    """Return who competes, in the order in which they reached their values."""
    payees = sorted(by_payee, key=lambda payee: (by_payee[payee][-1].event.order[:2], payee))
    found = []
    for payee in payees:
        events = [one.event for one in by_payee[payee]]
        value = sum((event.amount for event in events), ZERO)
        tie_break = ZERO
        if component.tie_break is not None:
            measured = (earnings.book.measured(event, component.tie_break) for event in events)
            tie_break = sum(measured, ZERO)
        found.append(Competitor(payee, value, tie_break))
    return found


def _prizes(
    context: Context, name: str, component: Component, month: date, ranked: list[Competitor]
) -> Iterator[Line]:
    minimum = ZERO if component.minimum is None else Fraction(component.minimum)
    strengths = sorted({(one.value, one.tie_break) for one in ranked})
    order = {strength: Fraction(place) for place, strength in enumerate(strengths)}
    values = [
        order[one.value, one.tie_break] if component.minimum is None or one.value >= minimum else None
        for one in ranked
    ]
    prizes = context.tables.prizes[folded(component.table or "")]
    dense = component.ranking == "dense"
    won = rank_prizes(values, prizes, component.ties, unit=context.unit, dense=dense)
    for one, value, prize in zip(ranked, values, won, strict=True):
        if prize and value is not None:
            words = _place_words(component, one, value, [other for other in values if other is not None])
            line = Line(
                one.payee,
                name,
                month,
                "prize",
                f"{month:%Y-%m}",
                month_end(month),
                prize,
                one.value,
                (PayStep(prize, words=words),),
            )
            yield in_kind(line, component)


def _place_words(component: Component, one: Competitor, value: Fraction, values: list[Fraction]) -> str:
    better = {other for other in values if other > value} if component.ranking == "dense" else None
    place = 1 + (len(better) if better is not None else sum(other > value for other in values))
    words = [Phrase("place {} of {} with {}", str(place), str(len(values)), written(one.value))]
    if component.tie_break is not None:
        words.append(Phrase("{} {}", Phrase(component.tie_break), written(one.tie_break)))
    equals = values.count(value)
    if equals > 1:
        words.append(Phrase("{} equal ({})", str(equals), Phrase(component.ties)))
    return joined(words, ", ")
