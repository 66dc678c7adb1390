"""A target from a market: its size times the share that is wanted."""

from __future__ import annotations

from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown


def market_goal(market: Fraction, share: Fraction, growth: Fraction = Fraction(0)) -> Fraction:
    """Return the sales that a share of a market means.

    Args:
        market: Size of the market, from 0.
        share: Share wanted, a fraction from 0 to 1.
        growth: Growth of the market until then, as a fraction above -1.

    Raises:
        InvalidInputError: TARGET-120 a share outside 0 to 1, a negative market or a growth of -1 or
            less; all of them at once.

    Examples:
        >>> market_goal(Fraction(2_000_000), Fraction("0.12"), Fraction("0.05"))
        Fraction(252000, 1)
    """
    wrong = [
        Issue("TARGET-120", name, shown(value), expected, "Correct the number.")
        for name, value, fits, expected in (
            ("market", market, market >= 0, "0 or more"),
            ("share", share, 0 <= share <= 1, "a fraction from 0 to 1"),
            ("growth", growth, growth > -1, "a fraction above -1"),
        )
        if not fits
    ]
    if wrong:
        raise InvalidInputError(*wrong)
    return market * (1 + growth) * share
