"""CHECK-023: a column that shows its numbers in more than one currency or unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.jobs.audit.runs import lines
from xlsales.workbook.number_formats import DATE, PERCENT

#: Codes that tell the currency of a row in a cell of its own.
_CODES: Final = frozenset(
    {"USD", "EUR", "CNY", "RMB", "GBP", "JPY", "HKD", "CHF", "AUD", "CAD", "人民币", "美元", "欧元"}
)
_REACH: Final = 3
#: More cells in another currency are a column of mixed amounts on purpose.
_MOST: Final = 1 / 3


def currencies(audited: AuditedBook) -> Iterator[Finding]:
    """Find the few cells of a column whose number format names another currency than the rest."""
    for sheet in audited.book.sheets:
        looks = audited.looks.get(sheet)
        if looks is not None and len(set(looks.units.values()) - {PERCENT, DATE}) > 1:
            for line in lines(audited, sheet, "down"):
                yield from _odd_ones(audited, sheet, line)


def _odd_ones(audited: AuditedBook, sheet: str, line: Sequence[int]) -> Iterator[Finding]:
    units = {
        key: unit
        for key in line
        if (unit := audited.unit(sheet, key)) not in ("", PERCENT, DATE)
        and audited.number(sheet, key) is not None
        and not _names_its_currency(audited, sheet, key)
    }
    counts = Counter(units.values())
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for unit in sorted(counts):
        if unit != usual and counts[unit] <= _MOST * counts[usual]:
            keys = [key for key, each in units.items() if each == unit]
            yield at_areas("CHECK-023", sheet, blocks_of(keys), unit=unit, usual=usual)


def _names_its_currency(audited: AuditedBook, sheet: str, key: int) -> bool:
    """Tell whether a cell nearby in the row says which currency it is in."""
    near = (audited.value(sheet, each) for each in range(key - _REACH, key + _REACH + 1))
    return any(isinstance(value, str) and value.strip().upper() in _CODES for value in near)
