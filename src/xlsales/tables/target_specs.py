"""The tables of a target plan and the words by which their columns are known."""

from __future__ import annotations

from typing import Final

from xlsales.tables.specs import TableSpec, choice, field, listed

WEIGHT_WORDS: Final = (
    ("even", "平均"),
    ("column", "列"),
    ("last year", "去年"),
    ("trailing", "近十二个月"),
    ("growth", "增长调整"),
    ("season", "季节指数"),
    ("working days", "工作日"),
    ("4-4-5", "4-4-5"),
    ("4-5-4", "4-5-4"),
    ("5-4-4", "5-4-4"),
)
METHOD_WORDS: Final = (
    ("hamilton", "最大余额法"),
    ("webster", "韦伯斯特法"),
    ("jefferson", "杰斐逊法"),
    ("adams", "亚当斯法"),
    ("hill", "希尔法"),
)

_START = "from, hired, start date, valid from, 入职日期, 入职, 开始, 开始日期, 生效日期"
_END = "to, until, left, end date, valid to, 离职日期, 离职, 结束, 结束日期, 失效日期"
_METHOD = choice("method", METHOD_WORDS, "rounding, 取整方法, 方法")
_UNIT = field("unit", "number", "rounding unit, 取整单位, 单位")
_AMOUNT = field("amount", "number", "sales, revenue, actual, 金额, 销售额, 业绩, 实际", required=True)
_DATE = field("date", "day", "month, period, day, 日期, 月份, 月, 期间", required=True)
_PERSON = field(
    "person",
    "text",
    "name, salesperson, sales person, rep, employee, 人员, 销售人员, 业务员, 姓名",
    required=True,
)
_RAMP = field("ramp", "text", "ramp name, 爬坡期, 爬坡")

PLAN: Final = TableSpec(
    "plan",
    listed("settings, target plan, 计划, 设置, 目标计划, 计划设置"),
    (
        field("setting", "text", "name, item, 项目, 设置", required=True),
        field("value", "any", "值, 内容, 数值"),
    ),
)
SETTINGS: Final = (
    field("name", "text", "plan, plan name, 计划名称, 名称"),
    field("version", "text", "版本"),
    field("author", "text", "by, prepared by, 制表"),
    field("reason", "text", "why, change reason, 原因, 变更原因"),
    field("source", "text", "document, 依据, 来源"),
    field("currency", "text", "币种, 货币"),
    field("start", "day", "first month, year, plan start, 开始, 起始月, 计划开始"),
    field("periods", "whole", "months, 期数, 月数"),
    field("total", "number", "target, annual target, total target, 总目标, 年度目标"),
    field("growth", "number", "growth goal, 增长目标, 增长率"),
    field("market", "number", "market size, 市场规模"),
    field("share", "number", "market share, 市场份额"),
    field("profit", "number", "profit goal, 利润目标"),
    field("margin", "number", "average margin, 毛利率, 平均毛利率"),
    field("fixed_costs", "number", "fixed costs, 固定成本"),
    _UNIT,
    _METHOD,
    field("country", "text", "calendar, holidays, 国家, 假日国家"),
    field("as_of", "day", "today, count day, 统计日, 截止日期"),
    field("closed", "whole", "closed months, 已结月份, 已结月数"),
    field("carry", "number", "carry over, 结转, 结转比例"),
    field("surplus", "flag", "use surplus, 超额冲减"),
    field("alert_below", "number", "alert, 预警线"),
    field("low_growth", "number", "lowest growth, 最低增长"),
    field("high_growth", "number", "highest growth, 最高增长"),
)
STEPS: Final = TableSpec(
    "steps",
    listed("policy, split, split policy, 分解步骤, 分解规则, 分解政策, 步骤"),
    (
        field("effective_from", "day", "from, valid from, 生效日期, 生效"),
        field("dimension", "text", "level, step, 维度, 层级", required=True),
        choice("weights", WEIGHT_WORDS, "weight, basis, by, 权重, 依据"),
        field("column", "text", "weight column, 列, 列名, 权重列"),
        field("factor", "number", "part, blend, 占比, 混合比例"),
        field("coefficient", "text", "coefficients, factors, 系数, 系数列"),
        choice("scope", (("path", "本路径"), ("member", "本成员")), "history of, 历史范围"),
        choice("without_history", (("zero", "按零"), ("average", "平均")), "no history, newcomers, 无历史"),
        _UNIT,
        _METHOD,
        field("over_assignment", "number", "over assignment, uplift, padding, 加码, 加码率"),
    ),
)
ORGANISATION: Final = TableSpec(
    "organisation",
    listed("organization, people, sales force, org, 组织, 组织架构, 人员, 销售人员"),
    (
        _PERSON,
        field("manager", "text", "parent, reports to, supervisor, 上级, 直属上级, 主管"),
        field("start", "day", _START),
        field("end", "day", _END),
        _RAMP,
        field("carries", "flag", "carries target, has target, 承担目标"),
    ),
    is_open=True,
)
MEMBERS: Final = TableSpec(
    "members",
    listed("dimension members, 成员, 维度成员"),
    (
        field("dimension", "text", "level, 维度", required=True),
        field("member", "text", "label, value, name, 成员, 名称", required=True),
        field("start", "day", _START),
        field("end", "day", _END),
        _RAMP,
    ),
    is_open=True,
)
RAMPS: Final = TableSpec(
    "ramps",
    listed("ramp, 爬坡期, 爬坡"),
    (
        field("ramp", "text", "name, ramp name, 名称, 爬坡期", required=True),
        field("month", "whole", "month of service, 月, 第几个月, 服务月", required=True),
        field("fraction", "number", "share, part, 比例", required=True),
    ),
)
LIMITS: Final = TableSpec(
    "limits",
    listed("locks, bounds, 限制, 上下限, 锁定"),
    (
        field("floor", "number", "minimum, least, 下限, 最低"),
        field("cap", "number", "maximum, most, 上限, 最高, 封顶"),
        field("lock", "number", "locked, fixed, 锁定, 固定"),
    ),
    is_open=True,
)
MARGINS: Final = TableSpec("margins", listed("given totals, 给定合计, 分项合计"), (_AMOUNT,), is_open=True)
HISTORY: Final = TableSpec(
    "history", listed("sales history, 历史, 历史销售, 销售历史"), (_DATE, _AMOUNT), is_open=True
)
ACTUALS: Final = TableSpec(
    "actuals",
    listed("actual, actual sales, 实际, 实际业绩, 实际销售"),
    (_DATE, _AMOUNT, field("contribution", "number", "credit, share, 贡献, 贡献比例, 分成比例")),
    is_open=True,
)
COMMITMENTS: Final = TableSpec(
    "commitments", listed("bottom up, 承诺, 自下而上, 自报目标"), (_AMOUNT,), is_open=True
)
GOALS: Final = TableSpec(
    "goals",
    listed("own goals, self-set goals, 个人目标, 自定目标"),
    (_PERSON, field("goal", "number", "own goal, amount, 目标, 自定目标, 金额", required=True)),
)
PREVIOUS: Final = TableSpec(
    "previous",
    listed("previous version, previous targets, 上一版, 原版本, 上版目标"),
    (_DATE, field("target", "number", "amount, 目标, 金额", required=True)),
    is_open=True,
)
MILESTONES: Final = TableSpec(
    "milestones",
    listed("milestone, 里程碑, 时间节点"),
    (
        field("milestone", "text", "task, name, 里程碑, 任务", required=True),
        field("owner", "text", "responsible, person, 负责人"),
        field("due", "day", "deadline, date, 截止日期, 到期日", required=True),
        field("done", "day", "done on, completed, 完成日期, 完成"),
    ),
)
IMPROVEMENTS: Final = TableSpec(
    "improvements",
    listed("improvement goals, progress, 改进目标, 改善目标"),
    (
        field("goal", "text", "name, item, 项目, 目标项", required=True),
        field("baseline", "number", "start, 基线, 基准", required=True),
        field("change", "number", "improvement, 改善幅度, 变化"),
        field("target", "number", "目标, 目标值"),
        field("actual", "number", "now, current, 实际, 当前"),
    ),
)
DISCOUNTS: Final = TableSpec(
    "discounts",
    listed("discount, promotions, 折扣, 促销"),
    (
        field("offer", "text", "name, product, 名称, 产品, 促销", required=True),
        field("price", "number", "list price, 价格, 原价", required=True),
        field("cost", "number", "unit cost, 成本", required=True),
        field("discount", "number", "折扣, 折扣率", required=True),
        field("volume", "number", "units, 销量, 数量"),
    ),
)
COLUMNS: Final = TableSpec(
    "columns",
    listed("column names, mapping, 列名对照, 列对照"),
    (
        field("table", "text", "sheet, 表, 表名", required=True),
        field("field", "text", "our column, means, 字段, 含义", required=True),
        field("column", "text", "your column, heading, 列, 列名", required=True),
    ),
)
ALL: Final = (
    PLAN,
    STEPS,
    ORGANISATION,
    MEMBERS,
    RAMPS,
    LIMITS,
    MARGINS,
    HISTORY,
    ACTUALS,
    COMMITMENTS,
    GOALS,
    PREVIOUS,
    MILESTONES,
    IMPROVEMENTS,
    DISCOUNTS,
    COLUMNS,
)
