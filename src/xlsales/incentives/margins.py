"""Margin: what is left of a sale, as a rate."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

MarginBasis: TypeAlias = Literal["margin", "markup"]
MARGIN_BASES: Final[tuple[MarginBasis, ...]] = ("margin", "markup")


def margin_rate(revenue: Fraction, cost: Fraction, basis: MarginBasis = "margin") -> Fraction | None:
    """Return the margin as a rate on revenue (``margin``) or on cost (``markup``).

    Returns:
        The rate; ``None`` where what it is measured on is 0.

    Examples:
        >>> margin_rate(Fraction(150), Fraction(100)), margin_rate(Fraction(150), Fraction(100), "markup")
        (Fraction(1, 3), Fraction(1, 2))
    """
    measured_on = revenue if basis == "margin" else cost
    return (revenue - cost) / measured_on if measured_on else None
