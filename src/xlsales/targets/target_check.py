"""Sanity of targets: growth over history within limits."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, NamedTuple

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown

Verdict = Literal["ok", "too low", "too high", "no history"]

LOWEST_GROWTH: Final = Fraction(-1, 10)
HIGHEST_GROWTH: Final = Fraction(3, 10)


class TargetCheck(NamedTuple):
    """What a target looks like beside its history.

    Attributes:
        verdict: Whether the growth is within its limits.
        growth: Growth over history as a fraction, ``None`` without history.
    """

    verdict: Verdict
    growth: Fraction | None


def checked_target(
    target: Fraction,
    history: Fraction | None,
    low: Fraction = LOWEST_GROWTH,
    high: Fraction = HIGHEST_GROWTH,
) -> TargetCheck:
    """Return whether a target is too low or too high for its history.

    Args:
        target: New target.
        history: What was reached before; blank, 0 or below is no history.
        low: Least growth that is ok, as a fraction.
        high: Greatest growth that is ok.

    Raises:
        InvalidInputError: TARGET-034 the low limit is above the high one.

    Examples:
        >>> checked_target(Fraction(140), Fraction(100))
        TargetCheck(verdict='too high', growth=Fraction(2, 5))
    """
    if low > high:
        fix = "Give the lower limit first, such as -0.1 and 0.3."
        raise InvalidInputError(Issue("TARGET-034", "low", shown(low), f"at most high, {shown(high)}", fix))
    if history is None or history <= 0:
        return TargetCheck("no history", None)
    growth = target / history - 1
    if growth < low:
        return TargetCheck("too low", growth)
    return TargetCheck("too high" if growth > high else "ok", growth)
