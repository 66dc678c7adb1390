"""The settings of the reports on pipeline, activity, appraisal and market; each has a usual value."""

from __future__ import annotations

from typing import Final

from xlsales.tables.specs import FieldSpec, TableSpec, choice, field, listed

REPORT_SETTINGS: Final = TableSpec(
    "report settings",
    listed("report, reports, follow-up settings, 报告设置, 报表设置"),
    (
        field("setting", "text", "name, item, 项目, 设置", required=True),
        field("value", "any", "值, 内容, 数值"),
    ),
)
_TIES: Final = (("up", "升档"), ("down", "降档"), ("first", "先者得"))
FIELDS: Final[tuple[FieldSpec, ...]] = (
    field("company", "text", "公司, 单位"),
    field("version", "text", "版本"),
    field("currency", "text", "币种"),
    field("prepared_by", "text", "制表, 制表人"),
    field("reviewed_by", "text", "审核, 审核人"),
    field("approved_by", "text", "批准, 批准人"),
    field("period_start", "day", "start, from, 期间开始, 开始日期"),
    field("period_end", "day", "end, to, as of, 期间结束, 截止日期"),
    field("country", "text", "calendar, 国家, 日历"),
    field("quote_days", "whole", "answer days of quotes, 报价天数"),
    field("visits_a_day", "whole", "daily visits, daily quota, 每日拜访数, 每日拜访"),
    field("complaint_days", "whole", "投诉处理天数"),
    field("visit_tolerance", "number", "tolerance, 计划容差"),
    choice("rating_ties", _TIES, "tie rule, 并列规则"),
    field("smallest_group", "whole", "最小强制分布人数"),
    field("team_weight", "number", "团队权重"),
    choice("team_rule", (("mean", "加权平均"), ("product", "连乘")), "团队方式"),
    field("recognised", "whole", "top, 表彰人数"),
    field("coached", "whole", "bottom, 辅导人数"),
    field("fresh_days", "whole", "正常天数"),
    field("slow_days", "whole", "滞销天数"),
    field("large_move", "number", "price move, 价格变动幅度"),
    field("stock_days_low", "number", "least stock days, 最低库存天数"),
    field("stock_days_high", "number", "most stock days, 最高库存天数"),
    field("forecast_months", "whole", "预测月数"),
)
