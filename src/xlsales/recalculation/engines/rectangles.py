"""Cells gathered into rectangles, so that an engine is asked seldom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from xlsales.kernel.grid import Area
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import COLUMN_BITS, COLUMN_MASK

#: Reading so many cells more takes as long as asking once more.
_CELLS_WORTH_A_QUESTION: Final = 500


def by_sheet(places: Iterable[Place]) -> Iterable[tuple[str, list[int]]]:
    """Return the keys of places, sheet by sheet."""
    keys: dict[str, list[int]] = {}
    for place in places:
        keys.setdefault(place.sheet, []).append(place.key)
    return keys.items()


def column_runs(keys: Iterable[int]) -> list[Area]:
    """Return runs of cells below one another that hold exactly some cells.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> [str(run) for run in column_runs(cell_key(row, 2) for row in (1, 2, 4))]
        ['B1:B2', 'B4']
    """
    columns: dict[int, list[int]] = {}
    for key in keys:
        columns.setdefault((key & COLUMN_MASK) + 1, []).append(key >> COLUMN_BITS)
    runs: list[Area] = []
    for column, rows in columns.items():
        rows.sort()
        start = previous = rows[0]
        for row in rows[1:]:
            if row != previous + 1:
                runs.append(Area(start, column, previous, column))
                start = row
            previous = row
        runs.append(Area(start, column, previous, column))
    return runs


def rectangles(keys: Iterable[int]) -> list[Area]:
    """Return rectangles that hold exactly some cells: runs side by side are joined.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> keys = [cell_key(row, column) for row in (1, 2) for column in (1, 2, 4)]
        >>> [str(area) for area in rectangles(keys)]
        ['A1:B2', 'D1:D2']
    """
    joined: list[Area] = []
    for run in sorted(column_runs(keys), key=lambda run: (run.top, run.bottom, run.left)):
        last = joined[-1] if joined else None
        if last and (last.top, last.bottom, last.right + 1) == (run.top, run.bottom, run.left):
            joined[-1] = Area(last.top, last.left, last.bottom, run.right)
        else:
            joined.append(run)
    return joined


def covering(keys: Iterable[int]) -> list[Area]:
    """Return rectangles that hold some cells and others between them, where exact ones would be many.

    Examples:
        >>> from xlsales.workbook.keys import cell_key
        >>> [str(area) for area in covering(cell_key(row, 1) for row in range(1, 999, 2))]
        ['A1:A997']
    """
    keys = list(keys)
    exact = rectangles(keys)
    if not exact:
        return []
    around = Area(
        min(area.top for area in exact),
        min(area.left for area in exact),
        max(area.bottom for area in exact),
        max(area.right for area in exact),
    )
    return [around] if around.size <= len(keys) + _CELLS_WORTH_A_QUESTION * len(exact) else exact
