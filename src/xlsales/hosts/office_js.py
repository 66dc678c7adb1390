"""Cell values as Office.js has them, through xlwings Lite and xlwings Server alike."""

from __future__ import annotations

from typing import Final, TypeAlias

from xlsales.kernel.values import ERROR_CODES, CellError, CellValue

#: What goes into a cell; an error value is its text.
OfficeValue: TypeAlias = float | int | str | bool

#: Whole numbers beyond this reach JavaScript as another type, which no cell takes.
_MOST_EXACT: Final = 2**53


def from_office(argument: object) -> object:
    """Return an argument with its error texts as error values.

    Examples:
        >>> from_office([["#DIV/0!", 1.5], ["a", None]])
        [[CellError(code='#DIV/0!', issue=None), 1.5], ['a', None]]
    """
    if isinstance(argument, (list, tuple)):
        return [from_office(each) for each in argument]
    if isinstance(argument, str) and argument in ERROR_CODES:
        return CellError(argument)
    return argument


def to_office(value: CellValue) -> OfficeValue:
    """Return a result as xlwings hands it to Office.js; a blank is the empty text.

    Examples:
        >>> to_office(None), to_office(CellError("#N/A")), to_office(2**53), to_office(2**53 + 2)
        ('', '#N/A', 9007199254740992, 9007199254740994.0)
    """
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, int) and abs(value) > _MOST_EXACT:
        return float(value)
    return value
