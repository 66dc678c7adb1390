"""Columns of raw cells as doubles for the block paths; what is no plain number is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from xlsales.customers.double_cuts import LARGEST
from xlsales.functions.raw_columns import raw_column, spread_cells
from xlsales.functions.registry import PLAIN
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Doubles:
    """A varying argument, one number a result cell.

    Attributes:
        numbers: Shape (n,), NaN where blank or set aside; TRUE is 1.
        aside: Places of texts, errors and numbers too large to compare as doubles.
    """

    numbers: NDArray[np.float64]
    aside: Sequence[int]


def doubles(block: Block[CellValue] | None, shape: Shape) -> Doubles | None:
    """Return a varying argument as doubles, row by row; ``None`` where a number is no double at all.

    Examples:
        >>> found = doubles(Block.column([1, "x", "", True]), (4, 1))
        >>> found.numbers.tolist(), list(found.aside)
        ([1.0, nan, nan, 1.0], [1])
    """
    import numpy as np

    if block is None:
        return Doubles(np.full(shape[0] * shape[1], np.nan), ())
    column = raw_column(spread_cells(block, shape))
    try:
        numbers = np.array(column.numbers, dtype=np.float64)
    except OverflowError:
        return None
    large = np.flatnonzero(np.abs(numbers) >= LARGEST).tolist()
    return Doubles(numbers, (*column.aside, *large))


def in_shape(cells: Sequence[Any], shape: Shape, plain: Iterable[int]) -> Block[Any]:
    """Return cells, row by row, as a block of a shape.

    Args:
        cells: Results, in reading order.
        shape: Shape of the result.
        plain: Places that are left to the plain path.

    Examples:
        >>> in_shape([1, 2, 3, 4], (2, 2), [3]).rows == ((1, 2), (3, PLAIN))
        True
    """
    results = list(cells)
    for place in plain:
        results[place] = PLAIN
    return Block.filled(results, shape[1])


def flat(block: Block[CellValue]) -> list[CellValue]:
    """Return the cells of a block, row by row, as quickly as Python can."""
    return list(chain.from_iterable(block.rows))
