"""Large splits in one go: the parts of ``split_target`` as doubles, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeVar

from xlsales.kernel.apportionment_block import apportion_rows
from xlsales.kernel.blocks import Block
from xlsales.kernel.minor_units import read_minor_units
from xlsales.targets.pools import Pools, pools_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Item = TypeVar("Item", bound="np.generic")

#: Whole numbers up to here are exact in a double.
_EXACT_DOUBLES: Final = 1 << 53


def split_large(
    totals: Block[float | None], weights: Block[float | None], unit: Fraction
) -> Block[float | None] | None:
    """Split targets by largest remainder, without limits, for large blocks.

    Args:
        totals: As in ``split_target``, as cells hold them.
        weights: As in ``split_target``, as cells hold them.
        unit: Smallest amount handed out.

    Returns:
        Parts as cells hold them, equal to those of ``split_target``; ``None`` leaves the call to
        it: for blank totals, negative or blank pools of weights, amounts that are no multiple
        of the unit, more than 9 decimals, and numbers beyond the exact range.

    Raises:
        InvalidInputError: TARGET-006 totals of another shape.
    """
    try:
        import numpy as np
    except ImportError:
        return None
    pools = pools_of(totals.shape, weights.shape)
    amounts = _whole_units(totals.cells(), unit)
    read = read_minor_units(list(weights.cells()))
    if amounts is None or read is None or read.units.min() < 0:
        return None
    shares = _laid(read.units, weights, pools)
    taking = _laid(~read.blank, weights, pools)
    if not taking.any(axis=1).all():
        return None
    parts = apportion_rows(amounts, shares, taking)
    if parts is None or int(np.abs(parts).max()) * unit.numerator >= _EXACT_DOUBLES:
        return None
    return _cells(parts, taking, pools, unit)


def _whole_units(totals: Iterable[float | None], unit: Fraction) -> NDArray[np.int64] | None:
    import numpy as np

    read = read_minor_units(list(totals))
    if read is None or read.blank.any() or not unit:
        return None
    # total / unit = units * denominator / (10 ** places * numerator)
    divisor = 10**read.places * unit.numerator
    if read.largest * unit.denominator >= _EXACT_DOUBLES or divisor >= _EXACT_DOUBLES:
        return None
    whole, rest = np.divmod(read.units * unit.denominator, divisor)
    return None if rest.any() else whole


def _laid(column: NDArray[Item], weights: Block[float | None], pools: Pools) -> NDArray[Item]:
    """Lay the cells out with one pool a row; a row that serves every pool stays one."""
    if pools.direction == "all":
        return column.reshape(1, -1)
    laid = column.reshape(weights.shape)
    return laid if pools.direction == "rows" else laid.T


def _cells(
    parts: NDArray[np.int64], taking: NDArray[np.bool_], pools: Pools, unit: Fraction
) -> Block[float | None]:
    import numpy as np

    cells = (parts * unit.numerator / unit.denominator).astype(object)
    cells[~np.broadcast_to(taking, cells.shape)] = None
    if pools.direction == "columns":
        cells = cells.T
    return Block(tuple(map(tuple, cells.reshape(pools.shape).tolist())))
