"""Labels of reports in both languages; English is the key, and Chinese its one translation."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from xlsales.kernel.words import CHINESE as OPTION_WORDS
from xlsales.kernel.words import Language

#: Translates a label.
Say: TypeAlias = Callable[[str], str]

CHINESE: Final[dict[str, str]] = {
    "Plan": "计划",
    "Targets": "目标分解表",
    "Summary": "汇总",
    "Reconciliation": "勾稽表",
    "Fairness": "均衡性",
    "Weights": "权重依据",
    "How it was read": "读取说明",
    "Total": "合计",
    "Month": "月份",
    "Target": "目标",
    "Last year": "去年同期",
    "Growth": "同比",
    "Explanation": "计算依据",
    "Level": "层级",
    "Parts": "项数",
    "Level above": "上级合计",
    "Over-assigned": "加码",
    "This level": "本级合计",
    "Difference": "差额",
    "Greatest difference below one part": "单项最大差额",
    "Person": "人员",
    "Verdict": "判断",
    "Workload index": "负荷指数",
    "Out of line by": "偏离项",
    "Measure": "衡量依据",
    "Coefficient of variation": "变异系数",
    "Highest": "最高",
    "Lowest": "最低",
    "Where": "位置",
    "history": "历史",
    "potential": "潜力",
    "capacity": "产能",
    "ok": "正常",
    "too low": "偏低",
    "too high": "偏高",
    "no history": "无历史",
    "Table": "表",
    "Column": "列",
    "Read as": "理解为",
    "Message": "信息",
    "Path": "路径",
    "Weight": "权重",
    "How the weight comes about": "权重计算",
    "Setting": "项目",
    "Value": "内容",
    "Goal": "目标来源",
    "Currency": "币种",
    "Version": "版本",
    "Prepared by": "制表",
    "Reviewed by": "审核",
    "Approved by": "批准",
    "Reason": "原因",
    "Step": "步骤",
    "Dimension": "维度",
    "Unit": "取整单位",
    "Method": "取整方法",
    "Over-assignment": "加码率",
    "even": "平均",
    "column": "列",
    "last year": "去年",
    "trailing": "近十二个月",
    "growth": "增长调整",
    "season": "季节指数",
    "working days": "工作日",
    "in service": "在岗系数",
    "by month": "按月",
}


def words_of(language: Language) -> Say:
    """Return the translation of labels into a language.

    Examples:
        >>> words_of("zh")("Reconciliation"), words_of("en")("Reconciliation"), words_of("zh")("SKU")
        ('勾稽表', 'Reconciliation', 'SKU')
    """
    return partial(_said, language)


def _said(language: Language, label: str) -> str:
    if language == "en":
        return label
    return CHINESE.get(label) or OPTION_WORDS.get(label) or label
