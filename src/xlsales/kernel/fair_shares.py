"""Exact shares by weight that stay within bounds, before anything is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.bounds import Bounds, clamped


def fair_level(total: Fraction, weights: Sequence[Fraction], lows: Bounds, highs: Bounds) -> Fraction:
    """Return the amount for one unit of weight at which the bounded shares make the total.

    A part whose share would pass a bound stays at it; the others take what that leaves, pro
    rata. The level is found by going through the points where a part starts or stops moving.

    Args:
        total: What the shares add up to; the bounds allow it.
        weights: Positive weights, shape (n,), n at least 1.
        lows: Lower bounds, shape (n,).
        highs: Upper bounds, shape (n,), none below its lower bound.

    Returns:
        The level ``x``: share ``i`` is ``x * weights[i]``, kept within its bounds.

    Examples:
        >>> one, cap = Fraction(1), Fraction(10)
        >>> fair_level(Fraction(100), [one] * 4, [None] * 4, [cap, None, None, None])
        Fraction(30, 1)
    """
    events = sorted(_events(weights, lows, highs))
    held = sum((low for low in lows if low is not None), Fraction(0))
    moving = sum((w for w, low in zip(weights, lows, strict=True) if low is None), Fraction(0))
    for level, more_held, more_moving in events:
        if held + moving * level >= total:
            return (total - held) / moving if moving else level
        held += more_held
        moving += more_moving
    return (total - held) / moving if moving else events[-1][0]


def _events(
    weights: Sequence[Fraction], lows: Bounds, highs: Bounds
) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Return level, change of what is held and change of the weight that moves."""
    events = [(low / w, -low, w) for w, low in zip(weights, lows, strict=True) if low is not None]
    events += [(high / w, high, -w) for w, high in zip(weights, highs, strict=True) if high is not None]
    return events


def fair_shares(total: Fraction, weights: Sequence[Fraction], lows: Bounds, highs: Bounds) -> list[Fraction]:
    """Return the bounded shares; arguments as in ``fair_level``.

    Examples:
        >>> one, cap = Fraction(1), Fraction(10)
        >>> [int(share) for share in fair_shares(Fraction(70), [one] * 3, [None] * 3, [cap, None, None])]
        [10, 30, 30]
    """
    level = fair_level(total, weights, lows, highs)
    return [clamped(level * w, low, high) for w, low, high in zip(weights, lows, highs, strict=True)]
