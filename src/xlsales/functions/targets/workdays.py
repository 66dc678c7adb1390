"""WORKDAYS: weighted working days of each period."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Final

from xlsales.functions.kinds import (
    AnyKind,
    Kind,
    MaybeOneText,
    NumberKind,
    OneDay,
    Unread,
    WholeNumberKind,
    one_of,
    only_value,
)
from xlsales.functions.registry import cell_function
from xlsales.functions.targets.special_days import special_days
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.targets.country_days import country_days
from xlsales.targets.spans import FREQUENCIES, Frequency, periods_from
from xlsales.targets.workdays import WorkCalendar

_MOST_PERIODS: Final = 10_000


def _weekdays(block: Block[Fraction | None]) -> tuple[Fraction, ...]:
    weights = tuple(value for value in block.cells() if value is not None and value >= 0)
    if len(weights) != 7 or block.size != 7:
        came = f"{block.height} x {block.width} cells, {len(weights)} of them a weight from 0"
        fix = "Give a weight for each weekday, Monday first, such as {1,1,1,1,1,0.5,0}."
        raise InvalidInputError(Issue("TARGET-053", "", came, "7 weights from 0", fix))
    return weights


@cell_function(
    "WORKDAYS",
    group="Targets",
    chinese="各期间的加权工作日数，含法定节假日与调休上班日",
    words=("工作日", "调休", "节假日", "春节"),
    catalogue=("PL1", "PL7"),
)
def workdays(
    start: Annotated[OneDay, {"doc": "A day of the first period", "zh": "起始日期"}],
    periods: Annotated[
        int,
        Kind(WholeNumberKind(1, _MOST_PERIODS), "whole", only_value),
        {"doc": "Number of periods", "zh": "期数"},
    ],
    frequency: Annotated[
        Frequency,
        one_of(*FREQUENCIES),
        {"doc": "month, quarter, week, 4-4-5, 4-5-4, 5-4-4 or 13", "zh": "频率"},
    ] = "month",
    country: Annotated[
        MaybeOneText,
        {"doc": "Country such as CN or US; its holidays and make-up workdays count", "zh": "国家"},
    ] = None,
    weekday_weights: Annotated[
        tuple[Fraction, ...] | None,
        Kind(NumberKind(), "whole", _weekdays),
        {"doc": "7 weights, Monday first, such as {1,1,1,1,1,0.5,0}", "zh": "星期权重"},
    ] = None,
    holidays: Annotated[
        Unread | None,
        Kind(AnyKind("dates, with weights beside them or without"), "whole", unread=True),
        {"doc": "More days off; a second column is the weight of that day", "zh": "其他假日"},
    ] = None,
) -> Block[Fraction]:
    """Weighted working days of each period, not normalised: weights for SPLIT.

    A column with one row a period. The first period is the month, quarter or week (from Monday)
    of ``start``; 4-4-5 and the like begin with that week and repeat every 13 weeks. A make-up
    workday counts as the mean of Monday to Friday. Errors: an unknown country, a year whose
    holidays are not officially announced.

    References:
        Holidays and make-up workdays: the holidays package, which cites the announcements.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("WORKDAYS", [46023, 2, "month", "CN"]).rows
        ((21.0,), (16.0,))
    """
    calendar = WorkCalendar(
        country_days(country) if country else None, weekday_weights, special_days(holidays)
    )
    spans = periods_from(start, periods, frequency)
    return Block.column(calendar.weight_of(span) for span in spans)
