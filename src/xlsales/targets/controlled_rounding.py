"""Controlled rounding: cells of a table up or down so that rows and columns keep their sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Final

from xlsales.kernel.issues import ComputationError, Issue
from xlsales.kernel.transport import Cell, Transport
from xlsales.targets.fitting import Fitted

#: Digits of a remainder that count; what doubles add behind them shall not decide.
_REMAINDER_DIGITS: Final = 9
#: The part by which sums of doubles may be wrong at least.
_NOISE: Final = 1e-14


def rounded_table(table: Fitted, row_sums: Sequence[int], column_sums: Sequence[int]) -> dict[Cell, int]:
    """Return whole numbers next to the cells of a table, with the sums that it nearly has.

    Each cell is rounded down, then the greatest remainders get one more as long as row and column
    still need it; what is left is passed on along cells that may be rounded up. Such a rounding
    always exists, because the sums are whole.

    Args:
        table: Fitted cells, which miss the sums by no more than doubles do.
        row_sums: Whole sum of each row.
        column_sums: Whole sum of each column.

    Returns:
        Whole numbers, for each cell.

    Raises:
        ComputationError: TARGET-104 the table misses the sums by too much.

    References:
        Cox, A constructive procedure for unbiased controlled rounding (1987).

    Examples:
        >>> halves = Fitted({(0, 0): 0.5, (0, 1): 0.5, (1, 0): 0.5, (1, 1): 0.5}, 0.0)
        >>> rounded_table(halves, [1, 1], [1, 1])
        {(0, 0): 1, (0, 1): 0, (1, 0): 0, (1, 1): 1}
    """
    doubt = 10.0**-_REMAINDER_DIGITS + max(table.miss, _NOISE) * max(row_sums, default=0)
    down = {cell: max(floor(value - doubt), 0) for cell, value in table.cells.items()}
    room = {cell: ceil(value + doubt) - down[cell] for cell, value in table.cells.items()}
    rows, columns = list(row_sums), list(column_sums)
    for (row, column), amount in down.items():
        rows[row] -= amount
        columns[column] -= amount
    spare = Transport(rows, columns, room)
    spare.give(_by_remainder(table.cells, down), most=1)
    if min((*rows, *columns), default=0) < 0 or not spare.complete():
        raise ComputationError(
            Issue(
                "TARGET-104",
                "seed",
                f"cells that miss a total by {table.miss:.1e} of it",
                "cells that fit both totals",
                "Give small seeds greater values, or 0 where nothing is wanted.",
            )
        )
    return {cell: amount + spare.amounts[cell] for cell, amount in down.items()}


def _by_remainder(cells: Mapping[Cell, float], down: Mapping[Cell, int]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (-round(cells[cell] - down[cell], _REMAINDER_DIGITS), cell))
