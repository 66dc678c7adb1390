"""SEASONALITY: season indices of a history."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Kind, Numbers, WholeNumberKind, one_of, only_value
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.targets.seasonality import SeasonMethod, season_indices


@cell_function(
    "SEASONALITY",
    group="Targets",
    chinese="由历史数据计算季节指数，平均为 1",
    words=("季节指数", "淡旺季", "季节性"),
    catalogue=("PL7",),
)
def seasonality(
    values: Annotated[
        Numbers, {"doc": "History in time order, the first value in season 1", "zh": "历史数据"}
    ],
    period: Annotated[
        int,
        Kind(WholeNumberKind(1, 1000), "whole", only_value),
        {"doc": "Seasons of a period: 12 months, 4 quarters", "zh": "周期长度"},
    ],
    method: Annotated[
        SeasonMethod,
        one_of("average", "moving", "trend"),
        {"doc": "average, moving (ratio to centred moving average) or trend", "zh": "方法"},
    ] = "average",
) -> Block[Fraction]:
    """Season indices of a history, which average 1.

    A column gives a column, a row a row. A table of several rows and columns is read along the
    side that has ``period`` cells: years down and months across, or the other way round. Blanks
    are unknown. Errors: a season without any value, a history that is not above 0.

    References:
        Ratio to moving average: Makridakis, Wheelwright and Hyndman, Forecasting (1998).

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("SEASONALITY", [[8, 12, 12, 8], 4]).rows
        ((0.8, 1.2, 1.2, 0.8),)
    """
    across = values.height == 1 or (values.width > 1 and values.width == period)
    if not across and values.width > 1:
        if values.height != period:
            raise InvalidInputError(_no_side(values, period))
        values = values.transposed()
    indices = season_indices(tuple(values.cells()), period, method)
    return Block((tuple(indices),)) if across else Block.column(indices)


def _no_side(values: Numbers, period: int) -> Issue:
    came = f"{values.height} x {values.width} cells"
    return Issue(
        "TARGET-022",
        "values",
        came,
        f"one row, one column, or a table with {period} columns or {period} rows",
        "Select one line of history, or a table with one period a line.",
    )
