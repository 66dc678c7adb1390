"""Cell values: what stands in a cell, with blank and error kept apart from 0 and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from xlsales.kernel.issues import Issue

#: Error values that every spreadsheet file may hold in a cell.
CLASSIC_ERRORS: Final = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
)
#: Newer error values; a file stores them as ``#VALUE!`` with a rich value beside it.
RICH_ERRORS: Final = ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!")
ERROR_CODES: Final = frozenset(CLASSIC_ERRORS) | frozenset(RICH_ERRORS)


@dataclass(frozen=True, slots=True)
class CellError:
    """An Excel error value; two are equal when their codes are.

    Attributes:
        code: The text Excel shows, such as ``#VALUE!``.
        issue: Why it is there, where we know.

    Examples:
        >>> CellError("#N/A") == CellError("#N/A", None)
        True
    """

    code: str
    issue: Issue | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.code


#: ``None`` is a blank cell. Dates are serial numbers; their meaning is the reader's.
CellValue: TypeAlias = float | int | str | bool | CellError | None


def is_blank(value: object) -> bool:
    """Tell whether a value counts as not given: a blank cell or the empty text.

    Examples:
        >>> is_blank(""), is_blank(None), is_blank(0)
        (True, True, False)
    """
    return value is None or value == ""


def is_number(value: object) -> bool:
    """Tell whether a value is a number; TRUE and FALSE are not.

    Examples:
        >>> is_number(1.5), is_number(True), is_number("1")
        (True, False, False)
    """
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same_value(left: CellValue, right: CellValue) -> bool:
    """Tell whether two results are one to Excel, which shows at most 15 digits.

    Differences in the last of 17 digits are not changes.

    Examples:
        >>> same_value(0.1 + 0.2, 0.3), same_value(1, True), same_value("", None)
        (True, False, False)
    """
    if is_number(left) and is_number(right):
        return left == right or f"{left:.15g}" == f"{right:.15g}"
    return type(left) is type(right) and left == right
