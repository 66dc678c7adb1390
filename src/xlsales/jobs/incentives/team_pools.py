"""Team pools: what a team has brought in, shared by weight, score and days present."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.incentives.pools import Member, pool_shares
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Earnings
from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.jobs.incentives.scorecards import lacking_scores, score_in, scores_of, warn
from xlsales.jobs.incentives.windows import months_of, windows_from
from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Accumulator, Component, Payee
from xlsales.targets.spans import Span


@dataclass(frozen=True, slots=True)
class Team:
    """Who shares a pool.

    Attributes:
        component: The pool's component, of its latest version.
        window: What it is for.
        members: Claim of each member, by name in order; ``None`` while a score is missing.
    """

    component: Component
    window: Span
    members: Mapping[str, Member | None]


def pool_lines(context: Context, earnings: Earnings) -> Iterator[Line]:
    """Yield every member's part of every pool whose window has ended by the open month.

    A pool is its component's amount and rate times what all members were credited, after the
    multiplier; the parts sum exactly to it. Where a member's score is missing, nobody is paid yet:
    INC-102.

    Args:
        context: The run.
        earnings: Events of the components of kind pool.
    """
    credited: dict[tuple[str, str, Span], Fraction] = {}
    for key, group in earnings.groups.items():
        if group[0].component.kind == "pool":
            place = (key.payee, key.component, key.window)
            credited[place] = credited.get(place, ZERO) + sum((one.event.amount for one in group), ZERO)
    for team in _teams(context):
        base = sum(
            (credited.get((name, team.component.component, team.window), ZERO) for name in team.members), ZERO
        )
        yield from _shared(context, team, base)


def _teams(context: Context) -> Iterator[Team]:
    pools = {one.component: one.accumulator for one in context.plan.components if one.kind == "pool"}
    scores = scores_of(context)
    for name, accumulator in sorted(pools.items()):
        for window in _ended(context, accumulator):
            teams: dict[str, dict[str, Payee]] = {}
            component = None
            for person in sorted(context.roster.names):
                for seat in context.roster.seats(person):
                    found = _component_on(context, name, seat, window)
                    if found is not None:
                        teams.setdefault(folded(seat.team or ""), {})[person] = seat
                        component = found if component is None else max(component, found, key=_version)
            if component is None:
                continue
            for _, seats in sorted(teams.items()):
                members = {
                    person: _member(context, component, seat, window, scores)
                    for person, seat in seats.items()
                }
                yield Team(component, window, members)


def _version(component: Component) -> date:
    return component.effective_from


def _ended(context: Context, accumulator: Accumulator) -> Iterator[Span]:
    for window in windows_from(context.first, context.last, accumulator):
        if month_start(window.last) <= context.last:
            yield window


def _component_on(context: Context, name: str, seat: Payee, window: Span) -> Component | None:
    """Return the pool's component that a person's row is paid by within a window."""
    served = Span(seat.start, seat.end).within(window)
    if seat.plan is None or not served.days:
        return None
    in_force = context.versions.on(seat.plan, served.last)
    return next((one for one in in_force if one.component == name and one.kind == "pool"), None)


def _member(
    context: Context,
    component: Component,
    seat: Payee,
    window: Span,
    scores: Mapping[tuple[str, date], Mapping[str, Fraction]],
) -> Member | None:
    present = sum(
        Span(one.start, one.end).within(window).days
        for one in context.roster.seats(seat.person)
        if folded(one.team or "") == folded(seat.team or "")
        and _component_on(context, component.component, one, window) is not None
    )
    presence = Fraction(present, window.days)
    if component.table is None:
        return Member(Fraction(seat.weight), ONE, presence)
    known: dict[str, Fraction] = {}
    for month in months_of(window):
        known |= scores.get((seat.person, month), {})
    score = score_in(context, component.table, known)
    if score is None:
        lacking = ", ".join(lacking_scores(context, component.table, known))
        warn(context, seat.person, month_start(window.last), component, f"no score for {lacking}")
        return None
    return Member(Fraction(seat.weight), score, presence)


def _shared(context: Context, team: Team, base: Fraction) -> Iterator[Line]:
    component, names = team.component, list(team.members)
    members = [member for member in team.members.values() if member is not None]
    if len(members) < len(names) or not _is_open(context, team, base):
        return
    rate, fixed = Fraction(component.rate or 0), Fraction(component.amount or 0)
    steps = [PayStep(base * rate, base, rate)] if rate else []
    steps += [PayStep(fixed, words=Phrase("fixed amount"))] if fixed else []
    factor = Fraction(component.multiplier)
    pool = context.rounded((base * rate + fixed) * factor)
    claims = sum((member.claim for member in members), ZERO)
    if not claims:
        return
    month = month_start(team.window.last)
    parts = pool_shares(pool, members, context.unit)
    for name, member, part in zip(names, members, parts, strict=True):
        yield Line(
            name,
            component.component,
            month,
            "pool",
            f"{month:%Y-%m}",
            month_end(month),
            part,
            base,
            tuple(steps),
            factor,
            _member_words(member, claims),
            member.claim / claims,
        )


def _is_open(context: Context, team: Team, base: Fraction) -> bool:
    """Tell whether the team's attainment passes the gate."""
    least = team.component.gate
    if least is None:
        return True
    targets = [context.target(team.component, name, team.window) or ZERO for name in team.members]
    target = sum(targets, ZERO)
    return target > 0 and base / target >= Fraction(least)


def _member_words(member: Member, claims: Fraction) -> str:
    return Phrase(
        "weight {} × score {} × present {} of {} in all",
        *(written(number) for number in (member.weight, member.score, member.presence, claims)),
    )
