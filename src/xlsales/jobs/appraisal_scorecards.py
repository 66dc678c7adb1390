"""Scorecards: each key figure of a person against its target, with the arithmetic kept (AP2, AP3, AP4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.incentives.kpis import Kpi, KpiGroup, KpiUnit, kpi, kpi_value
from xlsales.incentives.scorecard import weighted_score
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ONE, TOTAL_TOLERANCE, ZERO, shown
from xlsales.kernel.words import folded

#: The most that a key figure counts unless the scorecard says otherwise.
USUAL_CAP: Final = Fraction(6, 5)
#: Groups whose figures say what was done, not what came of it.
PROCESS: Final[tuple[KpiGroup, ...]] = ("process",)
_HUNDRED: Final = Fraction(100)


@dataclass(frozen=True, slots=True)
class KpiRule:
    """A line of the scorecard.

    Attributes:
        name: Key figure as the file calls it.
        known: The library's figure; ``None`` for one of the user's own, whose values are typed.
        position: Only people in this position are measured by it; blank is everyone.
        weight: Part of the score, 0 to 1.
        target: What is expected; ``None`` where each person has an own target.
        cap: The most that the achievement counts, 1 is the target.
        group: Result, customer, process or growth.
        lower_is_better: Falling short of the target is good.
        where: Its row.
    """

    name: str
    known: Kpi | None
    position: str
    weight: Fraction
    target: Fraction | None
    cap: Fraction
    group: KpiGroup
    lower_is_better: bool
    where: str

    @property
    def unit(self) -> KpiUnit | None:
        """The unit of its values; ``None`` of a figure that is not in the library."""
        return self.known.unit if self.known else None


@dataclass(frozen=True, slots=True)
class KpiScore:
    """A key figure of one person, every step of its score.

    Attributes:
        rule: The line of the scorecard.
        value: What was measured; ``None`` is unknown.
        target: What was expected.
        achievement: Value against target, uncapped, 1 is the target; ``None`` where either is missing.
        counted: The part of it that counts: from 0 to the cap.
        points: ``counted`` x 100 x weight.
    """

    rule: KpiRule
    value: Fraction | None
    target: Fraction | None
    achievement: Fraction | None
    counted: Fraction | None
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The key figures of one person; ``score`` is ``None`` while one of them is unknown."""

    person: str
    scores: tuple[KpiScore, ...]
    score: Fraction | None

    @property
    def unknown(self) -> tuple[str, ...]:
        """Key figures without a value or a target."""
        return tuple(one.rule.name for one in self.scores if one.achievement is None)

    def part(self, *, process: bool) -> Fraction | None:
        """Return the mean score of result figures, or of process figures (AP7), 0 to 100 x cap.

        ``None`` where none of the kind has a weight, or one of them is unknown.
        """
        own = [one for one in self.scores if (one.rule.group in PROCESS) is process and one.rule.weight]
        if not own or any(one.points is None for one in own):
            return None
        return sum((one.points or ZERO for one in own), ZERO) / sum((one.rule.weight for one in own), ZERO)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a person: values stated by name of the key figure, and figures to work others out."""

    values: Mapping[str, Fraction]
    targets: Mapping[str, Fraction]
    figures: Mapping[str, Fraction]

    def value_of(self, name: str) -> Fraction | None:
        """Return a key figure: as stated, under either of its names, or as the library works it out."""
        known = kpi(name)
        names = (name, known.name, known.chinese) if known else (name,)
        stated = next((self.values[one] for one in map(folded, names) if one in self.values), None)
        if stated is not None or known is None:
            return stated
        return _worked_out(known, self.figures)


def kpi_achievement(value: Fraction, target: Fraction, *, lower_is_better: bool = False) -> Fraction | None:
    """Return a value against its target, 1 is as expected.

    Args:
        value: What was measured.
        target: What was expected; of 0 only a figure of which less is better can be judged.
        lower_is_better: Every part of the target that is saved counts, every part in excess is lost.

    Examples:
        >>> [float(kpi_achievement(Fraction(v), Fraction(4), lower_is_better=True)) for v in (4, 3, 6, 9)]
        [1.0, 1.25, 0.5, -0.25]
        >>> float(kpi_achievement(Fraction(5), Fraction(4)))
        1.25
    """
    if lower_is_better:
        if not target:
            return ONE if value <= 0 else ZERO
        return 2 - value / target
    return value / target if target else None


def scorecard_of(person: str, position: str, rules: Sequence[KpiRule], known: Measured) -> Scorecard:
    """Return the scorecard of a person.

    Args:
        person: Who.
        position: Lines of other positions do not apply.
        rules: The scorecard's lines.
        known: What was measured.
    """
    own = [rule for rule in rules if not rule.position or folded(rule.position) == folded(position)]
    scores = tuple(_scored(rule, known) for rule in own)
    weights = [one.rule.weight for one in scores]
    achieved = [None if one.counted is None else _HUNDRED * one.counted for one in scores]
    return Scorecard(person, scores, weighted_score(weights, achieved) if scores else None)


def weight_issues(rules: Sequence[KpiRule]) -> tuple[Issue, ...]:
    """Return an issue for every position whose weights do not total 1 (REPORT-030)."""
    issues = []
    positions = sorted({rule.position for rule in rules if rule.position}) or [""]
    for position in positions:
        own = [rule for rule in rules if not rule.position or folded(rule.position) == folded(position)]
        total = sum((rule.weight for rule in own), ZERO)
        if abs(total - 1) > TOTAL_TOLERANCE:
            who = f"weights of {position}" if position else "weights"
            fix = "Let the weights of each position total 1; scores are shown as the weights stand."
            issues.append(Issue("REPORT-030", own[0].where, f"{who} of {shown(total)}", "1", fix, "warning"))
    return tuple(issues)


def _scored(rule: KpiRule, known: Measured) -> KpiScore:
    value = known.value_of(rule.name)
    target = known.targets.get(folded(rule.name), rule.target)
    if value is None or target is None:
        return KpiScore(rule, value, target, None, None, None)
    achievement = kpi_achievement(value, target, lower_is_better=rule.lower_is_better)
    if achievement is None:
        return KpiScore(rule, value, target, None, None, None)
    counted = min(max(achievement, ZERO), rule.cap)
    return KpiScore(rule, value, target, achievement, counted, _HUNDRED * counted * rule.weight)


def _worked_out(known: Kpi, figures: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return kpi_value(known, figures)
    except InvalidInputError:  # a negative base: the figure stays unknown and is shown so
        return None
