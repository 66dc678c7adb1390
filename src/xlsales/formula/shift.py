"""Copying a formula to another cell: relative references move along."""

from __future__ import annotations

import re

from xlsales.formula.addresses import Corner, read_corner, read_place
from xlsales.formula.scanner import FRONT, WORD
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW


def shift_formula(text: str, rows: int, columns: int, *, wrap: bool = False) -> str:
    """Return a formula as it reads when copied ``rows`` down and ``columns`` to the right.

    Args:
        text: Stored formula without its ``=``.
        rows: Rows to move, negative for up.
        columns: Columns to move, negative for left.
        wrap: Come in again at the opposite edge, as relative references in defined names do; without it
            a reference beyond the edge becomes ``#REF!``.

    Examples:
        >>> shift_formula('A1+$A1+A$1+Plan!B:B+LOG10(5)&"A1"', 1, 2)
        'C2+$A2+C$1+Plan!D:D+LOG10(5)&"A1"'
        >>> shift_formula("A1", -1, 0), shift_formula("A1", -1, 0, wrap=True)
        ('#REF!', 'A1048576')
    """
    if not rows and not columns:
        return text

    def moved(found: re.Match[str]) -> str:
        word = found[1]
        return _shifted_word(word, rows, columns, wrap) if word else found[0]

    return WORD.sub(moved, text)


def _shifted_word(word: str, rows: int, columns: int, wrap: bool) -> str:
    if word[-1] == ")":
        opening = word.index("(") + 1
        return word[:opening] + shift_formula(word[opening:-1], rows, columns, wrap=wrap) + ")"
    prefix = FRONT.match(word)
    before = prefix[0] if prefix else ""
    spill = "#" if word[-1] == "#" else ""
    address = word[len(before) : len(word) - len(spill)]
    if read_place(address) is None:
        return word
    corners = [_moved_corner(part, rows, columns, wrap) for part in address.split(":")]
    if None in corners:
        return before + "#REF!"
    return before + ":".join(map(str, corners)) + spill


def _moved_corner(text: str, rows: int, columns: int, wrap: bool) -> Corner | None:
    corner = read_corner(text)
    if corner is None:
        return None
    row = _moved(corner.row, 0 if corner.row_fixed else rows, MAX_ROW, wrap)
    column = _moved(corner.column, 0 if corner.column_fixed else columns, MAX_COLUMN, wrap)
    if row is None or column is None:
        return None
    return corner._replace(row=row, column=column)


def _moved(number: int, by: int, limit: int, wrap: bool) -> int | None:
    """Move one coordinate; 0 stands for all of them and stays."""
    if not number:
        return 0
    moved = number + by
    if wrap:
        return (moved - 1) % limit + 1
    return moved if 1 <= moved <= limit else None
