"""Raw cells as columns for the block paths; cells that are no numbers are set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from xlsales.functions.kinds import ItemKind, Reading
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.values import CellError, CellValue

_NUMERIC: Final = frozenset({float, int, bool, type(None)})


def numpy_is_there() -> bool:
    """Tell whether block paths can run; without numpy the plain path does everything."""
    try:
        import numpy  # noqa: F401
    except ImportError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class RawColumn:
    """Cells in reading order.

    Attributes:
        numbers: Numbers as the cells hold them, ``None`` where blank or set aside.
        aside: Places of texts and error values.
    """

    numbers: Sequence[float | None]
    aside: Sequence[int]


def raw_column(values: Sequence[CellValue]) -> RawColumn:
    """Return cells as numbers, with what is none set aside; the empty text is blank.

    Examples:
        >>> raw_column([1, "", "x", None])
        RawColumn(numbers=[1, None, None, None], aside=[2])
    """
    if _NUMERIC.issuperset(map(type, values)):
        return RawColumn(values, ())  # type: ignore[arg-type]
    aside = [
        i for i, value in enumerate(values) if isinstance(value, CellError) or (value and type(value) is str)
    ]
    numbers = [None if isinstance(value, (str, CellError)) else value for value in values]
    return RawColumn(numbers, aside)


def spread_cells(block: Block[CellValue], shape: Shape) -> Sequence[CellValue]:
    """Return the cells of a block that stands for a shape, row by row."""
    if block.shape == shape:
        return list(chain.from_iterable(block.rows))
    return [block.at(row, column) for row in range(shape[0]) for column in range(shape[1])]


def single_option(block: Block[CellValue] | None, kind: ItemKind, default: Any) -> Any | None:
    """Return an option that stands for the whole block, or ``None`` to decline."""
    if block is None:
        return default
    if block.size > 1 or isinstance(block.rows[0][0], CellError):
        return None
    try:
        return kind.read(block.rows[0][0], Reading("option"))
    except InvalidInputError:
        return None
