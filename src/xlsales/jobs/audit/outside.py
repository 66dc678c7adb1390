"""CHECK-041 and CHECK-042: other workbooks that formulas ask, and those that are not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from xlsales.formula.ours import our_function
from xlsales.formula.tree import Call, Name, Reference, TableReference
from xlsales.jobs.audit.blocks import blocks_of
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_areas
from xlsales.jobs.audit.formulas import FormulaGroup

#: A place that is looked up nowhere: another machine, a drive, the web.
_FAR: Final = re.compile(r"[\\/]|.*[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def outside(audited: AuditedBook) -> Iterator[Finding]:
    """Find formulas that take values from other workbooks; nothing is opened or fetched."""
    asking: dict[tuple[str, str], list[int]] = defaultdict(list)
    for group in audited.groups:
        for book in sorted(_books_of(group)):
            asking[group.sheet, book].extend(group.keys)
    for (sheet, book), keys in asking.items():
        target = _target(audited, book)
        rule = "CHECK-042" if _is_missing(audited, target) else "CHECK-041"
        yield at_areas(rule, sheet, blocks_of(keys), book=unquote(target))


def _books_of(group: FormulaGroup) -> set[str]:
    found = {
        node.book
        for node in group.nodes
        if isinstance(node, (Reference, Name, TableReference)) and node.book and not _is_sheet(node)
    }
    for node in group.nodes:
        if isinstance(node, Call) and "!" in node.written and not our_function(node.written):
            number = re.match(r"\[(\d+)\]", node.written)
            found |= {number[1]} if number else set()
    return {book for book in found if book}


def _is_sheet(node: Reference | Name | TableReference) -> bool:
    """Tell whether what stands before a table is a sheet of this workbook, as the parser cannot know."""
    return isinstance(node, TableReference) and not re.fullmatch(r"\d+|.*\.xl\w+", node.book or "")


def _target(audited: AuditedBook, book: str) -> str:
    if book.isdecimal() and 0 < int(book) <= len(audited.outside):
        return audited.outside[int(book) - 1] or f"[{book}]"
    return book if not book.isdecimal() else f"[{book}]"


def _is_missing(audited: AuditedBook, target: str) -> bool:
    """Tell whether a workbook that should lie near this one does not."""
    if _FAR.match(target) or target.startswith("["):
        return False
    return not (audited.path.parent / unquote(target)).exists()
