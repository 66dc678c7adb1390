"""Exact numbers written out in full, for whoever has to work with the very same ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlsales.kernel.numbers import shown

_MOST_PLACES: Final = 30


def written(number: Fraction) -> str:
    """Write a number with all its decimals; one without an end is cut to 15 digits.

    Examples:
        >>> written(Fraction("1723.4")), written(Fraction(12345678901234567890, 100)), written(Fraction(2, 3))
        ('1723.4', '123456789012345678.9', '0.666666666666667')
    """
    places = _places(number.denominator)
    if places is None:
        return shown(number)
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _places(denominator: int) -> int | None:
    """Return the decimals that a fraction needs, ``None`` where no number of them will do."""
    places = 0
    while 10**places % denominator:
        places += 1
        if places > _MOST_PLACES:
            return None
    return places
