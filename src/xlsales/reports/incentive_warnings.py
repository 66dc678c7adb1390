"""What a run of pay warns of, in the language of the report."""

from __future__ import annotations

import re
from typing import Final

from xlsales.kernel.issues import Issue
from xlsales.kernel.words import Language

#: Sentences of warnings to Chinese; ``{}`` stands for what differs from case to case.
_CHINESE: Final[dict[str, str]] = {
    "a month that is not locked": "该月尚未锁定",
    "Run and lock it first; its pay is no part of this run.": "请先核算并锁定该月；其提成不计入本次核算。",
    "no target": "无目标",
    "Add it to the targets; until then the component pays nothing.": (
        "请在目标表中补上；补上之前该项目不计发。"
    ),
    "no score for {}": "缺少评分：{}",
    "Give it; the component pays nothing until then.": "请补上；补上之前该项目不计发。",
    "a negative amount payable": "应付金额为负数",
    "Decide whether it is taken back or carried forward by an adjustment.": (
        "请决定扣回，或以调整结转到以后月份。"
    ),
    "deductions of {}": "扣款 {}",
    "Have the deduction checked against the law; this is not legal advice.": (
        "请核对扣款是否符合法律规定；此提示不构成法律意见。"
    ),
    "a draw of {} owed after {}": "{1} 离职后尚欠预支 {0}",
    "Book it as a receivable, or forgive it by a day in the people.": (
        "请记为应收款，或在人员表中填写免除日期。"
    ),
    "order {}": "订单 {}",
    "Correct the id; until then the cost stands by itself.": "请更正编号；更正之前该费用单独列示。",
    "{} {}, which no transaction has": "{} {}，交易中没有这一取值",
    "Correct the filter, if it should have.": "如应有，请更正筛选条件。",
    "Did you mean {}?": "是否指 {}？",
    "{} in all": "合计 {}",
    "Correct the coupon's id, or add the coupon.": "请更正优惠券编号，或补登该券。",
    "Correct the day; what is given after the last day is a concession.": (
        "请更正日期；最后有效日之后给出的属于让利。"
    ),
    "Correct the amount; what is given beyond it is a concession.": "请更正金额；超出部分属于让利。",
}


def warning_row(issue: Issue, language: Language) -> tuple[str, str, str]:
    """Return where a warning stands, what came with its code, and what to do.

    Examples:
        >>> high = Issue("INC-101", "Ann 2026-03", "deductions of 500", "", "Check it.")
        >>> warning_row(high, "zh")
        ('Ann 2026-03', 'INC-101：扣款 500', 'Check it.')
        >>> warning_row(high, "en")
        ('Ann 2026-03', 'INC-101: deductions of 500', 'Check it.')
    """
    if language == "en":
        return issue.where, f"{issue.code}: {issue.got}", issue.fix
    return issue.where, f"{issue.code}：{_in_chinese(issue.got)}", _in_chinese(issue.fix)


def _in_chinese(sentence: str) -> str:
    """Return a sentence in Chinese; one that is not known stays as it is."""
    for english, chinese in _CHINESE.items():
        pattern = re.escape(english).replace(r"\{\}", "(.+)")
        if found := re.fullmatch(pattern, sentence):
            return chinese.format(*found.groups())
    return sentence
