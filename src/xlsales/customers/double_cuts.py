"""Exact comparisons of whole columns: a bound becomes the first double that reaches it.

A cell's number is read at 15 digits. That reading never falls while the double rises, so there is
one first double that reaches a bound, and comparing doubles with it says the same as comparing
what the cells show.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final, Literal

from xlsales.kernel.numbers import exact, to_float

#: Whole numbers from here on are read at 15 digits too; columns with such numbers go the plain path.
LARGEST: Final = 1e15


def first_double(bound: Fraction, boundary: Literal["lower", "upper"] = "lower") -> float:
    """Return the smallest double whose reading is at or above a bound.

    Args:
        bound: An exact bound, its magnitude below ``LARGEST``.
        boundary: ``lower``: equal to the bound is enough; ``upper``: it must be above.

    Examples:
        >>> cut = first_double(Fraction(3, 10))
        >>> cut <= 0.1 + 0.2, cut <= 0.3, cut <= 0.29999999999999
        (True, True, False)
        >>> first_double(Fraction(5), "upper") > 5.0
        True
    """

    def reaches(number: float) -> bool:
        reading = exact(number)
        return reading >= bound if boundary == "lower" else reading > bound

    cut = to_float(bound)
    while reaches(cut):
        cut = math.nextafter(cut, -math.inf)
    while not reaches(cut):
        cut = math.nextafter(cut, math.inf)
    return cut
