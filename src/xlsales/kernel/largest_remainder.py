"""Largest remainder: hand out what rounding down leaves, the greatest remainder first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from xlsales.kernel.bounds import Bounds
from xlsales.kernel.fair_shares import fair_shares


def largest_remainder(
    total: Fraction, weights: Sequence[Fraction], lows: Bounds, highs: Bounds, unit: Fraction
) -> list[Fraction]:
    """Split a total by largest remainder (Hamilton), within bounds.

    Every part starts at its exact share rounded down and gets at most one step more, so none is
    a whole unit from its share. The last step may be shorter: the rest below one unit.

    Args:
        total: Amount that the bounds allow.
        weights: Positive weights, shape (n,).
        lows: Lower bounds, shape (n,).
        highs: Upper bounds, shape (n,).
        unit: Smallest amount handed out, above 0.

    Returns:
        Parts, shape (n,), that add up to the total exactly.

    References:
        Balinski and Young, Fair Representation (1982), Hamilton's method.

    Examples:
        >>> parts = largest_remainder(Fraction(10), [Fraction(1)] * 3, [None] * 3, [None] * 3, Fraction(1))
        >>> [int(part) for part in parts]
        [4, 3, 3]
    """
    shares = fair_shares(total, weights, lows, highs)
    parts = [_down(share, unit, low) for share, low in zip(shares, lows, strict=True)]
    left = total - sum(parts)
    if not left:
        return parts
    remainders = [share - part for share, part in zip(shares, parts, strict=True)]
    for i in sorted(range(len(parts)), key=lambda i: (-remainders[i], i)):
        high = highs[i]
        step = min(unit, left) if high is None else min(unit, left, high - parts[i])
        parts[i] += step
        left -= step
        if not left:
            break
    return parts


def _down(share: Fraction, unit: Fraction, low: Fraction | None) -> Fraction:
    down = (share // unit) * unit
    return low if low is not None and down < low else down


def largest_remainder_freely(total: Fraction, weights: Sequence[Fraction], unit: Fraction) -> list[Fraction]:
    """Split a total by largest remainder where no bound can bind, in whole numbers.

    Args:
        total: Amount from 0.
        weights: Weights from 0, shape (n,); all 0 splits evenly.
        unit: Smallest amount handed out, above 0.

    Returns:
        The parts that ``largest_remainder`` finds without bounds.

    Examples:
        >>> [int(part) for part in largest_remainder_freely(Fraction(10), [Fraction(1)] * 3, Fraction(1))]
        [4, 3, 3]
    """
    scale = lcm(*(weight.denominator for weight in weights))
    shares = [weight.numerator * (scale // weight.denominator) for weight in weights]
    if not any(shares):
        shares = [1] * len(shares)
    units = total / unit
    divisor = units.denominator * sum(shares)
    parts, remainders = map(
        list, zip(*(divmod(units.numerator * share, divisor) for share in shares), strict=True)
    )
    line = sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)
    spare = units - sum(parts)
    for cell in line[: int(spare)]:
        parts[cell] += 1
    amounts = [part * unit for part in parts]
    if spare.denominator > 1:
        amounts[line[int(spare)]] += (spare - int(spare)) * unit
    return amounts
