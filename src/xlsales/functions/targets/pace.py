"""PACE: where a target stands on a day."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Day, MaybeNumber, MaybeOneText, Number, OneFlag
from xlsales.functions.registry import cell_function
from xlsales.targets.pace import pace_of
from xlsales.targets.spans import Span
from xlsales.targets.workdays import calendar_of


@cell_function(
    "PACE",
    group="Targets",
    chinese="序时进度：已过天数、剩余天数、日均、预计完成、缺口、剩余日均需完成",
    words=("进度", "序时进度", "日均", "缺口"),
    catalogue=("AP6", "PL2"),
    width=6,
    header=("days gone", "days left", "run rate a day", "projected", "gap to the target", "required a day"),
)
def pace(
    actual: Annotated[Number, {"doc": "Reached so far in the period", "zh": "实际"}],
    target: Annotated[MaybeNumber, {"doc": "Target of the whole period", "zh": "目标"}],
    as_of: Annotated[Day, {"doc": "Day of the count, which counts as gone", "zh": "截至日期"}],
    start: Annotated[Day, {"doc": "First day of the period", "zh": "期初"}],
    end: Annotated[Day, {"doc": "Last day of the period", "zh": "期末"}],
    country: Annotated[
        MaybeOneText, {"doc": "Counts its working days; blank counts all days", "zh": "国家"}
    ] = None,
    headers: Annotated[OneFlag, {"doc": "TRUE puts a row of labels on top", "zh": "标题行"}] = False,
) -> tuple[Fraction | None, ...]:
    """Days gone and left, run rate, projection, gap and what each day left needs.

    One row of six columns for each row of the arguments. Before a day is gone there is no run
    rate, after the last day nothing is required a day: blank. The gap is target less actual,
    below 0 where the target is passed; then 0 a day is required. Errors: an end before its
    start, a country's year that is not officially announced.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("PACE", [96000, 260000, 46185, 46174, 46203]).rows
        ((12.0, 18.0, 8000.0, 240000.0, 164000.0, 9111.111111111111),)
    """
    calendar = calendar_of(country) if country else None
    return tuple(pace_of(actual, target, as_of, Span(start, end), calendar))
