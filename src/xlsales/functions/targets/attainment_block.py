"""ATTAINMENT on large blocks: ratios of whole minor units."""

from __future__ import annotations

from typing import Any

from xlsales.functions.kinds import FlagKind
from xlsales.functions.raw_columns import (
    RawColumn,
    numpy_is_there,
    raw_column,
    single_option,
    spread_cells,
)
from xlsales.functions.registry import PLAIN
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.minor_units import read_minor_units
from xlsales.kernel.values import CellValue

RawBlock = Block[CellValue]


def attainment_block(
    *,
    shape: Shape,
    actual: RawBlock,
    target: RawBlock | None,
    lower_is_better: RawBlock | None,
    baseline: RawBlock | None,
) -> Block[Any] | None:
    """Return the attainments of a large block, or ``None`` to leave it to the plain path.

    The quotient of two whole numbers that doubles hold is the double nearest to the exact one.
    Baselines and flags that vary are left to the plain path, texts and errors cell by cell.
    """
    lower = single_option(lower_is_better, FlagKind(), False)
    if lower is None or baseline is not None or target is None or not numpy_is_there():
        return None
    reached, wanted = (raw_column(spread_cells(block, shape)) for block in (actual, target))
    ratios = _ratios(reached, wanted, lower)
    if ratios is None:
        return None
    for place in (*reached.aside, *wanted.aside):
        ratios[place] = PLAIN
    return Block.filled(ratios, shape[1])


def _ratios(reached: RawColumn, wanted: RawColumn, lower: bool) -> list[Any] | None:
    import numpy as np

    read = read_minor_units([*reached.numbers, *wanted.numbers])
    if read is None:
        return None
    actuals, targets = read.units.reshape(2, -1)
    known = ~read.blank.reshape(2, -1).any(axis=0) & (targets != 0)
    above, below = (targets, actuals) if lower else (actuals, targets)
    known &= below != 0
    ratios: list[Any] = (above / np.where(known, below, 1) + 0.0).tolist()  # no minus zero
    for place in np.flatnonzero(~known).tolist():
        ratios[place] = None
    return ratios
