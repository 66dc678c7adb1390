"""CHECK-001: a total whose range misses the data right before or behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell, shown_formula, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.jobs.audit.labels import column_label, row_label, series_place, stands_apart, takes_a_part
from xlsales.jobs.audit.totalled import moves_along
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area, Cell
from xlsales.workbook.keys import cell_key, cell_place

#: A year as a heading of numbers.
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class _Summed:
    """A total at a cell, and the one row or column that it adds up."""

    group: FormulaGroup
    key: int
    sheet: str
    area: Area

    @property
    def is_column(self) -> bool:
        return self.area.width == 1


def short_totals(audited: AuditedBook) -> Iterator[Finding]:
    """Find totals that leave out cells which continue their range."""
    summed = list(_summed(audited))
    starts = _starts(summed)
    for each in summed:
        missed = _missed_below(audited, each, starts) if each.is_column else _missed_across(audited, each)
        if missed:
            yield at_cell(
                "CHECK-001",
                each.group.sheet,
                each.key,
                formula=shown_formula(audited.book.sheets[each.group.sheet].formulas[each.key]),
                missed=spot(each.sheet, missed, each.group.sheet),
            )


def _summed(audited: AuditedBook) -> Iterator[_Summed]:
    for group in audited.groups:
        total = group.total
        if total is None or total.function == "+" or len(total.references) != 1:
            continue
        reference = total.references[0]
        for key in group.keys:
            if moves_along(audited, group, reference, key):
                continue
            for sheet, area in audited.ranges(group, reference, key):
                whole = area.height == MAX_ROW or area.width == MAX_COLUMN
                if not whole and (area.width == 1) != (area.height == 1):
                    yield _Summed(group, key, sheet, area)


def _starts(summed: list[_Summed]) -> dict[tuple[str, int], set[int]]:
    """Return the rows where a total of each column begins: what one leaves out, another may take."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for each in summed:
        if each.is_column:
            found[each.sheet, each.area.left].add(each.area.top)
    return found


def _missed_below(
    audited: AuditedBook, each: _Summed, starts: dict[tuple[str, int], set[int]]
) -> Area | None:
    """Return the rows that a total of a column misses."""
    area, column = each.area, each.area.left
    own = cell_place(each.key)
    beside = each.sheet == each.group.sheet and own.column == column
    if beside and own.row > area.bottom:
        before, behind = _run_up(audited, each, 0), _run_down(audited, each, own.row)
    else:
        before, behind = area.top, _run_down(audited, each, MAX_ROW)
        if _is_alike(audited, each, area.top - 1, area.top) or _takes_a_part(audited, each):
            return None
    taken = starts[each.sheet, column]
    if any(row in taken for row in range(area.bottom + 1, behind + 1)):
        return None
    if behind > area.bottom and behind - area.bottom < area.height:
        return Area(area.bottom + 1, column, behind, column)
    if before < area.top and area.top - before < area.height and not _heads(audited, each, before):
        return Area(before, column, area.top - 1, column)
    return None


def _takes_a_part(audited: AuditedBook, each: _Summed) -> bool:
    """Tell whether a total says that it is one of some of the rows, such as the year to date."""
    row, column = cell_place(each.key)
    labels = (
        row_label(audited, each.group.sheet, row, column),
        column_label(audited, each.group.sheet, row, column),
    )
    return any(map(takes_a_part, labels))


def _run_down(audited: AuditedBook, each: _Summed, limit: int) -> int:
    """Return the last row, before a limit, of the data that the range ends in."""
    row = each.area.bottom
    while row + 1 < limit and _is_alike(audited, each, row + 1, each.area.bottom):
        row += 1
        if row - each.area.bottom >= each.area.height:
            break
    return row


def _run_up(audited: AuditedBook, each: _Summed, limit: int) -> int:
    row = each.area.top
    while row - 1 > limit and _is_alike(audited, each, row - 1, each.area.top):
        row -= 1
        if each.area.top - row >= each.area.height:
            break
    return row


def _is_alike(audited: AuditedBook, each: _Summed, row: int, inside: int) -> bool:
    """Tell whether the cell of a row holds data of the same kind as a row inside the range."""
    if row < 1:
        return False
    sheet, column = each.sheet, each.area.left
    key, like = cell_key(row, column), cell_key(inside, column)
    if audited.number(sheet, key) is None or audited.number(sheet, like) is None:
        return False
    if audited.unit(sheet, key) != audited.unit(sheet, like):
        return False
    if audited.groups.at(sheet, key) is not audited.groups.at(sheet, like):
        return False
    if audited.has_formula(sheet, key) != audited.has_formula(sheet, like):
        return False
    label, other = row_label(audited, sheet, row, column), row_label(audited, sheet, inside, column)
    return bool(label) == bool(other) and not stands_apart(label)


def _heads(audited: AuditedBook, each: _Summed, row: int) -> bool:
    """Tell whether a number above a range is a heading: a year, or one of a row of numbered columns."""
    sheet, column = each.sheet, each.area.left
    number = audited.number(sheet, cell_key(row, column))
    if number in _YEARS or audited.unit(sheet, cell_key(row, column)) == "date":
        return True
    sides = (audited.number(sheet, cell_key(row, near)) for near in (column - 1, column + 1) if near)
    return number is not None and any(
        side is not None and abs(side - number) == 1 and number < 100 for side in sides
    )


def _missed_across(audited: AuditedBook, each: _Summed) -> Area | None:
    """Return the columns that a total of a row misses; their headings must go on with the run."""
    area = each.area
    own = cell_place(each.key)
    if each.sheet != each.group.sheet or own.row != area.top or own.column <= area.right:
        return None
    right = area.right
    while right + 1 < own.column and _goes_on(audited, each, right, 1):
        right += 1
    if right > area.right:
        return Area(area.top, area.right + 1, area.top, right)
    left = area.left
    while left > 1 and _goes_on(audited, each, left, -1):
        left -= 1
    return Area(area.top, left, area.top, area.left - 1) if left < area.left else None


def _goes_on(audited: AuditedBook, each: _Summed, column: int, step: int) -> bool:
    """Tell whether the column beside carries on numbers and headings, such as June after May."""
    row, sheet = each.area.top, each.sheet
    if audited.number(sheet, cell_key(row, column + step)) is None:
        return False
    here, there = (_heading(audited, sheet, Cell(row, at)) for at in (column, column + step))
    first, second = series_place(here), series_place(there)
    return bool(first and second and first.kind == second.kind and second.number == first.number + step)


def _heading(audited: AuditedBook, sheet: str, cell: Cell) -> object:
    """Return the first text above a cell, or the first number above its numbers."""
    label = column_label(audited, sheet, cell.row, cell.column)
    if label:
        return label
    rows = audited.filled.get(sheet, {}).get(cell.column)
    return audited.value(sheet, cell_key(rows[0], cell.column)) if rows and rows[0] < cell.row else None
