"""The tables of an incentive plan and the words by which their columns are known."""

from __future__ import annotations

from typing import Final

from xlsales.tables.specs import TableSpec, choice, field, listed
from xlsales.tables.target_specs import COLUMNS

_KINDS: Final = (
    ("flat", "固定比例"),
    ("tiered", "阶梯"),
    ("matrix", "矩阵"),
    ("curve", "曲线"),
    ("spiff", "专项奖"),
    ("new listing", "新品上样"),
    ("rank prize", "排名奖"),
    ("pool", "团队奖金池"),
    ("override", "管理提成"),
    ("penalty", "绩效扣减"),
    ("scorecard", "记分卡"),
)
_BASES: Final = (
    ("quantity", "数量"),
    ("booking", "合同"),
    ("invoice", "开票"),
    ("cash", "回款"),
    ("margin", "毛利"),
)
_WINDOWS: Final = (("deal", "单笔"), ("month", "月"), ("quarter", "季"), ("year", "年"))
_PERSON = field(
    "person",
    "text",
    "payee, name, salesperson, sales person, rep, employee, 领取人, 人员, 销售人员, 业务员, 姓名",
    required=True,
)
_MONTH = field("month", "day", "period, date, 月份, 期间, 日期", required=True)
_DATE = field("date", "day", "day, 日期", required=True)
_AMOUNT = field("amount", "number", "net amount, revenue, sales, 金额, 不含税金额, 销售额", required=True)
_COMPONENT = field("component", "text", "pay component, 项目, 提成项目")
_TABLE = field("table", "text", "table name, 表名, 名称", required=True)
_TRANSACTION = field("transaction", "text", "invoice, deal, order, 单据, 单号, 发票", required=True)
_ID = field("id", "text", "number, no, 编号, 单号", required=True)
_BOUND = field("bound", "number", "from, at, lower bound, 起点, 下限, 起", required=True)
_RATE = field("rate", "number", "commission rate, 比例, 提成率, 费率", required=True)

PLAN: Final = TableSpec(
    "plan",
    listed("settings, incentive plan, 计划, 设置, 提成计划, 计划设置"),
    (field("setting", "text", "name, item, 项目, 设置", required=True), field("value", "any", "值, 内容")),
)
SETTINGS: Final = (
    field("name", "text", "plan, plan name, 计划名称, 名称"),
    field("author", "text", "by, prepared by, 制表"),
    field("source", "text", "document, 依据, 来源"),
    field("currency", "text", "币种, 货币"),
    field("start", "day", "first month, 开始, 起始月"),
    field("period", "day", "open month, month, 本期, 计算月份"),
    field("unit", "number", "rounding unit, 取整单位"),
    choice("rounding", (("line", "逐行"), ("component", "按项目")), "rounding stage, 取整环节"),
    choice(
        "rounding_mode", (("half up", "四舍五入"), ("half even", "四舍六入五成双")), "rounding mode, 取整方式"
    ),
    choice(
        "rate_rule",
        (("event", "按发生日"), ("period end", "按期末"), ("plan", "按计划")),
        "currency rate rule, exchange rate rule, 汇率口径",
    ),
    field("penalty_limit", "number", "deduction limit, 扣减上限"),
    field("expedient_months", "whole", "practical expedient, 简化处理月数"),
    field("redemption_rate", "number", "coupons expected to be used, 预计兑付率"),
    field("base_by", "text", "plan base by, base for next year by, 下年基数维度"),
    field("transactions_source", "text", "transactions file, 交易来源, 交易文件"),
    field("transactions_query", "text", "transactions sql, 交易查询"),
    field("payments_source", "text", "payments file, 回款来源, 回款文件"),
    field("payments_query", "text", "payments sql, 回款查询"),
)
COMPONENTS: Final = TableSpec(
    "components",
    listed("pay components, incentive components, 提成项目, 项目"),
    (
        field("plan", "text", "plan name, 计划, 方案", required=True),
        field("effective_from", "day", "from, valid from, 生效日期, 生效"),
        field("component", "text", "name, 项目, 名称", required=True),
        choice("kind", _KINDS, "type, 类型, 方式"),
        choice("basis", _BASES, "measure, 依据, 计提依据"),
        field("tax", "flag", "with tax, 含税"),
        choice("accumulator", _WINDOWS, "accumulates by, window, 累计"),
        choice(
            "mode",
            (("marginal", "超额累进"), ("whole", "全额累进"), ("hybrid", "混合")),
            "tier mode, 累进方式",
        ),
        choice("boundary", (("lower", "含下限"), ("upper", "含上限")), "bound, 边界"),
        field("table", "text", "table name, 表名"),
        field("across", "text", "column by, matrix column, 横向依据"),
        choice("boundary_across", (("lower", "含下限"), ("upper", "含上限")), "bound across, 横向边界"),
        field("rate", "number", "commission rate, 比例, 提成率"),
        field("amount", "number", "fixed amount, 金额"),
        field("target_pay", "number", "pay at target, 目标奖金"),
        field("of_target", "flag", "bounds of target, 按目标"),
        field("prorated", "flag", "prorate, 按在岗折算"),
        choice(
            "proration",
            (("days", "按天"), ("days_exclusive", "按天不含首日"), ("months", "按月")),
            "service counted by, 在岗折算方式",
        ),
        field("whole_up_to", "number", "hybrid point, 全额止于"),
        field("multiplier", "number", "factor, 系数"),
        field("gate", "number", "threshold, 门槛"),
        field("minimum", "number", "least, 最低"),
        choice("ties", (("share", "均分"), ("same", "并列"), ("first", "先者得")), "tie rule, 并列规则"),
        choice("tie_break", _BASES, "tie-break, tie break column, 并列时依据"),
        choice("ranking", (("competition", "跳位排名"), ("dense", "连续排名")), "rank rule, 排名方式"),
        field("rating_table", "text", "ratings, forced distribution, 等级表, 强制分布"),
        choice(
            "cut_ties", (("up", "升档"), ("down", "降档"), ("first", "先者得")), "equal at a cut, 同分处理"
        ),
        field("smallest_group", "whole", "smallest group forced, 最小分布人数"),
        field("reward", "number", "reward per unit, 超额奖励"),
        field("discount_table", "text", "discount factors, 折扣系数表"),
        field("late_table", "text", "late factors, 账龄系数表"),
        field("cap", "number", "maximum, 封顶"),
        choice("cap_per", _WINDOWS, "cap window, 封顶周期"),
        field("cap_carries", "flag", "carry over cap, 超顶结转"),
        field("holdback", "number", "held back, 留存"),
        field("release_months", "whole", "release after months, 发放月数"),
        field("clawback_months", "whole", "months required, 追回月数"),
        choice(
            "clawback_mode", (("prorated", "按比例"), ("full", "全额"), ("none", "无")), "clawback, 追回方式"
        ),
        field("credited_to", "text", "paid to, 归属列"),
        field("once_per", "text", "first per, 首次依据"),
        field("keep_days", "whole", "listing kept after days, 上样保留天数"),
        field("own_too", "flag", "own sales too, 含本人业绩"),
        field("in_kind", "text", "reward in kind, 实物, 奖励实物"),
        field("benefit_months", "whole", "amortisation months, amortization months, 摊销月数"),
        choice("pay_at", (("event", "随发生"), ("end", "期末")), "paid at, 支付时点"),
    ),
    is_open=True,
)
PEOPLE: Final = TableSpec(
    "people",
    listed("payees, organisation, organization, sales force, 人员, 领取人, 组织架构, 销售人员"),
    (
        _PERSON,
        field("plan", "text", "plan name, 计划, 方案"),
        field("manager", "text", "reports to, supervisor, 上级, 主管, 直属上级"),
        field("start", "day", "from, hired, start date, 入职日期, 开始"),
        field("end", "day", "to, until, left, end date, 离职日期, 结束"),
        field("wage", "number", "salary, fixed pay, 工资, 固定工资"),
        field("target_pay", "number", "target incentive, 目标奖金"),
        field("draw", "number", "advance, 预支"),
        field("recoverable", "flag", "recoverable draw, 可追回"),
        field("recovery_cap", "number", "most recovered, 追回比例上限"),
        field("draw_forgiven", "day", "draw forgiven from, 预支免除日期"),
        field("guarantee", "number", "guaranteed pay, minimum pay, 保底"),
        field("team", "text", "group, 团队, 小组"),
        field("weight", "number", "position weight, 岗位权重"),
    ),
)
TIERS: Final = TableSpec(
    "tiers",
    listed("tier tables, rate tiers, 档位, 档位表, 阶梯"),
    (_TABLE, _BOUND, _RATE, field("fixed", "number", "fixed amount, 固定金额")),
)
CURVES: Final = TableSpec(
    "curves",
    listed("payout curves, 曲线, 支付曲线"),
    (
        _TABLE,
        field("attainment", "number", "完成率", required=True),
        field("payout", "number", "pay, 支付率", required=True),
    ),
)
STEPS: Final = TableSpec(
    "steps",
    listed("factors, factor tables, 系数, 系数表"),
    (_TABLE, _BOUND, field("value", "number", "factor, 系数, 值", required=True)),
)
PRIZES: Final = TableSpec(
    "prizes",
    listed("prize tables, 奖项, 奖金表"),
    (
        _TABLE,
        field("place", "whole", "rank, 名次", required=True),
        field("prize", "number", "amount, 奖金", required=True),
    ),
)
RATES: Final = TableSpec(
    "rates",
    listed("rate rules, 费率, 提成规则"),
    (
        _TABLE,
        _RATE,
        field("start", "day", "from, valid from, 生效日期"),
        field("end", "day", "to, until, 失效日期"),
    ),
    is_open=True,
)
WEIGHTS: Final = TableSpec(
    "weights",
    listed("scorecard weights, 权重, 考核权重"),
    (
        _TABLE,
        field("measure", "text", "kpi, 指标", required=True),
        field("weight", "number", "权重", required=True),
        field("cap", "number", "maximum, 封顶"),
    ),
)
MATRICES: Final = TableSpec(
    "matrices",
    listed("matrix, rate matrix, 矩阵, 矩阵表"),
    (_TABLE, _BOUND, field("across", "text", "column, 横向", required=True), _RATE),
)
RATINGS: Final = TableSpec(
    "ratings",
    listed("forced distribution, 等级, 考核等级, 强制分布"),
    (
        _TABLE,
        field("rating", "text", "grade, 等级", required=True),
        field("share", "number", "part, 比例", required=True),
        field("factor", "number", "pay factor, 系数", required=True),
    ),
)
EXCHANGE: Final = TableSpec(
    "exchange",
    listed("exchange rates, currencies, 汇率, 汇率表"),
    (
        field("currency", "text", "币种, 货币", required=True),
        field("start", "day", "from, valid from, date, 生效日期, 日期"),
        field("rate", "number", "exchange rate, 汇率", required=True),
    ),
)
TITLES: Final = TableSpec(
    "titles",
    listed("honours, honors, 荣誉, 荣誉称号"),
    (
        field("title", "text", "honour, honor, 称号", required=True),
        field("component", "text", "pay component, 项目, 提成项目", required=True),
        choice("bearer", (("person", "个人"), ("team", "团队")), "for, 对象"),
        field("places", "whole", "winners, 名额"),
        field("minimum", "number", "least, 最低"),
    ),
)
TRANSACTIONS: Final = TableSpec(
    "transactions",
    listed("sales, deals, orders, invoices, 销售明细, 交易, 订单, 业绩"),
    (
        _ID,
        choice(
            "kind",
            (
                ("sale", "销售"),
                ("booking", "合同"),
                ("invoice", "开票"),
                ("return", "退货"),
                ("cancel", "解约"),
            ),
            "type, event, 类型",
        ),
        _DATE,
        field("person", "text", "payee, salesperson, sales person, rep, 人员, 销售人员, 业务员"),
        _AMOUNT,
        field("tax", "number", "vat, 税额"),
        field("quantity", "number", "units, 数量"),
        field("cost", "number", "unit cost total, 成本"),
        field("discount", "number", "discount given, 折扣"),
        field("due", "day", "due date, 到期日"),
        field("original", "text", "original id, refers to, 原单号"),
        field("currency", "text", "币种, 货币"),
        field("contract_months", "whole", "contract term in months, 合同月数"),
    ),
    is_open=True,
)
PAYMENTS: Final = TableSpec(
    "payments", listed("receipts, collections, 回款, 收款"), (_ID, _TRANSACTION, _DATE, _AMOUNT)
)
CREDITS: Final = TableSpec(
    "credits",
    listed("splits, credit shares, 业绩分配, 分单"),
    (
        _TRANSACTION,
        _PERSON,
        field("share", "number", "part, 比例", required=True),
        field("overlay", "flag", "on top, 重复计业绩"),
    ),
)
TARGETS: Final = TableSpec(
    "targets",
    listed("quotas, quota, 目标, 任务"),
    (
        _PERSON,
        _MONTH,
        field("amount", "number", "target, quota, 目标, 金额", required=True),
        _COMPONENT,
    ),
)
ADJUSTMENTS: Final = TableSpec(
    "adjustments",
    listed("manual adjustments, 调整"),
    (
        _ID,
        _DATE,
        _PERSON,
        _AMOUNT,
        field("reason", "text", "why, 原因", required=True),
        field("approved_by", "text", "approved by, 批准", required=True),
    ),
)
OVERRIDES: Final = TableSpec(
    "overrides",
    listed("manual overrides, 手工覆盖"),
    (
        _PERSON,
        _MONTH,
        field("component", "text", "项目", required=True),
        _AMOUNT,
        field("reason", "text", "why, 原因", required=True),
        field("by", "text", "who, approved by, 批准, 经手人", required=True),
    ),
)
ACTIVITIES: Final = TableSpec(
    "activities",
    listed("follow-ups, follow ups, visits, 回访, 跟进"),
    (
        _PERSON,
        _MONTH,
        _COMPONENT,
        field("planned", "number", "due, 计划", required=True),
        field("done", "number", "actual, 完成", required=True),
    ),
)
SCORES: Final = TableSpec(
    "scores",
    listed("kpi scores, appraisal, 得分, 考核得分"),
    (
        _PERSON,
        _MONTH,
        field("measure", "text", "kpi, 指标", required=True),
        field("score", "number", "得分", required=True),
    ),
)
BUDGET: Final = TableSpec(
    "budget",
    listed("pay budget, 预算"),
    (_MONTH, field("amount", "number", "budget, 预算, 金额", required=True), _COMPONENT),
)
DISPUTES: Final = TableSpec(
    "disputes",
    listed("tickets, 异议, 申诉"),
    (
        _ID,
        _PERSON,
        _MONTH,
        _COMPONENT,
        field("claimed", "number", "amount claimed, 主张金额"),
        field("text", "text", "objection, 说明"),
        field("status", "text", "state, 状态", required=True),
    ),
)
SECOND_LOG: Final = TableSpec(
    "second log",
    listed("second source, confirmations, 第二记录, 复核记录, 回访核实"),
    (_ID, field("amount", "number", "confirmed amount, 金额")),
)
COUPONS: Final = TableSpec(
    "coupons",
    listed("vouchers, 优惠券, 活动卡"),
    (
        _ID,
        field("issued", "day", "issue date, from, 发放日期", required=True),
        field("value", "number", "amount, 面值, 金额", required=True),
        field("last_day", "day", "valid until, expires, 有效期至"),
    ),
)
REDEMPTIONS: Final = TableSpec(
    "redemptions",
    listed("coupons redeemed, 兑付, 核销"),
    (
        field("coupon", "text", "coupon id, voucher, 优惠券, 券号", required=True),
        _DATE,
        field("value", "number", "amount, 金额", required=True),
        field("transaction", "text", "order, deal, invoice, 单号, 订单"),
    ),
)
CONCESSIONS: Final = TableSpec(
    "concessions",
    listed("given after an order, 让利, 订单后让利"),
    (_TRANSACTION, _DATE, _AMOUNT, field("text", "text", "what, reason, 说明")),
)
CHANNEL_TIERS: Final = TableSpec(
    "channel tiers",
    listed("dealer tiers, 渠道等级, 渠道等级标准"),
    (
        field("tier", "text", "level, 等级", required=True),
        field("measure", "text", "kpi, certificate, 指标, 证书", required=True),
        field("minimum", "number", "threshold, 门槛, 最低"),
        field("weight", "number", "权重"),
    ),
)
CHANNELS: Final = TableSpec(
    "channels",
    listed("dealers, channel figures, 渠道, 渠道数据"),
    (
        field("channel", "text", "dealer, name, 渠道, 经销商", required=True),
        field("measure", "text", "kpi, certificate, 指标, 证书", required=True),
        field("value", "number", "figure, 数值"),
    ),
)
ALL: Final = (
    PLAN,
    COMPONENTS,
    PEOPLE,
    TIERS,
    CURVES,
    STEPS,
    PRIZES,
    RATES,
    WEIGHTS,
    MATRICES,
    RATINGS,
    EXCHANGE,
    TITLES,
    TRANSACTIONS,
    PAYMENTS,
    CREDITS,
    TARGETS,
    ADJUSTMENTS,
    OVERRIDES,
    ACTIVITIES,
    SCORES,
    BUDGET,
    DISPUTES,
    SECOND_LOG,
    COUPONS,
    REDEMPTIONS,
    CONCESSIONS,
    CHANNEL_TIERS,
    CHANNELS,
    COLUMNS,
)
