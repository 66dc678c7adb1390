"""LOOKUP_RATE on large blocks: doubles against bounds, what is too near left to the plain path."""

from __future__ import annotations

from typing import Any, Final

from xlsales.functions.incentives.options import BOUNDARY
from xlsales.functions.raw_columns import numpy_is_there, raw_column, single_option, spread_cells
from xlsales.functions.registry import PLAIN
from xlsales.incentives.rate_tables import RateTable
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.numbers import exact, to_float
from xlsales.kernel.values import CellValue

RawBlock = Block[CellValue]

#: Doubles nearer to a bound than this part of it, but not equal, are read at 15 digits.
_NEAR: Final = 1e-13


def lookup_block(
    *, shape: Shape, table: RateTable, value: RawBlock, boundary: RawBlock | None
) -> Block[Any] | None:
    """Return the rates of a large block, or ``None`` to leave it to the plain path."""
    word = single_option(boundary, BOUNDARY, "lower")
    bounds = [to_float(bound) for bound in table.down.bounds]
    if word is None or not bounds or not numpy_is_there():
        return None
    if [exact(bound) for bound in bounds] != list(table.down.bounds):
        return None
    import numpy as np

    column = raw_column(spread_cells(value, shape))
    try:
        numbers = np.array(column.numbers, dtype=np.float64)
    except OverflowError:
        return None
    step = np.searchsorted(np.array(bounds), numbers, side="right" if word == "lower" else "left")
    rates = [table.rates[place][0] for place in table.down.places]
    shown: list[Any] = [0.0, *(None if rate is None else to_float(rate) for rate in rates)]
    cells = [shown[i] for i in step.tolist()]
    for bound in bounds:
        away = np.abs(numbers - bound)
        for i in ((away > 0) & (away <= abs(bound) * _NEAR)).nonzero()[0].tolist():
            cells[i] = PLAIN
    for i in np.isnan(numbers).nonzero()[0].tolist():
        cells[i] = None
    for i in column.aside:
        cells[i] = PLAIN
    return Block.filled(cells, shape[1])
