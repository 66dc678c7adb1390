"""Rows that are read one by one: what is wrong in a row is told and stays in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from xlsales.functions.kinds import ArgumentIsError, Unread
from xlsales.functions.notices import notice
from xlsales.kernel.issues import Issue, XlSalesError
from xlsales.kernel.values import CellError


def cell_of(argument: Unread | None, row: int, column: int, default: Any = None) -> Any:
    """Return the value of an unread argument that stands for a result cell.

    Raises:
        ArgumentIsError: The cell holds an error value.
        InvalidInputError: It cannot be read.
    """
    if argument is None:
        return default
    value = argument.kind.read_cell(argument.block, row, column, argument.reading)
    return default if value is None else value


def isolated(compute: Callable[[], Any], *, consequence: str = "") -> Any:
    """Return what a row gives, or its error value; the issue is told beside the result.

    Args:
        compute: Gives the row's result.
        consequence: What the error means for other rows, added to the advice.
    """
    try:
        return compute()
    except ArgumentIsError as found:
        return found.error
    except XlSalesError as error:
        issues = [_told(issue, consequence) for issue in error.issues]
        for issue in issues:
            notice(issue)
        return CellError(issues[0].cell_error, issues[0])


def _told(issue: Issue, consequence: str) -> Issue:
    return replace(issue, fix=f"{issue.fix} {consequence}".rstrip())
