"""The tables of appraisal: people, key figures and their values, grades, promotion, titles, training."""

from __future__ import annotations

from typing import Final

from xlsales.tables.specs import TableSpec, choice, field, listed

_PERSON: Final = field("person", "text", "name, employee, sales person, 姓名, 人员, 业务员", required=True)
_DAY: Final = field("date", "day", "month, day, period, 月份, 日期, 期间")
_KPI: Final = field("kpi", "text", "measure, key figure, 指标, 考核指标", required=True)

STAFF: Final = TableSpec(
    "people",
    listed("sales people, reps, team, staff, 人员, 销售人员, 员工"),
    (
        _PERSON,
        field("team", "text", "group, 小组, 团队, 组别"),
        field("leader", "text", "manager, team leader, 组长, 上级, 主管"),
        field("position", "text", "job, rank, 岗位, 职位"),
        field("hired", "day", "hired on, joined, 入职日期"),
        field("position_since", "day", "in position since, promoted on, 任职日期, 任现职日期"),
        field("left", "day", "left on, 离职日期"),
    ),
    is_open=True,
)
SCORECARD: Final = TableSpec(
    "kpis",
    listed("scorecard, key figures, kpi weights, 考核指标, 指标, 考核表"),
    (
        _KPI,
        field("position", "text", "job, rank, 岗位, 职位"),
        field("weight", "number", "权重", required=True),
        field("target", "number", "goal, expected, 目标, 目标值"),
        field("cap", "number", "most, 封顶"),
        choice(
            "kind",
            (("result", "结果"), ("customer", "客户"), ("process", "过程"), ("growth", "成长")),
            "group, type, 类型, 类别",
        ),
        choice("good", (("high", "越高越好"), ("low", "越低越好")), "direction, better, 方向"),
    ),
)
VALUES: Final = TableSpec(
    "kpi values",
    listed("appraisal values, measured values, 指标数据, 考核数据"),
    (
        _PERSON,
        _KPI,
        _DAY,
        field("value", "number", "actual, 实际, 实际值", required=True),
        field("target", "number", "goal, own target, 目标, 目标值"),
    ),
)
FIGURES: Final = TableSpec(
    "figures",
    listed("appraisal figures, amounts, 基础数据, 考核基础数据"),
    (
        _PERSON,
        field("figure", "text", "what, item, 项目, 数据项", required=True),
        _DAY,
        field("value", "number", "amount, count, 数值, 金额, 数量", required=True),
    ),
)
GRADES: Final = TableSpec(
    "appraisal grades",
    listed("ratings, 考核等级, 绩效等级"),
    (
        field("grade", "text", "rating, 等级, 级别", required=True),
        field("score", "number", "from score, 起始分, 分数"),
        field("share", "number", "part, forced share, 比例, 强制比例"),
    ),
)
APPRAISALS: Final = TableSpec(
    "past appraisals",
    listed("appraisal history, grade history, 历次考核, 历史考核"),
    (
        _PERSON,
        field("date", "day", "period, month, year, 期间, 日期", required=True),
        field("grade", "text", "rating, 等级", required=True),
        field("score", "number", "得分"),
    ),
)
PROMOTION: Final = TableSpec(
    "promotion rules",
    listed("promotion standard, promotions, 晋升标准, 晋升条件"),
    (
        field("position", "text", "from, job, 岗位, 现岗位", required=True),
        field("to", "text", "next position, 晋升岗位, 目标岗位", required=True),
        field("tenure_months", "whole", "months, least months, 任职月数, 最少月数"),
        field("good_grades", "text", "good, 良好等级, 合格等级"),
        field("good_needed", "whole", "needed, 最少次数"),
        field("appraisals", "whole", "looked at, last appraisals, 考核次数"),
        field("barred_by", "text", "barring grades, 一票否决, 否决等级"),
    ),
    is_open=True,
)
TITLES: Final = TableSpec(
    "titles",
    listed("honours, honors, awards, 荣誉, 荣誉称号"),
    (
        field("title", "text", "name, honour, 称号, 名称", required=True),
        choice("bearer", (("person", "个人"), ("team", "团队")), "for, 对象"),
        field("kpi", "text", "by, measure, 指标, 依据"),
        field("places", "whole", "how many, 名额"),
        field("minimum", "number", "least, 最低值, 门槛"),
    ),
)
TRAINING: Final = TableSpec(
    "training",
    listed("courses, training records, 培训, 培训记录"),
    (
        _PERSON,
        field("course", "text", "subject, 课程, 培训内容", required=True),
        field("date", "day", "day, 日期, 培训日期", required=True),
        field("hours", "number", "学时, 时长", required=True),
        field("score", "number", "result, 成绩, 得分"),
        field("cost", "number", "fee, 费用"),
    ),
)
