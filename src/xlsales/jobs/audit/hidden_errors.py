"""CHECK-014: IFERROR around sums and arithmetic, where it hides every mistake and not one expected case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsales.formula.tree import Binary, Call, Missing, Node, Number, Text, walk
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_group

#: Functions whose errors say "not found" or "nothing there yet": IFERROR around them is usual.
_EXPECTED: Final = frozenset(
    {"VLOOKUP", "HLOOKUP", "XLOOKUP", "LOOKUP", "MATCH", "XMATCH", "INDEX", "FIND", "SEARCH", "GETPIVOTDATA"}
    | {"AVERAGE", "AVERAGEIF", "AVERAGEIFS", "SMALL", "LARGE", "AGGREGATE", "MODE", "IRR", "XIRR", "RATE"}
    | {"FILTER", "UNIQUE", "DATEDIF", "DATEVALUE", "VALUE", "INDIRECT", "MID", "STDEV", "STDEV.S", "MOD"}
    | {"CORREL", "SLOPE", "INTERCEPT", "RSQ", "QUOTIENT", "LN", "LOG", "SQRT", "POWER", "HYPERLINK"}
    | {"LEFT", "RIGHT", "TRIM", "DATE", "TIME", "WEEKDAY", "EDATE", "EOMONTH", "ROW", "COLUMN", "OFFSET"}
)
_SUMS: Final = frozenset({"SUM", "SUMIF", "SUMIFS", "SUMPRODUCT"})


def hidden_errors(audited: AuditedBook) -> Iterator[Finding]:
    """Find formulas that turn every error of a sum or of arithmetic into 0 or nothing."""
    for group in audited.groups:
        tree = group.tree
        if isinstance(tree, Call) and tree.function == "IFERROR" and _hides(tree):
            yield at_group("CHECK-014", group)


def _hides(call: Call) -> bool:
    if len(call.arguments) != 2 or not _says_nothing(call.arguments[1]):
        return False
    parts = list(walk(call.arguments[0]))
    called = {part.function for part in parts if isinstance(part, Call)}
    joined = {part.operator for part in parts if isinstance(part, Binary)}
    if called & _EXPECTED or "/" in joined:
        return False
    return bool(called & _SUMS) or bool(joined & {"*", "+", "-"})


def _says_nothing(node: Node) -> bool:
    if isinstance(node, Missing):
        return True
    return (isinstance(node, Number) and node.value == 0) or (
        isinstance(node, Text) and not node.value.strip()
    )
