"""Where a product or a customer stands in its life cycle, by the growth of its sales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

LifeStage = Literal["introduction", "growth", "saturation", "decline"]


@dataclass(frozen=True, slots=True)
class LifeRule:
    """Where stages begin.

    Attributes:
        growing: Growth a period from which sales grow.
        declining: Growth a period up to which sales decline, negative.
        early: While sales are below this part of the best period so far, growth is introduction.
    """

    growing: Fraction = Fraction(1, 10)
    declining: Fraction = Fraction(-1, 10)
    early: Fraction = Fraction(1, 10)


def life_stage(
    sales: Sequence[Fraction], market: Fraction | None = None, rule: LifeRule | None = None
) -> LifeStage | None:
    """Return the stage that a series of sales has reached (FC4).

    Args:
        sales: Sales of each period, oldest first, shape (n,), 0 or more.
        market: Sales that the market can hold; the best period stands for it unless given.
        rule: Where stages begin.

    Returns:
        ``introduction`` while sales have only begun or are still a small part of the market; otherwise
        by the mean growth of the last two periods. ``None`` without sales.

    References:
        Handbook: introduction, growth, saturation and decline of a product.

    Examples:
        >>> [life_stage([Fraction(x) for x in row]) for row in ([0, 5], [1, 2, 4], [9, 9, 9], [4, 3, 2])]
        ['introduction', 'growth', 'saturation', 'decline']
    """
    limits = rule or LifeRule()
    started = next((place for place, amount in enumerate(sales) if amount > 0), None)
    if started is None:
        return None
    series = sales[started:]
    if len(series) == 1:
        return "introduction"
    first, last, periods = (series[-3], series[-1], 2) if len(series) > 2 else (series[0], series[1], 1)
    growth = (last - first) / first / periods if first else Fraction(last > 0)
    if growth <= limits.declining:
        return "decline"
    if market is not None and last < limits.early * market:
        return "introduction"
    return "growth" if growth >= limits.growing else "saturation"
