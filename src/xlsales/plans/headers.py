"""Headers across a matrix: numbers however they are written, and names."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from xlsales.kernel.decimals import written
from xlsales.kernel.words import folded


def number_of(header: str) -> Fraction | None:
    """Return the number that a header is, ``None`` for a name.

    Examples:
        >>> number_of("10%"), number_of("0.1"), number_of("gold")
        (Fraction(1, 10), Fraction(1, 10), None)
    """
    text = folded(header)
    try:
        value = Fraction(Decimal(text.removesuffix("%")))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return value / 100 if text.endswith("%") else value


def header_of(header: str) -> str:
    """Return a header as headers are compared: a number plainly, a name without case.

    Examples:
        >>> header_of("0.10"), header_of(" Gold ")
        ('0.1', 'gold')
    """
    number = number_of(header)
    return folded(header) if number is None else written(number)
