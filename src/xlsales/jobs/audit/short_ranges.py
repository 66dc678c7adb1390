"""CHECK-007: a lookup or a conditional total whose ranges stop before their table does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from xlsales.formula.tree import Call, Reference
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_group, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.jobs.audit.labels import row_label, says_total
from xlsales.kernel.grid import MAX_ROW, Area
from xlsales.workbook.keys import cell_key

_READERS: Final = frozenset(
    {"SUMIFS", "SUMIF", "COUNTIFS", "COUNTIF", "AVERAGEIFS", "AVERAGEIF", "MAXIFS", "MINIFS"}
    | {"SUMPRODUCT", "VLOOKUP", "XLOOKUP", "MATCH", "XMATCH", "INDEX"}
)
#: Fewer rows are a list of choices or tiers rather than a growing table.
_FEWEST: Final = 3


def short_ranges(audited: AuditedBook) -> Iterator[Finding]:
    """Find calls that read a table's rows from the first on, and not to the last."""
    read = [found for group in audited.groups for found in _reads(audited, group)]
    tops: dict[str, set[int]] = defaultdict(set)
    for _, sheet, area in read:
        tops[sheet].add(area.top)
    short = {place: _missed(audited, *place, tops) for place in {(sheet, area) for _, sheet, area in read}}
    told: set[tuple[FormulaGroup, int]] = set()
    for group, sheet, area in read:
        missed = short[sheet, area]
        if missed is not None and (group, missed.bottom) not in told:
            told.add((group, missed.bottom))
            yield at_group(
                "CHECK-007",
                group,
                range=spot(sheet, area, group.sheet),
                missed=spot(sheet, missed, group.sheet),
            )


def _reads(audited: AuditedBook, group: FormulaGroup) -> Iterator[tuple[FormulaGroup, str, Area]]:
    for node in group.nodes:
        if isinstance(node, Call) and node.function in _READERS:
            for argument in node.arguments:
                if isinstance(argument, Reference) and argument.fixed.top and argument.fixed.bottom:
                    for sheet, area in audited.ranges(group, argument, group.keys[0]):
                        if _FEWEST <= area.height < MAX_ROW and area.height > area.width:
                            yield group, sheet, area


def _missed(audited: AuditedBook, sheet: str, area: Area, tops: dict[str, set[int]]) -> Area | None:
    """Return the rows that a range leaves out; what another call begins with is another part."""
    missed = _rows_behind(audited, sheet, area)
    if missed is None or not _starts_table(audited, sheet, area):
        return None
    return missed if tops[sheet].isdisjoint(range(missed.top, missed.bottom + 1)) else None


def _starts_table(audited: AuditedBook, sheet: str, area: Area) -> bool:
    """Tell whether a range begins right under headings, or with them."""
    return not _same_kinds(audited, sheet, area, area.top - 1, area.top)


def _rows_behind(audited: AuditedBook, sheet: str, area: Area) -> Area | None:
    row = area.bottom
    while _same_kinds(audited, sheet, area, row + 1, area.bottom) and row - area.bottom < area.height:
        row += 1
    behind = row - area.bottom
    return Area(area.bottom + 1, area.left, row, area.right) if 0 < behind < area.height else None


def _same_kinds(audited: AuditedBook, sheet: str, area: Area, row: int, like: int) -> bool:
    """Tell whether a row holds in every column of a range what another row holds."""
    if row < 1 or area.width > 64:
        return False
    filled = 0
    for column in range(area.left, area.right + 1):
        key, other = cell_key(row, column), cell_key(like, column)
        value, expected = audited.value(sheet, key), audited.value(sheet, other)
        if type(value) is not type(expected):
            return False
        if audited.groups.at(sheet, key) is not audited.groups.at(sheet, other):
            return False
        if isinstance(value, str) and says_total(value):
            return False
        filled += value not in (None, "")
    return filled > 0 and not says_total(row_label(audited, sheet, row, area.left))
