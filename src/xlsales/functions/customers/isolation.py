"""Rows of a whole table, computed one by one: what goes wrong in a row stays in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from xlsales.functions.cells import Result
from xlsales.functions.kinds import ArgumentIsError, Unread
from xlsales.functions.notices import notice
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.kernel.values import CellError, CellValue

Row = Sequence[CellValue]


def header_and_rows(table: Unread) -> tuple[Row, Sequence[Row]]:
    """Return the header row of a table and the rows below it.

    Raises:
        ArgumentIsError: The header holds an error value.
        InvalidInputError: ARG-008 there is no row below the header.
    """
    header, *rows = table.block.rows
    for name in header:
        if isinstance(name, CellError):
            raise ArgumentIsError(name)
    if not rows:
        name = table.reading.where
        fix = "Select the header row together with the rows below it."
        raise InvalidInputError(Issue("ARG-008", name, "only a header", "a header and rows below it", fix))
    return header, rows


def isolated_rows(
    rows: Iterable[Row],
    compute: Callable[[Row], tuple[Result, ...]],
    *,
    used: Sequence[int],
    width: int,
    where: str,
) -> Block[Result]:
    """Compute each row of a table by itself.

    Args:
        rows: Rows below the header.
        compute: Gives one result row.
        used: Columns that matter; an error value in another one is let be.
        width: Columns of a result row.
        where: Name of the argument, for messages.

    Returns:
        One result row a row; a row that fails shows its error in every column and tells its issue.
    """
    results: list[tuple[Result, ...]] = []
    for i, row in enumerate(rows):
        error = next((row[column] for column in used if isinstance(row[column], CellError)), None)
        if error is not None:
            results.append((error,) * width)
            continue
        try:
            results.append(compute(row))
        except XlSalesError as problem:
            results.append((_told(problem, f"{where} row {i + 2}"),) * width)
    return Block(tuple(results))


def _told(problem: XlSalesError, where: str) -> CellError:
    issues = [replace(issue, where=f"{where} {issue.where}".rstrip()) for issue in problem.issues]
    for issue in issues:
        notice(issue)
    return CellError(issues[0].cell_error, issues[0])


def isolated(compute: Callable[[], Result]) -> Result:
    """Compute one cell; what goes wrong in it becomes its error, and is told."""
    try:
        return compute()
    except ArgumentIsError as found:
        return found.error
    except XlSalesError as problem:
        for issue in problem.issues:
            notice(issue)
        return CellError(problem.issues[0].cell_error, problem.issues[0])
