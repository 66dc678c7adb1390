"""Labels of the pay reports in both languages."""

from __future__ import annotations

from functools import partial
from typing import Final

from xlsales.kernel.words import Language
from xlsales.reports.incentive_phrases import CHINESE_PHRASES
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
    "pool": "团队奖金池",
    "guarantee": "保底",
    "split": "分成",
    "rounded": "取整为",
    "In kind": "实物奖励",
    "Worth": "价值",
    "Honours": "荣誉榜",
    "Honour": "称号",
    "Rank": "名次",
    "Name": "姓名",
    "Result": "业绩",
    "Accrual": "计提与摊销",
    "Capitalised": "资本化",
    "Amortised": "摊销",
    "Expense": "当期费用",
    "Asset left": "合同取得成本余额",
    "Paid": "已付",
    "Deal": "合同",
    "Months": "月数",
    "Begins": "开始",
    "Ended": "终止",
    "Assets": "合同取得成本",
    "Sales needed": "需增销售额",
    "Growth needed": "需增幅度",
    "Two logs": "双重记录核对",
    "Finding": "差异",
    "First log": "第一记录",
    "Second log": "第二记录",
    "only first": "仅第一记录",
    "only second": "仅第二记录",
    "amount": "金额不符",
    "count": "次数不符",
    "Coupons": "优惠券",
    "Issued": "已发放",
    "Redeemed": "已兑付",
    "Expired": "已过期",
    "Outstanding": "未兑付",
    "Liability": "预计负债",
    "Coupon": "优惠券编号",
    "Concessions": "订单后让利",
    "Revenue": "收入",
    "Conceded": "让利",
    "Margin": "毛利",
    "Margin rate": "毛利率",
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
    return CHINESE.get(label) or CHINESE_PHRASES.get(label) or words_of(language)(label)
