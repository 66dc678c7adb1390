"""Scorecards: weighted scores, each within its cap."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.numbers import ZERO


def weighted_score(
    weights: Sequence[Fraction | None],
    scores: Sequence[Fraction | None],
    caps: Sequence[Fraction | None] | None = None,
) -> Fraction | None:
    """Return the sum of weight times score.

    Args:
        weights: Fractions of one, shape (k,); ``None`` leaves its measure out.
        scores: Score of each measure, shape (k,).
        caps: The most a score may count, shape (k,); ``None`` is free.

    Returns:
        The score; ``None`` where a measure that counts is unknown.

    Examples:
        >>> weighted_score([Fraction(3, 4), Fraction(1, 4)], [Fraction(80), Fraction(120)])
        Fraction(90, 1)
        >>> weighted_score([Fraction(1)], [Fraction(120)], [Fraction(100)])
        Fraction(100, 1)
    """
    total = ZERO
    for weight, score, cap in zip(weights, scores, caps or [None] * len(weights), strict=True):
        if weight is None:
            continue
        if score is None:
            return None
        total += weight * (score if cap is None else min(score, cap))
    return total
