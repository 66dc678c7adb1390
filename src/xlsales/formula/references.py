"""What a formula looks at, found fast enough for half a million formulas."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from xlsales.formula.addresses import NO_PREFIX, Prefix, read_place, read_prefix
from xlsales.formula.mentions import (
    FormulaReferences,
    NameMention,
    SheetArea,
    SpillMention,
    TableMention,
)
from xlsales.formula.operands import plain_function
from xlsales.formula.ours import our_function
from xlsales.formula.scanner import FRONT, WORD
from xlsales.formula.structured import read_specifier
from xlsales.formula.tokens import PARAMETER
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, Area, column_number

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

VOLATILE: Final = frozenset(
    {"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "INFO", "CELL", "OFFSET", "INDIRECT"}
)
DYNAMIC: Final = frozenset({"INDIRECT", "OFFSET"})
#: Functions that ask somebody outside the workbook; never evaluated.
EXTERNAL: Final = frozenset(
    {"WEBSERVICE", "RTD", "STOCKHISTORY", "IMAGE", "CALL", "REGISTER.ID", "SQL.REQUEST", "DDE", "PY"}
    | {"TRANSLATE", "DETECTLANGUAGE", "COPILOT", "IMPORTTEXT", "IMPORTCSV"}
)


class _Function(NamedTuple):
    """What a function's name says about the formula that calls it."""

    name: str
    dynamic: bool
    volatile: bool
    external: bool


class _Mark(Enum):
    """A word that points nowhere by itself."""

    NOTHING = "nothing"
    DYNAMIC = "dynamic"
    OUTSIDE = "outside"
    OURS = "ours"


class _Joined(NamedTuple):
    """The second half of ``Plan!A1:Plan!B2``, as some programs write a range."""

    second: _Word


_Word: TypeAlias = SheetArea | NameMention | TableMention | SpillMention | _Function | _Mark | _Joined


_MARKS: Final = {":": _Mark.DYNAMIC, "|": _Mark.OUTSIDE, "#REF!": _Mark.NOTHING}


@lru_cache(maxsize=65_536)
def _word(text: str) -> _Word:
    cell = _CELL.fullmatch(text)
    if cell:
        row, column = int(cell[2]), column_number(cell[1])
        if 0 < row <= MAX_ROW and column <= MAX_COLUMN:
            return SheetArea(None, None, Area(row, column, row, column))
    last = text[-1]
    if text[0] == ":" and text != ":":
        return _Joined(_word(text[1:]))
    if last == "(":
        return _function(text[:-1])
    if last == ")":
        return _anchor(text[text.index("(") + 1 : -1].strip())
    if last == "#":
        return _anchor(text[:-1])
    return _MARKS.get(text) or _operand(text)


def _function(written: str) -> _Word:
    if our_function(written):
        return _Mark.OURS
    function = plain_function(written)
    external = function in EXTERNAL or function.startswith("CUBE") or _split(written)[0].book is not None
    return _Function(function, function in DYNAMIC, function in VOLATILE, external)


def _split(text: str) -> tuple[Prefix, str]:
    """Part a word from the sheet or workbook in front of it."""
    found = FRONT.match(text)
    if found is None:
        return NO_PREFIX, text
    return read_prefix(found[0]), text[found.end() :]


def _anchor(text: str) -> _Word:
    prefix, address = _split(text)
    if prefix.book is not None:
        return _Mark.OUTSIDE
    place = read_place(address)
    return SpillMention(prefix.sheet, place.area.corner) if place else _Mark.DYNAMIC


def _operand(text: str) -> _Word:
    prefix, rest = _split(text)
    if prefix.book is not None:
        return _Mark.OUTSIDE
    if rest.endswith("]"):
        return _table(rest)
    place = read_place(rest)
    if place:
        return SheetArea(prefix.sheet, prefix.last_sheet, place.area)
    if ":" in rest:
        return _Mark.DYNAMIC
    lowered = rest.lower()
    if rest == "#REF!" or lowered in ("true", "false") or lowered.startswith(PARAMETER):
        return _Mark.NOTHING
    return NameMention(prefix.sheet, lowered)


def _table(text: str) -> _Word:
    table, _, _ = text.partition("[")
    specifier = read_specifier(text[len(table) :])
    return TableMention(table or None, *specifier) if specifier else _Mark.NOTHING


def find_references(text: str) -> FormulaReferences:
    """Find everything that a formula looks at, without parsing it; never fails.

    Examples:
        >>> found = find_references('SUMIFS(Data!D:D,tbl[Region],"A1")+rate*NOW()')
        >>> found.areas[0].sheet, str(found.areas[0].area), found.tables[0].table
        ('Data', 'D1:D1048576', 'tbl')
        >>> sorted(name for _, name in found.names), found.volatile, found.dynamic
        (['rate'], True, False)
    """
    areas: list[SheetArea] = []
    names: set[NameMention] = set()
    tables: list[TableMention] = []
    spills: list[SpillMention] = []
    functions: list[str] = []
    dynamic = volatile = external = own = False
    word: _Word = _Mark.NOTHING
    for text_word in WORD.findall(text):
        if not text_word:
            continue
        before, word = word, _word(text_word)
        if isinstance(word, SheetArea):
            areas.append(word)
        elif isinstance(word, _Function):
            name, moves, changes, outside = word
            functions.append(name)
            dynamic |= moves
            volatile |= changes
            external |= outside
        elif isinstance(word, NameMention):
            names.add(word)
        elif isinstance(word, TableMention):
            tables.append(word)
        elif isinstance(word, SpillMention):
            spills.append(word)
        elif isinstance(word, _Joined):
            dynamic |= not _join(areas, before, word.second)
        else:
            dynamic |= word is _Mark.DYNAMIC
            external |= word is _Mark.OUTSIDE
            own |= word is _Mark.OURS
    return FormulaReferences(
        tuple(areas),
        frozenset(names),
        tuple(tables),
        tuple(spills),
        dynamic,
        volatile,
        external,
        own,
        tuple(functions),
    )


def _join(areas: list[SheetArea], first: _Word, second: _Word) -> bool:
    """Make one area of two corners; False where they are no corners of one sheet."""
    if not isinstance(second, SheetArea):
        return False
    areas.append(second)
    if not isinstance(first, SheetArea) or first[:2] != second[:2]:
        return False
    one, other = first.area, second.area
    areas[-2:] = [
        SheetArea(
            first.sheet,
            first.last_sheet,
            Area(
                min(one.top, other.top),
                min(one.left, other.left),
                max(one.bottom, other.bottom),
                max(one.right, other.right),
            ),
        )
    ]
    return True
