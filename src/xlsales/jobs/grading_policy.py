"""A grading policy as arguments of calculators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xlsales.customers.bands import Bands
from xlsales.customers.fit import Capability, read_capability
from xlsales.customers.ladder import LadderRules, Override
from xlsales.customers.point_decay import decayed_points
from xlsales.customers.portfolio_index import Factor
from xlsales.customers.rfm_segments import Segment, read_segments
from xlsales.customers.score_rules import ScoreRules, read_rules
from xlsales.customers.thresholds import ThresholdRule
from xlsales.kernel.dates import date_of_serial
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.values import CellValue, is_number
from xlsales.kernel.words import folded
from xlsales.plans.grading import GradingPolicies, GradingPolicy, ScoreRow
from xlsales.receivables.credit_limits import LimitRule


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that one day's policy tells the calculators.

    Attributes:
        policy: The policy itself.
        thresholds: Conditions of a key account.
        capability: Tests of fit.
        scores: Rules of points, in the order of ``score_rows``.
        score_rows: The rows they came from.
        bands: Grades by score; empty unless the basis is the score.
        ladder: Rules that keep grades steady.
        factors: Factors of the portfolio by side.
        segments: Segments by RFM scores.
        visits: Visits a year by folded grade.
        attributes: Folded name of every attribute that the policy looks at, with its column.
    """

    policy: GradingPolicy
    thresholds: tuple[ThresholdRule, ...]
    capability: tuple[Capability, ...]
    scores: ScoreRules
    score_rows: tuple[ScoreRow, ...]
    bands: Bands
    ladder: LadderRules
    factors: Mapping[str, tuple[Factor, ...]]
    segments: tuple[Segment, ...]
    visits: Mapping[str, Fraction]
    attributes: Mapping[str, int]

    @property
    def by_score(self) -> bool:
        """Whether the score decides the grade."""
        return self.policy.settings.basis == "score"


def rules_of(policy: GradingPolicy) -> Rules:
    """Return a policy as arguments of the calculators."""
    settings = policy.settings
    names = [folded(row.attribute) for row in policy.capability]
    names += [folded(row.attribute) for row in policy.scores]
    capability = [[row.attribute, _test(row.test)] for row in policy.capability]
    scores = [
        [row.attribute, _test(row.test), float(row.points), row.group, _float(row.limit)]
        for row in policy.scores
    ]
    bands = sorted((Fraction(band.score), band.grade) for band in policy.bands)
    segments = [
        [row.segment, *map(_float, (row.r_lo, row.r_hi, row.f_lo, row.f_hi, row.m_lo, row.m_hi))]
        for row in policy.segments
    ]
    return Rules(
        policy,
        tuple(_threshold(policy, index) for index in range(len(policy.conditions))),
        read_capability(capability) if capability else (),
        read_rules(scores) if scores else ScoreRules((), {}),
        policy.scores,
        Bands(tuple(bound for bound, _ in bands), tuple(grade for _, grade in bands)),
        LadderRules(
            policy.grades,
            settings.new_label,
            settings.new_orders,
            settings.new_days,
            settings.tenure_days,
            settings.tenure_for == "both",
        ),
        {side: _factors(policy, side) for side in ("attractiveness", "strength")},
        read_segments(segments) if segments else (),
        {folded(row.grade): Fraction(row.visits) for row in policy.actions},
        {name: place for place, name in enumerate(dict.fromkeys(names))},
    )


def faded(rules: Rules, values: Mapping[str, CellValue], day: date) -> ScoreRules:
    """Return the rules with the points that old interactions of one customer are still worth."""
    if not any(row.half_life for row in rules.score_rows):
        return rules.scores
    own = []
    for rule, row in zip(rules.scores.rules, rules.score_rows, strict=True):
        age = _age(values.get(folded(row.dated_by or "")), day)
        if row.half_life is not None and age is not None:
            rule = replace(rule, points=decayed_points(rule.points, age, row.half_life))
        own.append(rule)
    return ScoreRules(tuple(own), rules.scores.limits)


def override_of(policies: GradingPolicies, places: Iterable[int], day: date) -> Override | None:
    """Return the override of a customer that is in force on a day, of several the one that began last."""
    rows = [policies.overrides[place] for place in places]
    found = [
        Override(row.grade, row.start, row.until, row.reason) for row in rows if row.start <= day <= row.until
    ]
    return max(found, key=lambda one: (one.start, one.until), default=None)


def limit_rule(policy: GradingPolicy, grade: str) -> LimitRule:
    """Return how a grade's credit limit is set."""
    settings = policy.settings
    own = next((row.limit_months for row in policy.actions if folded(row.grade) == folded(grade)), None)
    return LimitRule(
        Fraction(settings.limit_months if own is None else own),
        Fraction(settings.least_score),
        Fraction(settings.full_score),
        Fraction(settings.first_order_limit),
        Fraction(settings.limit_unit),
        settings.hold_days,
    )


def _threshold(policy: GradingPolicy, index: int) -> ThresholdRule:
    row = policy.conditions[index]
    return ThresholdRule(
        folded(row.measure),
        None if row.threshold is None else Fraction(row.threshold),
        None if row.percentile is None else Fraction(row.percentile),
        Fraction(row.promote),
        Fraction(row.demote),
        policy.settings.minimum_population,
    )


def _factors(policy: GradingPolicy, side: str) -> tuple[Factor, ...]:
    return tuple(
        Factor(
            row.group,
            Fraction(row.group_weight),
            folded(row.attribute),
            Fraction(row.weight),
            Fraction(row.worst),
            Fraction(row.best),
        )
        for row in policy.factors
        if row.side == side
    )


def _age(value: CellValue, day: date) -> int | None:
    """Return the days since a serial day; ``None`` where there is none."""
    if not is_number(value):
        return None
    assert isinstance(value, (int, float))
    try:
        return (day - date_of_serial(value)).days
    except InvalidInputError:
        return None


def _test(test: str | Decimal | bool) -> CellValue:
    return float(test) if isinstance(test, Decimal) else test


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
