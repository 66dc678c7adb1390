"""Copying a formula to another cell: relative references move along."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, TypeAlias

from xlsales.formula.addresses import Corner, read_corner, read_place
from xlsales.formula.scanner import FRONT, WORD
from xlsales.kernel.grid import MAX_COLUMN, MAX_ROW, column_letters


class _Moving(NamedTuple):
    """A reference with a relative part: its corners, a ``#`` behind it."""

    corners: tuple[Corner, ...]
    spill: str


_Piece: TypeAlias = str | _Moving


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
    return "".join(
        piece if isinstance(piece, str) else _moved_reference(piece, rows, columns, wrap)
        for piece in _pieces(text)
    )


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[_Piece, ...]:
    """Part a formula where it moves; a shared formula is parted once for all its cells."""
    pieces: list[_Piece] = []
    cursor = 0
    for found in WORD.finditer(text):
        start, end = found.span(1)
        if start < 0:
            continue
        if text[end - 1] == ")":
            start, end = text.index("(", start) + 1, end - 1
        if text[start] == ":":
            start += 1
        front = FRONT.match(text, start, end)
        start = front.end() if front else start
        moving = _moving(text[start:end])
        if moving:
            pieces += (text[cursor:start], moving)
            cursor = end
    pieces.append(text[cursor:])
    return tuple(pieces)


def _moving(word: str) -> _Moving | None:
    address = word.removesuffix("#")
    if read_place(address) is None:
        return None
    corners = [read_corner(part) for part in address.split(":")]
    return _Moving(tuple(corner for corner in corners if corner), word[len(address) :])


def _moved_reference(piece: _Moving, rows: int, columns: int, wrap: bool) -> str:
    texts = []
    for corner in piece.corners:
        row, column, row_fixed, column_fixed = corner
        if row and not row_fixed:
            row = _moved(row + rows, MAX_ROW, wrap)
        if column and not column_fixed:
            column = _moved(column + columns, MAX_COLUMN, wrap)
        if row < 0 or column < 0:
            return "#REF!"
        letters = ("$" if column_fixed else "") + column_letters(column) if column else ""
        digits = ("$" if row_fixed else "") + str(row) if row else ""
        texts.append(letters + digits)
    return ":".join(texts) + piece.spill


def _moved(number: int, limit: int, wrap: bool) -> int:
    """Return a coordinate after its move; -1 beyond the edge."""
    if wrap:
        return (number - 1) % limit + 1
    return number if 1 <= number <= limit else -1
