"""Heavy, medium and light customers by rank of spend."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

_HEAVY: Final = Fraction(1, 5)
_MEDIUM: Final = Fraction(1, 2)


def spend_classes(
    spends: Sequence[Fraction], zero: Literal["exclude", "include_with_light", "separate"] = "separate"
) -> tuple[str | None, ...]:
    """Class customers by spend: the top 20 % heavy, the next 30 % medium, the rest light.

    Args:
        spends: Spend of each customer, shape (n,).
        zero: Customers without spend have no class (``exclude``), are light, or a class of their own.
            They never count in the ranks of others.

    Returns:
        Heavy, Medium, Light, Zero or ``None``, shape (n,). Equal spends share a class.

    References:
        Heavy, medium, light segmentation by percent rank, as in openretailscience.

    Examples:
        >>> spend_classes([Fraction(x) for x in (1000, 200, 0, 500, 300)], "exclude")
        ('Heavy', 'Light', None, 'Medium', 'Light')
    """
    buyers = sorted(spend for spend in spends if spend > 0)
    without: str | None = {"exclude": None, "include_with_light": "Light", "separate": "Zero"}[zero]
    return tuple(_class(spend, buyers) if spend > 0 else without for spend in spends)


def _class(spend: Fraction, buyers: Sequence[Fraction]) -> str:
    above = len(buyers) - bisect_right(buyers, spend)
    rank = Fraction(above, len(buyers) - 1) if len(buyers) > 1 else Fraction(0)
    if rank <= _HEAVY:
        return "Heavy"
    return "Medium" if rank <= _MEDIUM else "Light"
