"""How much of the sales hangs on few customers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import shown

Measure: TypeAlias = Fraction | float


def herfindahl_index(shares: Sequence[Fraction]) -> Fraction:
    """Return the Herfindahl-Hirschman index, 0 to 10,000: the sum of squared percentages.

    References:
        US Department of Justice and FTC, Horizontal Merger Guidelines.

    Examples:
        >>> herfindahl_index([Fraction(x, 100) for x in (30, 30, 20, 20)])
        Fraction(2600, 1)
    """
    return 10_000 * sum((share**2 for share in shares), Fraction(0))


def gini_coefficient(shares: Sequence[Fraction]) -> Fraction:
    """Return the Gini coefficient of the population: 0 equal, towards 1 all in one hand.

    References:
        pysal/inequality ``gini``; without the correction n / (n - 1) for samples.

    Examples:
        >>> gini_coefficient([Fraction(1), Fraction(0)])
        Fraction(1, 2)
    """
    count = len(shares)
    ranked = sum(((2 * i - count + 1) * share for i, share in enumerate(sorted(shares))), Fraction(0))
    return ranked / count


def theil_index(shares: Sequence[Fraction]) -> float:
    """Return Theil's T, 0 equal, at most the logarithm of the number of customers; 0 ln 0 is 0.

    Examples:
        >>> theil_index([Fraction(1, 2)] * 2), round(theil_index([Fraction(1), Fraction(0)]), 6)
        (0.0, 0.693147)
    """
    count = len(shares)
    return math.fsum(float(share) * math.log(float(count * share)) for share in shares if share)


def schutz_coefficient(shares: Sequence[Fraction]) -> Fraction:
    """Return the largest gap between the line of equality and the Lorenz curve.

    That is the part of the sales that would have to move for all customers to be equal.

    References:
        pysal/inequality ``schutz``; also called Pietra ratio or Hoover index.

    Examples:
        >>> schutz_coefficient([Fraction(x, 10000) for x in (1000, 2000, 1500, 3000, 2500)])
        Fraction(3, 20)
    """
    even = Fraction(1, len(shares))
    return sum((share - even for share in shares if share > even), Fraction(0))


def top_share(shares: Sequence[Fraction], count: int) -> Fraction:
    """Return the share of the largest customers, 1 where there are no more than that.

    Examples:
        >>> top_share([Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)], 1)
        Fraction(1, 2)
    """
    return sum(sorted(shares, reverse=True)[:count], Fraction(0))


METRICS: Final[Mapping[str, Callable[[Sequence[Fraction]], Measure]]] = MappingProxyType(
    {
        "hhi": herfindahl_index,
        "gini": gini_coefficient,
        "theil": theil_index,
        "schutz": schutz_coefficient,
        "top1": lambda shares: top_share(shares, 1),
        "top3": lambda shares: top_share(shares, 3),
        "top5": lambda shares: top_share(shares, 5),
    }
)


def shares_of(values: Sequence[Fraction | None]) -> tuple[Fraction, ...]:
    """Return each value as a part of the total.

    Args:
        values: Sales of each customer, shape (n,); blanks are no customers, zeros are.

    Returns:
        Shares that sum to 1; empty where there is no total.

    Raises:
        InvalidInputError: CONC-001 a negative value.

    Examples:
        >>> shares_of([Fraction(3), None, Fraction(1)])
        (Fraction(3, 4), Fraction(1, 4))
    """
    given = [(i, value) for i, value in enumerate(values) if value is not None]
    fix = "Net returns against the customer's sales first."
    raise_if_any(
        Issue("CONC-001", f"values cell {i + 1}", shown(value), "0 or more", fix)
        for i, value in given
        if value < 0
    )
    total = sum((value for _, value in given), Fraction(0))
    return tuple(value / total for _, value in given) if total else ()


def concentration(values: Sequence[Fraction | None], metric: str) -> Measure | None:
    """Return one measure of concentration, ``None`` where there are no sales.

    Args:
        values: Sales of each customer, shape (n,), 0 or more.
        metric: One of ``METRICS``.

    Examples:
        >>> concentration([Fraction(30), Fraction(30), Fraction(20), Fraction(20)], "hhi")
        Fraction(2600, 1)
    """
    shares = shares_of(values)
    if metric not in METRICS:
        fix = f"Use one of {', '.join(METRICS)}."
        raise InvalidInputError(Issue("CONC-002", "metric", repr(metric), "a measure of concentration", fix))
    return METRICS[metric](shares) if shares else None
