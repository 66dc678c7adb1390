"""Columns of raw cells for the block paths: doubles, or a polite refusal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from xlsales.customers.double_cuts import LARGEST
from xlsales.functions.raw_columns import spread_cells
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NUMERIC: Final = frozenset({float, int, bool, type(None)})


def spread(block: Block[CellValue] | None, shape: Shape) -> Sequence[CellValue]:
    """Return a varying argument for each cell of a result, row by row; blank where not given.

    Examples:
        >>> spread(Block.cell(5), (2, 1)), spread(None, (1, 2))
        ([5, 5], [None, None])
    """
    return [None] * (shape[0] * shape[1]) if block is None else spread_cells(block, shape)


def in_shape(cells: Sequence[CellValue], shape: Shape) -> Block[CellValue]:
    """Return cells, row by row, as a block of a shape.

    Examples:
        >>> in_shape([1, 2, 3, 4], (2, 2)).rows
        ((1, 2), (3, 4))
    """
    height, width = shape
    return Block(tuple(tuple(cells[row * width : (row + 1) * width]) for row in range(height)))


def flat(block: Block[CellValue]) -> list[CellValue]:
    """Return the cells of a block, row by row, as quickly as Python can."""
    return list(chain.from_iterable(block.rows))


def doubles(values: Sequence[CellValue]) -> NDArray[np.float64] | None:
    """Return numbers as doubles, NaN where blank; TRUE is 1.

    Returns:
        Shape (n,), or ``None`` where a value is a text, an error, or too large to compare as a
        double: the plain path then says what is wrong.

    Examples:
        >>> doubles([1, None, "", True]).tolist()
        [1.0, nan, nan, 1.0]
        >>> doubles(["5"]) is None
        True
    """
    import numpy as np

    kinds = set(map(type, values))
    if str in kinds:
        values = [None if value == "" else value for value in values]
        kinds = set(map(type, values))
    if not kinds <= _NUMERIC:
        return None
    try:
        numbers = np.array(values, dtype=np.float64)
    except OverflowError:
        return None
    return None if (np.abs(numbers) >= LARGEST).any() else numbers
