"""CHECK-020 and CHECK-021: numbers and dates that are stored as text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.jobs.audit.runs import lines
from xlsales.jobs.audit.totalled import totalled_areas
from xlsales.kernel.grid import MAX_ROW
from xlsales.workbook.keys import cell_place

_NUMBER: Final = re.compile(r"[-+(]?[$€£¥￥]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)?\s?%?|[-+]?\.\d+")
_CODE: Final = re.compile(r"0\d+|\d{12,}")
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)\d\d"
    r"|(?:19|20)\d\d年(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\d|3[01])日"
)
_DATE_HEADING: Final = re.compile(r"\bdate\b|日期|时间", re.IGNORECASE)
#: Row spans of each column of each sheet.
Spans: TypeAlias = dict[tuple[str, int], list[tuple[int, int]]]
_WIDEST: Final = 256
#: Numbers for each other text that make a column one of numbers, and no list of settings.
_OTHERS: Final = 5
_SUMMING: Final = frozenset({"SUM", "AVERAGE", "MAX", "MIN", "SUBTOTAL", "+"})


def is_number_text(text: str) -> bool:
    """Tell whether a text is a number that somebody would add up; codes with leading zeros are none.

    Examples:
        >>> [is_number_text(text) for text in ("1,200", " 12.5 ", "１２０", "¥300", "007", "12 pcs")]
        [True, True, True, True, False, False]
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    return bool(_NUMBER.fullmatch(plain)) and not _CODE.fullmatch(plain)


def is_date_text(text: str) -> bool:
    """Tell whether a text is a day.

    Examples:
        >>> [is_date_text(text) for text in ("2026-01-05", "5/1/2026", "2026年1月5日", "2026-13-05", "Jan")]
        [True, True, True, False, False]
    """
    return bool(_DATE.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def text_values(audited: AuditedBook) -> Iterator[Finding]:
    """Find texts that are numbers or days, among numbers or days or where they are added up."""
    summed = _summed_spans(audited)
    for sheet in audited.book.sheets:
        for line in lines(audited, sheet, "down"):
            yield from _texts_in(audited, sheet, line, summed)


def _texts_in(audited: AuditedBook, sheet: str, line: Sequence[int], summed: Spans) -> Iterator[Finding]:
    texts = {key: text for key in line if (text := audited.typed_text(sheet, key)) is not None}
    numeric = [key for key, text in texts.items() if is_number_text(text)]
    days = [key for key, text in texts.items() if is_date_text(text)]
    if not numeric and not days:
        return
    numbers = [key for key in line if audited.number(sheet, key) is not None]
    dated = sum(1 for key in numbers if audited.unit(sheet, key) == "date")
    if days and (dated >= len(days) or _is_dated(audited, sheet, line, len(days))):
        yield _told("CHECK-021", sheet, days, texts)
    in_total = [key for key in numeric if _is_summed(summed, sheet, key)]
    others = len(texts) - len(numeric) - len(days) - (line[0] in texts)
    if numeric and len(numbers) - dated > max(len(numeric), _OTHERS * others):
        yield _told("CHECK-020", sheet, numeric, texts)
    elif in_total:
        yield _told("CHECK-020", sheet, in_total, texts)


def _is_dated(audited: AuditedBook, sheet: str, line: Sequence[int], days: int) -> bool:
    """Tell whether a column of texts is headed as dates, and holds little else."""
    heading = audited.typed_text(sheet, line[0])
    return heading is not None and bool(_DATE_HEADING.search(heading)) and days >= max(2, len(line) // 2)


def _told(rule: str, sheet: str, keys: Sequence[int], texts: dict[int, str]) -> Finding:
    return at_areas(rule, sheet, blocks_of(keys), text=f"“{texts[keys[0]]}”")


def _summed_spans(audited: AuditedBook) -> Spans:
    """Return what totals add up: row spans of each column, joined, rising."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for sheet, area in totalled_areas(audited, _SUMMING):
        clipped = audited.clipped(sheet, area)
        for column in range(clipped.left, min(clipped.right, clipped.left + _WIDEST) + 1):
            spans[sheet, column].append((clipped.top, clipped.bottom))
    return {column: _joined(sorted(found)) for column, found in spans.items()}


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for top, bottom in spans:
        if joined and top <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(bottom, joined[-1][1]))
        else:
            joined.append((top, bottom))
    return joined


def _is_summed(spans: Spans, sheet: str, key: int) -> bool:
    row, column = cell_place(key)
    found = spans.get((sheet, column), [])
    place = bisect_right(found, (row, MAX_ROW)) - 1
    return place >= 0 and found[place][0] <= row <= found[place][1]
