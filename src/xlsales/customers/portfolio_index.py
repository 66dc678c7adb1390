"""Attractiveness and strength of a customer: factors weighed within groups, groups weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.customers.scoring import Missing


@dataclass(frozen=True, slots=True)
class Factor:
    """A rated attribute.

    Attributes:
        group: Group that it belongs to.
        group_weight: Weight of the group.
        attribute: What is rated.
        weight: Weight within the group.
        worst: Rating that counts 0; may be the larger number.
        best: Rating that counts 100.
    """

    group: str
    group_weight: Fraction
    attribute: str
    weight: Fraction
    worst: Fraction = Fraction(0)
    best: Fraction = Fraction(100)

    def scaled(self, rating: Fraction) -> Fraction:
        """Return a rating on 0 to 100; beyond the ends it stays there."""
        part = (rating - self.worst) / (self.best - self.worst)
        return 100 * min(Fraction(1), max(Fraction(0), part))


def weighted_index(
    factors: Sequence[Factor], ratings: Mapping[str, Fraction | None], missing: Missing = "neutral"
) -> Fraction | None:
    """Return an index of a customer, with two levels of weights (CG5).

    Args:
        factors: Factors of one side of the portfolio.
        ratings: Rating by attribute; ``None`` or absent is unknown.
        missing: An unknown rating takes no part (``neutral``: the other weights grow), counts 0
            (``zero``), or leaves the customer without an index (``block``).

    Returns:
        0 to 100; ``None`` where blocked or nothing is known.

    References:
        GE and McKinsey matrix: sum of group weight x (sum of factor weight x rating).

    Examples:
        >>> half = Fraction(1, 2)
        >>> pairs = (("market", "size"), ("money", "margin"))
        >>> factors = [Factor(group, half, name, Fraction(1)) for group, name in pairs]
        >>> weighted_index(factors, {"size": Fraction(80), "margin": Fraction(40)})
        Fraction(60, 1)
    """
    if missing == "block" and any(ratings.get(factor.attribute) is None for factor in factors):
        return None
    total = weighed = Fraction(0)
    for group in dict.fromkeys(factor.group for factor in factors):
        own = [factor for factor in factors if factor.group == group]
        index = _group_index(own, ratings, missing)
        if index is not None:
            total += own[0].group_weight * index
            weighed += own[0].group_weight
    return total / weighed if weighed else None


def _group_index(
    factors: Sequence[Factor], ratings: Mapping[str, Fraction | None], missing: Missing
) -> Fraction | None:
    total = weighed = Fraction(0)
    for factor in factors:
        rating = ratings.get(factor.attribute)
        if rating is not None:
            total += factor.weight * factor.scaled(rating)
        if rating is not None or missing == "zero":
            weighed += factor.weight
    return total / weighed if weighed else None
