"""What to do about a graded customer: relationship, visits, release, credit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.customers.bands import Bands, band_of
from xlsales.customers.portfolio import PortfolioPlace, portfolio_place
from xlsales.customers.portfolio_index import weighted_index
from xlsales.customers.relationship import relationship_of_grade
from xlsales.customers.release import Release, ReleaseRule, release_of
from xlsales.customers.visits import DueVisit, next_visit
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.jobs.grading_policy import Rules, limit_rule
from xlsales.kernel.words import folded
from xlsales.receivables.credit_limits import HoldReason, credit_limit, hold_reason
from xlsales.tables.grading_rows import Invoice

#: Payment scores and the letter that stands for them.
CREDIT_GRADES = Bands((Fraction(0), Fraction(50), Fraction(65), Fraction(80)), ("D", "C", "B", "A"))


@dataclass(frozen=True, slots=True)
class Credit:
    """A customer's credit on a day.

    Attributes:
        grade: Letter of the payment score; ``None`` without a payment.
        score: Payment score 0 to 100.
        owed, overdue: Open amount, and what of it is overdue.
        oldest_days: Days that the oldest open invoice is overdue, 0 for none.
        limit: What may be owed.
        hold: Why deliveries stop, or ``None``.
    """

    grade: str | None
    score: Fraction | None
    owed: Fraction
    overdue: Fraction
    oldest_days: int
    limit: Fraction
    hold: HoldReason | None


@dataclass(frozen=True, slots=True)
class Actions:
    """What to do about a customer.

    Attributes:
        attractiveness, strength: Indexes of the portfolio, ``None`` without.
        place: Cell of the portfolio, ``None`` without.
        relationship, strategy: From the portfolio, else from the grade.
        visits: Visits a year.
        visit: When the next one is due.
        release: Whether the customer goes back to the pool.
        credit: Its credit.
    """

    attractiveness: Fraction | None
    strength: Fraction | None
    place: PortfolioPlace | None
    relationship: str
    strategy: str
    visits: Fraction
    visit: DueVisit
    release: Release
    credit: Credit


def actions_of(
    one: GradedCustomer,
    rules: Rules,
    invoices: Mapping[str, Sequence[Invoice]],
    last_contact: date | None,
    day: date,
) -> Actions:
    """Return what to do about a customer on a day.

    Args:
        one: The graded customer.
        rules: The policy.
        invoices: Invoices by customer.
        last_contact: Day of the last visit or call.
        day: Today.
    """
    grade = one.given.grade
    attractiveness, strength = (_index(one, rules, side) for side in ("attractiveness", "strength"))
    place = None
    if attractiveness is not None and strength is not None:
        place = portfolio_place(attractiveness, strength)
    grades = rules.ladder.grades
    rung = grades.index(grade) if grade in grades else -1
    relationship, strategy = (
        (place.relationship, place.strategy) if place else relationship_of_grade(rung, len(grades))
    )
    visits = rules.visits.get(folded(grade), Fraction(rules.policy.settings.default_visits))
    return Actions(
        attractiveness,
        strength,
        place,
        relationship,
        strategy,
        visits,
        next_visit(last_contact, grade, {folded(grade): visits}, day),
        _release(one, rules, last_contact, day),
        _credit(one, rules, invoices.get(one.known.key, ()), day),
    )


def _index(one: GradedCustomer, rules: Rules, side: str) -> Fraction | None:
    factors = rules.factors[side]
    if not factors:
        return None
    ratings = {factor.attribute: one.known.number(factor.attribute) for factor in factors}
    return weighted_index(factors, ratings, rules.policy.settings.portfolio_missing)


def _release(one: GradedCustomer, rules: Rules, last_contact: date | None, day: date) -> Release:
    settings, file = rules.policy.settings, one.known.file
    if file is None:
        return Release("in the pool", None)
    grade = folded(one.given.grade)
    protected = file.protected or any(
        row.protected and folded(row.grade) == grade for row in rules.policy.actions
    )
    rule = ReleaseRule(settings.release_days, settings.protection_days)
    return release_of(file.owner, file.assigned, last_contact, day, rule, protected)


def _credit(one: GradedCustomer, rules: Rules, invoices: Sequence[Invoice], day: date) -> Credit:
    score = one.known.number("credit")
    letter = None if score is None else str(band_of(CREDIT_GRADES, max(score, Fraction(0))))
    open_ones = [invoice for invoice in invoices if invoice.open]
    owed = sum((invoice.open for invoice in open_ones), Fraction(0))
    late = [invoice for invoice in open_ones if invoice.due < day and invoice.open > 0]
    overdue = sum((invoice.open for invoice in late), Fraction(0))
    oldest = max(((day - invoice.due).days for invoice in late), default=0)
    rule = limit_rule(rules.policy, one.given.grade)
    monthly = one.known.measures.volume / rules.policy.settings.period_months
    limit = credit_limit(monthly, score, rule)
    return Credit(letter, score, owed, overdue, oldest, limit, hold_reason(owed, limit, oldest, rule))
