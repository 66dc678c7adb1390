"""A decision by weighted ratings: how to cover a market."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown

Strategy = Literal["undifferentiated", "differentiated", "concentrated"]

#: Factors rated 1 to 5, and the direction in which each points: +1 is towards one offer for all.
FACTORS: Final[Mapping[str, str]] = {
    "resources": "企业资源",
    "product alike": "产品同质性",
    "market alike": "市场同质性",
    "early life": "产品生命周期",
    "few rivals": "竞争者数目",
    "rivals alike": "竞争者战略",
}
_MIDDLE: Final = Fraction(3)


@dataclass(frozen=True, slots=True)
class CoverageAdvice:
    """What weighted ratings suggest.

    Attributes:
        strategy: The suggestion.
        likeness: Weighted mean of the factors other than resources, 1 to 5.
        resources: Rating of our resources, 1 to 5.
    """

    strategy: Strategy
    likeness: Fraction
    resources: Fraction


def coverage_strategy(
    ratings: Mapping[str, Fraction], weights: Mapping[str, Fraction] | None = None
) -> CoverageAdvice:
    """Suggest how to cover a market (IF6).

    Args:
        ratings: 1 to 5 for each of ``FACTORS``: how large resources are, how alike products and buyers
            are, how early the product is in its life, how few rivals there are, how alike their offers.
        weights: Weight of each factor; equal unless given. Resources are weighed by themselves.

    Returns:
        Undifferentiated where the market is alike (3 or more on the mean); otherwise differentiated with
        resources of 3 or more, concentrated with fewer.

    Raises:
        InvalidInputError: DECI-001 a factor is missing or outside 1 to 5.

    References:
        Handbook, after Kotler: undifferentiated, differentiated or concentrated marketing by six factors.

    Examples:
        >>> coverage_strategy(dict.fromkeys(FACTORS, Fraction(2))).strategy
        'concentrated'
    """
    issues = [
        Issue("DECI-001", name, _came(ratings.get(name)), "a rating from 1 to 5", "Rate the factor.")
        for name in FACTORS
        if not 1 <= ratings.get(name, Fraction(0)) <= 5
    ]
    if issues:
        raise InvalidInputError(*issues)
    parts = {name: (weights or {}).get(name, Fraction(1)) for name in FACTORS if name != "resources"}
    whole = sum(parts.values(), Fraction(0)) or Fraction(1)
    likeness = sum((ratings[name] * part for name, part in parts.items()), Fraction(0)) / whole
    resources = ratings["resources"]
    strategy: Strategy = "undifferentiated"
    if likeness < _MIDDLE:
        strategy = "differentiated" if resources >= _MIDDLE else "concentrated"
    return CoverageAdvice(strategy, likeness, resources)


def _came(rating: Fraction | None) -> str:
    return "blank" if rating is None else shown(rating)
