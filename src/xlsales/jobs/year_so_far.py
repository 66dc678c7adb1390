"""The year as it goes: standing, exceptions, re-split, commitments, changes and side goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.jobs.bottom_up import CommitmentGap, commitment_gaps
from xlsales.jobs.resplitting import Resplit, resplits_of
from xlsales.jobs.standing import Standing, standings_of
from xlsales.jobs.targets import Targets
from xlsales.jobs.version_changes import VersionChange, version_changes
from xlsales.kernel.dates import month_end
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.tables.rows import Discount, Improvement, Milestone
from xlsales.targets.attainment import attainment_of
from xlsales.targets.discount import DiscountEffect, discount_effect
from xlsales.targets.milestones import MilestoneStanding, milestone_standing


@dataclass(frozen=True, slots=True)
class GoalGap:
    """What a person wants to reach beside the target assigned; ``None`` where there is no target."""

    person: str
    goal: Fraction
    assigned: Fraction | None


@dataclass(frozen=True, slots=True)
class Progress:
    """An improvement goal: how far it has come from its baseline, 1 is all the way."""

    improvement: Improvement
    target: Fraction
    progress: Fraction | None


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """Everything that is told beside the targets themselves; empty where its table is absent.

    Attributes:
        as_of: Day of the count.
        standings: Where people and regions stand.
        resplit_by, resplits: The rest of the year split again, and by which dimensions.
        gaps: Assigned beside committed.
        changes: Differences from the previous version.
        goals: Self-set goals beside assigned targets.
        milestones, improvements, discounts: Side tables worked out.
        issues: Warnings.
    """

    as_of: date
    standings: tuple[Standing, ...]
    resplit_by: tuple[str, ...]
    resplits: tuple[Resplit, ...]
    gaps: tuple[CommitmentGap, ...]
    changes: tuple[VersionChange, ...]
    goals: tuple[GoalGap, ...]
    milestones: tuple[tuple[Milestone, MilestoneStanding], ...]
    improvements: tuple[Progress, ...]
    discounts: tuple[tuple[Discount, DiscountEffect], ...]
    issues: tuple[Issue, ...]

    @property
    def exceptions(self) -> tuple[Standing, ...]:
        """Those behind the pace, the farthest behind first."""
        late = (one for one in self.standings if one.is_alert)
        return tuple(sorted(late, key=lambda one: one.season.progress or ZERO))


def year_so_far(result: Targets) -> YearSoFar:
    """Work out everything that the side tables of a plan ask for.

    The day of the count is the plan's ``as_of``, else the last day of the latest month with an
    actual, else the day before the plan starts.

    Raises:
        InvalidInputError: TARGET-121 and TARGET-122 for every discount that makes no sense.
    """
    tables = result.tables
    as_of = tables.plan.settings.as_of or _last_day(result)
    standings, strangers = standings_of(result, as_of) if tables.actuals else ([], [])
    names, resplits = resplits_of(result, as_of) if tables.actuals else ((), [])
    gaps, unplaced = commitment_gaps(result)
    return YearSoFar(
        as_of,
        tuple(standings),
        names,
        tuple(resplits),
        tuple(gaps),
        tuple(version_changes(result)),
        tuple(_goals(result)),
        tuple((one, milestone_standing(one.due, one.done, as_of)) for one in tables.milestones),
        tuple(_progress(one) for one in tables.improvements),
        tuple(_discounts(tables.discounts)),
        (*strangers, *unplaced),
    )


def _last_day(result: Targets) -> date:
    last = max((sale.day for sale in result.tables.actuals), default=None)
    return month_end(last) if last is not None else result.months[0]


def _goals(result: Targets) -> list[GoalGap]:
    assigned: dict[str, Fraction] = {}
    if "person" in result.dimensions:
        at = result.dimensions.index("person")
        for line in result.lines:
            assigned[line.labels[at]] = assigned.get(line.labels[at], ZERO) + line.target
    return [GoalGap(one.person, one.goal, assigned.get(one.person)) for one in result.tables.goals]


def _progress(one: Improvement) -> Progress:
    target = one.target if one.target is not None else one.baseline * (1 + (one.change or ZERO))
    if one.actual is None:
        return Progress(one, target, None)
    return Progress(one, target, attainment_of(one.actual, target, baseline=one.baseline))


def _discounts(discounts: tuple[Discount, ...]) -> list[tuple[Discount, DiscountEffect]]:
    found: list[tuple[Discount, DiscountEffect]] = []
    issues: list[Issue] = []
    for one in discounts:
        try:
            found.append((one, discount_effect(one.price, one.cost, one.discount)))
        except InvalidInputError as error:
            issues += (issue.at(f"{issue.where} of {one.offer}") for issue in error.issues)
    if issues:
        raise InvalidInputError(*issues)
    return found
