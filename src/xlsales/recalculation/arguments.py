"""Arguments of our calls: read from cells where they are cells, else asked of the engine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from xlsales.formula.arguments import NOT_CONSTANT, constant_value, plain_area
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue

#: Functions that hand on a reference, so that a blank cell stays blank.
REFERENCE_FUNCTIONS: Final = re.compile(
    r"\b(IF|IFS|IFERROR|IFNA|CHOOSE|SWITCH|INDEX|OFFSET|INDIRECT|XLOOKUP|SINGLE|ANCHORARRAY)\(", re.I
)
_STRING: Final = re.compile(r'"(?:[^"]|"")*"')
_PLACEHOLDER: Final = re.compile(r"\{\{(\d+)\}\}")


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written into the formula; ``None`` is a missing argument."""

    value: CellValue | tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """A rectangle of cells."""

    sheet: str
    area: Area


@dataclass(frozen=True, slots=True)
class Nested:
    """The result of another call of ours in the same formula."""

    index: int


@dataclass(frozen=True, slots=True)
class Expression:
    """Anything else: the engine works it out.

    Attributes:
        text: Self-contained, with placeholders for calls of ours.
        uses: The calls whose placeholders it holds.
        may_be_blank: It may hand on a blank cell.
    """

    text: str
    uses: tuple[int, ...]
    may_be_blank: bool


Source: TypeAlias = Constant | Cells | Nested | Expression


@lru_cache(maxsize=65_536)
def argument_source(text: str) -> Source:
    """Tell where an argument's value comes from.

    Examples:
        >>> argument_source("{1;2}"), argument_source("Plan!$B$2:$B$3").sheet
        (Constant(value=((1,), (2,))), 'Plan')
        >>> argument_source("{{0}}"), argument_source("SUM(Plan!A1:A3)").text
        (Nested(index=0), 'SUM(Plan!A1:A3)')
    """
    if not text:
        return Constant(None)
    whole = _PLACEHOLDER.fullmatch(text)
    if whole:
        return Nested(int(whole[1]))
    uses = placeholders(text)
    if not uses:
        value = constant_value(text)
        if value is not NOT_CONSTANT:
            return Constant(value)
        cells = plain_area(text)
        if cells is not None:
            return Cells(*cells)
    return Expression(text, uses, bool(REFERENCE_FUNCTIONS.search(text)))


def placeholders(text: str) -> tuple[int, ...]:
    """Return the calls whose placeholders a text holds, in its order.

    Examples:
        >>> placeholders("IF(A!A1,{{1}},{{0}})")
        (1, 0)
    """
    return tuple(int(number) for number in _PLACEHOLDER.findall(_STRING.sub("", text)))
