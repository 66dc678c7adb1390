"""Forced distribution: ratings by rank, each rating for a given share of a group."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, groupby
from typing import Final, Literal, NamedTuple, TypeAlias

from xlsales.kernel.apportionment import apportion
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ONE, TOTAL_TOLERANCE, ZERO, shown

#: Equal scores on both sides of a cut all go ``up``, all go ``down``, or the ``first`` stays above it.
CutTies: TypeAlias = Literal["up", "down", "first"]
CUT_TIES: Final[tuple[CutTies, ...]] = ("up", "down", "first")


class Distribution(NamedTuple):
    """Who is rated how.

    Attributes:
        ratings: Index of each row's rating, 0 the best, shape (n,); ``None`` without a score, and for
            everyone where the group is too small.
        seats: How many rows each rating is meant for, shape (k,); ties may fill it otherwise.
        is_forced: False where the group is too small to be distributed.
    """

    ratings: tuple[int | None, ...]
    seats: tuple[int, ...]
    is_forced: bool


def forced_distribution(
    scores: Sequence[Fraction | None],
    shares: Sequence[Fraction],
    ties: CutTies = "up",
    smallest_group: int = 1,
) -> Distribution:
    """Rate a group by rank, so that each rating gets its share of the people.

    Args:
        scores: Score of each row, shape (n,), the highest is best; ``None`` is not rated.
        shares: Share of each rating, best first, shape (k,), total 1.
        ties: What happens to equal scores on both sides of a cut.
        smallest_group: With fewer scores than this nobody is forced into a rating.

    Returns:
        Ratings and seats. Seats are the shares of the rated rows, by largest remainder, and a spare
        seat goes to the better rating on equal remainders.

    Raises:
        InvalidInputError: RATING-001 shares that do not total 1, RATING-002 a negative share.

    References:
        Forced ranking ("vitality curve") with 20 %, 70 % and 10 %.

    Examples:
        >>> scores = [Fraction(score) for score in (90, 70, 80, 60, 75)]
        >>> forced_distribution(scores, [Fraction("0.2"), Fraction("0.6"), Fraction("0.2")]).ratings
        (0, 1, 1, 2, 1)
    """
    _raise_if_no_distribution(shares)
    ranked = sorted(
        ((score, i) for i, score in enumerate(scores) if score is not None), key=lambda one: (-one[0], one[1])
    )
    ratings: list[int | None] = [None] * len(scores)
    if not ranked or len(ranked) < smallest_group:
        return Distribution(tuple(ratings), (0,) * len(shares), is_forced=False)
    seats = tuple(int(part or 0) for part in apportion(Fraction(len(ranked)), list(shares), ONE))
    cuts = list(accumulate(seats))
    place = 0
    for _, group in groupby(ranked, key=lambda one: one[0]):
        rows = [i for _, i in group]
        last = place + len(rows) - 1
        for own, i in enumerate(rows, start=place):
            counted = {"up": place, "down": last, "first": own}[ties]
            ratings[i] = next(rating for rating, cut in enumerate(cuts) if counted < cut)
        place = last + 1
    return Distribution(tuple(ratings), seats, is_forced=True)


def _raise_if_no_distribution(shares: Sequence[Fraction]) -> None:
    for i, share in enumerate(shares, start=1):
        if share < 0:
            fix = "Give each rating a share from 0."
            raise InvalidInputError(Issue("RATING-002", f"shares[{i}]", shown(share), "0 or more", fix))
    total = sum(shares, ZERO)
    if abs(total - 1) > TOTAL_TOLERANCE:
        fix = "Let the shares of all ratings total 1."
        raise InvalidInputError(Issue("RATING-001", "shares", f"a total of {shown(total)}", "1", fix))
