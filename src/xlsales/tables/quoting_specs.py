"""The tables of quoting: quotes with prices, price list, approvals, samples."""

from __future__ import annotations

from typing import Final

from xlsales.tables.activity_specs import CUSTOMER, CUSTOMER_ID
from xlsales.tables.specs import TableSpec, field, listed

_PRODUCT: Final = field("product", "text", "sku, item, model, 产品, 品名, 型号")

QUOTES: Final = TableSpec(
    "quotes",
    listed("quotations, requests for quotation, rfq, 报价, 报价单, 报价记录"),
    (
        field("quote", "text", "quote no, number, no, id, 报价单号, 单号, 编号", required=True),
        CUSTOMER_ID,
        CUSTOMER,
        field("person", "text", "sales person, salesperson, rep, owner, 业务员, 负责人, 人员"),
        field("asked", "day", "asked on, date, received, 询价日期, 日期"),
        field("answered", "day", "answered on, quoted, sent, 报价日期, 回复日期"),
        _PRODUCT,
        field("quantity", "number", "units, 数量"),
        field("price", "number", "unit price, 单价, 报价单价"),
        field("cost", "number", "unit cost, 成本, 单位成本"),
    ),
    is_open=True,
)
PRICE_LIST: Final = TableSpec(
    "price list",
    listed("volume prices, prices by quantity, 价目表, 阶梯价"),
    (
        field("product", "text", "sku, item, model, 产品, 品名, 型号", required=True),
        field("from", "number", "least quantity, quantity, 起订量, 数量", required=True),
        field("price", "number", "unit price, 单价, 价格", required=True),
    ),
)
APPROVALS: Final = TableSpec(
    "approvals",
    listed("price approvals, approval levels, 价格审批, 审批权限"),
    (
        field("margin", "number", "below margin, margin rate, 毛利率, 低于毛利率", required=True),
        field("approver", "text", "level, who, by, 审批人", required=True),
        field("floor", "flag", "never below, lowest, 底线"),
    ),
)
SAMPLES: Final = TableSpec(
    "samples",
    listed("sample log, 样品, 样品记录"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        _PRODUCT,
        field("sent", "day", "date, sent on, 寄样日期, 日期", required=True),
        field("cost", "number", "sample cost, 样品成本, 成本"),
        field("charged", "number", "fee, sample fee, 样品费"),
        field("noted", "day", "parcel number told, told on, 告知单号日期, 告知日期"),
        field("ordered", "flag", "order followed, 是否下单, 下单"),
    ),
)
