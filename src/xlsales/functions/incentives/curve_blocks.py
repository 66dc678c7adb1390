"""PAYOUT_CURVE on large blocks of decimals: one exact division for each cell."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any, Final

from xlsales.functions.incentives.options import ABOVE_WORD, BELOW_WORD
from xlsales.functions.raw_columns import numpy_is_there, raw_column, single_option, spread_cells
from xlsales.functions.registry import PLAIN
from xlsales.incentives.payout_curve import Above, Below, Curve, curve_payout
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.minor_units import read_minor_units, whole_rate
from xlsales.kernel.numbers import ONE
from xlsales.kernel.values import CellValue

RawBlock = Block[CellValue]
_EXACT_DOUBLE: Final = 1 << 53


def curve_block(
    *, shape: Shape, curve: Curve, attainment: RawBlock, below: RawBlock | None, above: RawBlock | None
) -> Block[Any] | None:
    """Return the payouts of a large block, or ``None`` to leave it to the plain path."""
    below_word = single_option(below, BELOW_WORD, "zero")
    above_word = single_option(above, ABOVE_WORD, "cap")
    if below_word is None or above_word is None or not numpy_is_there():
        return None
    column = raw_column(spread_cells(attainment, shape))
    units = read_minor_units(column.numbers)
    bounds = whole_rate(curve.attainments)
    if units is None or bounds is None or bounds[1] > units.places + 9:
        return None
    import numpy as np

    scale = 10 ** max(units.places, bounds[1])
    finer = scale // 10**units.places
    knots = [int(knot * scale) for knot in curve.attainments]
    lines = _lines(curve, below_word, above_word, scale)
    most = max(max(abs(rise) * units.largest * finer + abs(level), size) for rise, level, size in lines)
    if most >= _EXACT_DOUBLE or max(map(abs, knots)) >= _EXACT_DOUBLE:
        return None
    places = units.units * finer
    line = np.searchsorted(np.array(knots, dtype=np.int64), places, side="right")
    rise, level, size = (np.array(part, dtype=np.int64)[line] for part in zip(*lines, strict=True))
    cells: list[Any] = ((rise * places + level) / size).tolist()
    for i in units.blank.nonzero()[0].tolist():
        cells[i] = None
    for i in column.aside:
        cells[i] = PLAIN
    return Block.filled(cells, shape[1])


def _lines(curve: Curve, below: Below, above: Above, scale: int) -> list[tuple[int, int, int]]:
    """Return each stretch, from below the first knot on, as (rise * units + level) / size."""
    knots = curve.attainments
    first, last = knots[0] - ONE, knots[-1]
    starts = [first, *knots]
    ends = [first - ONE, *[(low + high) / 2 for low, high in pairwise(knots)], last + ONE]
    lines = []
    for start, other in zip(starts, ends, strict=True):
        value = curve_payout(curve, start, below, above)
        slope = (curve_payout(curve, other, below, above) - value) / (other - start) if other != start else 0
        lines.append(_whole(Fraction(slope) / scale, value - slope * start))
    return lines


def _whole(rise: Fraction, level: Fraction) -> tuple[int, int, int]:
    size = lcm(rise.denominator, level.denominator)
    return int(rise * size), int(level * size), size
