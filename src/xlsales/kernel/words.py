"""Option words and labels: each English word has one Chinese word, and both are accepted."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

Language = Literal["en", "zh"]

#: Option words and labels of cells, English to Chinese.
CHINESE: Final[dict[str, str]] = {
    # grades and customer states
    "potential": "潜在客户",
    "target": "目标客户",
    "key": "目标大客户",
    "ungraded": "待评级",
    "new": "新客户",
    "active": "活跃",
    "dormant": "休眠",
    "reactivated": "重新激活",
    "lost": "流失",
    "Others": "其他",
    # relationship and strategy
    "transactional": "交易关系",
    "problem-solving": "解决问题关系",
    "partnership": "伙伴关系",
    "alliance": "联盟关系",
    "build": "建立",
    "hold": "巩固",
    "harvest": "收获",
    "divest": "撤出",
    # options
    "marginal": "超额累进",
    "whole": "全额累进",
    "lower": "含下限",
    "upper": "含上限",
    "neutral": "忽略",
    "zero": "按零",
    "block": "不评分",
    "quantile": "分位",
    "rank": "排名",
    "share": "均分",
    "same": "并列",
    "first": "先者得",
    "down": "降档",
    "up": "升档",
    "together": "同值同级",
    "row": "逐行",
    "simple": "简单法",
    "countback": "倒推法",
    "volume": "整量价",
    "graduated": "分段价",
    "prorated": "按比例",
    "full": "全额",
    "none": "无",
    "pay": "支付",
    "carry": "结转",
    "month": "月",
    "quarter": "季",
    "week": "周",
    "average": "平均",
    "moving": "移动平均",
    "trend": "趋势",
    "cap": "封顶",
    "extend": "外推",
    "margin": "毛利率",
    "markup": "加成率",
    "hamilton": "最大余额法",
    "webster": "韦伯斯特法",
    "jefferson": "杰斐逊法",
    "adams": "亚当斯法",
    "hill": "希尔法",
    "days": "按天",
    "days_exclusive": "按天不含首日",
    "months": "按月",
    "r": "R法",
}


def folded(text: str) -> str:
    """Return a word as options compare it: half width, trimmed, without case.

    Examples:
        >>> folded(" ＭＡＲＧＩＮＡＬ "), folded("＞＝100")
        ('marginal', '>=100')
    """
    return unicodedata.normalize("NFKC", text).strip().casefold()


def label(word: str, language: Language = "en") -> str:
    """Return a label in a language; a word without a translation stays as it is.

    Examples:
        >>> label("key", "zh"), label("key")
        ('目标大客户', 'key')
    """
    return CHINESE.get(word, word) if language == "zh" else word


def choose(text: str, words: tuple[str, ...]) -> str | None:
    """Return the option that a text names, in English or Chinese, or ``None``.

    Examples:
        >>> choose("全额累进", ("marginal", "whole")), choose("Whole ", ("marginal", "whole"))
        ('whole', 'whole')
        >>> choose("hole", ("marginal", "whole")) is None
        True
    """
    wanted = folded(text)
    for word in words:
        if wanted in (folded(word), folded(CHINESE.get(word, word))):
            return word
    return None
