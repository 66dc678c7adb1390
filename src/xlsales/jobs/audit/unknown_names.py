"""CHECK-043: names, tables, columns and sheets that the workbook does not have."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.formula.context import Place
from xlsales.formula.names import NameReader
from xlsales.formula.tree import Call, Name, Reference, TableReference
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_group
from xlsales.jobs.audit.formulas import FormulaGroup

_BINDING = frozenset({"LET", "LAMBDA"})


def unknown_names(audited: AuditedBook) -> Iterator[Finding]:
    """Find formulas that name something which is not there."""
    for group in audited.groups:
        found = _unknown(audited, group)
        if found:
            yield at_group("CHECK-043", group, name=found)


def _unknown(audited: AuditedBook, group: FormulaGroup) -> str:
    bound = {
        argument.name.casefold()
        for node in group.nodes
        if isinstance(node, Call) and node.function in _BINDING
        for argument in node.arguments
        if isinstance(argument, Name)
    }
    reader = NameReader(audited.book.names, group.sheet)
    for node in group.nodes:
        if isinstance(node, Name) and node.book is None:
            is_bound = node.name.casefold() in bound or node.name.startswith("_xlpm.")
            is_table = node.name.casefold() in audited.book.names.tables
            if not is_bound and not is_table and reader.key(node.name, node.sheet) is None:
                return group.written(node)
        elif isinstance(node, Reference) and node.book is None and node.sheet is not None:
            if audited.book.names.sheet_spelled(node.sheet) is None:
                return group.written(node)
        elif isinstance(node, TableReference) and not _has_columns(audited, group, node):
            return group.written(node)
    return ""


def _has_columns(audited: AuditedBook, group: FormulaGroup, node: TableReference) -> bool:
    names = audited.book.names
    if node.book is not None and names.sheet_spelled(node.book) is None:
        return True
    if node.table:
        table = names.tables.get(node.table.lower())
    else:
        table = names.table_around(Place(group.sheet, group.home))
    if table is None:
        return False
    columns = {column.casefold() for column in table.columns}
    wanted = (node.first_column, node.last_column)
    return all(column is None or column.casefold() in columns for column in wanted)
