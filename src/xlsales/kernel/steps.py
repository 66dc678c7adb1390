"""Steps: which of some rising bounds a value has reached."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

#: Where a value equal to a bound belongs: ``lower`` to the step that begins there (at least),
#: ``upper`` to the step that ends there (more than).
Boundary = Literal["lower", "upper"]


def reached(bounds: Sequence[Fraction], value: Fraction, boundary: Boundary = "lower") -> int:
    """Return the place of the highest step that a value has reached.

    Args:
        bounds: Where each step begins, rising, shape (n,); of equal bounds the last one counts.
        value: What is placed, in the bounds' unit.
        boundary: ``lower`` reaches a step at its bound, ``upper`` only above it.

    Returns:
        Index into ``bounds``, ``-1`` below the first.

    Examples:
        >>> bounds = (Fraction(0), Fraction(100))
        >>> [reached(bounds, Fraction(x)) for x in (-1, 0, 99, 100)]
        [-1, 0, 0, 1]
        >>> [reached(bounds, Fraction(x), "upper") for x in (0, 100, 101)]
        [-1, 0, 1]
    """
    find = bisect_right if boundary == "lower" else bisect_left
    return find(bounds, value) - 1


def first_not_rising(bounds: Sequence[Fraction]) -> int | None:
    """Return the index of the first bound that is not above the one before it.

    Examples:
        >>> first_not_rising((Fraction(0), Fraction(5), Fraction(5)))
        2
        >>> first_not_rising((Fraction(0), Fraction(5))) is None
        True
    """
    return next((i for i in range(1, len(bounds)) if bounds[i] <= bounds[i - 1]), None)
