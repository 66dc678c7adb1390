"""What an amount earns by tiers, tier by tier, and what one more amount pays."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.numbers import ZERO, round_to_unit
from xlsales.kernel.steps import reached


class Piece(NamedTuple):
    """What one tier adds to an earning.

    Attributes:
        tier: Index of the tier, ``-1`` below the first.
        amount: The part of the amount that is in it.
        pay: Its exact pay, the fixed amount included.
    """

    tier: int
    amount: Fraction
    pay: Fraction


def pieces(tiers: Tiers, total: Fraction, terms: Terms) -> Iterator[Piece]:
    """Yield what each tier adds to the earning of a total, by rising tier.

    Args:
        tiers: The tiers, bounds in the unit of ``total``.
        total: All that is credited in the period, any sign.
        terms: Mode and boundary; nothing is rounded here.

    Yields:
        The tiers that hold a part of the total or pay for it. Where no bound is negative, a
        negative total mirrors the positive one; else it goes down through the tiers below 0.
    """
    if total < 0 and tiers.is_odd:
        for piece in pieces(tiers, -total, terms):
            yield Piece(piece.tier, -piece.amount, -piece.pay)
    elif not total:
        return
    elif terms.mode == "whole":
        yield _whole(tiers, total, terms)
    else:
        yield from _slices(tiers, total, terms)


def _whole(tiers: Tiers, total: Fraction, terms: Terms) -> Piece:
    top = reached(tiers.bounds, total, terms.boundary)
    pay = tiers.rates[top] * total + tiers.fixed[top] if top >= 0 else ZERO
    return Piece(top, total, pay)


def _slices(tiers: Tiers, total: Fraction, terms: Terms) -> Iterator[Piece]:
    top = reached(tiers.bounds, total, terms.boundary)
    low, high = min(total, ZERO), max(total, ZERO)
    for tier in range(-1, len(tiers.bounds)):
        start = low if tier < 0 else max(tiers.bounds[tier], low)
        if start > high:
            return
        end = tiers.end(tier)
        size = max(high if end is None else min(end, high), start) - start
        amount = size if total > 0 else -size
        fixed = tiers.fixed[tier] if 0 <= tier <= top else ZERO
        pay = tiers.rates[tier] * amount + fixed if tier >= 0 else ZERO
        if amount or pay:
            yield Piece(tier, amount, pay)


def earned(tiers: Tiers, total: Fraction, terms: Terms) -> Fraction:
    """Return the exact earning F of all that is credited in a period; F(0) is 0.

    It is the sum of what ``pieces`` tells tier by tier, computed from the reached tier alone.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction("0.05")), Tier(Fraction(100), Fraction("0.08"))])
        >>> earned(tiers, Fraction(150), Terms()), earned(tiers, Fraction(150), Terms("whole"))
        (Fraction(9, 1), Fraction(12, 1))
    """
    if not total:
        return ZERO
    if total < 0 and tiers.is_odd:
        return -earned(tiers, -total, terms)
    top = reached(tiers.bounds, total, terms.boundary)
    if terms.mode == "whole":
        return tiers.rates[top] * total + tiers.fixed[top] if top >= 0 else ZERO
    pay = tiers.pay_up_to(total, top) - tiers.pay_below_zero
    return pay + tiers.fixed_so_far[top] if top >= 0 else pay


def rounded_earning(tiers: Tiers, total: Fraction, terms: Terms) -> Fraction:
    """Return the earning in whole units, halves away from zero."""
    return round_to_unit(earned(tiers, total, terms), terms.unit)


def payout(tiers: Tiers, amount: Fraction, prior: Fraction, terms: Terms) -> Fraction:
    """Return what an amount pays after what was credited before it in the period.

    The payouts of a period telescope: they sum to the rounded earning of its total, and a deal
    and its refund sum to 0.

    Args:
        tiers: The tiers, bounds in the unit of ``amount``.
        amount: What is credited now; a refund is negative.
        prior: What was already credited in the period.
        terms: Mode, boundary and rounding unit.

    Returns:
        The payout, a multiple of the unit.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction("0.05")), Tier(Fraction(100), Fraction("0.08"))])
        >>> payout(tiers, Fraction(50), Fraction(90), Terms())
        Fraction(37, 10)
    """
    after = rounded_earning(tiers, prior + amount, terms)
    return after - rounded_earning(tiers, prior, terms)


def blended_rate(tiers: Tiers, amount: Fraction, prior: Fraction, terms: Terms) -> Fraction | None:
    """Return the exact pay of an amount per unit of it; ``None`` for no amount.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction("0.04")), Tier(Fraction(100), Fraction("0.06"))])
        >>> blended_rate(tiers, Fraction(200), Fraction(0), Terms())
        Fraction(1, 20)
    """
    if not amount:
        return None
    return (earned(tiers, prior + amount, terms) - earned(tiers, prior, terms)) / amount
