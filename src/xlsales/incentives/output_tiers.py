"""Tiers on the output: the rate falls or rises with what has been paid, not with what was sold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.numbers import ZERO
from xlsales.kernel.steps import reached


def paid_by_output(
    bounds: Sequence[Fraction], rates: Sequence[Fraction], amount: Fraction, paid_before: Fraction
) -> Fraction:
    """Return what an amount pays where tiers begin at totals of pay.

    The rates may be those of the amount's own category, while all categories fill the same tiers.

    Args:
        bounds: Total pay at which each tier begins, rising from 0, shape (k,).
        rates: Pay per unit of amount in each tier, not negative, shape (k,).
        amount: What is credited now, 0 or more.
        paid_before: Total pay of the period so far.

    Returns:
        The exact pay.

    Examples:
        >>> bounds, rates = (Fraction(0), Fraction(90)), (Fraction("0.3"), Fraction("0.2"))
        >>> float(paid_by_output(bounds, rates, Fraction(100), Fraction(75)))
        25.0
    """
    paid, left = paid_before, amount
    while left > 0:
        tier = max(reached(bounds, paid), 0)
        rate = rates[tier]
        room = bounds[tier + 1] - paid if tier + 1 < len(bounds) else None
        pay = left * rate if room is None else min(left * rate, room)
        if not pay:
            break
        paid += pay
        left -= pay / rate
    return paid - paid_before if amount > 0 else ZERO
