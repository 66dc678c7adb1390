"""PRORATE: an amount for the part of a period in service."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import ChoiceKind, Day, Kind, MaybeDay, Number
from xlsales.functions.registry import cell_function
from xlsales.targets.proration import ProrationBasis, prorated_share
from xlsales.targets.spans import Span


@cell_function(
    "PRORATE",
    group="Targets",
    chinese="按在岗时间折算金额或目标",
    words=("折算", "在岗天数", "按比例"),
    catalogue=("PL4", "PL6"),
)
def prorate(
    amount: Annotated[Number, {"doc": "Amount for the whole period", "zh": "全期金额"}],
    start: Annotated[Day, {"doc": "First day in service", "zh": "开始日期"}],
    end: Annotated[MaybeDay, {"doc": "Last day in service; blank is open", "zh": "结束日期"}],
    period_start: Annotated[Day, {"doc": "First day of the period", "zh": "期初"}],
    period_end: Annotated[Day, {"doc": "Last day of the period", "zh": "期末"}],
    basis: Annotated[
        ProrationBasis,
        Kind(ChoiceKind(("days", "days_exclusive", "months"))),
        {
            "doc": "days (both ends count), days_exclusive (not the day of a start inside), months",
            "zh": "口径",
        },
    ] = "days",
) -> Fraction:
    """Amount times the share of the period in service, not rounded.

    Every argument is one value or a range; a blank amount or date, other than an open ``end``,
    gives a blank. Errors: an end before its start.

    Examples:
        >>> from xlsales.functions import call_function
        >>> dates = [date(2026, 6, 21), None, date(2026, 6, 1), date(2026, 6, 30)]
        >>> call_function("PRORATE", [30000, *dates]).value
        10000.0
    """
    service, period = Span(start, end or date.max), Span(period_start, period_end)
    return amount * prorated_share(service, period, basis)
