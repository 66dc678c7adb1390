"""The cells that the totals of a workbook take together."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from xlsales.formula.tree import Reference
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.grid import Area
from xlsales.workbook.keys import cell_key

_DOWN = cell_key(1, 1) - cell_key(0, 1)


def totalled_areas(audited: AuditedBook, functions: Collection[str]) -> Iterator[tuple[str, Area]]:
    """Go through the areas that totals by some functions take, each once."""
    told: set[tuple[str, Area]] = set()
    for group in audited.groups:
        total = group.total
        if total is None or total.function not in functions:
            continue
        for reference in total.references:
            for key in group.keys:
                for found in audited.ranges(group, reference, key):
                    if found not in told:
                        told.add(found)
                        yield found


def moves_along(audited: AuditedBook, group: FormulaGroup, reference: Reference, key: int) -> bool:
    """Tell whether a range moves or grows from cell to cell: a rolling or a running total."""
    area, fixed = reference.area, reference.fixed
    if area is None:
        return True
    if area.width == 1:
        step, held = _DOWN, fixed.top and fixed.bottom
    else:
        step, held = 1, fixed.left and fixed.right
    near = (audited.groups.at(group.sheet, key + step), audited.groups.at(group.sheet, key - step))
    return not held and group in near
