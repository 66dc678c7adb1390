"""Fairness of a split: how each person's target compares with history, potential and capacity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from xlsales.jobs.history_sums import HistorySums, year_before
from xlsales.kernel.numbers import ZERO
from xlsales.plans.policy import MONTH, PolicyStep
from xlsales.plans.targets import TargetPlan
from xlsales.targets.balance import Balance, balance_of
from xlsales.targets.target_check import checked_target

if TYPE_CHECKING:
    from xlsales.jobs.targets import TargetLine

#: Columns of the organisation that a target is measured against, where they are there.
MEASURES: Final = ("potential", "capacity")
#: Indices beyond these are outliers: half as much again or less than two thirds of the average.
HIGH_INDEX: Final = Fraction(3, 2)
LOW_INDEX: Final = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """How a person's target stands beside what there is to measure it by.

    Attributes:
        person: Who.
        target: Target of the plan's months.
        history: Sales of the year before, ``None`` without any.
        growth: Target over history less 1.
        verdict: ``ok``, ``too low``, ``too high`` or ``no history``.
        indices: For each measure the person's ratio over that of all, 1 is average.
        outlier: Measures by which the target is out of line.
    """

    person: str
    target: Fraction
    history: Fraction | None
    growth: Fraction | None
    verdict: str
    indices: tuple[Fraction | None, ...]
    outlier: tuple[str, ...]

    @property
    def workload_index(self) -> Fraction | None:
        """The mean of the indices, 1 is average (Zoltners and Lorimer)."""
        known = [index for index in self.indices if index is not None]
        return sum(known, ZERO) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Fairness:
    """Spread of targets over people.

    Attributes:
        measures: What they are measured against: ``history``, then columns of the organisation.
        balances: Gini, coefficient of variation, highest and lowest, for each measure.
        people: Each person.
    """

    measures: tuple[str, ...]
    balances: tuple[Balance, ...]
    people: tuple[PersonLoad, ...]


def fairness_of(
    plan: TargetPlan,
    steps: Sequence[PolicyStep],
    lines: Sequence[TargetLine],
    history: HistorySums,
    months: Sequence[date],
) -> Fairness | None:
    """Return how evenly people are charged, ``None`` where the plan has no people.

    Every measure is the amount of the plan's months; a measure that is 0 or blank for everyone is
    left out.
    """
    names = [step.dimension for step in steps if step.dimension != MONTH]
    if "person" not in names:
        return None
    at = names.index("person")
    targets: dict[str, Fraction] = {}
    for line in lines:
        targets[line.labels[at]] = targets.get(line.labels[at], ZERO) + line.target
    people = list(targets)
    columns = {
        name: values for name, values in _measures(plan, people, history, months).items() if any(values)
    }
    amounts = list(targets.values())
    usable = {name: [None if v is None or v <= 0 else v for v in values] for name, values in columns.items()}
    usable = {name: values for name, values in usable.items() if any(values)}
    indices = [_indices(amounts, values) for values in usable.values()]
    past = columns.get("history", [None] * len(people))
    loads = []
    for i, person in enumerate(people):
        own = tuple(column[i] for column in indices)
        check = checked_target(
            amounts[i], past[i], Fraction(plan.settings.low_growth), Fraction(plan.settings.high_growth)
        )
        outlier = tuple(
            name
            for name, index in zip(usable, own, strict=True)
            if index is not None and not LOW_INDEX <= index <= HIGH_INDEX
        )
        loads.append(PersonLoad(person, amounts[i], past[i], check.growth, check.verdict, own, outlier))
    balances = tuple(balance_of(amounts, values) for values in usable.values())
    return Fairness(tuple(usable), balances, tuple(loads))


def _measures(
    plan: TargetPlan, people: Sequence[str], history: HistorySums, months: Sequence[date]
) -> dict[str, list[Fraction | None]]:
    measures: dict[str, list[Fraction | None]] = {}
    if "person" in history.dimensions:
        sums = history.by(year_before(months[0]), ["person"])
        measures["history"] = [sums.get((person,)) for person in people]
    for name in MEASURES:
        given = {seat.person: Fraction(seat.values[name]) for seat in plan.seats if name in seat.values}
        measures[name] = [given.get(person) for person in people]
    return measures


def _indices(targets: Sequence[Fraction], base: Sequence[Fraction | None]) -> list[Fraction | None]:
    known = [(target, value) for target, value in zip(targets, base, strict=True) if value]
    total = sum((target for target, _ in known), ZERO) / sum((value for _, value in known), ZERO)
    return [
        target / value / total if value and total else None
        for target, value in zip(targets, base, strict=True)
    ]
