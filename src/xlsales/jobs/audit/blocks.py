"""Cells that lie together, told as rectangles."""

from __future__ import annotations

from collections.abc import Iterable

from xlsales.kernel.grid import Area
from xlsales.workbook.keys import cell_place


def blocks_of(keys: Iterable[int]) -> list[Area]:
    """Return rectangles that cover some cells and no other, in the order of the sheet.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> keys = [cell_key(row, column) for row, column in [(2, 2), (3, 2), (2, 3), (3, 3), (9, 1)]]
        >>> [str(area) for area in blocks_of(keys)]
        ['B2:C3', 'A9']
    """
    runs: list[Area] = []
    for column, row in sorted((cell.column, cell.row) for cell in map(cell_place, keys)):
        last = runs[-1] if runs else None
        if last is not None and last.left == column and last.bottom in (row - 1, row):
            runs[-1] = Area(last.top, column, row, column)
        else:
            runs.append(Area(row, column, row, column))
    return sorted(_joined(runs))


def _joined(runs: list[Area]) -> list[Area]:
    """Join runs of neighbouring columns that begin and end in the same rows."""
    open_runs: dict[tuple[int, int], Area] = {}
    done: list[Area] = []
    for run in runs:
        rows = (run.top, run.bottom)
        left = open_runs.get(rows)
        if left is not None and left.right == run.left - 1:
            open_runs[rows] = Area(run.top, left.left, run.bottom, run.right)
        else:
            if left is not None:
                done.append(left)
            open_runs[rows] = run
    return [*done, *open_runs.values()]
