"""Iterative proportional fitting: a table scaled to the sums of its rows and columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlsales.kernel.transport import Cell
from xlsales.targets.fitting_steps import newton_fitted

_FIRST_ROUNDS: Final = 50
_MOST_ROUNDS: Final = 3_000
#: Products of cells that one Newton step may cost.
_MOST_PRODUCTS: Final = 1_000_000
#: Sums that miss by less than this part are as near as doubles come.
_ENOUGH: Final = 1e-14
#: Rounds that do not improve on less than this part have reached their limit.
_NEAR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted table.

    Attributes:
        cells: Value of each cell.
        miss: The part of its sum that the worst row misses by.
    """

    cells: Mapping[Cell, float]
    miss: float


def fitted(seed: Mapping[Cell, float], row_sums: Sequence[float], column_sums: Sequence[float]) -> Fitted:
    """Scale rows and columns in turn until both have their sums.

    Args:
        seed: Value above 0 of each cell that is not 0, with at least one such table possible.
        row_sums: Sum of each row.
        column_sums: Sum of each column.

    Returns:
        The table when its sums are met as near as doubles come. Where scaling in turn is slow, as
        with seeds of very different size, Newton steps bring it there.

    References:
        Kruithof (1937); Deming and Stephan (1940); Bacharach (1970).

    Examples:
        >>> seed = {(0, 0): 1.0, (0, 1): 1.0, (1, 0): 1.0, (1, 1): 1.0}
        >>> fitted(seed, [4.0, 2.0], [3.0, 3.0]).cells
        {(0, 0): 2.0, (0, 1): 2.0, (1, 0): 1.0, (1, 1): 1.0}
    """
    cells = list(seed)
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    values, miss = _in_turn(list(seed.values()), rows, row_sums, columns, column_sums, _FIRST_ROUNDS)
    if miss > _ENOUGH and _steps_pay(rows, columns):
        if len(row_sums) < len(column_sums):
            values = newton_fitted(values, columns, column_sums, rows, row_sums)
        else:
            values = newton_fitted(values, rows, row_sums, columns, column_sums)
    values, miss = _in_turn(values, rows, row_sums, columns, column_sums, _MOST_ROUNDS)
    return Fitted(dict(zip(cells, values, strict=True)), miss)


def _steps_pay(rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether a step, which costs the square of every line's cells, is worth its time."""
    longer = max((Counter(rows), Counter(columns)), key=len)
    return sum(count * count for count in longer.values()) <= _MOST_PRODUCTS


def _in_turn(
    values: list[float],
    rows: Sequence[int],
    row_sums: Sequence[float],
    columns: Sequence[int],
    column_sums: Sequence[float],
    rounds: int,
) -> tuple[list[float], float]:
    """Scale columns and rows in turn until sums are met, or do not come nearer."""
    best = miss = 1.0
    for _ in range(rounds):
        values, _ = _scaled(values, columns, column_sums)
        values, miss = _scaled(values, rows, row_sums)
        if miss <= _ENOUGH or best <= min(miss, _NEAR):
            break
        best = min(best, miss)
    return values, miss


def _scaled(
    values: Sequence[float], lines: Sequence[int], sums: Sequence[float]
) -> tuple[list[float], float]:
    """Return values scaled to the sums of their lines, and by what part they had missed."""
    found = [0.0] * len(sums)
    for line, value in zip(lines, values, strict=True):
        found[line] += value
    factors = [wanted / had if had else 1.0 for wanted, had in zip(sums, found, strict=True)]
    miss = max((abs(1 - factor) for factor in factors), default=0.0)
    return [value * factors[line] for line, value in zip(lines, values, strict=True)], miss
