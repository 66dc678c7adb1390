"""Rows that are no part of a plan: sales, commitments, milestones and the like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple


class Sale(NamedTuple):
    """An amount of a day, or of a month, with the labels it belongs to.

    ``contribution`` is the part that counts for the person named.
    """

    day: date
    labels: Mapping[str, str]
    amount: Fraction
    contribution: Fraction
    where: str


class Commitment(NamedTuple):
    """What someone below commits to, bottom up, for a path of the split."""

    labels: Mapping[str, str]
    amount: Fraction
    where: str


class OwnGoal(NamedTuple):
    """What a person wants to reach, beside the target assigned."""

    person: str
    goal: Fraction
    where: str


class PreviousTarget(NamedTuple):
    """A target of an earlier version, for one leaf and month."""

    month: date
    labels: Mapping[str, str]
    target: Fraction
    where: str


class Milestone(NamedTuple):
    """A task with an owner and a due day; ``done`` is blank as long as it is open."""

    milestone: str
    owner: str
    due: date
    done: date | None


class Improvement(NamedTuple):
    """A goal that starts from a baseline, such as days of the sales cycle; ``change`` is a fraction."""

    goal: str
    baseline: Fraction
    change: Fraction | None
    target: Fraction | None
    actual: Fraction | None


class Discount(NamedTuple):
    """A promotion: list price, unit cost and discount; ``volume`` is what sells without it."""

    offer: str
    price: Fraction
    cost: Fraction
    discount: Fraction
    volume: Fraction | None
