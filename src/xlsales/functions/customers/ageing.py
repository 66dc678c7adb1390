"""AGEING: receivables by days overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated

from xlsales.functions.cells import Result
from xlsales.functions.customers.groups import CustomerColumn, rows_by_customer
from xlsales.functions.kinds import Days, Kind, NumberKind, Numbers, OneDay
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.receivables.ageing import DEFAULT_BUCKETS, ageing_of, bucket_labels, read_buckets


@cell_function(
    "AGEING",
    group="Customers",
    chinese="应收账龄：按逾期天数分段",
    words=("账龄", "逾期账龄", "应收账款", "催收"),
    catalogue=("CR2", "CR1"),
)
def ageing(
    amounts: Annotated[Numbers, {"doc": "Open amount of each invoice", "zh": "未收金额"}],
    due_dates: Annotated[Days, {"doc": "Due date of each invoice", "zh": "到期日"}],
    as_of: Annotated[OneDay, {"doc": "Day of the question; due that day is not overdue", "zh": "截止日期"}],
    buckets: Annotated[
        Sequence[int],
        Kind(NumberKind(), "whole", build=lambda block: read_buckets(tuple(block.cells()))),
        {"doc": "Last day of each bucket; {30,60,90} unless given", "zh": "账龄段（默认 30、60、90 天）"},
    ] = DEFAULT_BUCKETS,
    customers: CustomerColumn = None,
) -> Block[Result]:
    """Open amounts not due, 1–30, 31–60, 61–90 and over 90 days overdue.

    One row a bucket: label and amount. With ``customers`` a header row and one row each, sorted.

    Examples:
        >>> from xlsales.functions import call_function
        >>> for row in call_function("AGEING", [[[5], [7]], [[46023], [46000]], 46023]).rows:
        ...     print(*row)
        not due 5.0
        1–30 7.0
        31–60 0.0
        61–90 0.0
        over 90 0.0
    """
    items = _items(tuple(amounts.cells()), tuple(due_dates.cells()))
    labels = bucket_labels(buckets)
    if customers is None:
        sums = ageing_of([item for item in items if item is not None], as_of, buckets)
        return Block(tuple(zip(labels, sums, strict=True)))
    found = rows_by_customer(tuple(customers.cells()), [item is not None for item in items])
    rows: list[tuple[Result, ...]] = [("customer", *labels)]
    for name, places in found:
        rows.append((name, *ageing_of([item for i in places if (item := items[i])], as_of, buckets)))
    return Block(tuple(rows))


def _items(
    amounts: Sequence[Fraction | None], due_dates: Sequence[date | None]
) -> list[tuple[Fraction, date] | None]:
    """Pair amounts and due days; a blank amount is no invoice."""
    if len(amounts) != len(due_dates):
        came = f"{len(due_dates)} cells"
        fix = "Select the same rows in both."
        raise InvalidInputError(Issue("AGE-002", "due_dates", came, f"{len(amounts)} cells", fix))
    pairs = list(zip(amounts, due_dates, strict=True))
    fix = "Fill the due date of this amount."
    raise_if_any(
        Issue("AGE-003", f"due_dates cell {i}", "blank", "a due date", fix)
        for i, (amount, due) in enumerate(pairs, start=1)
        if amount is not None and due is None
    )
    return [None if amount is None or due is None else (amount, due) for amount, due in pairs]
