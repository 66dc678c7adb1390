"""LOOKUP_RATE and MATRIX_RATE: a rate from a table of steps or names."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.incentives.options import BOUNDARY, BoundaryWord
from xlsales.functions.incentives.rate_blocks import lookup_block
from xlsales.functions.kinds import Any_, AnyKind, Kind
from xlsales.functions.registry import cell_function
from xlsales.incentives.rate_tables import RateTable, read_matrix, read_step_table
from xlsales.kernel.steps import Boundary

_TABLE = AnyKind("a table with its headers")


@cell_function(
    "LOOKUP_RATE",
    group="Incentives",
    chinese="查表：按下限或名称取比率",
    words=("查表", "比率", "费率"),
    catalogue=("IN1", "IN9", "CR5"),
    bulk=lookup_block,
)
def lookup_rate(
    value: Annotated[Any_, {"doc": "A number, or a name in the table", "zh": "数值或表中的名称"}],
    table: Annotated[
        RateTable,
        Kind(_TABLE, "whole", read_step_table),
        {"doc": "Two columns: lower bound or name, and rate", "zh": "两列：下限或名称、比率"},
    ],
    boundary: BoundaryWord = "lower",
) -> Fraction | None:
    """Rate of the step that a number has reached, or of a name; 0 below the first bound.

    Names match whatever their case; one that is not in the table is ``#N/A``.

    Errors: TABLE-001 no such name, TABLE-002 text for steps, TABLE-003 to TABLE-006 a wrong table.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("LOOKUP_RATE", [[[9], [10]], [[0, 0.15], [10, 0.075]]]).rows
        ((0.15,), (0.075,))
    """
    return table.rate(value, boundary)


@cell_function(
    "MATRIX_RATE",
    group="Incentives",
    chinese="矩阵查表：按行列取比率",
    words=("矩阵", "查表", "比率"),
    catalogue=("IN1", "IN9"),
)
def matrix_rate(
    x: Annotated[Any_, {"doc": "Looked up down the first column", "zh": "在首列查找"}],
    y: Annotated[Any_, {"doc": "Looked up along the first row", "zh": "在首行查找"}],
    table: Annotated[
        RateTable,
        Kind(_TABLE, "whole", read_matrix),
        {"doc": "Headers down and across, rates between; the corner is left out", "zh": "行列表头与比率"},
    ],
    boundary: BoundaryWord = "lower",
    boundary_y: Annotated[
        Boundary, Kind(BOUNDARY), {"doc": "The same along the first row", "zh": "首行的含下限或含上限"}
    ] = "lower",
) -> Fraction | None:
    """Rate where the row of x and the column of y meet; 0 below the first bound of either.

    Headers that are numbers are steps, each axis with its own boundary; texts match by name.

    Errors: those of LOOKUP_RATE.

    Examples:
        >>> from xlsales.functions import call_function
        >>> table = [["", 0, 2000], ["new", 0.04, 0.03], ["old", 0.03, 0.02]]
        >>> call_function("MATRIX_RATE", [[["new"], ["old"]], [[500], [2500]], table]).rows
        ((0.04,), (0.02,))
    """
    return table.cell(x, y, boundary, boundary_y)
