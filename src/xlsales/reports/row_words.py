"""Labels that the reports on rows share: about their data, people and days; English is the key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from xlsales.kernel.words import Language
from xlsales.reports.words import Say, words_of

CHINESE: Final[dict[str, str]] = {
    "Data": "数据质量",
    "Rows of each table": "各表行数",
    "Rows read": "读取行数",
    "Rows counted": "计入行数",
    "Outside the period": "期间外",
    "Rows left out": "未计入行",
    "Cells that could not be used": "无法使用的单元格",
    "Row counted": "该行计入",
    "Missing tables": "缺少的表",
    "Would feed": "用途",
    "Problems": "问题",
    "Code": "代码",
    "Expected": "应为",
    "What to do": "处理",
    "Got": "内容",
    "Table": "表",
    "Column": "列",
    "Where": "位置",
    "Reason": "原因",
    "yes": "是",
    "no": "否",
    "Total": "合计",
    "Overview": "概览",
    "Person": "人员",
    "Team": "团队",
    "Leader": "组长",
    "Customer": "客户",
    "Region": "区域",
    "Amount": "金额",
    "Day": "日期",
    "Days": "天数",
    "Month": "月份",
    "Share": "占比",
    "Rank": "排名",
    "State": "状态",
    "Number": "数量",
    "in time": "及时",
    "late": "超期",
    "open": "未结",
    "closed": "已结",
    "All": "全部",
    "Nothing in this period.": "本期间无数据。",
    "Prepared by": "制表",
    "Reviewed by": "审核",
    "Approved by": "批准",
    # why cells cannot be used
    "blank": "空白",
    "no number": "不是数字",
    "no whole number": "不是整数",
    "no date": "不是日期",
    "no yes or no": "不是是或否",
    "unknown word": "未知选项",
    "no text": "不是文字",
    "unknown stage": "未知阶段",
    "repeated": "重复",
    "before the first day": "早于创建日期",
    "before it was asked": "早于询价日期",
    "not from 0 to 1": "不在0至1之间",
    "no customer": "无客户",
    "no person": "无人员",
    "before the visit": "早于拜访日期",
    "before it was opened": "早于投诉日期",
    "no frequency for the grade": "该等级无拜访频率",
    "below 0": "小于0",
    "nobody who is appraised": "不在考核名单",
    "unknown figure": "未知数据项",
    "not above 0": "不大于0",
    "before its start": "早于开始日期",
    "before it came": "早于反馈日期",
    "after it was seen": "晚于检查日期",
    # what missing tables would feed
    "queue, sources and referrals": "线索队列、来源与转介绍",
    "funnel, ageing and forecast": "漏斗、账龄与预测",
    "who gets which lead": "线索分配",
    "quotes answered in time": "报价及时率",
    "orders from contract to payment": "订单跟踪",
    "forecast from the past": "历史预测",
    "quotas, feedback, overlaps, outcomes": "拜访量、反馈、重叠与结果",
    "plan against done": "计划与实际",
    "daily quotas and leaders": "每日拜访数与组长",
    "daily sign-off": "日报签核",
    "complaints and their age": "投诉与处理天数",
    "due visits": "应拜访客户",
    "who is appraised, teams, tenure": "考核名单、团队与任期",
    "scorecards": "考核表",
    "typed values of key figures": "手工录入的指标",
    "figures of results": "结果类数据",
    "grades and forced distribution": "等级与强制分布",
    "promotion": "晋升",
    "honours": "荣誉",
    "training": "培训",
    "process figures": "过程指标",
    "complaints closed in time": "投诉及时率",
    "win rate and first deals": "赢单率与首单",
    "feedback by type": "分类反馈",
    "changes of competitors": "竞品增减",
    "calendar of promotions": "促销日历",
    "prices of competitors": "竞品价格",
    "shelf age and stock days": "货龄与库存天数",
    "margins of peers": "同行毛利",
    "distribution": "铺货率",
    "display checks": "陈列检查",
    "how to cover a market": "市场策略",
    "people or advertisements": "推动方式",
}


def said_from(own: Mapping[str, str], language: Language) -> Say:
    """Return the translation of labels: of a report's own first, then of these, then of all reports.

    Examples:
        >>> say = said_from({"Funnel": "销售漏斗"}, "zh")
        >>> say("Funnel"), say("Rows read"), said_from({}, "en")("Rows read")
        ('销售漏斗', '读取行数', 'Rows read')
    """
    return partial(_said, language, own, words_of(language))


def _said(language: Language, own: Mapping[str, str], others: Say, label: str) -> str:
    if language == "en":
        return label
    return own.get(label) or CHINESE.get(label) or others(label)
