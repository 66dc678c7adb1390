"""The tables of the pipeline report that the grading job does not know: quotes, steps of orders, sales."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlsales.pipeline.order_tracking import STEPS
from xlsales.tables import grading_specs
from xlsales.tables.specs import TableSpec, choice, field, listed

_AMOUNT: Final = field("amount", "number", "sales, revenue, value, 金额, 销售额")
_CUSTOMER: Final = field("customer", "text", "customer name, account, client, 客户, 客户名称")
_PERSON: Final = field("person", "text", "sales person, salesperson, rep, owner, 业务员, 负责人, 人员")

#: Deals with the day on which they are expected to close.
DEALS: Final = replace(
    grading_specs.DEALS,
    fields=(
        *grading_specs.DEALS.fields,
        field("expected", "day", "expected close, close by, expected on, 预计成交, 预计成交日期"),
    ),
)
QUOTES: Final = TableSpec(
    "quotes",
    listed("quotations, requests for quotation, rfq, 报价, 报价单, 报价记录"),
    (
        field("quote", "text", "quote no, number, no, id, 报价单号, 单号, 编号", required=True),
        _CUSTOMER,
        _PERSON,
        field("items", "whole", "lines, number of items, 项目数, 品项数"),
        field("asked", "day", "asked on, date, received, 询价日期, 日期", required=True),
        field("answered", "day", "answered on, quoted, sent, 报价日期, 回复日期"),
        _AMOUNT,
    ),
)
ORDER_STEPS: Final = TableSpec(
    "order steps",
    listed("order tracking, orders in progress, 订单进度, 跟单, 跟单表"),
    (
        field("order", "text", "order no, id, 订单, 订单号", required=True),
        _CUSTOMER,
        _PERSON,
        choice("step", STEPS.items(), "stage, 步骤, 环节"),
        field("planned", "day", "planned on, plan, due, 计划日期"),
        field("done", "day", "done on, finished, 完成日期"),
        _AMOUNT,
    ),
)
SALES_HISTORY: Final = TableSpec(
    "history",
    listed("sales history, monthly sales, 历史, 历史销售, 销售历史"),
    (field("date", "day", "month, day, period, 月份, 日期, 期间", required=True), _AMOUNT),
    is_open=True,
)
