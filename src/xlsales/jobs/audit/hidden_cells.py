"""CHECK-003: numbers that are hidden and yet are in a total."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.formula.tree import Reference
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_cell, shown_formula, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.jobs.audit.totalled import moves_along
from xlsales.kernel.grid import Area, Cell
from xlsales.workbook.keys import cell_key, cell_place

#: Functions made for filtered rows: what they do with hidden ones was chosen.
_SPARING = frozenset({"SUBTOTAL", "AGGREGATE"})


def hidden_cells(audited: AuditedBook) -> Iterator[Finding]:
    """Find totals with some cells that nobody sees; a total of hidden cells only is a helper."""
    for group in audited.groups:
        yield from _hidden_sheets(audited, group)
        total = group.total
        if total is None or total.function in _SPARING or total.function == "+":
            continue
        for key in group.keys:
            for reference in total.references:
                yield from _hidden_in(audited, group, reference, key)


def _hidden_in(
    audited: AuditedBook, group: FormulaGroup, reference: Reference, key: int
) -> Iterator[Finding]:
    for sheet, area in audited.ranges(group, reference, key):
        if _is_hidden(audited, group.sheet, cell_place(key)) or moves_along(audited, group, reference, key):
            continue
        cell = _hidden_number(audited, sheet, audited.clipped(sheet, area))
        if cell is not None:
            yield at_cell(
                "CHECK-003",
                group.sheet,
                key,
                formula=shown_formula(audited.book.sheets[group.sheet].formulas[key]),
                hidden=spot(sheet, cell, group.sheet),
            )
            return


def _hidden_number(audited: AuditedBook, sheet: str, area: Area) -> Cell | None:
    """Return the first hidden cell with a number, unless the whole area is hidden."""
    looks = audited.looks.get(sheet)
    if looks is None or not (looks.hidden_rows or looks.hidden_columns):
        return None
    rows = _inside(looks.hidden_rows, area.top, area.bottom)
    columns = _inside(looks.hidden_columns, area.left, area.right)
    if len(rows) == area.height or len(columns) == area.width:
        return None
    hidden = (
        *(Area(row, area.left, row, area.right) for row in rows),
        *(Area(area.top, column, area.bottom, column) for column in columns),
    )
    for part in hidden:
        for key in audited.filled_keys(sheet, part):
            if audited.number(sheet, key):
                return cell_place(key)
    return None


def _inside(hidden: set[int], first: int, last: int) -> list[int]:
    if last - first < len(hidden):
        return [number for number in range(first, last + 1) if number in hidden]
    return sorted(number for number in hidden if first <= number <= last)


def _is_hidden(audited: AuditedBook, sheet: str, cell: Cell) -> bool:
    looks = audited.looks.get(sheet)
    return looks is not None and (cell.row in looks.hidden_rows or cell.column in looks.hidden_columns)


def _hidden_sheets(audited: AuditedBook, group: FormulaGroup) -> Iterator[Finding]:
    """Find runs of sheets, such as ``Jan:Dec!B5``, in which a hidden sheet is added up."""
    states = {sheet.name: sheet.state for sheet in audited.sheets}
    order = [sheet.name for sheet in audited.sheets]
    for node in group.nodes:
        if not isinstance(node, Reference) or not node.last_sheet or not node.sheet:
            continue
        first, last = audited.sheet_name(node.sheet), audited.sheet_name(node.last_sheet)
        if first not in order or last not in order or node.area is None:
            continue
        for sheet in order[order.index(first) : order.index(last) + 1]:
            if states[sheet] != "visible" and audited.number(sheet, cell_key(*node.area.corner)):
                yield at_cell(
                    "CHECK-003",
                    group.sheet,
                    group.keys[0],
                    formula=shown_formula(group.text),
                    hidden=spot(sheet, node.area, group.sheet),
                )
                break
