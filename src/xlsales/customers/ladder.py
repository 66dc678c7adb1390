"""What stands between an earned grade and the grade given: newcomers, tenure, overrides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Reason = Literal["earned", "new", "tenure", "override"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The grade so far and since when; ``None`` without one."""

    grade: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A grade that somebody gave by hand.

    Attributes:
        grade: The grade.
        start: First day in force.
        until: Last day in force.
        reason: Why.
    """

    grade: str
    start: date
    until: date
    reason: str

    def in_force(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.start <= day <= self.until


@dataclass(frozen=True, slots=True)
class LadderRules:
    """Rules that keep grades steady.

    Attributes:
        grades: Labels, lowest first.
        new_label: What newcomers are called.
        new_orders: Newcomers have fewer orders than this, and
        new_days: are fewer days old than this; 0 in either has no newcomers.
        tenure_days: Days that a grade is kept at least.
        tenure_both: Tenure holds back rises too, not only falls.
    """

    grades: tuple[str, ...]
    new_label: str = "new"
    new_orders: int = 0
    new_days: int = 0
    tenure_days: int = 0
    tenure_both: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """The grade given.

    Attributes:
        grade: The label.
        reason: What decided.
        since: Day since when the customer has it.
        until: Day on which tenure ends or the override expires, ``None`` otherwise.
        note: Reason of an override.
    """

    grade: str
    reason: Reason
    since: date
    until: date | None = None
    note: str = ""


def given_grade(
    earned: str,
    standing: Standing,
    day: date,
    rules: LadderRules,
    orders: int = 0,
    first_order: date | None = None,
    override: Override | None = None,
) -> Given:
    """Return the grade that is given for an earned one.

    Args:
        earned: Grade by fit and conditions, or by score.
        standing: Grade of the last run.
        day: Day of the run.
        rules: The rules.
        orders: Orders so far.
        first_order: Day of the first one; without an order a customer is no newcomer.
        override: A grade by hand; counts while in force.

    Returns:
        An override in force goes before everything; then newcomers; then a grade not held long enough is
        kept; else the earned grade.

    References:
        Grades with a least tenure and a margin: facts of the field know none, see issue 6.

    Examples:
        >>> rules = LadderRules(("potential", "target", "key"), tenure_days=180)
        >>> held = Standing("key", date(2026, 1, 1))
        >>> given_grade("target", held, date(2026, 6, 29), rules).grade
        'key'
        >>> given_grade("target", held, date(2026, 6, 30), rules).grade
        'target'
    """
    if override is not None and override.in_force(day):
        since = standing.since if standing.grade == override.grade and standing.since else day
        return Given(override.grade, "override", since, override.until, override.reason)
    if _is_new(standing, day, rules, orders, first_order):
        since = standing.since if standing.grade == rules.new_label and standing.since else day
        return Given(rules.new_label, "new", since)
    if standing.grade is None or standing.grade not in rules.grades:
        return Given(earned, "earned", day)
    held_since = standing.since or day - timedelta(days=rules.tenure_days)
    if earned == standing.grade:
        return Given(earned, "earned", held_since)
    falls = rules.grades.index(earned) < rules.grades.index(standing.grade)
    ends = held_since + timedelta(days=rules.tenure_days)
    if day < ends and (falls or rules.tenure_both):
        return Given(standing.grade, "tenure", held_since, ends)
    return Given(earned, "earned", day)


def _is_new(standing: Standing, day: date, rules: LadderRules, orders: int, first_order: date | None) -> bool:
    if first_order is None or standing.grade not in (None, rules.new_label):
        return False
    return orders < rules.new_orders and (day - first_order).days < rules.new_days
