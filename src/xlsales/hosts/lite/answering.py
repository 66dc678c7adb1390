"""One call from xlwings Lite: its cell values in, its cell values out. Runs inside the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from xlsales.functions import Outcome, call_function
from xlsales.hosts.lite.packages import not_installed
from xlsales.kernel.issues import Issue
from xlsales.kernel.values import ERROR_CODES, CellError, CellValue

#: What Lite writes into a cell; an error value is its text.
LiteValue: TypeAlias = float | int | str | bool

#: Whole numbers beyond this reach JavaScript as another type, which no cell takes.
_MOST_EXACT: Final = 2**53
_told: set[Issue] = set()


def answer(name: str, arguments: Sequence[object]) -> list[list[LiteValue]]:
    """Call a cell function with what Lite hands over.

    Args:
        name: Name of the function, no namespace.
        arguments: Scalars or lists of rows; ``None`` is blank or not given, an error cell its text.

    Returns:
        Rows for the sheet: a blank is the empty text, an error value is its text, which Lite turns into a
        real one. Each message is printed once, into Lite's output pane; LITE-003 is a package that the
        call needs and Lite has not installed.

    Examples:
        >>> answer("SPLIT", [100, [[1], [1], [1]]])
        [[33.34], [33.33], [33.33]]
        >>> answer("ATTAINMENT", [[[90], [None], ["#N/A"]], [[120], [100], [50]]])
        [[0.75], [''], ['#N/A']]
    """
    try:
        outcome = call_function(name, [from_lite(argument) for argument in arguments])
    except ModuleNotFoundError as missing:
        issue = not_installed(name, missing.name or "")
        outcome = Outcome(((CellError(issue.cell_error, issue),),), (issue,))
    _tell(name, outcome.issues)
    return [[to_lite(value) for value in row] for row in outcome.rows]


def from_lite(argument: object) -> object:
    """Return an argument with its error texts as error values.

    Examples:
        >>> from_lite([["#DIV/0!", 1.5], ["a", None]])
        [[CellError(code='#DIV/0!', issue=None), 1.5], ['a', None]]
    """
    if isinstance(argument, (list, tuple)):
        return [from_lite(each) for each in argument]
    if isinstance(argument, str) and argument in ERROR_CODES:
        return CellError(argument)
    return argument


def to_lite(value: CellValue) -> LiteValue:
    """Return a result as Lite writes it.

    Examples:
        >>> to_lite(None), to_lite(CellError("#N/A")), to_lite(2**53), to_lite(2**53 + 2)
        ('', '#N/A', 9007199254740992, 9007199254740994.0)
    """
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, int) and abs(value) > _MOST_EXACT:
        return float(value)
    return value


def _tell(name: str, issues: Sequence[Issue]) -> None:
    for issue in issues:
        if issue not in _told:
            _told.add(issue)
            print(f"XLSALES.{name}: {issue}")
