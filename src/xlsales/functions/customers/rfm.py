"""RFM: recency, frequency and monetary value of each customer, with scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, TypeAlias

from xlsales.customers.quantiles import BIN_RULES, BinRule
from xlsales.customers.rfm import RFM_HEADER, Purchases, RfmScore, purchases_of, rfm_scores
from xlsales.functions.cells import Result
from xlsales.functions.customers.rfm_block import table_in_blocks
from xlsales.functions.kinds import (
    AnyKind,
    DateKind,
    Kind,
    NumberKind,
    OneDay,
    Unread,
    WholeNumberKind,
    one_of,
    only_value,
)
from xlsales.functions.notices import notice
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.values import CellValue

#: Rows below the header, and how many rows were later than ``as_of``.
RfmRows: TypeAlias = tuple[Sequence[tuple[Result, ...]], int]

_MOST_BINS: Final = 100


@cell_function(
    "RFM",
    group="Customers",
    chinese="RFM 模型：最近购买、购买次数、购买金额及评分",
    words=("RFM", "客户价值", "复购"),
    catalogue=("CG5", "CG12"),
)
def rfm(
    customers: Annotated[
        Unread,
        Kind(AnyKind("customers"), "whole", unread=True),
        {"doc": "Who ordered, one row each", "zh": "客户"},
    ],
    dates: Annotated[
        Unread, Kind(DateKind(), "whole", unread=True), {"doc": "Date of each order", "zh": "日期"}
    ],
    amounts: Annotated[
        Unread, Kind(NumberKind(), "whole", unread=True), {"doc": "Amount of each order", "zh": "金额"}
    ],
    as_of: Annotated[OneDay, {"doc": "Last day that counts; later rows are ignored", "zh": "截止日期"}],
    bins: Annotated[
        int,
        Kind(WholeNumberKind(1, _MOST_BINS), "whole", only_value),
        {"doc": "Scores run from 1 to this; 5 unless given", "zh": "分档数（默认 5）"},
    ] = 5,
    rule: Annotated[
        BinRule,
        one_of(*BIN_RULES),
        {"doc": "quantile (default), r (as the R package rfm) or rank", "zh": "规则：分位、R法、排名"},
    ] = "quantile",
    order_ids: Annotated[
        Unread | None,
        Kind(AnyKind("order numbers"), "whole", unread=True),
        {"doc": "Order of each row; rows of one order count once", "zh": "订单号"},
    ] = None,
) -> Block[Result]:
    """Table of recency, orders, amount and their scores, one row a customer.

    A header row, then customer, recency_days, orders, amount, R, F, M and code (text), sorted by
    customer. Rule quantile: cuts of type 7, a value equal to a cut in the lower bin; r: as the R package
    rfm; rank: equal numbers in each bin, ties in the order of customers.

    Examples:
        >>> from xlsales.functions import call_function
        >>> orders = [["a"], ["b"], ["b"]], [[46000], [46010], [46020]], [[10], [20], [30]]
        >>> for row in call_function("RFM", [*orders, 46023, 2]).rows:
        ...     print(*row)
        customer recency_days orders amount R F M code
        a 23 1 10.0 1 1 1 111
        b 3 2 50.0 2 2 2 222
    """
    given = (customers, dates, amounts, as_of, bins, rule, order_ids)
    rows, late = table_in_blocks(*given) or _table(*given)
    if late:
        fix = "They are left out; check as_of if they should count."
        notice(Issue("RFM-010", "dates", f"{late} rows", f"none after {as_of}", fix, severity="note"))
    return Block((RFM_HEADER, *rows))


def _table(
    customers: Unread,
    dates: Unread,
    amounts: Unread,
    as_of: date,
    bins: int,
    rule: BinRule,
    order_ids: Unread | None,
) -> RfmRows:
    """Return the rows below the header and the number of rows after ``as_of``."""
    orders = _orders(customers, dates, amounts, order_ids)
    purchases = purchases_of(*orders[:3], as_of, orders[3])
    late = sum(day > as_of for day in orders[1])
    scores = rfm_scores(purchases, bins, rule)
    return tuple(_row(entry, score) for entry, score in zip(purchases, scores, strict=True)), late


def _row(entry: Purchases, score: RfmScore) -> tuple[Result, ...]:
    facts = (entry.customer, entry.recency_days, entry.orders, entry.amount)
    return (*facts, score.r, score.f, score.m, score.code)


def _orders(
    customers: Unread, dates: Unread, amounts: Unread, order_ids: Unread | None
) -> tuple[list[CellValue], list[date], list[Fraction], list[CellValue] | None]:
    given = [customers, dates, amounts, *([order_ids] if order_ids else [])]
    sizes = {column.block.size for column in given}
    if len(sizes) > 1:
        came = ", ".join(f"{column.reading.where} {column.block.size}" for column in given)
        fix = "Select the same rows in every column."
        raise InvalidInputError(Issue("RFM-001", "customers", came, "as many cells in each", fix))
    columns: list[Sequence[Any]] = [list(column.read().cells()) for column in given]
    rows = [
        row
        for row in zip(range(len(columns[0])), *columns, strict=True)
        if any(x is not None for x in row[1:4])
    ]
    raise_if_any(_missing(rows))
    kept: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(5)]
    return kept[1], kept[2], kept[3], kept[4] if order_ids else None


def _missing(rows: Iterable[Sequence[Any]]) -> Iterable[Issue]:
    """Yield an issue for each cell that a row lacks; wholly blank rows are gone already."""
    fix = "Fill the cell, or clear the whole row."
    for index, *cells in rows:
        for name, value in zip(("customers", "dates", "amounts"), cells[:3], strict=True):
            if value is None:
                yield Issue("RFM-002", f"{name} cell {index + 1}", "blank", "a value in each cell", fix)
