"""Quantile cuts of type 7 and the bins between them, exactly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

from xlsales.customers.abc_classes import Ties
from xlsales.customers.ntile import ntile

BinRule = Literal["quantile", "r", "rank"]
BIN_RULES: Final[tuple[BinRule, ...]] = ("quantile", "r", "rank")


def quantile_cuts(values: Sequence[Fraction], bins: int) -> tuple[Fraction, ...]:
    """Return the inner quantiles that cut values into bins.

    Args:
        values: At least one value, any order, shape (n,).
        bins: Number of bins.

    Returns:
        Cuts, shape (bins - 1,), rising: the i-th lies at place (n - 1) * i / bins of the sorted
        values, between two of them linearly.

    References:
        Hyndman and Fan (1996), "Sample quantiles in statistical packages", type 7; the default of R.

    Examples:
        >>> quantile_cuts([Fraction(4), Fraction(1), Fraction(2)], 4)
        (Fraction(3, 2), Fraction(2, 1), Fraction(3, 1))
    """
    ordered = sorted(values)
    cuts = []
    for i in range(1, bins):
        place, rest = divmod((len(ordered) - 1) * i, bins)
        cut = ordered[place]
        if rest:
            cut += (ordered[place + 1] - cut) * Fraction(rest, bins)
        cuts.append(cut)
    return tuple(cuts)


def bin_numbers(
    values: Sequence[Fraction], bins: int, rule: BinRule = "quantile", ties: Ties = "row"
) -> tuple[int, ...]:
    """Return the bin of each value, lowest values first.

    Args:
        values: Shape (n,); in the order in which ``rank`` breaks ties.
        bins: Number of bins.
        rule: ``quantile``: a value equal to a cut is in the lower bin; ``r``: cuts are raised by 1 and
            a value equal to a raised cut is in the upper bin, as the R package rfm has it; ``rank``:
            equal numbers of values in each bin.
        ties: Of the rule ``rank``: equal values in the order given (``row``), or all in the bin of the
            first of them (``together``).

    Returns:
        Bins from 1, shape (n,). Equal values share a bin unless they are ranked by ``row``.

    Examples:
        >>> values = [Fraction(x) for x in (1, 2, 3, 4, 5)]
        >>> bin_numbers(values, 2), bin_numbers(values, 2, "r"), bin_numbers(values, 2, "rank")
        ((1, 1, 1, 2, 2), (1, 1, 1, 2, 2), (1, 1, 1, 2, 2))
        >>> bin_numbers([Fraction(5)] * 3, 3), bin_numbers([Fraction(5)] * 3, 3, "rank")
        ((1, 1, 1), (1, 2, 3))
        >>> bin_numbers([Fraction(x) for x in (5, 1, 5, 5)], 2, "rank", "together")
        (1, 1, 1, 1)
    """
    if not values:
        return ()
    if rule == "rank":
        return _ranked(values, bins, ties)
    cuts = quantile_cuts(values, bins)
    if rule == "quantile":
        return tuple(1 + bisect_left(cuts, value) for value in values)
    raised = [cut + 1 for cut in cuts]
    return tuple(1 + bisect_right(raised, value) for value in values)


def _ranked(values: Sequence[Fraction], bins: int, ties: Ties) -> tuple[int, ...]:
    ranked = [0] * len(values)
    before: Fraction | None = None
    for place, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        if ties == "row" or values[index] != before:
            group = ntile(place, len(values), bins)
        ranked[index] = group
        before = values[index]
    return tuple(ranked)
