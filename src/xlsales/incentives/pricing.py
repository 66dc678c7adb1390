"""Prices by quantity: all units at the reached price, or each slice at its own."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.incentives.payouts import rounded_earning
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.numbers import CENT
from xlsales.kernel.steps import Boundary

PriceMode: TypeAlias = Literal["volume", "graduated"]
PRICE_MODES: Final[tuple[PriceMode, ...]] = ("volume", "graduated")


def price(
    quantity: Fraction,
    prices: Tiers,
    mode: PriceMode = "volume",
    boundary: Boundary = "lower",
    floor: Fraction | None = None,
    unit: Fraction = CENT,
) -> Fraction:
    """Return what a quantity costs.

    Args:
        quantity: Units bought; a return is negative and mirrors the purchase.
        prices: Least quantity, price per unit and amount charged once.
        mode: ``volume``: all units at the reached price; ``graduated``: each slice at its own.
        boundary: Whether a quantity equal to a bound is in the step above (``lower``) or below it.
        floor: The least that anything bought costs altogether.
        unit: The cost is a multiple of it; 0 does not round.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> steps = Tiers.of([Tier(Fraction(0), Fraction(10)), Tier(Fraction(100), Fraction(8))])
        >>> [int(price(Fraction(150), steps, mode)) for mode in PRICE_MODES]
        [1200, 1400]
    """
    if quantity < 0:
        return -price(-quantity, prices, mode, boundary, floor, unit)
    terms = Terms("whole" if mode == "volume" else "marginal", boundary, unit)
    cost = rounded_earning(prices, quantity, terms)
    return cost if floor is None or not quantity else max(cost, floor)
