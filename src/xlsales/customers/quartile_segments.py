"""Segments of customers by quartiles of recency, frequency and spend."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Final

from xlsales.customers.quantiles import quantile_cuts
from xlsales.customers.repeat_purchases import RepeatSummary

OTHER: Final = "Other"
_QUARTERS: Final = 4


def distinct_quartiles(values: Sequence[Fraction]) -> tuple[int, ...]:
    """Return the quartile of each value, where quartiles with equal edges are one.

    Args:
        values: Shape (n,), at least one.

    Returns:
        From 1; with many equal values 4 is never reached. A value at an edge is in the lower quartile.

    References:
        ``qcut`` of pandas with duplicate edges dropped, as PyMC-Marketing uses it.

    Examples:
        >>> distinct_quartiles([Fraction(x) for x in (2, 1, 3, 3, 3, 1)])
        (2, 1, 3, 3, 3, 1)
    """
    cuts = quantile_cuts(values, _QUARTERS)
    edges = sorted({min(values), *cuts, max(values)})[1:-1]
    return tuple(1 + bisect_left(edges, value) for value in values)


def quartile_segments(
    summaries: Sequence[RepeatSummary], segments: Mapping[str, Collection[str]]
) -> tuple[str, ...]:
    """Name each customer's segment by a code of three quartiles.

    Args:
        summaries: One entry a customer, shape (n,).
        segments: Codes of each segment, such as ``{"Premium": ["444"]}``: recency (the most recent
            quartile is the highest), frequency, mean spend.

    Returns:
        Shape (n,); ``Other`` where no segment has the code.

    References:
        ``rfm_segments`` of PyMC-Marketing.
    """
    recency = distinct_quartiles([Fraction(entry.since_last) for entry in summaries])
    frequency = distinct_quartiles([Fraction(entry.purchases) for entry in summaries])
    spend = distinct_quartiles([entry.mean_spend for entry in summaries])
    newest = max(recency) + 1
    names = {code: name for name, codes in segments.items() for code in codes}
    return tuple(
        names.get(f"{newest - r}{f}{m}", OTHER) for r, f, m in zip(recency, frequency, spend, strict=True)
    )
