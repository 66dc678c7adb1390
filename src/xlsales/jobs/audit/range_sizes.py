"""CHECK-004: ranges that must line up and do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlsales.formula.tree import Binary, Call, Node, Parenthesis, Reference, Unary
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.finding import Finding, at_group, spot
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.grid import Area

#: Functions whose ranges stand at every second place from the first given one.
_PAIRED: Final = {"COUNTIFS": 0, "SUMIFS": 1, "AVERAGEIFS": 1, "MAXIFS": 1, "MINIFS": 1}
_SINGLE: Final = {"SUMIF": 2, "AVERAGEIF": 2}

_Ranges = list[tuple[str, Area]]


def range_sizes(audited: AuditedBook) -> Iterator[Finding]:
    """Find calls whose ranges differ in size, or lie a few rows apart."""
    for group in audited.groups:
        for node in group.nodes:
            if isinstance(node, Call):
                pair = _clash(audited, group, node)
                if pair:
                    first, second = pair
                    yield at_group(
                        "CHECK-004",
                        group,
                        function=node.function,
                        first=spot(*first, group.sheet),
                        second=spot(*second, group.sheet),
                    )
                    break


def _clash(
    audited: AuditedBook, group: FormulaGroup, call: Call
) -> tuple[tuple[str, Area], tuple[str, Area]] | None:
    """Return two ranges of a call that do not line up."""
    name, arguments = call.function, call.arguments
    if name in _PAIRED:
        first = _PAIRED[name]
        places = (*((0,) if first else ()), *range(first, len(arguments), 2))
        return _apart(
            _ranges(audited, group, [arguments[at] for at in places if at < len(arguments)]), by_place=True
        )
    if name in _SINGLE and len(arguments) > 2:
        ranges = _ranges(audited, group, [arguments[0], arguments[2]])
        return None if any(area.size == 1 for _, area in ranges) else _apart(ranges, by_place=True)
    if name == "XLOOKUP" and len(arguments) > 2:
        return _apart(_lines(_ranges(audited, group, list(arguments[1:3]))), by_place=True)
    if name == "INDEX" and len(arguments) > 1:
        return _index_clash(audited, group, call)
    if name == "SUMPRODUCT":
        ranges = _ranges(audited, group, [part for each in arguments for part in _factors(each)])
        return _apart(_lines(ranges)) or _apart(_lines(ranges, across=True))
    return None


def _ranges(audited: AuditedBook, group: FormulaGroup, nodes: list[Node]) -> _Ranges:
    """Return what the references among some arguments mean; whole columns fit anything."""
    found = []
    for node in nodes:
        if isinstance(node, Reference) and not (node.whole_columns or node.whole_rows):
            found += audited.ranges(group, node, group.keys[0])
    return found


def _apart(ranges: _Ranges, *, by_place: bool = False) -> tuple[tuple[str, Area], tuple[str, Area]] | None:
    """Return the first two ranges that differ in size or, on one sheet, are moved by a few rows."""
    for sheet, area in ranges[1:]:
        first_sheet, first = ranges[0]
        sizes = (area.height, area.width) != (first.height, first.width)
        moved = by_place and sheet == first_sheet and area.left != first.left and _moved(first, area)
        if sizes or moved:
            return (first_sheet, first), (sheet, area)
    return None


def _moved(first: Area, other: Area) -> bool:
    """Tell whether two columns of one height overlap without beginning in one row."""
    return first.top != other.top and first.top <= other.bottom and other.top <= first.bottom


def _lines(ranges: _Ranges, *, across: bool = False) -> _Ranges:
    """Return the single columns (or rows) among ranges; a row and a column together make a table."""
    if across:
        return [each for each in ranges if each[1].height == 1 < each[1].width]
    return [each for each in ranges if each[1].width == 1 < each[1].height]


def _factors(node: Node) -> Iterator[Node]:
    """Go through the references that an expression joins with operators."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (Binary, Parenthesis, Unary)):
            waiting.extend(part.children)
        else:
            yield part


def _index_clash(
    audited: AuditedBook, group: FormulaGroup, call: Call
) -> tuple[tuple[str, Area], tuple[str, Area]] | None:
    """Return the ranges of ``INDEX(range, MATCH(…, keys, 0))`` where they do not line up."""
    match = call.arguments[1]
    if not isinstance(match, Call) or match.function not in ("MATCH", "XMATCH") or len(match.arguments) < 2:
        return None
    ranges = _lines(_ranges(audited, group, [call.arguments[0], match.arguments[1]]))
    if len(ranges) < 2 or ranges[0][0] != ranges[1][0]:
        return None
    first, second = ranges[0][1], ranges[1][1]
    shares_an_edge = first.top == second.top or first.bottom == second.bottom
    return _apart(ranges, by_place=True) if shares_an_edge or _moved(first, second) else None
