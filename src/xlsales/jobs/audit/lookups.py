"""Lookups as formulas write them: where the keys lie, what is looked up, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from xlsales.formula.tree import (
    Binary,
    Call,
    Logical,
    Missing,
    Name,
    Node,
    Number,
    Parenthesis,
    Reference,
    TableReference,
)
from xlsales.jobs.audit.book import AuditedBook
from xlsales.jobs.audit.formulas import FormulaGroup
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue
from xlsales.workbook.keys import cell_key

#: ``omitted``: approximate, because nobody said how.
Way = Literal["exact", "approximate", "omitted", "descending", "criteria"]

_CRITERIA: Final = {"SUMIFS": 1, "AVERAGEIFS": 1, "MAXIFS": 1, "MINIFS": 1, "COUNTIFS": 0}


@dataclass(frozen=True, eq=False)
class Lookup:
    """One lookup in a group of formulas.

    Attributes:
        audited: The workbook.
        group: The formulas.
        call: The call in the first of them.
        value: What is looked up.
        sheet: Sheet of the keys.
        keys: One row or column of keys, without what lies behind the last filled cell.
        way: How it compares.
        table: The whole table, or what is returned; ``None`` where only a position is asked for.
    """

    audited: AuditedBook
    group: FormulaGroup
    call: Call
    value: Node
    sheet: str
    keys: Area
    way: Way
    table: Area | None

    @cached_property
    def cells(self) -> list[int]:
        """The cells of the keys, in order."""
        area = self.keys
        if area.width == 1:
            return [cell_key(row, area.left) for row in range(area.top, area.bottom + 1)]
        return [cell_key(area.top, column) for column in range(area.left, area.right + 1)]

    @cached_property
    def values(self) -> list[CellValue]:
        """The keys, in order."""
        return [self.audited.value(self.sheet, key) for key in self.cells]

    def looked_up(self) -> Iterator[tuple[str, int]]:
        """Go through the cells whose values are looked up."""
        for key in self.group.keys:
            for sheet, area in self.audited.ranges(self.group, self.value, key):
                if area.size == 1:
                    yield sheet, cell_key(*area.corner)

    @property
    def looks_up_a_cell(self) -> bool:
        """Whether the value comes from a cell, and is no constant and no result of a search."""
        node = self.value
        while isinstance(node, Parenthesis):
            node = node.operand
        if isinstance(node, Binary) and node.operator == "&":
            return True
        return isinstance(node, (Reference, Name, TableReference))


def all_lookups(audited: AuditedBook) -> list[Lookup]:
    """Return every lookup whose keys lie in one row or column of this workbook."""
    return [
        lookup
        for group in audited.groups
        for node in group.nodes
        if isinstance(node, Call)
        for lookup in _lookups_of(audited, group, node)
    ]


def _lookups_of(audited: AuditedBook, group: FormulaGroup, call: Call) -> Iterator[Lookup]:
    name, given = call.function, call.arguments
    if name in ("VLOOKUP", "HLOOKUP") and len(given) > 2:
        way = _table_way(given)
        for sheet, area in _areas(audited, group, given[1]):
            first = (area.top, area.left, area.bottom, area.left)
            keys = Area(*first) if name == "VLOOKUP" else Area(area.top, area.left, area.top, area.right)
            yield from _lookup(audited, group, call, given[0], sheet, keys, way, area)
    elif name in ("MATCH", "XMATCH", "LOOKUP", "XLOOKUP") and len(given) > 1:
        way = _vector_way(name, given)
        for sheet, area in _areas(audited, group, given[1]):
            yield from _lookup(audited, group, call, given[0], sheet, area, way, None)
    elif name in _CRITERIA:
        for at in range(_CRITERIA[name], len(given) - 1, 2):
            for sheet, area in _areas(audited, group, given[at]):
                yield from _lookup(audited, group, call, given[at + 1], sheet, area, "criteria", None)
    elif name in ("SUMIF", "COUNTIF", "AVERAGEIF") and len(given) > 1:
        for sheet, area in _areas(audited, group, given[0]):
            yield from _lookup(audited, group, call, given[1], sheet, area, "criteria", None)


def _lookup(
    audited: AuditedBook,
    group: FormulaGroup,
    call: Call,
    value: Node,
    sheet: str,
    keys: Area,
    way: Way,
    table: Area | None,
) -> Iterator[Lookup]:
    if keys.width == 1 or keys.height == 1:
        yield Lookup(audited, group, call, value, sheet, keys, way, table)


def _areas(audited: AuditedBook, group: FormulaGroup, node: Node) -> list[tuple[str, Area]]:
    if not isinstance(node, (Reference, Name, TableReference)):
        return []
    found = audited.ranges(group, node, group.keys[0])
    return [(sheet, audited.clipped(sheet, area)) for sheet, area in found]


def _table_way(given: tuple[Node, ...]) -> Way:
    if len(given) < 4:
        return "omitted"
    return "approximate" if _is_true(given[3]) else "exact"


def _vector_way(name: str, given: tuple[Node, ...]) -> Way:
    if name == "LOOKUP":
        return "approximate"
    if name == "XLOOKUP":
        return "exact"
    if len(given) < 3:
        return "exact" if name == "XMATCH" else "omitted"
    mode = given[2]
    if isinstance(mode, Number) and mode.value == 1 and name == "MATCH":
        return "approximate"
    if (isinstance(mode, Number) and mode.value == 0) or isinstance(mode, Missing) or name == "XMATCH":
        return "exact"
    return "descending"


def _is_true(node: Node) -> bool:
    if isinstance(node, Missing):
        return False
    return bool(node.value) if isinstance(node, (Logical, Number)) else False
