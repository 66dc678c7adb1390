"""What the texts around a number say of it: totals, opening balances, series of months, shares."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from xlsales.jobs.audit.book import AuditedBook
from xlsales.workbook.keys import cell_key

#: How far a label may stand from its number.
_REACH: Final = 40
_SUMS: Final = re.compile(
    r"\b(?:(?:grand|sub)[- ]?)?totals?\b|\bsum\b|\boverall\b|合计|总计|小计|总和|总额|共计|全年|汇总",
    re.IGNORECASE,
)
#: Words of lines that stand beside data and do not belong to it.
_APART: Final = re.compile(
    r"\b(?:opening|beginning|starting|previous|carried|brought|budget|targets?|goals?|limit|average|avg|mean|"
    r"max(?:imum)?|min(?:imum)?|rate|variance|difference|less|check|closing|remaining|balance|tax|vat|"
    r"discount|shipping|net|gross|ytd|prior|last year)\b|"
    r"期初|期末|上期|上年|去年|余额|预算|目标|平均|均值|最大|最小|差额|差异|税|折扣|运费|校验|检查",
    re.IGNORECASE,
)
#: Words of totals that are meant to take a part of the data only.
_PARTIAL: Final = re.compile(
    r"\b(?:ytd|year to date|to date|q[1-4]|quarter|half|h[12]|first|last|top|best|so far)\b"
    r"|累计|季度|上半年|下半年|截至|截止|前[0-9一二三四五六七八九十]|[一二三四]季",
    re.IGNORECASE,
)
_SHARES: Final = re.compile(
    r"\b(?:weights?|weightings?|shares?|allocation|split|mix)\b|权重|占比|比重|构成|分摊比例|分配比例",
    re.IGNORECASE,
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CHINESE: Final = "一二三四五六七八九十"
_NUMBERED: Final = re.compile(r"(\D*?)\s*(\d{1,4})\s*(\D*)")


class Series(NamedTuple):
    """A place in a run of headings, such as the third month."""

    kind: str
    number: float


def row_label(audited: AuditedBook, sheet: str, row: int, column: int) -> str:
    """Return the nearest text to the left of a cell, blank for none."""
    for left in range(column - 1, max(0, column - _REACH), -1):
        value = audited.value(sheet, cell_key(row, left))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def column_label(audited: AuditedBook, sheet: str, row: int, column: int) -> str:
    """Return the nearest text above a cell, blank for none."""
    for above in range(row - 1, max(0, row - _REACH), -1):
        value = audited.value(sheet, cell_key(above, column))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def says_total(label: str) -> bool:
    """Tell whether a label stands beside a total.

    Examples:
        >>> says_total("Grand total"), says_total("上半年合计"), says_total("Totalled goods")
        (True, True, False)
    """
    return _SUMS.search(label) is not None


def stands_apart(label: str) -> bool:
    """Tell whether a label says that its number is no part of the data beside it.

    Examples:
        >>> stands_apart("Opening balance"), stands_apart("目标"), stands_apart("East")
        (True, True, False)
    """
    return says_total(label) or _APART.search(label) is not None


def takes_a_part(label: str) -> bool:
    """Tell whether a label stands beside a total that takes only a part of the data.

    Examples:
        >>> takes_a_part("YTD sales"), takes_a_part("前5名"), takes_a_part("Sales")
        (True, True, False)
    """
    return _PARTIAL.search(label) is not None


def says_share(label: str) -> bool:
    """Tell whether a heading stands over shares or weights.

    Examples:
        >>> says_share("Weight"), says_share("销售占比"), says_share("Sales")
        (True, True, False)
    """
    return _SHARES.search(label) is not None


def series_place(heading: object) -> Series | None:
    """Return the place of a heading in a run of months, quarters, years or numbered things.

    Examples:
        >>> series_place("Mar"), series_place("3月"), series_place("Q2 2026"), series_place(2025.0)
        (Series(kind='month', number=3), Series(kind='|月', number=3), Series(kind='q| 2026', number=2), \
Series(kind='', number=2025.0))
        >>> series_place("十二月"), series_place("East") is None
        (Series(kind='month', number=12), True)
    """
    if isinstance(heading, bool):
        return None
    if isinstance(heading, (int, float)):
        return Series("", heading)
    if not isinstance(heading, str):
        return None
    text = unicodedata.normalize("NFKC", heading).strip().lower()
    month = _month(text)
    if month:
        return month
    quarter = re.fullmatch(r"q([1-4])(.*)", text)
    if quarter:
        return Series(f"q|{quarter[2]}", int(quarter[1]))
    found = _NUMBERED.fullmatch(text)
    return Series(f"{found[1].strip()}|{found[3].strip()}", int(found[2])) if found else None


def _month(text: str) -> Series | None:
    for number, name in enumerate(_MONTHS, 1):
        if text.startswith(name) and len(text) <= 9 and text.isalpha():
            return Series("month", number)
    if text.endswith("月") and all(sign in _CHINESE for sign in text[:-1]) and 1 < len(text) < 4:
        return Series("month", sum(10 if sign == "十" else _CHINESE.index(sign) + 1 for sign in text[:-1]))
    return None
