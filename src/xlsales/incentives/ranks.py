"""Ranks with ties, and who stands at either end of a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple


def competition_ranks(values: Sequence[Fraction | None]) -> tuple[int | None, ...]:
    """Return the rank of each value, the highest being 1; equal values share a rank and use up its places.

    Args:
        values: What is ranked, shape (n,); ``None`` has no rank.

    Examples:
        >>> competition_ranks([Fraction(7), Fraction(9), None, Fraction(7), Fraction(3)])
        (2, 1, None, 2, 4)
    """
    known = sorted((value for value in values if value is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for place, value in enumerate(known, start=1):
        first.setdefault(value, place)
    return tuple(None if value is None else first[value] for value in values)


class Ends(NamedTuple):
    """Rows at both ends of a ranking, best first; a row is never in both."""

    top: tuple[int, ...]
    bottom: tuple[int, ...]


def top_and_bottom(values: Sequence[Fraction | None], top: int, bottom: int) -> Ends:
    """Return the rows to recognise and the rows to coach (AP8).

    Whoever equals the last one of a list is on it too, so that no tie is cut by the order of rows;
    one that belongs to both lists is only on the first.

    Args:
        values: Score of each row, shape (n,); ``None`` is on neither list.
        top: How many are recognised, at least.
        bottom: How many are coached, at least.

    Examples:
        >>> top_and_bottom([Fraction(score) for score in (5, 9, 7, 7, 1, 1)], 2, 1)
        Ends(top=(1, 2, 3), bottom=(4, 5))
    """
    ranks = competition_ranks(values)
    upward = competition_ranks([None if value is None else -value for value in values])
    best_first = sorted((rank, i) for i, rank in enumerate(ranks) if rank is not None)
    heads = tuple(i for rank, i in best_first if rank <= top)
    tails = tuple(i for _, i in best_first if (upward[i] or 0) <= bottom and i not in heads)
    return Ends(heads, tails)
