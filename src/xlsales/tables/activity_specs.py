"""The tables of follow-up: visits, their plan, daily quotas, sign-offs and complaints."""

from __future__ import annotations

from typing import Final

from xlsales.tables.specs import TableSpec, field, listed

CUSTOMER_ID: Final = field(
    "customer_id", "text", "id, account id, customer no, customer code, 客户编号, 客户代码, 统一社会信用代码"
)
CUSTOMER: Final = field("customer", "text", "customer name, name, account, client, 客户, 客户名称, 名称")
_PERSON: Final = field("person", "text", "sales person, salesperson, rep, owner, 业务员, 人员, 姓名")

VISITS: Final = TableSpec(
    "visits",
    listed("visit log, calls, contacts log, 拜访, 拜访记录"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        _PERSON,
        field("date", "day", "day, visit date, 日期, 拜访日期", required=True),
        field("start", "time", "began, from, 开始, 开始时间"),
        field("end", "time", "ended, to, 结束, 结束时间"),
        field("reported", "day", "report date, reported on, 反馈日期"),
        field("outcome", "text", "result, 结果, 拜访结果"),
        field("content", "text", "what was said, notes, 内容, 回访内容"),
    ),
)
VISIT_PLAN: Final = TableSpec(
    "visit plan",
    listed("call plan, planned visits, 拜访计划, 行动计划"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        _PERSON,
        field("date", "day", "day, planned, 日期, 计划日期", required=True),
    ),
)
TEAM: Final = TableSpec(
    "people",
    listed("sales people, reps, team, 人员, 销售人员"),
    (
        field("person", "text", "name, 姓名, 人员", required=True),
        field("leader", "text", "manager, team leader, 组长, 上级, 主管"),
        field("daily_visits", "whole", "visits a day, daily quota, 每日拜访, 每日拜访数"),
        field("regions", "text", "region, area, 区域"),
        field("capacity", "whole", "leads, 容量, 线索容量"),
        field("load", "whole", "open leads, 现有线索"),
    ),
    is_open=True,
)
SIGN_OFFS: Final = TableSpec(
    "sign-offs",
    listed("daily sign-off, sign offs, 签核, 日报签核"),
    (
        field("leader", "text", "person, signed by, 组长, 签核人", required=True),
        field("date", "day", "day, of, 日期", required=True),
        field("signed", "day", "signed on, 签核日期"),
    ),
)
COMPLAINTS: Final = TableSpec(
    "complaints",
    listed("complaint log, 投诉, 客户投诉"),
    (
        field("complaint", "text", "no, number, subject, 投诉, 编号", required=True),
        CUSTOMER_ID,
        CUSTOMER,
        field("opened", "day", "date, received, 日期, 投诉日期", required=True),
        field("closed", "day", "closed on, solved, 关闭日期, 解决日期"),
    ),
)
