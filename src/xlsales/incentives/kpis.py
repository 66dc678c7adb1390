"""The library of key figures: what each is worked out from, in which direction it is good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import folded

#: ``value`` is the first figure itself, ``ratio`` first / second, ``growth`` (first - second) / second,
#: ``rest`` 1 - first / second, ``difference`` first - second, ``margin`` (first - second) / first.
Formula: TypeAlias = Literal["value", "ratio", "growth", "rest", "difference", "margin"]
#: Results say what came out, processes what was done for it.
KpiGroup: TypeAlias = Literal["result", "customer", "process", "growth"]
#: ``amount`` is money, ``count`` a number of things, ``rate`` a fraction, ``days`` are days.
KpiUnit: TypeAlias = Literal["amount", "count", "rate", "days"]


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure.

    Attributes:
        name, chinese: What it is called.
        group: Result, customer, process or growth.
        formula: How its figures are put together.
        first, second: The figures it needs; ``value`` needs only the first.
        unit: Of the result.
        lower_is_better: For costs, complaints and days.
        rows: Rows of the catalogue that ask for it.
    """

    name: str
    chinese: str
    group: KpiGroup
    formula: Formula
    first: str
    second: str = ""
    unit: KpiUnit = "rate"
    lower_is_better: bool = False
    rows: tuple[str, ...] = ("AP4",)


KPIS: Final[tuple[Kpi, ...]] = (
    Kpi("sales quantity", "销售数量", "result", "value", "quantity", unit="count", rows=("AP1", "AP4")),
    Kpi("sales amount", "销售额", "result", "value", "sales", unit="amount", rows=("AP1", "AP4")),
    Kpi("gross margin", "毛利", "result", "difference", "sales", "cost", "amount", rows=("AP1", "AP4")),
    Kpi("margin rate", "毛利率", "result", "margin", "sales", "cost", rows=("AP1", "AP4")),
    Kpi("attainment", "目标完成率", "result", "ratio", "sales", "target", rows=("AP4", "AP6")),
    Kpi("sales growth", "销售增长率", "result", "growth", "sales", "sales before"),
    Kpi("market share", "市场份额", "result", "ratio", "sales", "market"),
    Kpi("new product share", "新品占比", "result", "ratio", "new product sales", "sales"),
    Kpi("collection rate", "回款率", "result", "ratio", "collected", "due"),
    Kpi("overdue rate", "逾期率", "result", "ratio", "overdue", "receivables", lower_is_better=True),
    Kpi("return rate", "退货率", "result", "ratio", "returns", "sales", lower_is_better=True),
    Kpi("expense rate", "费用率", "result", "ratio", "expenses", "sales", lower_is_better=True),
    Kpi("customer satisfaction", "客户满意度", "customer", "ratio", "satisfied", "answers"),
    Kpi(
        "retention rate",
        "客户保持率",
        "customer",
        "ratio",
        "customers kept",
        "customers before",
        rows=("AP4", "AP5"),
    ),
    Kpi(
        "loss rate",
        "客户流失率",
        "customer",
        "rest",
        "customers kept",
        "customers before",
        "rate",
        lower_is_better=True,
        rows=("AP5",),
    ),
    Kpi("repeat rate", "重复购买率", "customer", "ratio", "repeat customers", "customers", rows=("AP5",)),
    Kpi(
        "complaint rate",
        "投诉率",
        "customer",
        "ratio",
        "complaints",
        "orders",
        lower_is_better=True,
        rows=("AP4", "AP5"),
    ),
    Kpi(
        "service score",
        "服务得分",
        "customer",
        "ratio",
        "service points",
        "service points possible",
        rows=("AP5",),
    ),
    Kpi(
        "complaints closed in time",
        "投诉及时率",
        "customer",
        "ratio",
        "closed in time",
        "complaints",
        rows=("AP5",),
    ),
    Kpi("visit rate", "拜访完成率", "process", "ratio", "visits done", "visits planned", rows=("AP7",)),
    Kpi("quotes sent", "报价数", "process", "value", "quotes", unit="count", rows=("AP7",)),
    Kpi("quotes in time", "报价及时率", "process", "ratio", "quotes in time", "quotes", rows=("AP7",)),
    Kpi("calls made", "电话数", "process", "value", "calls", unit="count", rows=("AP7",)),
    Kpi(
        "feedback in time", "反馈及时率", "process", "ratio", "feedback in time", "visits done", rows=("AP7",)
    ),
    Kpi("win rate", "赢单率", "process", "ratio", "deals won", "deals closed", rows=("AP7",)),
    Kpi(
        "days to first deal",
        "首单天数",
        "growth",
        "value",
        "days to first deal",
        unit="days",
        lower_is_better=True,
        rows=("AP12",),
    ),
    Kpi("new customers", "新客户数", "growth", "value", "new customers", unit="count"),
    Kpi("training hours", "培训学时", "growth", "value", "training hours", unit="count"),
)


def kpi(name: str) -> Kpi | None:
    """Return a key figure by its English or Chinese name, ``None`` where the library has none.

    Examples:
        >>> kpi("回款率").name, kpi("luck") is None
        ('collection rate', True)
    """
    return _BY_NAME.get(folded(name))


def kpi_value(one: Kpi, figures: Mapping[str, Fraction | None]) -> Fraction | None:
    """Return a key figure (AP4).

    Args:
        one: Which.
        figures: Amounts and counts by the names that the library uses.

    Returns:
        The value; ``None`` where a figure is unknown or would be divided by 0.

    Raises:
        InvalidInputError: KPI-001 a figure that is divided by is negative.

    Examples:
        >>> figures = {"sales": Fraction(500), "cost": Fraction(400), "target": Fraction(0)}
        >>> float(kpi_value(kpi("margin rate"), figures)), kpi_value(kpi("attainment"), figures)
        (0.2, None)
    """
    first, second = figures.get(one.first), figures.get(one.second)
    if first is None or one.formula == "value":
        return first
    if second is None:
        return None
    if one.formula == "difference":
        return first - second
    below = first if one.formula == "margin" else second
    if below < 0:
        which = one.first if one.formula == "margin" else one.second
        fix = f"Correct {which}; nothing is a part of less than nothing."
        raise InvalidInputError(Issue("KPI-001", one.name, f"{which} below 0", "0 or more", fix))
    if not below:
        return None
    ratio = (first - second if one.formula in ("growth", "margin") else first) / below
    return 1 - ratio if one.formula == "rest" else ratio


def process_kpis() -> tuple[Kpi, ...]:
    """Return the figures of what is done, to stand beside those of results (AP7).

    Examples:
        >>> [one.name for one in process_kpis()][:2]
        ['visit rate', 'quotes sent']
    """
    return tuple(one for one in KPIS if one.group == "process")


_BY_NAME: Final = {folded(name): one for one in KPIS for name in (one.name, one.chinese)}
