"""CHECK-022: error values, told where they begin and not in every cell that inherits them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from xlsales.formula.ours import mentions_us
from xlsales.formula.tree import Call
from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellError
from xlsales.recalculation.book import UNKNOWN_FUNCTION
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_place

_ErrorRows = dict[tuple[str, int], list[int]]


def error_values(audited: AuditedBook) -> Iterator[Finding]:
    """Find cells with an error value that no cell before them has; ``NA()`` is meant."""
    errors = _error_rows(audited)
    if not errors:
        return
    for sheet, cells in audited.book.sheets.items():
        roots: dict[str, list[int]] = defaultdict(list)
        inherited: dict[str, int] = defaultdict(int)
        for key, value in cells.values.items():
            if isinstance(value, CellError):
                if _inherits(audited, sheet, key, errors):
                    inherited[value.code] += 1
                elif not _is_meant(audited, sheet, key):
                    roots[value.code].append(key)
        for code, keys in roots.items():
            yield at_areas("CHECK-022", sheet, blocks_of(keys), error=code, others=str(inherited[code]))


def _error_rows(audited: AuditedBook) -> _ErrorRows:
    found: _ErrorRows = defaultdict(list)
    for sheet, cells in audited.book.sheets.items():
        for key in sorted(key for key, value in cells.values.items() if isinstance(value, CellError)):
            row, column = cell_place(key)
            found[sheet, column].append(row)
    return found


def _inherits(audited: AuditedBook, sheet: str, key: int, errors: _ErrorRows) -> bool:
    """Tell whether a formula reads a cell with an error, or is a member of an array."""
    text = audited.book.sheets[sheet].formulas.get(key)
    if text is None:
        return audited.has_formula(sheet, key)
    found = audited.finder.find(Place(sheet, key), text)
    return any(_has_error(errors, other, area, cell_place(key)) for other, area in found.ranges)


def _has_error(errors: _ErrorRows, sheet: str, area: Area, own: tuple[int, int]) -> bool:
    columns = range(area.left, area.right + 1)
    if len(columns) > len(errors):
        columns_with = [column for other, column in errors if other == sheet and column in columns]
    else:
        columns_with = [column for column in columns if (sheet, column) in errors]
    for column in columns_with:
        rows = errors[sheet, column]
        place = bisect_left(rows, area.top)
        if place < len(rows) and rows[place] <= area.bottom and (rows[place], column) != own:
            return True
    return False


def _is_meant(audited: AuditedBook, sheet: str, key: int) -> bool:
    """Tell whether somebody wrote ``NA()``, or the workbook was saved where xlsales is not installed."""
    group = audited.groups.at(sheet, key)
    if group is None:
        return False
    if mentions_us(group.text) and audited.value(sheet, key) == UNKNOWN_FUNCTION:
        return True
    return any(isinstance(node, Call) and node.function == "NA" for node in group.nodes)
