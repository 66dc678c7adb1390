"""Arguments that need no calculation: constants, and one rectangle of cells."""

from __future__ import annotations

from enum import Enum
from typing import Final, TypeAlias

from xlsales.formula.faults import FormulaError
from xlsales.formula.parser import parse
from xlsales.formula.tree import (
    Array,
    ErrorValue,
    Logical,
    Node,
    Number,
    Parenthesis,
    Percent,
    Reference,
    Text,
    Unary,
)
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellError, CellValue


class NotConstant(Enum):
    """The one answer for an argument that must be calculated."""

    NOT_CONSTANT = "not constant"


NOT_CONSTANT: Final = NotConstant.NOT_CONSTANT
Block: TypeAlias = tuple[tuple[CellValue, ...], ...]


def constant_value(text: str) -> CellValue | Block | NotConstant:
    """Return the value of an argument that is written out.

    Returns:
        A number, text, logical or ``CellError``; for an array constant its rows; else ``NOT_CONSTANT``.

    Examples:
        >>> constant_value("-5%"), constant_value('"a ""b"'), constant_value("{1,TRUE;#N/A,2}")[0]
        (-0.05, 'a "b', (1, True))
        >>> constant_value("A1"), constant_value("1+1")
        (<NotConstant.NOT_CONSTANT: 'not constant'>, <NotConstant.NOT_CONSTANT: 'not constant'>)
    """
    try:
        node = parse(text)
    except FormulaError:
        return NOT_CONSTANT
    if isinstance(node, Array):
        return tuple(tuple(_plain_value(item) for item in row) for row in node.rows)
    if isinstance(node, (Text, Logical, ErrorValue)):
        return _plain_value(node)
    return _signed_number(node)


def _plain_value(node: Number | Text | Logical | ErrorValue) -> CellValue:
    return CellError(node.code) if isinstance(node, ErrorValue) else node.value


def _signed_number(node: Node) -> int | float | NotConstant:
    factor: int = 1
    hundredths = 0
    while not isinstance(node, Number):
        if isinstance(node, Percent):
            hundredths += 1
        elif isinstance(node, Unary):
            factor = -factor if node.operator == "-" else factor
        elif not isinstance(node, Parenthesis):
            return NOT_CONSTANT
        node = node.operand
    value = node.value
    for _ in range(hundredths):
        value = value / 100
    return factor * value


def plain_area(text: str) -> tuple[str, Area] | None:
    """Return sheet and rectangle of an argument that is exactly one reference with its sheet.

    Whole columns and rows come in full height and width; the caller clips them to what is in use.

    Examples:
        >>> sheet, area = plain_area("'Plan 2026'!$B$2:C9")
        >>> sheet, str(area)
        ('Plan 2026', 'B2:C9')
        >>> plain_area("B2"), plain_area("Jan:Dec!B2"), plain_area("[1]Plan!B2"), plain_area("Plan!B2*2")
        (None, None, None, None)
    """
    try:
        node = parse(text)
    except FormulaError:
        return None
    return area_of(node)


def area_of(node: Node) -> tuple[str, Area] | None:
    """Return what ``plain_area`` does, for a node; brackets around it do not matter."""
    while isinstance(node, Parenthesis):
        node = node.operand
    if not isinstance(node, Reference) or node.area is None:
        return None
    if node.sheet is None or node.sheet == "#REF" or node.last_sheet is not None or node.book is not None:
        return None
    return node.sheet, node.area
