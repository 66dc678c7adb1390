"""SPLIT_MATRIX: targets by rows and columns at once."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Kind, MaybeNumbers, NumberKind, OneNumber
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ONE
from xlsales.targets.split_matrix import split_matrix as split_both_ways


def _totals(block: Block[Fraction | None]) -> tuple[Fraction, ...]:
    totals = tuple(value for value in block.cells() if value is not None)
    if min(block.shape) > 1 or len(totals) < block.size:
        came = f"{block.height} x {block.width} cells" if min(block.shape) > 1 else "a blank cell"
        fix = "Select one row or one column, 0 where there is no target."
        raise InvalidInputError(Issue("TARGET-106", "", came, "one total for each line", fix))
    return totals


@cell_function(
    "SPLIT_MATRIX",
    group="Targets",
    chinese="按行合计与列合计同时分解，行列都分毫不差",
    words=("矩阵分解", "二维分解", "行列", "区域产品"),
    catalogue=("PL1",),
)
def split_matrix(
    row_totals: Annotated[
        tuple[Fraction, ...],
        Kind(NumberKind(), "whole", _totals),
        {"doc": "Total of each row", "zh": "行合计"},
    ],
    column_totals: Annotated[
        tuple[Fraction, ...],
        Kind(NumberKind(), "whole", _totals),
        {"doc": "Total of each column", "zh": "列合计"},
    ],
    seed: Annotated[
        MaybeNumbers,
        {"doc": "Proportions, such as last year's sales; 0 stays 0; all 1 unless given", "zh": "参考矩阵"},
    ] = None,
    unit: Annotated[
        OneNumber,
        {"doc": "Smallest amount handed out, 0.01 unless given; 0 does not round", "zh": "最小单位"},
    ] = CENT,
    locked: Annotated[MaybeNumbers, {"doc": "Cells that are fixed; blank is free", "zh": "锁定"}] = None,
) -> Block[Fraction | None]:
    """Split row and column totals over a table; both hold exactly.

    The seed is scaled to the totals by iterative proportional fitting, then every cell is rounded
    up or down so that each row and each column keeps its total. Errors name the row or column
    that cannot reach its total; both totals must have the same sum.

    References:
        Deming and Stephan (1940), iterative proportional fitting; Cox (1987), controlled rounding.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("SPLIT_MATRIX", [[[60], [40]], [50, 50]]).rows
        ((30.0, 30.0), (20.0, 20.0))
    """
    shape = (len(row_totals), len(column_totals))
    table = Block(((ONE,) * shape[1],) * shape[0]) if seed is None else seed
    for name, block in (("seed", table), ("locked", locked)):
        if block is not None and block.shape != shape:
            came = f"{block.height} x {block.width} cells"
            expected = f"{shape[0]} x {shape[1]} cells, as there are totals"
            raise InvalidInputError(
                Issue("TARGET-007", name, came, expected, "Select the inner part of the table.")
            )
    return Block.of(
        split_both_ways(row_totals, column_totals, table.rows, unit, locked.rows if locked else None)
    )
