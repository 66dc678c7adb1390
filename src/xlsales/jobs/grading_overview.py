"""What grades add up to: movements, unmet needs, coverage, heads, concentration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from xlsales.customers.concentration import concentration
from xlsales.customers.coverage import counted_visits
from xlsales.customers.migration import Migration, migration_of
from xlsales.customers.repeat_rate import repeat_rate
from xlsales.customers.workload import people_needed
from xlsales.jobs.grading_actions import Actions
from xlsales.jobs.grading_period import GradedCustomer, Period

#: Concentrations that are shown, with the name of each.
CONCENTRATIONS = ("top1", "top3", "top5", "hhi", "gini")


@dataclass(frozen=True, slots=True)
class Move:
    """A customer that came up or went down; ``steps`` is positive upwards."""

    customer: GradedCustomer
    before: str
    after: str
    steps: int


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened between two periods; ``moves`` are sorted up first, larger first."""

    label: str
    migration: Migration
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """A need that we cannot meet, how many customers have it and what they buy now."""

    attribute: str
    customers: int
    volume: Fraction
    only_reason: int


@dataclass(frozen=True, slots=True)
class GradeLoad:
    """Customers, sales and visits of a grade; heads are people needed."""

    grade: str
    customers: int
    volume: Fraction
    share: Fraction | None
    visits_each: Fraction
    visits_due: Fraction
    visits_made: int | None
    coverage: Fraction | None
    heads: Fraction | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the grades of the last period add up to."""

    movements: tuple[Movement, ...]
    unmet: tuple[UnmetNeed, ...]
    loads: tuple[GradeLoad, ...]
    concentration: tuple[tuple[str, Fraction | None], ...]
    statuses: tuple[tuple[str, int, Fraction], ...]
    repeat_rate: Fraction | None
    heads: Fraction | None


def overview_of(
    periods: Sequence[Period], before: Sequence[tuple[str, str]], actions: Sequence[Actions]
) -> Overview:
    """Sum up the grades.

    Args:
        periods: Oldest first.
        before: Customer and grade of the last run, which the first period moved from.
        actions: What to do about the customers of the last period, in their order.
    """
    last = periods[-1]
    loads = _loads(last, actions)
    volumes = [max(Fraction(0), one.known.measures.volume) for one in last.customers]
    measures = concentration(volumes, CONCENTRATIONS)
    shares = tuple(
        (name, None if value is None else Fraction(value))
        for name, value in zip(CONCENTRATIONS, measures, strict=True)
    )
    heads = [load.heads for load in loads if load.heads is not None]
    return Overview(
        _movements(periods, before),
        _unmet(last),
        loads,
        shares,
        _statuses(last),
        repeat_rate(one.known.measures.orders for one in last.customers),
        sum(heads, Fraction(0)) if heads else None,
    )


def grade_order(period: Period) -> tuple[str, ...]:
    """Return every label that a period may give, best first, newcomers last."""
    ladder = period.rules.ladder
    given = {one.given.grade for one in period.customers}
    others = sorted(given - {*ladder.grades, ladder.new_label})
    newcomers = (ladder.new_label,) if ladder.new_label in given else ()
    return (*reversed(ladder.grades), *others, *newcomers)


def _movements(periods: Sequence[Period], before: Sequence[tuple[str, str]]) -> tuple[Movement, ...]:
    found = []
    if before:
        found.append(_movement("", dict(before), periods[0]))
    for old, new in pairwise(periods):
        grades = {one.known.key: one.given.grade for one in old.customers}
        found.append(_movement(f"{old.end}", grades, new))
    return tuple(found)


def _movement(label: str, before: dict[str, str], period: Period) -> Movement:
    after = {one.known.key: one.given.grade for one in period.customers}
    keys = [*before, *(key for key in after if key not in before)]
    order = grade_order(period)
    migration = migration_of([(before.get(key), after.get(key)) for key in keys], order)
    ranks = {grade: rank for rank, grade in enumerate(period.rules.ladder.grades)}
    moves = []
    for one in period.customers:
        was, now = before.get(one.known.key), one.given.grade
        if was is not None and was in ranks and now in ranks and was != now:
            moves.append(Move(one, was, now, ranks[now] - ranks[was]))
    moves.sort(key=lambda move: (-move.steps, -move.customer.known.measures.volume, move.customer.known.key))
    return Movement(f"{label} → {period.end}" if label else f"→ {period.end}", migration, tuple(moves))


def _unmet(period: Period) -> tuple[UnmetNeed, ...]:
    """Sum the needs that fail; a customer with several failing needs counts in each."""
    rows: dict[str, list[GradedCustomer]] = {}
    for one in period.customers:
        for attribute in one.fit.failed:
            rows.setdefault(attribute, []).append(one)
    found = [
        UnmetNeed(
            attribute,
            len(customers),
            sum((one.known.measures.volume for one in customers), Fraction(0)),
            sum(len(one.fit.failed) == 1 for one in customers),
        )
        for attribute, customers in rows.items()
    ]
    return tuple(sorted(found, key=lambda need: (-need.customers, -need.volume, need.attribute)))


def _loads(period: Period, actions: Sequence[Actions]) -> tuple[GradeLoad, ...]:
    total = sum((one.known.measures.volume for one in period.customers), Fraction(0))
    settings = period.rules.policy.settings
    capacity = Fraction(settings.visits_capacity)
    loads = []
    for grade in grade_order(period):
        own = [
            (one, action)
            for one, action in zip(period.customers, actions, strict=True)
            if one.given.grade == grade
        ]
        volume = sum((one.known.measures.volume for one, _ in own), Fraction(0))
        each = own[0][1].visits if own else period.rules.visits.get(grade.casefold(), Fraction(0))
        count = Fraction(len(own))
        loads.append(
            GradeLoad(
                grade,
                len(own),
                volume,
                volume / total if total else None,
                each,
                each * count,
                *_coverage(grade, own, each * Fraction(settings.period_months, 12)),
                people_needed([count], [each], [capacity], [Fraction(1)]),
            )
        )
    return tuple(loads)


def _coverage(
    grade: str, own: Sequence[tuple[GradedCustomer, Actions]], wanted: Fraction
) -> tuple[int | None, Fraction | None]:
    """Return visits made, and the part of the wanted ones; extra visits to one do not make up for others."""
    made = [one.known.number("visits") for one, _ in own]
    logged = [int(visits) for visits in made if visits is not None]
    least = int(wanted)
    if not logged or not least:
        return (sum(logged) if logged else None), None
    counted = counted_visits([(grade, visits) for visits in logged], {grade: least})
    return sum(logged), Fraction(sum(counted), least * len(own))


def _statuses(period: Period) -> tuple[tuple[str, int, Fraction], ...]:
    order = ("new", "active", "reactivated", "dormant", "lost", "")
    counts: Counter[str] = Counter(one.status or "" for one in period.customers)
    return tuple(
        (
            status,
            counts[status],
            sum(
                (one.known.measures.volume for one in period.customers if (one.status or "") == status),
                Fraction(0),
            ),
        )
        for status in order
        if counts[status]
    )
