"""Honours: who bears which title of the windows that end with the open month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from xlsales.incentives.honours import Honour, Title, honours
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Credited, Key
from xlsales.kernel.dates import month_end
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded


def honours_won(context: Context, groups: Mapping[Key, list[Credited]]) -> Iterator[Honour]:
    """Yield the titles of the plan, each with whoever has credited most; teams sum their members.

    Args:
        context: The run.
        groups: What was credited, by payee, component and window.
    """
    day = month_end(context.last)
    for row in context.plan.titles:
        people: dict[str, Fraction | None] = {}
        teams: dict[str, Fraction | None] = {}
        for key, group in sorted(groups.items()):
            if folded(key.component) != folded(row.component) or key.window.last != day or key.deal:
                continue
            total = sum((one.event.amount for one in group), ZERO)
            people[key.payee] = (people.get(key.payee) or ZERO) + total
            seat = context.roster.on(key.payee, day)
            if seat is not None and seat.team:
                teams[seat.team] = (teams.get(seat.team) or ZERO) + total
        minimum = None if row.minimum is None else Fraction(row.minimum)
        yield from honours([Title(row.title, row.bearer, row.places, minimum)], people, teams)
