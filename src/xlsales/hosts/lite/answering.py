"""One call from xlwings Lite: its cell values in, its cell values out. Runs inside the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from xlsales.functions import Outcome, call_function
from xlsales.hosts.lite.packages import not_installed
from xlsales.hosts.office_js import OfficeValue, from_office, to_office
from xlsales.kernel.issues import Issue
from xlsales.kernel.values import CellError

_told: set[Issue] = set()


def answer(name: str, arguments: Sequence[object]) -> list[list[OfficeValue]]:
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
        outcome = call_function(name, [from_office(argument) for argument in arguments])
    except ModuleNotFoundError as missing:
        issue = not_installed(name, missing.name or "")
        outcome = Outcome(((CellError(issue.cell_error, issue),),), (issue,))
    _tell(name, outcome.issues)
    return [[to_office(value) for value in row] for row in outcome.rows]


def _tell(name: str, issues: Sequence[Issue]) -> None:
    for issue in issues:
        if issue not in _told:
            _told.add(issue)
            print(f"XLSALES.{name}: {issue}")
