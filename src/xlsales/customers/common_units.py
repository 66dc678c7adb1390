"""Many exact numbers as whole numbers of one unit, which compare and sort many times faster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

#: Denominators beyond this are left as they are.
_LARGEST_UNIT: Final = 10**60


def whole_units(numbers: Sequence[Fraction]) -> tuple[list[int], int] | None:
    """Return numbers as whole multiples of one unit, and how many units make 1.

    Returns:
        The multiples, shape (n,), and the unit's denominator; ``None`` where there is no useful unit.

    Examples:
        >>> whole_units([Fraction(1, 4), Fraction(5, 2)])
        ([1, 10], 4)
    """
    scale = 1
    for denominator in {number.denominator for number in numbers}:
        scale = lcm(scale, denominator)
        if scale > _LARGEST_UNIT:
            return None
    return [number.numerator * (scale // number.denominator) for number in numbers], scale


def rising(numbers: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """Return numbers in rising order, as ``sorted`` does.

    Examples:
        >>> [str(number) for number in rising([Fraction(1, 2), Fraction(1, 3), Fraction(-1)])]
        ['-1', '1/3', '1/2']
    """
    given = list(numbers)
    found = whole_units(given)
    if found is None:
        return tuple(sorted(given))
    units, _ = found
    return tuple(given[place] for place in sorted(range(len(given)), key=units.__getitem__))
