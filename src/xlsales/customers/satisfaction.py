"""What customers think of us, and the tier of loyalty that they have earned."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown


def satisfaction_index(
    ratings: Sequence[Sequence[Fraction | None]],
    weights: Sequence[Fraction],
    worst: Fraction = Fraction(1),
    best: Fraction = Fraction(5),
) -> Fraction | None:
    """Return a satisfaction index from a survey (CG14).

    Args:
        ratings: One row a reply, one column a question, shape (n, k); ``None`` is no answer.
        weights: Weight of each question, shape (k,), 0 or more.
        worst: Lowest rating of the scale.
        best: Highest rating.

    Returns:
        0 to 100: each question's mean on the scale, weighted; a question that nobody answered takes no
        part. ``None`` without an answer.

    Raises:
        InvalidInputError: SATI-001 a rating outside the scale.

    References:
        Weighted index of customer satisfaction surveys; each question counts by its weight, not by how
        many answered it.

    Examples:
        >>> satisfaction_index([[Fraction(5), Fraction(3)], [Fraction(4), None]], [Fraction(2), Fraction(1)])
        Fraction(75, 1)
    """
    _check(ratings, worst, best)
    total = weighted = Fraction(0)
    for question, weight in enumerate(weights):
        answers = [rating for row in ratings if (rating := row[question]) is not None]
        if answers:
            mean = sum(answers, Fraction(0)) / len(answers)
            weighted += weight * (mean - worst) / (best - worst)
            total += weight
    return 100 * weighted / total if total else None


def loyalty_tier(
    spend: Fraction, years: Fraction, tiers: Sequence[tuple[str, Fraction, Fraction]]
) -> str | None:
    """Return the tier of a loyalty programme (CG14).

    Args:
        spend: What the customer spent in the period.
        years: Years since the first order.
        tiers: Name, least spend and least years, best tier first.

    Returns:
        The first tier of which both are reached, or ``None``.

    Examples:
        >>> tiers = [("gold", Fraction(1000), Fraction(2)), ("silver", Fraction(200), Fraction(0))]
        >>> loyalty_tier(Fraction(1000), Fraction(1), tiers)
        'silver'
    """
    return next((name for name, least, since in tiers if spend >= least and years >= since), None)


def _check(ratings: Sequence[Sequence[Fraction | None]], worst: Fraction, best: Fraction) -> None:
    expected = f"{shown(worst)} to {shown(best)}"
    fix = "Correct the rating, or clear it."
    issues = [
        Issue("SATI-001", f"ratings[{row},{column}]", shown(rating), expected, fix)
        for row, cells in enumerate(ratings, start=1)
        for column, rating in enumerate(cells, start=1)
        if rating is not None and not worst <= rating <= best
    ]
    if issues:
        raise InvalidInputError(*issues)
