"""Exact numbers: a cell's number as a fraction, rounding at one named place, and back."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import ComputationError, Issue

CENT: Final = Fraction(1, 100)
ONE: Final = Fraction(1)
ZERO: Final = Fraction(0)

#: Shares and weights may miss their total by this part of it before they are refused.
TOTAL_TOLERANCE: Final = Fraction(1, 10_000)

_WHOLE_LIMIT = 1e15
_LARGEST_SHOWN = 10**300


def exact(number: float) -> Fraction:
    """Return what a cell's number says, read at the 15 digits that Excel shows.

    Args:
        number: A finite number as a cell holds it.

    Returns:
        The decimal number the user sees, exactly.

    Raises:
        ValueError: ``number`` is infinite or not a number.

    Examples:
        >>> exact(0.1) + exact(0.2) == exact(0.3)
        True
        >>> exact(0.1 + 0.2)
        Fraction(3, 10)
    """
    if isinstance(number, int):
        return Fraction(number)
    if number == (whole := int(number)) and -_WHOLE_LIMIT < number < _WHOLE_LIMIT:
        return Fraction(whole)
    digits, _, power = f"{number:.14e}".partition("e")
    units = int(digits.replace(".", ""))
    places = 14 - int(power)
    return Fraction(units, 10**places) if places >= 0 else Fraction(units * 10**-places)


def to_float(number: Fraction) -> float:
    """Return the double nearest to an exact number, which is what a cell can hold.

    Raises:
        ComputationError: NUM-001 it is too large for a cell.

    Examples:
        >>> to_float(Fraction(1, 3))
        0.3333333333333333
    """
    try:
        return number.numerator / number.denominator
    except OverflowError:
        raise ComputationError(
            Issue(
                "NUM-001",
                "result",
                "a number that no cell can hold",
                "less than 1.8E+308",
                "Check the numbers that go in; one of them is far too large.",
                cell_error="#NUM!",
            )
        ) from None


def round_to_unit(number: Fraction, unit: Fraction) -> Fraction:
    """Round to a multiple of ``unit``, halves away from zero.

    Args:
        number: Any exact number.
        unit: Smallest amount, such as ``Fraction(1, 100)``; 0 does not round.

    Returns:
        The nearest multiple of ``unit``.

    Raises:
        ValueError: ``unit`` is negative.

    Examples:
        >>> round_to_unit(Fraction("2.675"), CENT)
        Fraction(67, 25)
        >>> round_to_unit(Fraction(-5, 2), ONE)
        Fraction(-3, 1)
    """
    if not unit:
        return number
    if unit < 0:
        raise ValueError("unit must not be negative")
    units = number / unit
    return (abs(units) + Fraction(1, 2)).__floor__() * (unit if units >= 0 else -unit)


def shown(number: Fraction | float) -> str:
    """Write a number for a message: plain digits, at most 15 of them.

    Examples:
        >>> shown(Fraction(5, 4)), shown(1200.0), shown(Fraction(1, 3))
        ('1.25', '1200', '0.333333333333333')
    """
    if isinstance(number, Fraction) and abs(number) >= _LARGEST_SHOWN:
        return "a number beyond 1E+300"
    value = to_float(number) if isinstance(number, Fraction) else number
    text = f"{value:.15g}"
    return f"{value:.0f}" if "e+" in text and abs(value) < 1e21 else text
