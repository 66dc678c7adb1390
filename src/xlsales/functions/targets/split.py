"""SPLIT: a target over cells, exact to the cent."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.cells import exact_block
from xlsales.functions.kinds import CellNumbers, MaybeCellNumbers, Numbers, OneNumber, one_of
from xlsales.functions.registry import cell_function
from xlsales.kernel.apportionment import METHODS, Method
from xlsales.kernel.blocks import Block
from xlsales.kernel.minor_units import BLOCK_FROM
from xlsales.kernel.numbers import CENT
from xlsales.targets.split import Limits, split_target
from xlsales.targets.split_block import split_large

_FREE: Numbers = Block.cell(None)


@cell_function(
    "SPLIT",
    group="Targets",
    chinese="按权重分解目标，合计与总数分毫不差",
    words=("分解", "拆分", "分配", "目标分解"),
    catalogue=("PL1", "PL4", "PL5", "PL16"),
)
def split(
    total: Annotated[
        MaybeCellNumbers,
        {"doc": "Target; a column of targets splits each row, a row of targets each column", "zh": "总目标"},
    ],
    weights: Annotated[
        CellNumbers, {"doc": "One weight a cell, any scale; a blank takes no part", "zh": "权重"}
    ],
    unit: Annotated[
        OneNumber,
        {"doc": "Smallest amount handed out, 0.01 unless given; 0 does not round", "zh": "最小单位"},
    ] = CENT,
    floors: Annotated[Numbers, {"doc": "Least for each cell, or one value for all", "zh": "下限"}] = _FREE,
    caps: Annotated[Numbers, {"doc": "Most for each cell, or one value for all", "zh": "上限"}] = _FREE,
    locked: Annotated[Numbers, {"doc": "Cells that are fixed; blank is free", "zh": "锁定"}] = _FREE,
    method: Annotated[
        Method,
        one_of(*METHODS),
        {"doc": "hamilton (largest remainder), webster, jefferson, adams or hill", "zh": "取整方法"},
    ] = "hamilton",
) -> Block[Fraction | None] | Block[float | None]:
    """Split a target by weights; the parts sum exactly to it.

    The result has the shape of the weights. Where all weights are 0 the split is even; equal
    remainders favour the earlier cell; floors, caps and locks pass what they hold back on to the
    others. Errors: a negative weight, limits that cannot make the total (the message names
    their sum), ranges that do not go together.

    References:
        Largest remainder (Hamilton) and divisor methods: Balinski and Young, Fair Representation.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("SPLIT", [100, [[1], [1], [1]]]).rows
        ((33.34,), (33.33,), (33.33,))
    """
    if total is None:
        unknown: tuple[Fraction | None, ...] = (None,) * weights.size
        return weights.like(unknown)
    limits = Limits(floors, caps, locked)
    if weights.size * total.size >= BLOCK_FROM and method == "hamilton" and limits.are_free:
        quick = split_large(total, weights, unit)
        if quick is not None:
            return quick
    return split_target(exact_block(total), exact_block(weights), unit, limits, method)
