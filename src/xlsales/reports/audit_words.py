"""Labels of the report ``check`` in Chinese."""

from __future__ import annotations

from typing import Final

from xlsales.kernel.words import Language

_CHINESE: Final = {
    "Workbook check": "工作簿检查",
    "Summary": "汇总",
    "What it looks for": "合计、公式、单元格、查找、链接与 xlsales 函数",
    "Workbooks": "工作簿",
    "Workbook": "工作簿",
    "Cells": "单元格数",
    "Formulas": "公式数",
    "Errors": "错误",
    "Warnings": "警告",
    "Notes": "提示",
    "Result": "结果",
    "To be mended": "需要修正",
    "To be looked at": "建议查看",
    "Nothing found": "未发现问题",
    "By rule": "按规则",
    "Rule": "规则",
    "Code": "代码",
    "About": "类别",
    "Severity": "级别",
    "Findings": "问题清单",
    "Count": "问题数",
    "Place": "位置",
    "Found": "发现",
    "Expected": "应为",
    "How to mend it": "如何修正",
    "Press a place to open the workbook there": "点击位置可打开工作簿并跳到该处",
    "error": "错误",
    "warning": "警告",
    "note": "提示",
}
_ENGLISH: Final = {"What it looks for": "Totals, formulas, cells, lookups, links and calls of xlsales"}


def say(label: str, language: Language) -> str:
    """Return a label in a language.

    Examples:
        >>> say("Rule", "zh"), say("Rule", "en")
        ('规则', 'Rule')
    """
    return _CHINESE[label] if language == "zh" else _ENGLISH.get(label, label)
