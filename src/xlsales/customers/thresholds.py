"""Thresholds of a measure, fixed or by percentile, and the number that would reach them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from xlsales.customers.common_units import rising

_ONE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class ThresholdRule:
    """What a measure has to reach.

    Attributes:
        measure: Which.
        value: Fixed number; also used where there are too few customers for a percentile.
        percentile: Part of the customers that lie below, 0 to 1; ``None`` takes the fixed number.
        promote: What is wanted more to come up: a part of a fixed number, points of a percentile.
        demote: What may be lacking before it is lost, in the same way.
        population: Least number of customers with this measure for a percentile.
    """

    measure: str
    value: Fraction | None = None
    percentile: Fraction | None = None
    promote: Fraction = Fraction(0)
    demote: Fraction = Fraction(0)
    population: int = 1


@dataclass(frozen=True, slots=True)
class Threshold:
    """A rule with its numbers among the customers of a period.

    Attributes:
        rule: The rule.
        known: Known values of all customers, rising.
        by_percentile: Whether the percentile is used.
        enter: Number from which a customer comes up; ``None`` where the rule cannot be used.
        keep: Number down to which it stays up.
    """

    rule: ThresholdRule
    known: tuple[Fraction, ...]
    by_percentile: bool
    enter: Fraction | None
    keep: Fraction | None

    def met(self, value: Fraction | None, holds: bool) -> bool:
        """Tell whether a value is enough for one that comes up, or that ``holds`` the grade already."""
        bound = self.keep if holds else self.enter
        return bound is None or (value is not None and value >= bound)

    def reaching(self, value: Fraction | None) -> Fraction | None:
        """Return the least number with which this customer would come up.

        By percentile, the customer's own rise moves the percentile: what counts are the others. Of
        m others, the number that follows m x p of them is reached (exactly) when the type-7 quantile of
        all, this one included, is. A customer that has no number yet may be the one that the percentile
        lacks to be used.
        """
        count = len(self.known) + (value is None)
        if self.rule.percentile is None or count < max(1, self.rule.population):
            return self.enter
        own = count if value is None else bisect_left(self.known, value)
        others = count - 1
        place = ceil(others * _entry_part(self.rule))
        if not others:
            return value
        behind = max(place, 1) - 1
        return self.known[behind if behind < own else behind + 1]


def threshold_of(rule: ThresholdRule, values: Sequence[Fraction | None]) -> Threshold:
    """Return a rule's numbers among customers.

    Args:
        rule: The rule.
        values: The measure of every customer, shape (n,); ``None`` is unknown.

    Returns:
        The numbers; equal values always pass or fail together. A percentile with too few customers falls
        back to the fixed number, and to no condition where there is none.

    References:
        Quantile of type 7 (Hyndman and Fan 1996). Margins against flicker: no CRM ships them.

    Examples:
        >>> rule = ThresholdRule("volume", percentile=Fraction(3, 4))
        >>> found = threshold_of(rule, [Fraction(x) for x in (1, 2, 3, 4)])
        >>> found.enter, found.reaching(Fraction(3))
        (Fraction(13, 4), Fraction(4, 1))
        >>> threshold_of(ThresholdRule("volume", Fraction(100), demote=Fraction(1, 10)), []).keep
        Fraction(90, 1)
    """
    known = rising(value for value in values if value is not None)
    if rule.percentile is not None and len(known) >= max(1, rule.population):
        down = max(Fraction(0), rule.percentile - rule.demote)
        enter, keep = _quantile(known, _entry_part(rule)), _quantile(known, down)
        return Threshold(rule, known, True, enter, keep)
    if rule.value is None:
        return Threshold(rule, known, False, None, None)
    size = abs(rule.value)
    enter, keep = rule.value + size * rule.promote, rule.value - size * rule.demote
    return Threshold(rule, known, False, enter, keep)


def _entry_part(rule: ThresholdRule) -> Fraction:
    assert rule.percentile is not None
    return min(_ONE, rule.percentile + rule.promote)


def _quantile(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    place = (len(ordered) - 1) * part
    low, high = floor(place), ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
