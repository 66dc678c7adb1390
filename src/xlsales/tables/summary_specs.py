"""The tables of a yearly or monthly sales summary, and the words by which they are known."""

from __future__ import annotations

from typing import Final

from xlsales.tables.report_settings import FIELDS
from xlsales.tables.specs import FieldSpec, TableSpec, choice, field, listed

TAX_WORDS: Final = (("excluded", "不含税"), ("included", "含税"))
KIND_WORDS: Final = (
    ("region", "地域型"),
    ("product", "产品型"),
    ("customer", "顾客型"),
    ("function", "职能型"),
    ("mixed", "复合型"),
)
SWOT_WORDS: Final = (
    ("strength", "优势"),
    ("weakness", "劣势"),
    ("opportunity", "机会"),
    ("threat", "威胁"),
)
FEEDS_WORDS: Final = (("plan", "计划"), ("bonus", "奖金"), ("both", "两者"), ("none", "无"))

_REGION: Final = field("region", "text", "area, 区域, 大区, 地区")
_PERSON_WORDS: Final = "name, salesperson, rep, employee, 人员, 业务员, 姓名, 销售人员"
_DATE: Final = field(
    "date", "day", "day, month, period, timestamp, order date, 日期, 月份, 月, 期间", required=True
)
_AMOUNT: Final = field("amount", "number", "sum, 金额", required=True)
_OWNER: Final = field("owner", "text", "responsible, 负责人")
_DEADLINE: Final = field("deadline", "day", "due, 截止日期, 到期日, 完成期限")
_DONE: Final = field("done", "day", "done on, completed, 完成日期, 完成")
_FROM: Final = field("start", "day", "from, valid from, 开始, 生效日期")
_TO: Final = field("end", "day", "to, until, 结束, 失效日期")

SETTINGS: Final = TableSpec(
    "summary settings",
    listed("summary, sales summary, 总结设置, 销售总结设置"),
    (
        field("setting", "text", "name, item, 项目, 设置", required=True),
        field("value", "any", "值, 内容, 数值"),
    ),
)
SETTING_FIELDS: Final[tuple[FieldSpec, ...]] = (
    *FIELDS,
    field("ledger_file", "text", "transactions file, sales file, 销售文件, 台账文件"),
    choice("tax_basis", TAX_WORDS, "tax basis of sales, 含税口径, 销售额口径"),
    field("tax_rate", "number", "vat, 税率, 增值税率"),
    field("list_rows", "whole", "rows of a list, longest list, 列表行数"),
    field("count_day", "day", "today, counted to, 统计日"),
    field("next_growth", "number", "growth of the next plan, 下年增长, 下年增长率"),
    field("best_score", "number", "best rating, 满意度满分, 满分"),
    field("worst_score", "number", "worst rating, 满意度最低分, 最低分"),
    field("deadline", "day", "due, 总结期限, 提交期限"),
)
LEDGER: Final = TableSpec(
    "sales ledger",
    listed("ledger, sales, transactions, orders, 销售台账, 销售明细, 台账, 订单, 流水, 交易"),
    (
        _DATE,
        field("amount", "number", "sales, revenue, net amount, 金额, 销售额, 不含税金额", required=True),
        field("tax", "number", "vat, 税额, 增值税"),
        field("returned", "number", "returns, 退货额, 退货"),
        field("quantity", "number", "units, volume, 数量, 销量"),
        field("cost", "number", "cost of sales, 成本"),
        field("status", "text", "state, 状态"),
        field("order", "text", "order id, order no, invoice, 订单号, 单号"),
        field("customer_id", "text", "account id, 客户编号, 客户代码, 统一社会信用代码"),
        field("customer", "text", "customer name, account, client, 客户, 客户名称"),
        field("segment", "text", "customer segment, customer type, 客户类型, 客户群"),
        field("product", "text", "product id, sku, item, 产品, 产品编号, 商品"),
        field("category", "text", "product category, product line, 品类, 类别, 产品类别"),
        _REGION,
        field("province", "text", "state province, 省份, 省"),
        field("country", "text", "国家"),
        field("city", "text", "城市"),
        field("dealer", "text", "distributor, agent, reseller, 经销商, 代理商, 代理商及经销商"),
        field("channel", "text", "sales channel, 渠道, 销售渠道"),
        field("person", "text", _PERSON_WORDS),
        field("team", "text", "group, 团队, 小组"),
        field("reason", "text", "return reason, 退货原因"),
    ),
    is_open=True,
)
COLLECTIONS: Final = TableSpec(
    "collections",
    listed("receipts, cash collected, cash received, 回款, 回款明细, 收款"),
    (_DATE, _AMOUNT, field("customer", "text", "account, client, 客户"), _REGION),
)
TARGETS: Final = TableSpec(
    "sales targets",
    listed("targets, target, 销售目标, 目标, 目标分解表"),
    (_DATE, field("target", "number", "amount, 目标, 金额", required=True), _REGION),
)
PRODUCTS: Final = TableSpec(
    "products",
    listed("product list, catalogue, 产品清单, 产品目录, 产品"),
    (
        field("product", "text", "product id, sku, 产品, 产品编号", required=True),
        field("name", "text", "product name, 产品名称, 名称"),
        field("listed", "day", "launched, launch date, 上市日期"),
    ),
)
LISTINGS: Final = TableSpec(
    "listings",
    listed("new listings, samples on display, 新品上样, 上样, 上样记录"),
    (
        field("date", "day", "day, listed, 日期, 上样日期", required=True),
        field("product", "text", "product id, sku, 产品, 产品编号", required=True),
        field("dealer", "text", "store, shop, outlet, 经销商, 门店, 网点"),
        field("quantity", "number", "samples, 数量, 样品数"),
    ),
)
STAFF: Final = TableSpec(
    "staff",
    listed("staff list, sales staff, 人员名单, 花名册, 销售人员"),
    (
        field("person", "text", _PERSON_WORDS, required=True),
        field("joined", "day", "hired, start, from, 入职日期, 入职", required=True),
        field("left", "day", "end, to, 离职日期, 离职"),
        _REGION,
        field("position", "text", "role, title, 职位, 岗位"),
        field("reason", "text", "why, 离职原因, 原因"),
    ),
)
SATISFACTION: Final = TableSpec(
    "satisfaction",
    listed("survey, satisfaction survey, 满意度, 满意度调查, 市场满意度"),
    (
        _DATE,
        field("score", "number", "rating, 评分, 得分", required=True),
        field("question", "text", "item, topic, 项目, 问题, 调查项"),
        field("weight", "number", "权重"),
        field("customer", "text", "account, dealer, 客户, 经销商"),
        _REGION,
    ),
)
MARKET: Final = TableSpec(
    "market size",
    listed("market data, markets, 市场规模, 市场容量, 市场数据"),
    (
        _DATE,
        field("size", "number", "market, market sales, 规模, 市场规模, 容量", required=True),
        _REGION,
        field("profit", "number", "利润"),
        field("investment", "number", "spend, 投入, 投资"),
    ),
)
EXPENSES: Final = TableSpec(
    "expenses",
    listed("selling expenses, expense log, 费用, 销售费用, 费用明细"),
    (
        _DATE,
        field("item", "text", "kind, account, category, 科目, 费用科目, 项目", required=True),
        _AMOUNT,
        _REGION,
    ),
)
BUDGET: Final = TableSpec(
    "expense budget",
    listed("budget of expenses, 费用预算, 销售费用预算"),
    (
        _DATE,
        field("item", "text", "kind, account, category, 科目, 费用科目, 项目", required=True),
        _AMOUNT,
        _REGION,
    ),
)
SWOT: Final = TableSpec(
    "swot",
    listed("swot analysis, swot分析"),
    (
        choice("kind", SWOT_WORDS, "type, 类型, 类别"),
        field("point", "text", "text, finding, 内容, 要点", required=True),
        field("answer", "text", "action, measure, 对策, 措施"),
        _OWNER,
    ),
)
COMPETITORS: Final = TableSpec(
    "competitor analysis",
    listed("competitor notes, 竞争对手分析, 竞争分析"),
    (
        field("competitor", "text", "name, brand, 竞争对手, 品牌", required=True),
        field("strength", "text", "strengths, 优势"),
        field("weakness", "text", "weaknesses, 劣势"),
        field("move", "text", "what they did, 动向, 动作"),
        field("answer", "text", "our answer, action, 对策, 应对"),
    ),
)
DEVELOPMENT: Final = TableSpec(
    "product development",
    listed("product trends, 产品发展动向, 产品动向, 产品发展"),
    (
        field("product", "text", "product line, category, 产品, 品类", required=True),
        field("trend", "text", "direction, 动向, 趋势", required=True),
        field("answer", "text", "plan, action, 对策, 计划"),
        field("date", "day", "when, 时间, 日期"),
    ),
)
CONCLUSIONS: Final = TableSpec(
    "conclusions",
    listed("findings, lessons, 总结结论, 结论"),
    (
        field("conclusion", "text", "finding, text, 结论, 内容", required=True),
        field("evidence", "text", "why, 依据"),
        choice("feeds", FEEDS_WORDS, "used for, 用于"),
        field("dimension", "text", "level, 维度"),
        field("member", "text", "value, label, 成员, 对象"),
        field("growth", "number", "growth of the next plan, 增长, 增长率"),
        field("bonus_factor", "number", "factor, 奖金系数"),
        _OWNER,
        _DEADLINE,
    ),
)
SECTIONS: Final = TableSpec(
    "summary sections",
    listed("sections, duties, 总结分工, 分工"),
    (field("section", "text", "page, part, 部分, 章节", required=True), _OWNER, _DEADLINE, _DONE),
)
FORMS: Final = TableSpec(
    "organisation forms",
    listed("organization forms, 组织形式, 组织类型"),
    (
        field("form", "text", "name, 名称, 组织", required=True),
        choice("kind", KIND_WORDS, "type, 类型"),
        field("levels", "text", "columns, level, 层级, 列", required=True),
    ),
)
UNITS: Final = TableSpec(
    "organisation units",
    listed("organization units, hierarchy, 组织单元, 组织层级"),
    (
        field("form", "text", "组织", required=True),
        field("unit", "text", "member, name, 单元, 成员", required=True),
        field("parent", "text", "above, reports to, 上级"),
        _FROM,
        _TO,
    ),
)
#: Parts that a whole summary has, English and Chinese.
SECTION_WORDS: Final = (
    ("Sales", "销售额"),
    ("Cash collected", "回款额"),
    ("Targets", "目标完成"),
    ("Regions and provinces", "区域与省份"),
    ("Dealers", "代理商及经销商"),
    ("Products", "产品别"),
    ("New products", "新产品上样"),
    ("Customers", "客户别"),
    ("Returns", "退货额"),
    ("Channels", "渠道"),
    ("Staff", "人员增减"),
    ("Training", "培训"),
    ("Satisfaction", "市场满意度"),
    ("Market share and return", "市场份额与投资回报"),
    ("Expenses and budget", "费用与预算"),
    ("SWOT", "SWOT分析"),
    ("Competitors", "竞争对手分析"),
    ("Product development", "产品发展动向"),
    ("Conclusions", "总结结论"),
)
#: Tables that people type into, in the order of the blank forms.
TYPED: Final = (
    SETTINGS,
    LEDGER,
    COLLECTIONS,
    TARGETS,
    PRODUCTS,
    LISTINGS,
    STAFF,
    SATISFACTION,
    MARKET,
    EXPENSES,
    BUDGET,
    SWOT,
    COMPETITORS,
    DEVELOPMENT,
    CONCLUSIONS,
    SECTIONS,
    FORMS,
    UNITS,
)
