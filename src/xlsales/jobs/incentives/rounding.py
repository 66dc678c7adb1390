"""Rounding of pay: to a unit, halves away from zero or to the even neighbour."""

from __future__ import annotations

from fractions import Fraction

from xlsales.kernel.numbers import round_to_unit
from xlsales.plans.incentives import RoundingMode


def rounded(amount: Fraction, unit: Fraction, mode: RoundingMode = "half up") -> Fraction:
    """Return an amount as a multiple of a unit; a unit of 0 does not round.

    Examples:
        >>> cent = Fraction(1, 100)
        >>> [float(rounded(Fraction("2.125"), cent, mode)) for mode in ("half up", "half even")]
        [2.13, 2.12]
    """
    if not unit or mode == "half up":
        return round_to_unit(amount, unit)
    return round(amount / unit) * unit
