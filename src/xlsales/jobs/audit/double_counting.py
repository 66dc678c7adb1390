"""CHECK-002: a total that adds rows and, once more, their subtotals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from xlsales.jobs.audit.aggregates import Total
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell, shown_formula, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.grid import Area, Cell
from xlsales.workbook.keys import cell_place

#: Subtotals looked at for one total; more of them say no more.
_MOST: Final = 50
_WIDEST: Final = 256


@dataclass(slots=True)
class _Subtotals:
    """Where the subtotals stand: rows by column and columns by row, with what each adds up."""

    down: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    across: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    added: dict[tuple[str, int, int], tuple[str, list[Area]]] = field(default_factory=dict)

    def inside(self, sheet: str, area: Area) -> Iterator[tuple[Cell, str, list[Area]]]:
        """Go through the subtotals that stand in an area."""
        if area.width <= _WIDEST:
            for column in range(area.left, area.right + 1):
                rows = self.down.get((sheet, column), [])
                for row in islice(rows, bisect_left(rows, area.top), bisect_right(rows, area.bottom)):
                    yield Cell(row, column), *self.added[sheet, row, column]
        if area.height <= _WIDEST:
            for row in range(area.top, area.bottom + 1):
                columns = self.across.get((sheet, row), [])
                for column in islice(
                    columns, bisect_left(columns, area.left), bisect_right(columns, area.right)
                ):
                    yield Cell(row, column), *self.added[sheet, row, column]


def double_counting(audited: AuditedBook) -> Iterator[Finding]:
    """Find totals over ranges in which a subtotal stands together with what it adds up."""
    subtotals = _subtotals(audited)
    for group in audited.groups:
        total = group.total
        if total is None or not (total.adds or total.function == "AVERAGE") or total.function == "+":
            continue
        for key in group.keys:
            found = _counted_twice(audited, group, total, key, subtotals)
            if found:
                yield at_cell(
                    "CHECK-002",
                    group.sheet,
                    key,
                    formula=shown_formula(audited.book.sheets[group.sheet].formulas[key]),
                    subtotal=found,
                )


def _subtotals(audited: AuditedBook) -> _Subtotals:
    found = _Subtotals()
    for group in audited.groups:
        total = group.total
        if total is None or not total.adds:
            continue
        for key in group.keys:
            areas = _added(audited, group, total, key)
            if not areas or sum(area.size for area in areas) < 2:
                continue
            row, column = cell_place(key)
            found.added[group.sheet, row, column] = (total.function, areas)
            if all(area.left == area.right == column for area in areas):
                insort(found.down[group.sheet, column], row)
            elif all(area.top == area.bottom == row for area in areas):
                insort(found.across[group.sheet, row], column)
    return found


def _added(audited: AuditedBook, group: FormulaGroup, total: Total, key: int) -> list[Area]:
    """Return what a total adds up, where all of it lies on its own sheet."""
    areas = []
    for reference in total.references:
        for sheet, area in audited.ranges(group, reference, key):
            if sheet != group.sheet:
                return []
            areas.append(area)
    return areas


def _counted_twice(
    audited: AuditedBook, group: FormulaGroup, total: Total, key: int, subtotals: _Subtotals
) -> str:
    """Return the first subtotal that a total counts twice, blank for none."""
    own = cell_place(key)
    for reference in total.references:
        for sheet, area in audited.ranges(group, reference, key):
            clipped = audited.clipped(sheet, area)
            for cell, function, areas in islice(subtotals.inside(sheet, clipped), _MOST):
                if sheet == group.sheet and cell == own:
                    continue
                skipped = total.function == function == "SUBTOTAL"
                if not skipped and all(_holds(clipped, part) for part in areas):
                    return spot(sheet, cell, group.sheet)
    return ""


def _holds(outer: Area, inner: Area) -> bool:
    return inner.corner in outer and (inner.bottom, inner.right) in outer
