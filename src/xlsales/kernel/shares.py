"""Shares and weights that must total one: checked, and normalised where they nearly do."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ONE, TOTAL_TOLERANCE, ZERO, shown

HUNDRED = Fraction(100)


def scale_of(total: Fraction) -> Fraction | None:
    """Return 1 or 100, whichever a total misses by no more than 0.0001 of it, or ``None``.

    Examples:
        >>> scale_of(Fraction("0.9999")), scale_of(Fraction("100.01")), scale_of(Fraction(120))
        (Fraction(1, 1), Fraction(100, 1), None)
    """
    scales = (scale for scale in (ONE, HUNDRED) if abs(total - scale) <= scale * TOTAL_TOLERANCE)
    return next(scales, None)


def total_of(shares: Sequence[Fraction | None]) -> Fraction:
    """Return the sum of shares; a blank is no share."""
    return sum((share for share in shares if share is not None), ZERO)


def normalised(shares: Sequence[Fraction | None], name: str) -> tuple[Fraction | None, ...]:
    """Return shares as fractions of one.

    Args:
        shares: Fractions or percentages, shape (k,); ``None`` takes no part.
        name: What they are called in a message.

    Raises:
        InvalidInputError: SHARE-001 they total neither 1 nor 100.

    Examples:
        >>> normalised([Fraction(60), None, Fraction(40)], "weights")
        (Fraction(3, 5), None, Fraction(2, 5))
    """
    total = total_of(shares)
    if scale_of(total) is None:
        came = f"a total of {shown(total)}"
        raise InvalidInputError(
            Issue("SHARE-001", name, came, "a total of 1 or 100", "Correct the shares so that they add up.")
        )
    return tuple(None if share is None else share / total for share in shares)
