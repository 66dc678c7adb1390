"""Exact numbers written out in full, for whoever has to work with the very same ones."""

from __future__ import annotations

from fractions import Fraction

from xlsales.kernel.numbers import shown


def written(number: Fraction) -> str:
    """Write a number with all its decimals; one without an end is cut to 15 digits.

    Examples:
        >>> written(Fraction("1723.4")), written(Fraction(12345678901234567890, 100)), written(Fraction(2, 3))
        ('1723.4', '123456789012345678.9', '0.666666666666667')
    """
    scale, places = 1, 0
    while (number * scale).denominator != 1:
        scale, places = scale * 10, places + 1
        if places > 30:
            return shown(number)
    digits = f"{abs(int(number * scale)):0{places + 1}d}"
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
