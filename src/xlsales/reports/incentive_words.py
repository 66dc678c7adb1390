"""Labels of the pay reports in both languages."""

from __future__ import annotations

from functools import partial
from typing import Final

from xlsales.kernel.words import Language
from xlsales.reports.words import Say, words_of

CHINESE: Final[dict[str, str]] = {
    "Payroll": "提成结算表",
    "Statement": "提成明细单",
    "Cost and budget": "成本与预算",
    "Cliffs": "跳档点",
    "Exceptions": "预警名单",
    "Differences": "差额明细",
    "What if": "方案对比",
    "Payee": "领取人",
    "Payable": "应付",
    "Total": "合计",
    "Month": "月份",
    "Component": "项目",
    "Kind": "类型",
    "Source": "来源",
    "Day": "日期",
    "Counted": "计提基数",
    "How it comes about": "计算过程",
    "Amount": "金额",
    "Earned in": "所属月份",
    "Cause": "原因",
    "Earlier months": "以前月份差额",
    "Cost": "成本",
    "Budget": "预算",
    "Left": "结余",
    "Used": "使用率",
    "Table": "表",
    "From": "起点",
    "Pay just below": "起点前应付",
    "Pay at it": "起点应付",
    "Jump": "跳档金额",
    "Next tier": "下一档",
    "Credited": "累计业绩",
    "Still missing": "尚差",
    "Attainment": "完成率",
    "Target": "目标",
    "Where": "位置",
    "What came": "情况",
    "What to do": "处理",
    "Set by hand": "手工覆盖",
    "Disputes": "异议",
    "Dispute": "异议编号",
    "Claimed": "主张金额",
    "Difference": "差额",
    "Status": "状态",
    "Text": "说明",
    "Balances": "余额",
    "Draw owed": "预支余额",
    "Held back": "留存余额",
    "Now": "现方案",
    "Then": "新方案",
    "Winners": "受益人数",
    "Losers": "受损人数",
    "Prepared by": "制表",
    "Reviewed by": "审核",
    "Approved by": "批准",
    "Month by month": "逐月",
    "Per component": "按项目",
    "pay": "提成",
    "prize": "奖金",
    "override": "管理提成",
    "penalty": "绩效扣减",
    "cap": "封顶",
    "holdback": "留存",
    "release": "留存发放",
    "clawback": "追回",
    "rounding": "取整",
    "adjustment": "调整",
    "manual": "手工覆盖",
    "draw": "预支",
    "draft": "草稿",
    "approved": "已批准",
    "locked": "已锁定",
    "paid": "已支付",
}


def pay_words(language: Language) -> Say:
    """Return the translation of labels into a language.

    Examples:
        >>> pay_words("zh")("Cliffs"), pay_words("en")("Cliffs")
        ('跳档点', 'Cliffs')
    """
    return partial(_said, language)


def _said(language: Language, label: str) -> str:
    if language == "en":
        return label
    return CHINESE.get(label) or words_of(language)(label)
