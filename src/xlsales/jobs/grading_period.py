"""The grades of one period: every customer, with what decided and what lifts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from xlsales.customers.fit import Fit, fit_of
from xlsales.customers.ladder import Given, Standing, given_grade
from xlsales.customers.measures import CustomerMeasures
from xlsales.customers.measures_block import period_measures
from xlsales.customers.regrade import regrade
from xlsales.customers.rfm import RfmScore
from xlsales.customers.score_rules import ScoreRules
from xlsales.customers.scoring import Score, score_of
from xlsales.customers.status import Status, status_of
from xlsales.customers.thresholds import Threshold, threshold_of
from xlsales.jobs.grading_attributes import Known, known_of
from xlsales.jobs.grading_classes import abc_of, rfm_of
from xlsales.jobs.grading_policy import Rules, faded, override_of, rules_of
from xlsales.jobs.grading_steps import StepUp, attribute_row, step_up
from xlsales.kernel.dates import add_months
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.tables.grading_rows import CustomerFile, GradingTables


@dataclass(frozen=True, slots=True)
class GradedCustomer:
    """A customer's grade in a period.

    Attributes:
        known: What is known of it.
        fit: Whether needs can be met, and those that cannot.
        score: Points with their rules; ``None`` without rules or where it is blocked.
        points: The score within the total limit.
        fit_points, engagement_points: Sums by kind of rule, before group limits.
        met: Whether each condition is met, in the order of the policy.
        earned: Grade by fit and conditions, or by score.
        given: Grade given.
        before: Grade of the period before.
        step: The shortest step up.
        abc: Class by volume; ``None`` without one.
        rfm: Scores; ``None`` without an order.
        status: New, active, dormant, lost or reactivated.
    """

    known: Known
    fit: Fit
    score: Score | None
    points: Fraction | None
    fit_points: Fraction
    engagement_points: Fraction
    met: tuple[bool, ...]
    earned: str
    given: Given
    before: Standing
    step: StepUp
    abc: str | None
    rfm: RfmScore | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class Period:
    """All grades of a period.

    Attributes:
        start, end: First and last day.
        rules: The policy in force on the last day.
        thresholds: Conditions with their numbers.
        customers: Graded customers, by key.
        issues: Values that could not be used, and conditions that were not.
    """

    start: date
    end: date
    rules: Rules
    thresholds: tuple[Threshold, ...]
    customers: tuple[GradedCustomer, ...]
    issues: tuple[Issue, ...]


def period_days(end: date, months: int, back: int) -> tuple[date, date]:
    """Return first and last day of the period that lies ``back`` periods before the last one.

    Examples:
        >>> period_days(date(2023, 12, 31), 12, 2)
        (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
    """
    after = end + timedelta(days=1)
    start = add_months(after, -months * (back + 1))
    return start, add_months(after, -months * back) - timedelta(days=1)


def grade_period(
    tables: GradingTables, start: date, end: date, standings: Mapping[str, Standing], everybody: bool
) -> Period:
    """Grade every customer of a period.

    Args:
        tables: What was read.
        start, end: First and last day.
        standings: Grade and since when, of the period before.
        everybody: Customers of the file without a transaction are graded too.
    """
    rules = rules_of(tables.policies.in_force(end))
    measures = period_measures(tables.ledger.transactions, start, end)
    keys = sorted({*measures, *(tables.customers if everybody else ())})
    visits = tables.visit_days()
    logged = bool(visits)
    population = []
    paid = _invoices_paid(tables, start, end)
    for key in keys:
        days = visits.get(key, ()) if logged else None
        own = measures.get(key, CustomerMeasures())
        if key in paid:
            own = replace(own, payments=(*own.payments, *paid[key]))
        population.append(_known(tables.customers.get(key), key, own, days, start, end, rules))
    thresholds = tuple(
        threshold_of(rule, [known.number(rule.measure) for known in population]) for rule in rules.thresholds
    )
    classes = abc_of(population, rules)
    scores = rfm_of(population, rules, end)
    issues = [*_unused(thresholds)]
    graded = []
    for known, abc in zip(population, classes, strict=True):
        standing = standings.get(known.key, Standing())
        one = _graded(tables, known, rules, thresholds, standing, end, issues)
        graded.append(replace(one, abc=abc, rfm=scores.get(known.key)))
    return Period(start, end, rules, thresholds, tuple(graded), tuple(issues))


def _invoices_paid(tables: GradingTables, start: date, end: date) -> dict[str, list[tuple[Fraction, int]]]:
    """Return amount and days beyond terms of the invoices that each customer paid in a period."""
    found: dict[str, list[tuple[Fraction, int]]] = {}
    for invoice in tables.invoices:
        if invoice.paid is not None and start <= invoice.paid <= end and invoice.amount > 0:
            late = (invoice.paid - invoice.due).days
            found.setdefault(invoice.customer, []).append((invoice.amount, late))
    return found


def _known(
    file: CustomerFile | None,
    key: str,
    measures: CustomerMeasures,
    visits: Sequence[date] | None,
    start: date,
    end: date,
    rules: Rules,
) -> Known:
    contacts = [day for day in visits or () if day <= end]
    if file is not None and file.last_contact is not None and file.last_contact <= end:
        contacts.append(file.last_contact)
    made = None if visits is None else sum(start <= day <= end for day in visits)
    months = rules.policy.settings.period_months
    return known_of(key, file, measures, end, months, max(contacts, default=None), made)


def _graded(
    tables: GradingTables,
    known: Known,
    rules: Rules,
    thresholds: Sequence[Threshold],
    standing: Standing,
    end: date,
    issues: list[Issue],
) -> GradedCustomer:
    fit = _fit(tables, known, rules, issues)
    scores = faded(rules, known.values, end)
    score = _score(known, rules, scores, issues)
    points = _limited(score, rules)
    top = standing.grade == rules.policy.settings.key_label
    met = tuple(one.met(known.number(one.rule.measure), top) for one in thresholds)
    usable = any(one.enter is not None for one in thresholds)
    earned = _earned(rules, fit, points, usable and all(met), standing)
    override = override_of(tables.policies, tables.overrides.get(known.key, ()), end)
    measures = known.measures
    given = given_grade(earned, standing, end, rules.ladder, measures.all_orders, measures.first, override)
    step = step_up(known, rules, thresholds, scores, fit.failed, fit.met, earned, given)
    by_kind = _points_by_kind(score, rules)
    settings = rules.policy.settings
    status = status_of(
        measures.first,
        measures.last,
        end,
        settings.active_days,
        max(settings.active_days, settings.lapsed_days),
        measures.previous,
    )
    return GradedCustomer(
        known,
        fit,
        score,
        points,
        by_kind["fit"],
        by_kind["engagement"],
        met,
        earned,
        given,
        standing,
        step,
        abc=None,
        rfm=None,
        status=status,
    )


def _fit(tables: GradingTables, known: Known, rules: Rules, issues: list[Issue]) -> Fit:
    """Return the fit that the file states, else what the tests say; without tests everybody fits."""
    if known.file is not None and known.file.fit is not None:
        return Fit(known.file.fit, () if known.file.fit else ("fit",))
    if not rules.capability:
        return Fit(True)
    row = attribute_row(rules.attributes, known.values)
    try:
        return fit_of(row, rules.attributes, rules.capability)
    except InvalidInputError as error:
        issues += (issue.at(f"customer {known.key}") for issue in error.issues)
        return Fit(None)


def _score(known: Known, rules: Rules, scores: ScoreRules, issues: list[Issue]) -> Score | None:
    if not scores.rules:
        return None
    row = attribute_row(rules.attributes, known.values)
    try:
        return score_of(row, rules.attributes, scores, rules.policy.settings.missing)
    except InvalidInputError as error:
        issues += (issue.at(f"customer {known.key}") for issue in error.issues)
        return None


def _limited(score: Score | None, rules: Rules) -> Fraction | None:
    limit = rules.policy.settings.score_limit
    if score is None or limit is None:
        return None if score is None else score.points
    return min(max(score.points, -Fraction(limit)), Fraction(limit))


def _earned(rules: Rules, fit: Fit, points: Fraction | None, all_met: bool, standing: Standing) -> str:
    settings = rules.policy.settings
    if not rules.by_score:
        if fit.met is not True:
            return settings.potential_label
        return settings.key_label if all_met else settings.target_label
    grades = rules.ladder.grades
    previous = standing.grade if standing.grade in grades else None
    if points is None:
        return previous or grades[0]
    least = rules.bands.bounds[0]
    promote, demote = Fraction(settings.promote), Fraction(settings.demote)
    return str(regrade(previous, max(points, least), rules.bands, promote, demote))


def _points_by_kind(score: Score | None, rules: Rules) -> dict[str, Fraction]:
    sums = {"fit": Fraction(0), "engagement": Fraction(0)}
    for rule in score.matched if score else ():
        sums[rules.score_rows[rule.row - 1].kind] += rule.points
    return sums


def _unused(thresholds: Sequence[Threshold]) -> list[Issue]:
    return [
        Issue(
            "GRAD-010",
            f"condition {one.rule.measure}",
            f"{len(one.known)} customers with this measure",
            f"at least {one.rule.population} for a percentile",
            "The condition was not used. Give it a threshold as well.",
            severity="warning",
        )
        for one in thresholds
        if one.enter is None
    ]
