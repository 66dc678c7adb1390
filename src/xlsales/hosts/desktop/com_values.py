"""Values as Excel hands them over through COM, and results as it takes them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from xlsales.kernel.values import CellError, CellValue

#: Numbers of Excel's error values, as ``CVErr`` takes them. #BUSY! has none and becomes #VALUE!.
ERROR_NUMBERS: Final = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#GETTING_DATA": 2043,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048,
    "#FIELD!": 2049,
    "#CALC!": 2050,
}
#: COM hands over an error as this number plus the one above.
COM_ERROR: Final = -2146828288
#: Marks the number of an error in a result; no cell holds this sign.
ERROR_MARK: Final = "\x01"

_CODES: Final = {COM_ERROR + number: code for code, number in ERROR_NUMBERS.items()}
_AS_THEY_ARE: Final = frozenset({float, str, bool, type(None)})


def argument_from_com(argument: Any) -> Any:
    """Return an argument with error values, dates and money as the functions read them.

    Args:
        argument: A scalar, or a tuple of rows as ``Value2`` of a range comes.

    Examples:
        >>> argument_from_com(((1.5, None), (-2146826246, "a")))
        ((1.5, None), (CellError(code='#N/A', issue=None), 'a'))
    """
    if not isinstance(argument, (tuple, list)):
        return _from_com(argument)
    rows = argument if argument and isinstance(argument[0], (tuple, list)) else (argument,)
    if set(map(type, chain.from_iterable(rows))) <= _AS_THEY_ARE:
        return rows
    return tuple(tuple(map(_from_com, row)) for row in rows)


def _from_com(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        code = _CODES.get(value)
        return CellError(code) if code else float(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):  # pywin32's own kind says UTC and means the clock on the wall
        return datetime(*value.timetuple()[:6], value.microsecond)
    return value


def rows_to_com(rows: Sequence[Sequence[CellValue]]) -> list[list[float | str | bool]]:
    """Return a result as rows of numbers, texts and truth values, which COM passes on unchanged.

    A blank becomes the empty text, because Excel shows an empty result as 0.

    Examples:
        >>> rows_to_com([[1, None, CellError("#NUM!")]])
        [[1.0, '', '\\x012036']]
    """
    return [[_to_com(value) for value in row] for row in rows]


def _to_com(value: CellValue) -> float | str | bool:
    if isinstance(value, (float, str, bool)):
        return value
    if value is None:
        return ""
    if isinstance(value, CellError):
        return f"{ERROR_MARK}{ERROR_NUMBERS.get(value.code, ERROR_NUMBERS['#VALUE!'])}"
    return float(value)
