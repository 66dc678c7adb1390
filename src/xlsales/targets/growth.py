"""Targets that grow from a base."""

from __future__ import annotations

from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO, shown


def grown(
    base: Fraction,
    growth: Fraction,
    relief: Fraction = ZERO,
    minimum: Fraction | None = None,
    maximum: Fraction | None = None,
) -> Fraction:
    """Return a base raised by a growth rate less a relief, the rate kept within limits.

    Args:
        base: What it grows from, such as last year's sales.
        growth: Growth as a fraction, 0.1 is 10 %.
        relief: Taken off the growth, such as for lost customers.
        minimum: Least rate.
        maximum: Greatest rate.

    Raises:
        InvalidInputError: TARGET-030 the minimum is above the maximum.

    References:
        SAP Territory and Quota, bottom-up quotas: base x (1 + growth - relief).

    Examples:
        >>> grown(Fraction(1000), Fraction(1, 10), Fraction(1, 50))
        Fraction(1080, 1)
    """
    if minimum is not None and maximum is not None and minimum > maximum:
        raise InvalidInputError(
            Issue(
                "TARGET-030",
                "minimum",
                shown(minimum),
                f"at most the maximum, {shown(maximum)}",
                "Give the lower limit first.",
            )
        )
    rate = growth - relief
    if minimum is not None:
        rate = max(rate, minimum)
    if maximum is not None:
        rate = min(rate, maximum)
    return base * (1 + rate)
