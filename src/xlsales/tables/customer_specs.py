"""The tables about single customers beside their file: contacts, surveys, loyalty, costs, contracts."""

from __future__ import annotations

from typing import Final

from xlsales.tables.activity_specs import CUSTOMER, CUSTOMER_ID
from xlsales.tables.specs import TableSpec, field, listed

CONTACTS: Final = TableSpec(
    "contacts",
    listed("contact persons, buying centre, buying center, 联系人, 采购中心"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        field("contact", "text", "name, person, 联系人, 姓名"),
        field("role", "text", "buying role, part, 角色, 采购角色", required=True),
    ),
)
SURVEYS: Final = TableSpec(
    "satisfaction",
    listed("surveys, satisfaction survey, 满意度, 满意度调查"),
    (CUSTOMER_ID, CUSTOMER, field("date", "day", "day, answered, 日期, 调查日期")),
    is_open=True,
)
QUESTIONS: Final = TableSpec(
    "questions",
    listed("survey questions, weights of questions, 调查项目, 满意度权重"),
    (
        field("question", "text", "item, 问题, 项目", required=True),
        field("weight", "number", "权重", required=True),
    ),
)
LOYALTY: Final = TableSpec(
    "loyalty tiers",
    listed("loyalty, loyalty programme, 忠诚度等级, 会员等级"),
    (
        field("tier", "text", "level, name, 等级, 名称", required=True),
        field("spend", "number", "least spend, volume, 最低消费, 消费额", required=True),
        field("years", "number", "least years, 年限"),
    ),
)
FILE_FIELDS: Final = TableSpec(
    "file fields",
    listed("fields of the customer file, wanted fields, 档案项目, 档案字段"),
    (
        field("field", "text", "column, name, 字段, 项目", required=True),
        field("weight", "number", "权重"),
    ),
)
COSTS: Final = TableSpec(
    "customer costs",
    listed("cost of customers, customer payback, 顾客成本, 客户成本"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        field("price", "number", "price paid, 价格, 购买价格", required=True),
        field("hours", "number", "time, hours spent, 时间, 花费工时"),
        field("hour_rate", "number", "an hour costs, rate, 工时费率, 小时费率"),
        field("monthly_gain", "number", "gain a month, savings a month, 月收益, 每月效益", required=True),
    ),
)
CONTRACTS: Final = TableSpec(
    "contracts",
    listed("contract list, frame contracts, 合同, 合同台账"),
    (
        field("contract", "text", "no, number, contract no, 合同, 合同号", required=True),
        CUSTOMER_ID,
        CUSTOMER,
        field("ends", "day", "expires, end, until, 到期日, 终止日期"),
        field("delivery_due", "day", "deliver by, due, 交货期, 交货日期"),
        field("delivered", "day", "delivered on, 实际交货, 交货完成"),
    ),
)
