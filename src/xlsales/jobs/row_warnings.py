"""Problems of single rows, told as warnings so that all other rows are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlsales.kernel.issues import Issue, XlSalesError


def row_warnings(error: XlSalesError, place: str) -> Iterator[Issue]:
    """Yield the problems of one row as warnings, its place before each.

    Examples:
        >>> problem = XlSalesError(Issue("PAYB-001", "outlay", "-1", "0 or more", "Drop the sign."))
        >>> [(issue.where, issue.severity) for issue in row_warnings(problem, "outlet a")]
        [('outlet a: outlay', 'warning')]
    """
    return (replace(issue, where=f"{place}: {issue.where}", severity="warning") for issue in error.issues)
