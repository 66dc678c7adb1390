"""The shortest way up: what a customer's next grade lacks, each thing with its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xlsales.customers.ladder import Given
from xlsales.customers.score_rules import ScoreRules
from xlsales.customers.shortest_step import shortest_step
from xlsales.customers.thresholds import Threshold
from xlsales.jobs.grading_attributes import Known
from xlsales.jobs.grading_policy import Rules
from xlsales.kernel.numbers import to_float
from xlsales.kernel.values import CellValue
from xlsales.kernel.words import folded

StepKind = Literal["top", "fit", "numbers", "wait", "orders", "none"]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to reach: a number, or the test of a need that we cannot meet yet.

    Attributes:
        name: Measure or attribute.
        have: What it is; ``None`` is unknown.
        need: What it must become; ``None`` where a test says it.
        test: The test of an attribute of fit.
    """

    name: str
    have: CellValue | Fraction
    need: Fraction | None = None
    test: str = ""


@dataclass(frozen=True, slots=True)
class StepUp:
    """What lifts a customer to its next grade.

    Attributes:
        kind: ``top`` is there already; ``fit`` and ``numbers`` say what to do; ``orders`` waits for a
            newcomer's orders; ``wait`` for a tenure or an override to end; ``none`` is out of reach of
            numbers.
        grade: The next grade.
        needs: Everything that has to be done, smallest relative gap first.
    """

    kind: StepKind
    grade: str | None
    needs: tuple[Need, ...] = ()


def step_up(
    known: Known,
    rules: Rules,
    thresholds: Sequence[Threshold],
    scores: ScoreRules,
    failed: Sequence[str],
    fit: bool | None,
    earned: str,
    given: Given,
) -> StepUp:
    """Return the shortest step to the next grade.

    Args:
        known: What is known of the customer.
        rules: The policy.
        thresholds: Conditions among the customers of the period.
        scores: Rules of points, faded for this customer.
        failed: Attributes whose needs cannot be met.
        fit: Whether needs can be met.
        earned: Grade by fit and conditions, or by score.
        given: Grade given.
    """
    grades = rules.ladder.grades
    if given.reason == "new":
        needed = Fraction(rules.ladder.new_orders)
        need = Need("all_orders", Fraction(known.measures.all_orders), needed)
        return StepUp("orders", earned, (need,))
    place = grades.index(given.grade) if given.grade in grades else -1
    if place == len(grades) - 1:
        return StepUp("top", None)
    next_grade = grades[place + 1]
    if given.reason == "override" or grades.index(earned) > place:
        return StepUp("wait", next_grade)
    if rules.by_score:
        return _by_score(known, rules, scores, next_grade)
    if place <= 0 and fit is not True:
        return StepUp("fit", next_grade, _fit_needs(known, rules, failed, fit))
    if all(one.enter is None for one in thresholds):
        return StepUp("none", next_grade)
    missing = [one for one in thresholds if not one.met(known.number(one.rule.measure), False)]
    needs = sorted((_condition_need(known, one) for one in missing), key=_gap)
    return StepUp("numbers", next_grade, tuple(needs))


def _fit_needs(known: Known, rules: Rules, failed: Sequence[str], fit: bool | None) -> tuple[Need, ...]:
    """Return the tests that fail, or those that are open because something is unknown."""
    needs = []
    for item in rules.capability:
        value = known.values.get(folded(item.attribute))
        open_too = item.condition is not None and item.condition.holds(value) is None
        if item.attribute in failed or open_too:
            needs.append(Need(item.attribute, value, test=item.condition.text if item.condition else ""))
    return tuple(needs) or (Need("fit", fit, test="TRUE"),)


def _condition_need(known: Known, threshold: Threshold) -> Need:
    have = known.number(threshold.rule.measure)
    return Need(threshold.rule.measure, have, threshold.reaching(have))


def _by_score(known: Known, rules: Rules, scores: ScoreRules, next_grade: str) -> StepUp:
    place = list(rules.bands.labels).index(next_grade)
    wanted = rules.bands.bounds[place] + Fraction(rules.policy.settings.promote)
    limit = rules.policy.settings.score_limit
    if limit is not None and wanted > limit:
        return StepUp("none", next_grade)
    row = attribute_row(rules.attributes, known.values)
    changes = shortest_step(row, rules.attributes, scores, wanted, rules.policy.settings.missing)
    if changes is None:
        return StepUp("none", next_grade)
    return StepUp(
        "numbers", next_grade, tuple(Need(change.attribute, change.have, change.need) for change in changes)
    )


def attribute_row(attributes: Mapping[str, int], values: Mapping[str, CellValue]) -> list[CellValue]:
    """Return the values of the attributes that a policy looks at, in the order of their columns."""
    return [values.get(name) for name in attributes]


def _gap(need: Need) -> tuple[int, float]:
    if need.have is None or need.need is None:
        return 2, 0.0
    assert isinstance(need.have, Fraction)
    missing = need.need - need.have
    return (0, to_float(missing / abs(need.need))) if need.need else (1, to_float(missing))
