"""The tables of the grading job and the words by which their columns are known."""

from __future__ import annotations

from typing import Final

from xlsales.tables.activity_specs import CUSTOMER, CUSTOMER_ID, TEAM
from xlsales.tables.specs import FieldSpec, TableSpec, choice, field, listed

_FROM = field("effective_from", "day", "from, valid from, 生效日期, 生效")
_GRADE = field("grade", "text", "class, level, 等级, 级别", required=True)
_ATTRIBUTE = field("attribute", "text", "field, factor, 属性, 字段, 指标", required=True)
_TEST = field("test", "text", "condition, rule, 条件, 规则", required=True)
_OWNER = field("owner", "text", "person, sales person, salesperson, rep, 负责人, 业务员, 销售人员")
_REGION = field("region", "text", "area, 区域, 大区, 地区")
_AMOUNT = field("amount", "number", "sales, revenue, value, 金额, 销售额")
_SOURCE = field("source", "text", "lead source, channel, 来源, 线索来源")
_CREATED = field("created", "day", "created on, date, opened, 创建日期, 日期", required=True)

POLICY: Final = TableSpec(
    "grading policy",
    listed("grading settings, policy, settings, 分级政策, 分级设置, 政策, 设置"),
    (
        _FROM,
        field("setting", "text", "name, item, 项目, 设置", required=True),
        field("value", "any", "值, 内容, 数值"),
    ),
)
_BASIS = (("conditions", "条件"), ("score", "评分"))
_MISSING = (("neutral", "忽略"), ("zero", "按零"), ("block", "不评分"))
SETTINGS: Final[tuple[FieldSpec, ...]] = (
    field("name", "text", "policy name, 政策名称, 名称"),
    field("version", "text", "版本"),
    field("author", "text", "prepared by, 制表"),
    field("source", "text", "document, 依据"),
    field("currency", "text", "币种"),
    field("transactions_file", "text", "ledger file, transactions source, 交易文件, 交易数据源"),
    field("transactions_query", "text", "query, sql, 交易查询"),
    field("as_of", "day", "as of, count day, 统计日, 截止日期"),
    field("period_months", "whole", "months, 期间月数"),
    field("periods", "whole", "期数"),
    choice("basis", _BASIS, "grade by, 分级依据"),
    choice("missing", _MISSING, "missing values, 缺失值"),
    choice("ties", (("together", "同值同级"), ("row", "逐行")), "tie rule, 并列规则"),
    field("minimum_population", "whole", "population, 最少客户数"),
    field("promote", "number", "promotion margin, 升级余量"),
    field("demote", "number", "demotion margin, 降级余量"),
    field("tenure_days", "whole", "minimum tenure, tenure, 最短任期"),
    choice("tenure_for", (("down", "降级"), ("both", "升降")), "任期适用"),
    field("new_orders", "whole", "新客户订单数"),
    field("new_days", "whole", "新客户天数"),
    field("potential_label", "text", "潜在客户名称"),
    field("target_label", "text", "目标客户名称"),
    field("key_label", "text", "目标大客户名称"),
    field("new_label", "text", "新客户名称"),
    field("score_limit", "number", "total limit, 总分上限"),
    field("abc_a", "number", "A类界限"),
    field("abc_b", "number", "B类界限"),
    choice("abc_crossing", (("down", "降档"), ("up", "升档")), "ABC跨界"),
    field("rfm_bins", "whole", "RFM分档"),
    choice("rfm_rule", (("quantile", "分位"), ("r", "R法"), ("rank", "排名")), "RFM规则"),
    choice("portfolio_missing", _MISSING, "组合缺失值"),
    field("active_days", "whole", "活跃天数"),
    field("lapsed_days", "whole", "流失天数"),
    field("release_days", "whole", "回收天数, 公海回收天数"),
    field("protection_days", "whole", "保护期, 保护天数"),
    field("visits_capacity", "number", "capacity, 年拜访能力"),
    field("default_visits", "number", "默认拜访次数"),
    field("limit_months", "number", "额度月数"),
    field("least_score", "number", "最低付款评分"),
    field("full_score", "number", "足额付款评分"),
    field("first_order_limit", "number", "首单额度"),
    field("limit_unit", "number", "额度取整"),
    field("hold_days", "whole", "停货逾期天数"),
    field("loss_not_due", "number", "未到期损失率"),
    field("loss_30", "number", "30天损失率"),
    field("loss_60", "number", "60天损失率"),
    field("loss_90", "number", "90天损失率"),
    field("loss_over", "number", "90天以上损失率"),
    field("bant_cutoff", "number", "BANT合格线"),
    field("bant_budget", "number", "预算权重"),
    field("bant_authority", "number", "决策权权重"),
    field("bant_need", "number", "需求权重"),
    field("bant_timeline", "number", "时间权重"),
    field("answer_days", "whole", "响应天数"),
    field("quote_days", "whole", "报价天数"),
    field("complaint_days", "whole", "投诉处理天数"),
    field("contract_days", "whole", "合同预警天数"),
    field("fresh_days", "whole", "新货天数"),
    field("slow_days", "whole", "滞销天数"),
    field("price_move", "number", "价格变动幅度"),
    field("forecast_months", "whole", "预测月数"),
    field("country", "text", "holidays of, 国家, 节假日国家"),
    field("proforma_stage", "text", "形式发票阶段"),
)
CONDITIONS: Final = TableSpec(
    "conditions",
    listed("key account conditions, key conditions, 大客户条件, 条件"),
    (
        _FROM,
        field("measure", "text", "condition, 指标, 条件", required=True),
        field("threshold", "number", "least, minimum, 门槛, 最低值"),
        field("percentile", "number", "百分位, 分位"),
        field("promote", "number", "promotion margin, 升级余量"),
        field("demote", "number", "demotion margin, 降级余量"),
    ),
)
CAPABILITY: Final = TableSpec(
    "capability", listed("fit, what we can do, 能力, 供应能力, 满足条件"), (_FROM, _ATTRIBUTE, _TEST)
)
SCORES: Final = TableSpec(
    "scores",
    listed("score rules, scoring, 评分规则, 评分"),
    (
        _FROM,
        choice("kind", (("fit", "匹配"), ("engagement", "互动")), "type, 类型"),
        _ATTRIBUTE,
        _TEST,
        field("points", "number", "score, 分值, 得分", required=True),
        field("group", "text", "分组, 组"),
        field("limit", "number", "group limit, 组上限"),
        field("half_life", "whole", "half life, decay days, 半衰期"),
        field("dated_by", "text", "date column, 日期列"),
    ),
)
BANDS: Final = TableSpec(
    "bands",
    listed("grades, score bands, 等级, 分级标准"),
    (_FROM, _GRADE, field("score", "number", "from score, bound, 分数, 起始分", required=True)),
)
ACTIONS: Final = TableSpec(
    "actions",
    listed("visit frequencies, frequencies, 拜访频率, 等级措施"),
    (
        _FROM,
        _GRADE,
        field("visits", "number", "visits a year, 年拜访次数, 拜访次数", required=True),
        field("limit_months", "number", "credit months, 额度月数"),
        field("protected", "flag", "never released, 不回收"),
    ),
)
FACTORS: Final = TableSpec(
    "factors",
    listed("portfolio, portfolio factors, 组合因素, 矩阵因素"),
    (
        _FROM,
        choice("side", (("attractiveness", "吸引力"), ("strength", "关系强度")), "axis, 维度"),
        field("group", "text", "分组, 组", required=True),
        field("group_weight", "number", "weight of group, 组权重", required=True),
        _ATTRIBUTE,
        field("weight", "number", "factor weight, 权重", required=True),
        field("worst", "number", "最差, 零分值"),
        field("best", "number", "最好, 满分值"),
    ),
)
SEGMENTS: Final = TableSpec(
    "segments",
    listed("rfm segments, RFM分群, 分群"),
    (
        _FROM,
        field("segment", "text", "name, 名称, 分群", required=True),
        *(field(f"{axis}_{end}", "number") for axis in "rfm" for end in ("lo", "hi")),
    ),
)
OVERRIDES: Final = TableSpec(
    "overrides",
    listed("manual grades, 手工调级, 人工调整"),
    (
        field("customer", "text", "customer id, id, account, 客户, 客户编号", required=True),
        _GRADE,
        field("start", "day", "from, 开始, 开始日期"),
        field("until", "day", "to, expires, expiry, 截止, 到期日", required=True),
        field("reason", "text", "why, 原因, 理由", required=True),
    ),
)
CUSTOMERS: Final = TableSpec(
    "customers",
    listed("customer file, accounts, 客户, 客户档案, 客户资料"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        field("alias", "text", "other names, also called, 别名, 曾用名"),
        _OWNER,
        _REGION,
        field("assigned", "day", "assigned on, 分配日期"),
        field("last_contact", "day", "last visit, 最近联系, 最近拜访"),
        field("protected", "flag", "locked, 保护, 锁定"),
        field("fit", "flag", "满足需求"),
    ),
    is_open=True,
)
TRANSACTIONS: Final = TableSpec(
    "transactions",
    listed("orders, sales, ledger, invoices lines, 交易, 订单, 销售明细, 流水"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        field("date", "day", "order date, day, 日期, 订单日期", required=True),
        field("order", "text", "order id, order no, 订单号, 单号"),
        field("amount", "number", "sales, revenue, net amount, 金额, 销售额", required=True),
        field("returned", "number", "returns, 退货额"),
        field("status", "text", "state, 状态"),
        field("cost", "number", "成本"),
        field("margin", "number", "profit, 毛利"),
        field("due", "day", "due date, 到期日, 应收日期"),
        field("paid", "day", "paid on, payment date, 回款日期, 付款日期"),
        field("product", "text", "sku, item, model, 产品, 品名, 型号"),
        field("terms", "text", "specification, spec, 条款, 规格"),
    ),
)
PREVIOUS: Final = TableSpec(
    "previous grades",
    listed("last grades, previous run, 上期等级, 上次等级"),
    (
        field("customer", "text", "customer id, id, account, 客户, 客户编号", required=True),
        _GRADE,
        field("since", "day", "held since, 起始日期"),
    ),
)
INVOICES: Final = TableSpec(
    "invoices",
    listed("receivables, open invoices, 应收账款, 发票"),
    (
        CUSTOMER_ID,
        CUSTOMER,
        field("invoice", "text", "invoice no, number, 发票号"),
        field("date", "day", "invoice date, 开票日期, 日期"),
        field("due", "day", "due date, 到期日", required=True),
        field("amount", "number", "invoice amount, 金额", required=True),
        field("paid", "day", "paid on, payment date, 回款日期"),
        field("open", "number", "open amount, outstanding, 未收金额"),
    ),
)
LEADS: Final = TableSpec(
    "leads",
    listed("lead list, 线索, 线索表"),
    (
        field("lead", "text", "name, lead name, id, 线索, 名称", required=True),
        _SOURCE,
        _REGION,
        _CREATED,
        field("answered", "day", "first answer, 首次响应, 响应日期"),
        _OWNER,
        *(
            field(name, "number", words)
            for name, words in (
                ("budget", "预算"),
                ("authority", "决策权"),
                ("need", "需求"),
                ("timeline", "时间"),
            )
        ),
        choice("outcome", (("open", "进行中"), ("won", "赢单"), ("lost", "丢单")), "status, 结果"),
        _AMOUNT,
        field("referred_by", "text", "referrer, 介绍人"),
        field("contacted", "day", "联系日期"),
        field("visited", "day", "到访日期"),
        field("closed", "day", "won on, 成交日期"),
    ),
    is_open=True,
)
DEALS: Final = TableSpec(
    "deals",
    listed("opportunities, pipeline, 商机, 商机表"),
    (
        field("deal", "text", "name, opportunity, id, 商机, 名称", required=True),
        field("stage", "text", "阶段", required=True),
        _AMOUNT,
        _CREATED,
        field("stage_since", "day", "in stage since, 进入阶段日期"),
        field("closed", "day", "closed on, 关闭日期"),
        choice("outcome", (("open", "进行中"), ("won", "赢单"), ("lost", "丢单")), "status, 结果"),
        field("document", "text", "paper, 单据"),
        _SOURCE,
        _OWNER,
    ),
    is_open=True,
)
STAGES: Final = TableSpec(
    "stages",
    listed("pipeline stages, 阶段, 销售阶段"),
    (
        field("stage", "text", "name, 阶段, 名称", required=True),
        field("probability", "number", "chance, 概率, 赢率", required=True),
        field("longest_days", "whole", "limit days, 最长天数"),
        field("criteria", "text", "exit criteria, 退出条件, 推进条件"),
    ),
)
#: Who takes leads; the same table says who visits, under whom.
PEOPLE: Final = TEAM
