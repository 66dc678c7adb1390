"""CLAWBACK, COLLECTED, MARGIN and ACCRUAL: pay that depends on what becomes of a deal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Annotated, Any

from xlsales.functions.incentives.isolated import cell_of, isolated
from xlsales.functions.incentives.options import OneUnit, Unit
from xlsales.functions.kinds import ChoiceKind, Day, Kind, Number, NumberKind, OneFlag, Unread
from xlsales.functions.registry import cell_function
from xlsales.incentives.accruals import accrual
from xlsales.incentives.clawback import CLAWBACK_MODES, ClawbackMode, clawback
from xlsales.incentives.collected import commission_on_payments
from xlsales.incentives.margins import MARGIN_BASES, MarginBasis, margin_rate
from xlsales.kernel.blocks import Block, common_shape
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT
from xlsales.kernel.values import CellError

_NUMBERS = Kind(NumberKind(), "whole", blank_is_value=True, unread=True)


@cell_function(
    "CLAWBACK",
    group="Incentives",
    chinese="追回：客户提前流失时收回的提成",
    words=("追回", "退还", "扣回"),
    catalogue=("IN2", "CR5"),
)
def clawback_of(
    paid: Annotated[Number, {"doc": "What was paid out", "zh": "已付金额"}],
    kept: Annotated[Number, {"doc": "How long the customer stayed", "zh": "已保留时长"}],
    required: Annotated[Number, {"doc": "How long the pay is conditional, same unit", "zh": "约定时长"}],
    mode: Annotated[
        ClawbackMode, Kind(ChoiceKind(CLAWBACK_MODES)), {"doc": "prorated, full, none", "zh": "追回方式"}
    ] = "prorated",
    unit: Unit = CENT,
) -> Fraction:
    """The amount to take back, a positive number; never more than was paid.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("CLAWBACK", [1200, [[0], [9], [12]], 12]).rows
        ((1200.0,), (300.0,), (0.0,))
    """
    return clawback(paid, kept, required, mode, unit)


@cell_function(
    "COLLECTED",
    group="Incentives",
    chinese="回款提成：按每次回款计提",
    words=("回款", "收款", "回款提成"),
    catalogue=("IN2", "CR2"),
)
def collected(
    commission: Annotated[Unread | None, _NUMBERS, {"doc": "Of the whole invoice", "zh": "整单提成"}],
    invoiced: Annotated[Unread | None, _NUMBERS, {"doc": "Amount of the invoice", "zh": "开票金额"}],
    received: Annotated[Unread | None, _NUMBERS, {"doc": "Payments in order", "zh": "各次回款"}],
    unit: OneUnit = CENT,
) -> Block[Any] | None:
    """Commission earned by each payment of an invoice, exact in total once it is paid, never more.

    Shapes: one invoice with its payments in a column or a row; or a column of invoices, one a row,
    with payments n x k across; or a row of invoices with payments down. The result has the shape of
    the payments. An invoice of 0 gives blanks; a wrong invoice among several spoils only itself.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("COLLECTED", [100, 1000, [[100], [900], [50]]]).rows
        ((10.0,), (90.0,), (0.0,))
    """
    if commission is None or invoiced is None or received is None:
        return None
    invoices = common_shape([commission.block.shape, invoiced.block.shape])
    shape = common_shape([invoices, received.block.shape]) if invoices else None
    if invoices is None or shape is None or min(invoices) > 1:
        blocks = (commission.block, invoiced.block, received.block)
        came = ", ".join(f"{block.height} x {block.width}" for block in blocks)
        expected = "one invoice a row with its payments across"
        fix = "Select as many rows of payments as there are invoices."
        raise InvalidInputError(Issue("ARG-005", "received", came, expected, fix))
    height, width = shape
    down = invoices[1] > 1 or (invoices == (1, 1) and received.block.width == 1)
    outer, inner = (width, height) if down else (height, width)
    cells: list[list[Any]] = [[None] * width for _ in range(height)]
    for i in range(outer):
        line = [(j, i) if down else (i, j) for j in range(inner)]
        invoice = partial(_invoice, commission, invoiced, received, line, unit)
        parts = isolated(invoice) if outer > 1 else invoice()
        for k, (row, column) in enumerate(line):
            cells[row][column] = parts if isinstance(parts, CellError) else parts[k]
    return Block.of(cells)


def _invoice(
    commission: Unread,
    invoiced: Unread,
    received: Unread,
    line: Sequence[tuple[int, int]],
    unit: Fraction,
) -> Sequence[Any]:
    whole, amount = cell_of(commission, *line[0]), cell_of(invoiced, *line[0])
    payments = [cell_of(received, *place) for place in line]
    if whole is None or amount is None:
        return (None,) * len(line)
    return commission_on_payments(whole, amount, payments, unit)


@cell_function(
    "MARGIN",
    group="Incentives",
    chinese="毛利率或加成率",
    words=("毛利率", "加成率", "毛利"),
    catalogue=("AP1", "PR3", "PR4", "PL9"),
)
def margin(
    revenue: Annotated[Number, {"doc": "What it was sold for", "zh": "收入"}],
    cost: Annotated[Number, {"doc": "What it cost", "zh": "成本"}],
    basis: Annotated[
        MarginBasis,
        Kind(ChoiceKind(MARGIN_BASES)),
        {"doc": "margin: on revenue; markup: on cost", "zh": "毛利率或加成率"},
    ] = "margin",
) -> Fraction | None:
    """Margin as a rate on revenue, or on cost; blank where that is 0.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("MARGIN", [150, 100, "markup"]).value
        0.5
    """
    return margin_rate(revenue, cost, basis)


@cell_function(
    "ACCRUAL",
    group="Incentives",
    chinese="佣金资本化：直线摊销",
    words=("摊销", "资本化", "计提"),
    catalogue=("IN2",),
    width=3,
    header=("per month", "amortised", "asset left"),
)
def accrual_of(
    amount: Annotated[Number, {"doc": "What was capitalised", "zh": "资本化金额"}],
    start: Annotated[Day, {"doc": "First day of the benefit", "zh": "开始日"}],
    months: Annotated[Number, {"doc": "How long it lasts", "zh": "月数"}],
    as_of: Annotated[Day, {"doc": "The day that counts", "zh": "截至日"}],
    headers: Annotated[OneFlag, {"doc": "TRUE puts labels on top", "zh": "是否带表头"}] = False,
) -> tuple[Fraction | None, ...]:
    """Per month, amortised and asset left of a capitalised commission, in a straight line.

    Full months from the start up to and with ``as_of`` are written off. Nothing is rounded; a
    benefit of 0 months gives blanks.

    Errors: ACCRUAL-001 a negative number of months.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("ACCRUAL", [3600, 46023, 36, 46203]).rows  # 2026-01-01 to 2026-06-30
        ((100.0, 600.0, 3000.0),)
    """
    return accrual(amount, start, months, as_of) or (None,) * 3
