"""FORECAST: a series continued by its trend and season."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any

from xlsales.functions.cells import Result
from xlsales.functions.kinds import Kind, NumberKind, WholeNumberKind, only_value
from xlsales.functions.notices import notice
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.numbers import shown, to_float
from xlsales.kernel.values import CellError
from xlsales.pipeline.forecast import can_have_season
from xlsales.pipeline.forecast import forecast as forecast_of


def _history(block: Block[Any]) -> tuple[float, ...]:
    """Take the blanks off both ends; one inside leaves a period unknown."""
    cells: list[Fraction | None] = list(block.cells())
    filled = [i for i, cell in enumerate(cells) if cell is not None]
    inside = cells[filled[0] : filled[-1] + 1] if filled else []
    fix = "Fill the period, with 0 if nothing was sold."
    raise_if_any(
        Issue("FORE-002", f"cell {filled[0] + i + 1}", "blank", "a number in each period", fix)
        for i, cell in enumerate(inside)
        if cell is None
    )
    return tuple(to_float(cell) for cell in inside if cell is not None)


@cell_function(
    "FORECAST",
    group="Customers",
    chinese="销售预测：趋势乘季节，80% 区间",
    words=("销售预测", "趋势", "季节"),
    catalogue=("FC1", "FC2"),
)
def forecast(
    history: Annotated[
        Sequence[float],
        Kind(NumberKind(), "whole", build=_history),
        {"doc": "Values of past periods, oldest first", "zh": "历史值（由旧到新）"},
    ],
    periods: Annotated[
        int,
        Kind(WholeNumberKind(1, 10_000), "whole", only_value),
        {
            "doc": "Coming periods wanted",
            "zh": "预测期数",
        },
    ],
    period: Annotated[
        int,
        Kind(WholeNumberKind(1, 1_000), "whole", only_value),
        {"doc": "Periods in a season's cycle; 12 unless given, 1 for no season", "zh": "季节周期（默认 12）"},
    ] = 12,
) -> Block[Result]:
    """Continue a series by trend x season: value, low and high (80 %), one row a coming period.

    A line of least squares through the series without its season, times one index a place in the
    cycle; the range is the line's prediction interval. Classical multiplicative decomposition, see
    Hyndman and Athanasopoulos, Forecasting: Principles and Practice.

    Examples:
        >>> from xlsales.functions import call_function
        >>> [round(x, 6) for x in call_function("FORECAST", [[10, 20, 30, 40], 1]).rows[0]]
        [50.0, 50.0, 50.0]
    """
    if period > 1 and not can_have_season(history, period):
        came = f"{len(history)} periods, the lowest {shown(min(history, default=0))}"
        expected = f"at least {2 * period} periods above 0 for a season"
        fix = "There is only a trend; give two whole cycles of values above 0 for a season."
        notice(Issue("FORE-010", "history", came, expected, fix, severity="note"))
    points = forecast_of(history, periods, period)
    return Block(tuple(tuple(map(_shown, (point.value, point.low, point.high))) for point in points))


def _shown(number: float) -> Result:
    """Return a number as a cell holds it; beyond the largest double there is none."""
    return number if math.isfinite(number) else CellError("#NUM!")
