"""CHECK-015: results that change by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsales.formula.tree import Call
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_group
from xlsales.jobs.audit.formulas import FormulaGroup

_CHANGING: Final = frozenset({"RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "TODAY", "NOW"})


def volatile(audited: AuditedBook) -> Iterator[Finding]:
    """Find formulas that draw lots, read the clock, or read cells that nobody can name beforehand."""
    for group in audited.groups:
        called = [node.function for node in group.nodes if isinstance(node, Call)]
        found = next((name for name in called if name in _CHANGING), None)
        if found and not _is_the_day(group):
            yield at_group("CHECK-015", group, function=found)


def _is_the_day(group: FormulaGroup) -> bool:
    """Tell whether a cell is made for the day, so that everybody sees what the others depend on."""
    return isinstance(group.tree, Call) and group.tree.function in ("TODAY", "NOW")
