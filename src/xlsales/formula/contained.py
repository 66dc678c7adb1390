"""A formula that gives the same result from any cell of any sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsales.formula.bindings import lambda_parts
from xlsales.formula.containing import contained_text
from xlsales.formula.context import BookNames, Place
from xlsales.formula.faults import FormulaError
from xlsales.formula.ours import mentions_us, our_calls
from xlsales.formula.parser import parse
from xlsales.formula.plain_cells import single_value_parts
from xlsales.formula.tree import Invocation, walk
from xlsales.kernel.issues import Issue

#: How often LAMBDAs that give LAMBDAs are applied, one layer each time.
_MOST_PASSES: Final = 8


@dataclass(frozen=True, slots=True)
class Contained:
    """A formula made independent of its place.

    Attributes:
        text: The rewritten formula.
        problems: What could not be resolved; such parts stand as they were.
    """

    text: str
    problems: tuple[Issue, ...] = ()


def self_contained(text: str, place: Place, book: BookNames, *, plain: bool = False) -> Contained:
    """Rewrite a formula so that it gives the same result from any cell of any sheet.

    Every reference names its sheet; structured references, ``@``, ``ROW()`` and relative names are resolved
    as seen from ``place``; defined names and LAMBDAs are written out; a LET around a call of ours is put in.
    Nothing is fetched: references to other workbooks stand.

    Args:
        text: Stored formula without its ``=``.
        place: The cell that holds it.
        book: Sheets, names and tables of its workbook.
        plain: The formula stands in a plain cell, neither array nor spilling: where one value is expected,
            Excel takes the cell of a range in this row or column. Else arrays are calculated throughout.

    Returns:
        The formula and its problems. A text that is no formula comes back as it is, with the reason.

    Examples:
        >>> from xlsales.kernel.grid import Cell
        >>> book = BookNames(("Plan",), {(None, "rate"): "Plan!$B$1", (None, "left"): "Plan!XFD1"})
        >>> place = Place("Plan", Cell(5, 3))
        >>> self_contained("SUM(A1:A3)*rate+left+ROW()", place, book).text
        'SUM(Plan!A1:A3)*Plan!$B$1+Plan!B5+5'
    """
    problems: list[Issue] = []
    try:
        tree = parse(text)
        single = single_value_parts(tree) if plain else frozenset()
        rewritten = contained_text(text, tree, place, book, problems, single)
        for _ in range(_MOST_PASSES):
            if not _applies_our_lambda(rewritten):
                break
            rewritten = contained_text(rewritten, parse(rewritten), place, book, problems)
    except FormulaError as error:
        return Contained(text, error.issues)
    return Contained(rewritten, tuple(dict.fromkeys(problems)))


def _applies_our_lambda(text: str) -> bool:
    """Whether a LET wrote out a LAMBDA around a call of ours, and with that its arguments can be put in."""
    if not mentions_us(text) or "LAMBDA(" not in text:
        return False
    return any(
        isinstance(part, Invocation) and lambda_parts(part.function) and our_calls(part.function)
        for part in walk(parse(text))
    )
