"""Columns of raw cells for the block paths: doubles, or a polite refusal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from xlsales.customers.double_cuts import LARGEST
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NUMERIC: Final = frozenset({float, int, bool, type(None)})


def numpy_is_there() -> bool:
    """Tell whether the block paths can run; without numpy the plain path does everything."""
    try:
        import numpy  # noqa: F401
    except ImportError:
        return False
    return True


def spread_column(block: Block[CellValue] | None, shape: Shape) -> list[CellValue] | None:
    """Return a varying argument as one column of a result column, blank where not given.

    Args:
        block: The raw argument; ``None`` was not given.
        shape: Shape of the result.

    Returns:
        Values, shape (n,); ``None`` where the result is no single column.
    """
    height, width = shape
    if width != 1:
        return None
    if block is None:
        return [None] * height
    if block.height == 1:
        return [block.rows[0][0]] * height
    return [row[0] for row in block.rows]


def flat(block: Block[CellValue]) -> list[CellValue]:
    """Return the cells of a block, row by row, as quickly as Python can."""
    return list(chain.from_iterable(block.rows))


def doubles(values: Sequence[CellValue] | None) -> NDArray[np.float64] | None:
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
    if values is None:
        return None
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
