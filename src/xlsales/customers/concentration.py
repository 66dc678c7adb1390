"""How much of the sales hangs on few customers.

Every measure takes amounts as whole numbers in whatever unit, because none depends on it; at least
one amount is above 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.numbers import shown

Measure: TypeAlias = Fraction | float


def herfindahl_index(amounts: Sequence[int]) -> Fraction:
    """Return the Herfindahl-Hirschman index, 0 to 10,000: the sum of squared percentages.

    References:
        US Department of Justice and FTC, Horizontal Merger Guidelines.

    Examples:
        >>> herfindahl_index([30, 30, 20, 20])
        Fraction(2600, 1)
    """
    return Fraction(10_000 * sum(amount * amount for amount in amounts), sum(amounts) ** 2)


def gini_coefficient(amounts: Sequence[int]) -> Fraction:
    """Return the Gini coefficient of the population: 0 equal, towards 1 all in one hand.

    References:
        pysal/inequality ``gini``; without the correction n / (n - 1) for samples.

    Examples:
        >>> gini_coefficient([1, 0])
        Fraction(1, 2)
    """
    count = len(amounts)
    ranked = sum((2 * i - count + 1) * amount for i, amount in enumerate(sorted(amounts)))
    return Fraction(ranked, count * sum(amounts))


def theil_index(amounts: Sequence[int]) -> float:
    """Return Theil's T, 0 equal, at most the logarithm of the number of customers; 0 ln 0 is 0.

    Examples:
        >>> theil_index([5, 5]), round(theil_index([1, 0]), 6)
        (0.0, 0.693147)
    """
    total = sum(amounts)
    relative = (len(amounts) * amount / total for amount in amounts)
    return math.fsum(part * math.log(part) for part in relative if part) / len(amounts)


def schutz_coefficient(amounts: Sequence[int]) -> Fraction:
    """Return the largest gap between the line of equality and the Lorenz curve.

    That is the part of the sales that would have to move for all customers to be equal.

    References:
        pysal/inequality ``schutz``; also called Pietra ratio or Hoover index.

    Examples:
        >>> schutz_coefficient([1000, 2000, 1500, 3000, 2500])
        Fraction(3, 20)
    """
    count, total = len(amounts), sum(amounts)
    above = sum(count * amount - total for amount in amounts if count * amount > total)
    return Fraction(above, count * total)


def top_share(amounts: Sequence[int], count: int) -> Fraction:
    """Return the share of the largest customers, 1 where there are no more than that.

    Examples:
        >>> top_share([2, 3, 1], 1)
        Fraction(1, 2)
    """
    return Fraction(sum(sorted(amounts, reverse=True)[:count]), sum(amounts))


METRICS: Final[Mapping[str, Callable[[Sequence[int]], Measure]]] = MappingProxyType(
    {
        "hhi": herfindahl_index,
        "gini": gini_coefficient,
        "theil": theil_index,
        "schutz": schutz_coefficient,
        "top1": lambda amounts: top_share(amounts, 1),
        "top3": lambda amounts: top_share(amounts, 3),
        "top5": lambda amounts: top_share(amounts, 5),
    }
)


def concentration(
    values: Sequence[Fraction | None], metrics: Sequence[str] = tuple(METRICS)
) -> tuple[Measure | None, ...]:
    """Return measures of concentration.

    Args:
        values: Sales of each customer, shape (n,), 0 or more; blanks are no customers, zeros are.
        metrics: Keys of ``METRICS``.

    Returns:
        One measure a metric; ``None`` where there are no sales.

    Raises:
        InvalidInputError: CONC-001 a negative value.

    Examples:
        >>> concentration([Fraction(3), None, Fraction(1)], ["hhi", "top1"])
        (Fraction(6250, 1), Fraction(3, 4))
    """
    fix = "Net returns against the customer's sales first."
    raise_if_any(
        Issue("CONC-001", f"values cell {i}", shown(value), "0 or more", fix)
        for i, value in enumerate(values, start=1)
        if value is not None and value < 0
    )
    amounts = _whole_amounts([value for value in values if value is not None])
    if not any(amounts):
        return (None,) * len(metrics)
    return tuple(METRICS[metric](amounts) for metric in metrics)


def _whole_amounts(values: Sequence[Fraction]) -> list[int]:
    """Return values as whole numbers of their common unit."""
    units = math.lcm(*{value.denominator for value in values})
    return [value.numerator * (units // value.denominator) for value in values]
