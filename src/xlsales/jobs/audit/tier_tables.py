"""CHECK-034 and CHECK-035: tiers with gaps, overlaps or falling bounds, and tiers that begin above 0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from xlsales.incentives.tier_checks import tier_problems
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell
from xlsales.jobs.audit.lookups import Lookup
from xlsales.kernel.blocks import Block
from xlsales.kernel.grid import Area
from xlsales.kernel.numbers import shown
from xlsales.workbook.keys import cell_key
from xlsales.workbook.number_formats import DATE

_FROM: Final = re.compile(
    r"\s*(?:from|lower|min|minimum|at least|over|above|start|threshold)\b|\s*(?:下限|起|从|门槛|大于)", re.I
)
_TO: Final = re.compile(
    r"\s*(?:to|up to|upper|max|maximum|below|under|end|until)\b|\s*(?:上限|止|至|到|小于|不超过)", re.I
)
_RATE: Final = re.compile(r"\brate\b|\bcommission\b|^\s*%\s*$|提成|比例|比率|费率|奖金率", re.I)
#: Problems of a table that are told; a rate above 1 may be money per unit.
_TOLD: Final = frozenset({"order", "gap", "overlap", "text", "blank"})
_FEWEST: Final = 2
_LONGEST: Final = 60
_ROW: Final = cell_key(1, 1) - cell_key(0, 1)


def tier_tables(audited: AuditedBook, lookups: Sequence[Lookup]) -> Iterator[Finding]:
    """Find problems of tables headed from, to and rate, and of rate tables that approximate lookups read."""
    told: set[tuple[str, int]] = set()
    for sheet, area in _headed_tables(audited):
        for finding, key in _problems(audited, sheet, area):
            if (sheet, key) not in told:
                told.add((sheet, key))
                yield finding
    for lookup in lookups:
        start = _first_bound(audited, lookup)
        sheet = lookup.keys.sheet
        if start is not None and (sheet, start) not in told:
            told.add((sheet, start))
            yield at_cell("CHECK-035", sheet, start, bound=shown(audited.number(sheet, start) or 0))


def _headed_tables(audited: AuditedBook) -> Iterator[tuple[str, Area]]:
    """Go through tables below the headings from, to, rate or from, rate."""
    for sheet, columns in audited.filled.items():
        for column, rows in columns.items():
            for row in rows:
                heading = audited.typed_text(sheet, cell_key(row, column))
                if heading and len(heading) < 40 and _FROM.match(heading):
                    area = _below(audited, sheet, row, column)
                    if area is not None:
                        yield sheet, area


def _below(audited: AuditedBook, sheet: str, row: int, column: int) -> Area | None:
    second = audited.typed_text(sheet, cell_key(row, column + 1)) or ""
    third = audited.typed_text(sheet, cell_key(row, column + 2)) or ""
    if _TO.match(second) and _RATE.search(third):
        width = 3
    elif _RATE.search(second) and not _TO.match(second):
        width = 2
    else:
        return None
    bottom = row
    while bottom - row < _LONGEST and audited.number(sheet, cell_key(bottom + 1, column)) is not None:
        bottom += 1
    if bottom - row < _FEWEST or audited.unit(sheet, cell_key(row + 1, column)) == DATE:
        return None
    return Area(row + 1, column, bottom, column + width - 1)


def _problems(audited: AuditedBook, sheet: str, area: Area) -> Iterator[tuple[Finding, int]]:
    block = Block(
        tuple(
            tuple(audited.value(sheet, cell_key(row, column)) for column in range(area.left, area.right + 1))
            for row in range(area.top, area.bottom + 1)
        )
    )
    for problem in tier_problems(block):
        row, _, column = problem.issue.where.strip("[]").partition(",")
        key = cell_key(area.top + int(row or 1) - 1, area.left + int(column or 1) - 1)
        if problem.word not in _TOLD or (problem.word == "gap" and _is_next(audited, sheet, key)):
            continue
        facts = {"problem": problem.word, "got": problem.issue.got, "expected": problem.issue.expected}
        yield at_cell("CHECK-034", sheet, key, **facts), key
    first = cell_key(area.top, area.left)
    bound = audited.number(sheet, first)
    if bound is not None and bound > 0:
        yield at_cell("CHECK-035", sheet, first, bound=shown(bound)), first


def _is_next(audited: AuditedBook, sheet: str, key: int) -> bool:
    """Tell whether a range begins one step after the last: 0 to 999, 1000 to 1999, or 0 to 999.99, 1000."""
    start, end = audited.number(sheet, key), audited.number(sheet, key - _ROW + 1)
    if start is None or end is None:
        return False
    gap = start - end
    return gap <= start / 100 or (gap == 1 and start == int(start))


def _first_bound(audited: AuditedBook, lookup: Lookup) -> int | None:
    """Return the cell of the first bound of a table of rates, where it lies above 0."""
    table, keys = lookup.table, lookup.keys
    if lookup.way not in ("approximate", "omitted") or table is None or keys.area.width != 1:
        return None
    if table.width < 2 or keys.area.height > _LONGEST:
        return None
    bounds = [key for key in keys.cells if audited.number(keys.sheet, key) is not None]
    rates = [audited.number(keys.sheet, key + 1) for key in bounds]
    if len(bounds) < _FEWEST or not all(rate is not None and 0 <= rate <= 1 for rate in rates):
        return None
    first = audited.number(keys.sheet, bounds[0])
    return bounds[0] if first is not None and first > 0 else None
