"""Lookups as formulas write them: where the keys lie, what is looked up, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
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
from xlsales.kernel.values import CellValue, is_number
from xlsales.workbook.keys import cell_key

#: ``omitted``: approximate, because nobody said how.
Way = Literal["exact", "approximate", "omitted", "descending", "criteria"]

#: A column with more repeated keys is a list of events, and the first one may be wanted.
_MOST_REPEATED: Final = 0.2
_VECTORS: Final = frozenset({"MATCH", "XMATCH", "LOOKUP", "XLOOKUP"})
_SINGLE_CRITERION: Final = frozenset({"SUMIF", "COUNTIF", "AVERAGEIF"})
_CRITERIA: Final = {"SUMIFS": 1, "AVERAGEIFS": 1, "MAXIFS": 1, "MINIFS": 1, "COUNTIFS": 0}


@dataclass(frozen=True, eq=False)
class Keys:
    """One row or column of keys; all lookups in it share what was found of it.

    Attributes:
        audited: The workbook.
        sheet: Their sheet.
        area: The cells, without what lies behind the last filled one.
    """

    audited: AuditedBook
    sheet: str
    area: Area

    @cached_property
    def cells(self) -> list[int]:
        """The cells, in order."""
        area = self.area
        if area.width == 1:
            return [cell_key(row, area.left) for row in range(area.top, area.bottom + 1)]
        return [cell_key(area.top, column) for column in range(area.left, area.right + 1)]

    @cached_property
    def values(self) -> list[CellValue]:
        """The keys, in order."""
        return [self.audited.value(self.sheet, key) for key in self.cells]

    @cached_property
    def first_falling(self) -> int | None:
        """The first cell whose key is below the one before; ``None`` where they rise throughout."""
        place = first_falling(self.values)
        return None if place is None else self.cells[place]

    @cached_property
    def are_texts(self) -> bool:
        """Whether they are texts, more than one, and no number is among them."""
        texts = sum(1 for value in self.values if isinstance(value, str) and value)
        return texts > 1 and not any(is_number(value) for value in self.values)

    @cached_property
    def repeated(self) -> list[tuple[int, int]]:
        """The cells of repeated keys, each with the first cell of its key."""
        first_at: dict[object, int] = {}
        found = []
        for key, value in zip(self.cells, self.values, strict=True):
            folded = _folded(value)
            if folded is not None and first_at.setdefault(folded, key) != key:
                found.append((key, first_at[folded]))
        return found if len(found) <= max(1, _MOST_REPEATED * len(first_at)) else []


def first_falling(values: Sequence[CellValue]) -> int | None:
    """Return where keys, numbers or else texts, first fall; ``None`` where they rise throughout.

    Examples:
        >>> first_falling(["From", 0, 500, 400]), first_falling([0, 500, 500]), first_falling(["b", "A"])
        (3, None, 1)
        >>> first_falling(["R1", "R-2", "R3"]) is None
        True
    """
    numbers = [(place, value) for place, value in enumerate(values) if isinstance(value, (int, float))]
    numbers = [(place, value) for place, value in numbers if not isinstance(value, bool)]
    if len(numbers) > 1:
        return next((second for (_, a), (second, b) in pairwise(numbers) if b < a), None)
    texts = [(place, value) for place, value in enumerate(values) if isinstance(value, str) and value]
    for (_, first), (second, behind) in pairwise(texts):
        if behind.casefold() < first.casefold() and _letters(behind) < _letters(first):
            return second
    return None


def _letters(text: str) -> str:
    """Return what Excel compares first: letters and digits without signs."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _folded(value: CellValue) -> object:
    if isinstance(value, str):
        return value.casefold() or None
    return value if is_number(value) else None


@dataclass(frozen=True, eq=False)
class Lookup:
    """One lookup in a group of formulas.

    Attributes:
        group: The formulas.
        call: The call in the first of them.
        value: What is looked up.
        keys: Where it is looked up.
        way: How it compares.
        table: The whole table; ``None`` where only a position is asked for.
    """

    group: FormulaGroup
    call: Call
    value: Node
    keys: Keys
    way: Way
    table: Area | None

    def looked_up(self) -> Iterator[tuple[str, int]]:
        """Go through the cells whose values are looked up."""
        for key in self.group.keys:
            for sheet, area in self.keys.audited.ranges(self.group, self.value, key):
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
    finding = _Finding(audited)
    return [
        lookup
        for group in audited.groups
        for node in group.nodes
        if isinstance(node, Call)
        for lookup in finding.lookups_of(group, node)
    ]


class _Finding:
    """Finds lookups; the same keys are one object."""

    def __init__(self, audited: AuditedBook) -> None:
        self._audited = audited
        self._known: dict[tuple[str, Area], Keys] = {}

    def lookups_of(self, group: FormulaGroup, call: Call) -> Iterator[Lookup]:
        """Go through the lookups that a call makes."""
        name, given = call.function, call.arguments
        if name in ("VLOOKUP", "HLOOKUP") and len(given) > 2:
            for sheet, area in _areas(self._audited, group, given[1]):
                down = name == "VLOOKUP"
                bottom, right = (area.bottom, area.left) if down else (area.top, area.right)
                keys = self._keys(sheet, Area(area.top, area.left, bottom, right))
                yield Lookup(group, call, given[0], keys, _table_way(given), area)
            return
        for value, where in _compared(name, given):
            way = _vector_way(name, given)
            for sheet, area in _areas(self._audited, group, where):
                if area.width == 1 or area.height == 1:
                    yield Lookup(group, call, value, self._keys(sheet, area), way, None)

    def _keys(self, sheet: str, area: Area) -> Keys:
        known = self._known.get((sheet, area))
        if known is None:
            known = self._known[sheet, area] = Keys(self._audited, sheet, area)
        return known


def _compared(name: str, given: tuple[Node, ...]) -> Iterator[tuple[Node, Node]]:
    """Go through what a call compares: a value, and where."""
    if name in _VECTORS and len(given) > 1:
        yield given[0], given[1]
    elif name in _CRITERIA:
        for at in range(_CRITERIA[name], len(given) - 1, 2):
            yield given[at + 1], given[at]
    elif name in _SINGLE_CRITERION and len(given) > 1:
        yield given[1], given[0]


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
    if name not in _VECTORS:
        return "criteria"
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
