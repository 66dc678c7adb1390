"""CHECK-024: merged cells among the rows of a table, where all but the first are blank to every formula."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.formula.tree import Call, Reference
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.kernel.grid import MAX_ROW, Area

_READERS = frozenset(
    {"SUMIFS", "SUMIF", "COUNTIFS", "COUNTIF", "AVERAGEIFS", "AVERAGEIF", "VLOOKUP", "MATCH"}
)


def merges(audited: AuditedBook) -> Iterator[Finding]:
    """Find merged cells in the rows of Excel tables and filters, and in columns that lookups compare."""
    bodies = {*_bodies(audited), *_compared(audited)}
    for sheet, cells in audited.book.sheets.items():
        areas = [area for other, area in bodies if other == sheet]
        for merge in cells.merges:
            if merge.height > 1 and any(area.meets(merge) for area in areas):
                yield at_areas("CHECK-024", sheet, (merge,))


def _bodies(audited: AuditedBook) -> Iterator[tuple[str, Area]]:
    for table in audited.tables:
        top = table.area.top + table.header_rows
        if top <= table.area.bottom:
            yield table.sheet, Area(top, table.area.left, table.area.bottom, table.area.right)
    for sheet, looks in audited.looks.items():
        area = looks.filter
        if area is not None and area.height > 1:
            yield sheet, Area(area.top + 1, area.left, area.bottom, area.right)


def _compared(audited: AuditedBook) -> Iterator[tuple[str, Area]]:
    for group in audited.groups:
        for node in group.nodes:
            if isinstance(node, Call) and node.function in _READERS:
                for argument in node.arguments:
                    if isinstance(argument, Reference):
                        for sheet, area in audited.ranges(group, argument, group.keys[0]):
                            if 1 < area.height < MAX_ROW:
                                yield sheet, area
