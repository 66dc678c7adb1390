"""Lower and upper bounds of the parts of a total, and whether they can be met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO, shown

#: A lower or an upper bound of each part; ``None`` leaves it free.
Bounds: TypeAlias = Sequence[Fraction | None]
#: Says where a part stands in its argument, such as ``[3,1]``.
Place: TypeAlias = Callable[[int], str]


def clamped(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return a value moved to the nearer bound where it is outside.

    Examples:
        >>> clamped(Fraction(7), None, Fraction(5)), clamped(Fraction(7), Fraction(6), None)
        (Fraction(5, 1), Fraction(7, 1))
    """
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value


def total_of(bounds: Bounds) -> Fraction | None:
    """Return the sum of bounds, ``None`` where one of them is free.

    Examples:
        >>> total_of([Fraction(1), Fraction(2)]), total_of([Fraction(1), None])
        (Fraction(3, 1), None)
    """
    total = Fraction(0)
    for bound in bounds:
        if bound is None:
            return None
        total += bound
    return total


def allowed(total: Fraction, lows: Bounds, highs: Bounds) -> bool:
    """Tell whether parts within these bounds can make the total.

    Examples:
        >>> allowed(Fraction(3), [Fraction(1), Fraction(2)], [None, None])
        True
    """
    least, most = total_of(lows), total_of(highs)
    return (least is None or least <= total) and (most is None or total <= most)


def directed_bounds(
    total: Fraction, floors: Bounds, caps: Bounds, locked: Bounds
) -> tuple[list[Fraction | None], list[Fraction | None]]:
    """Return lower and upper bounds of parts that do not turn against the total's sign.

    Without a floor, a part of a positive total is at least 0 (or its cap, where that is lower); a
    negative total mirrors this. A locked part has two equal bounds.

    Examples:
        >>> directed_bounds(Fraction(9), [None, None], [None, Fraction(-1)], [Fraction(5), None])
        ([Fraction(5, 1), Fraction(-1, 1)], [Fraction(5, 1), Fraction(-1, 1)])
    """
    lows, highs = list(floors), list(caps)
    for i, (low, high, lock) in enumerate(zip(floors, caps, locked, strict=True)):
        if lock is not None:
            lows[i] = highs[i] = lock
        elif total > 0 and low is None:
            lows[i] = min(ZERO, high or ZERO)
        elif total < 0 and high is None:
            highs[i] = max(ZERO, low or ZERO)
    return lows, highs


def whole_bounds(
    lows: Bounds, highs: Bounds, unit: Fraction
) -> tuple[list[Fraction | None], list[Fraction | None]]:
    """Return bounds moved inwards to multiples of the unit.

    Examples:
        >>> whole_bounds([Fraction(3, 2)], [Fraction(5, 2)], Fraction(1))
        ([Fraction(2, 1)], [Fraction(2, 1)])
    """
    up = [None if low is None else -(-low // unit) * unit for low in lows]
    down = [None if high is None else high // unit * unit for high in highs]
    return up, down


def in_column(part: int) -> str:
    """Return the place of a part that is counted from 0, in a column.

    Examples:
        >>> in_column(2)
        '[3,1]'
    """
    return f"[{part + 1},1]"


def crossed_issues(lows: Bounds, highs: Bounds, place: Place = in_column) -> tuple[Issue, ...]:
    """Return the parts whose lower bound is above the upper one."""
    return tuple(
        Issue(
            "TARGET-004",
            f"floors{place(part)}",
            shown(low),
            f"at most its cap, {shown(high)}",
            "Lower the floor or raise the cap.",
        )
        for part, (low, high) in enumerate(zip(lows, highs, strict=True))
        if low is not None and high is not None and low > high
    )


def limit_issues(
    total: Fraction, weights: Bounds, floors: Bounds, caps: Bounds, locked: Bounds
) -> tuple[Issue, ...]:
    """Return what keeps limits from making a total, named after the limits that were given.

    Args:
        total: Amount to split.
        weights: Weight of each part, shape (n,); limits of a part without one do not count.
        floors: Least of each part, shape (n,).
        caps: Most of each part, shape (n,).
        locked: Fixed parts, shape (n,), which have no floor and no cap beside it.

    Examples:
        >>> ones, none = [Fraction(1)] * 2, [None] * 2
        >>> (issue,) = limit_issues(Fraction(-9), ones, [Fraction(0)] * 2, none, none)
        >>> issue.where, issue.got, issue.expected
        ('floors', 'floors that add up to 0', 'at most the total, -9')
    """
    lows, highs = directed_bounds(total, floors, caps, locked)
    taking = [part for part, weight in enumerate(weights) if weight is not None]
    least = total_of([lows[part] for part in taking])
    most = total_of([highs[part] for part in taking])
    locks = [lock for part in taking if (lock := locked[part]) is not None]
    free = [part for part in taking if locked[part] is None]
    if least is not None and least > total:
        given = [floor for part in free if (floor := floors[part]) is not None]
        argument, got = _named("floors", given if any(given) or total <= 0 else (), locks)
        got, expected = f"{got} that add up to {shown(least)}", f"at most the total, {shown(total)}"
        return (Issue("TARGET-003", argument, got, expected, "Lower them or raise the total."),)
    if most is not None and most < total:
        given = [cap for part in free if (cap := caps[part]) is not None]
        argument, got = _named("caps", given if any(given) or total >= 0 else (), locks)
        got, expected = f"{got} that add up to {shown(most)}", f"at least the total, {shown(total)}"
        return (Issue("TARGET-003", argument, got, expected, "Raise them or lower the total."),)
    return ()


def _named(name: str, given: Bounds, locks: Bounds) -> tuple[str, str]:
    """Return the argument to blame and the words for all that counts."""
    if not given:
        return "locked", "locked parts"
    return name, f"{name} and locked parts" if any(locks) else name
