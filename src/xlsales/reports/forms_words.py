"""Labels and help of the blank forms in both languages."""

from __future__ import annotations

from functools import partial
from typing import Final

from xlsales.kernel.words import Language
from xlsales.reports.summary_words import summary_words
from xlsales.reports.words import Say
from xlsales.tables.specs import Kind

CHINESE: Final[dict[str, str]] = {
    "Guide": "填写说明",
    "Sheet": "工作表",
    "What it is for": "用途",
    "Columns": "列（*必填）",
    "Fill in what you have": "有什么填什么；缺的表会在报告的完整性检查页列出。",
    "needed": "必填。",
    "may stay blank": "可留空。",
    "Settings": "设置",
    "Organisation": "组织形式",
}
_ENGLISH: Final = {
    "Columns": "Columns (* needed)",
    "Fill in what you have": "Fill in what you have; the report tells which tables are missing.",
    "needed": "Needed.",
    "may stay blank": "May stay blank.",
}
#: What stands in a column of each kind.
KIND_HELP: Final[dict[Language, dict[Kind, str]]] = {
    "en": {
        "text": "A text.",
        "number": "A number.",
        "day": "A date, such as 2026-01-31.",
        "whole": "A whole number.",
        "flag": "yes or no.",
        "choice": "A word of the list.",
        "any": "The value of the setting.",
    },
    "zh": {
        "text": "文本。",
        "number": "数字。",
        "day": "日期，如 2026-01-31。",
        "whole": "整数。",
        "flag": "是或否。",
        "choice": "从下拉列表选择。",
        "any": "该项设置的内容。",
    },
}


def form_words(language: Language) -> Say:
    """Return the translation of labels into a language.

    Examples:
        >>> form_words("zh")("Guide"), form_words("en")("needed")
        ('填写说明', 'Needed.')
    """
    return partial(_said, language)


def _said(language: Language, label: str) -> str:
    if language == "en":
        return _ENGLISH.get(label, label)
    return CHINESE.get(label) or summary_words(language)(label)
