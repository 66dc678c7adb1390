"""What a discount costs, and how much more must be sold to earn it back."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ONE, shown


class DiscountEffect(NamedTuple):
    """What a discount does to the margin of one unit.

    Attributes:
        price: Price after the discount.
        unit_margin: Margin of a unit after it.
        margin_rate: Margin after it as a fraction of the new price, ``None`` at a price of 0.
        volume_factor: How many times the volume earns the same profit; ``None`` where no volume
            can, because a unit earns nothing any more.
    """

    price: Fraction
    unit_margin: Fraction
    margin_rate: Fraction | None
    volume_factor: Fraction | None


def discount_effect(price: Fraction, cost: Fraction, discount: Fraction) -> DiscountEffect:
    """Return the effect of a discount on margin and break-even volume.

    Args:
        price: List price of a unit, above its cost.
        cost: Cost of a unit, from 0; the discount does not change it.
        discount: Fraction of the list price, from 0 to 1.

    Raises:
        InvalidInputError: TARGET-121 a discount outside 0 to 1 or a negative cost, TARGET-122 a
            list price that is not above its cost.

    References:
        Break-even sales change: Nagle and Mueller, The Strategy and Tactics of Pricing (2017).

    Examples:
        >>> effect = discount_effect(Fraction(100), Fraction(60), Fraction(1, 10))
        >>> effect.unit_margin, effect.volume_factor
        (Fraction(30, 1), Fraction(4, 3))
    """
    issues = []
    if not 0 <= discount <= ONE:
        fix = "Give the discount as a fraction, such as 0.1 for 10 % off."
        issues.append(Issue("TARGET-121", "discount", shown(discount), "a fraction from 0 to 1", fix))
    if cost < 0:
        issues.append(Issue("TARGET-121", "cost", shown(cost), "0 or more", "Give the cost of one unit."))
    if price <= cost:
        fix = "Only what earns a margin can earn it back by volume."
        issues.append(Issue("TARGET-122", "price", shown(price), f"more than its cost, {shown(cost)}", fix))
    if issues:
        raise InvalidInputError(*issues)
    lowered = price * (1 - discount)
    margin = lowered - cost
    return DiscountEffect(
        lowered,
        margin,
        margin / lowered if lowered else None,
        (price - cost) / margin if margin > 0 else None,
    )
