"""Structured references as text: ``[[#Headers],[Sales]:[Qty]]`` and its escapes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

ITEMS: Final = ("all", "data", "headers", "totals", "this row")

_PIECE = re.compile(r"\s*(?:(?P<row>@)|(?P<comma>,)|(?P<colon>:)|\[(?P<inner>(?:[^\[\]']|'.)*+)\])\s*")
_PLAIN = re.compile(r"(?:[^\[\]']|'.)*+")
_ESCAPED = re.compile(r"'(.)", re.DOTALL)


class Specifier(NamedTuple):
    """What the brackets behind a table name ask for; see ``TableReference``."""

    items: tuple[str, ...]
    first_column: str | None
    last_column: str | None


@lru_cache(maxsize=4096)
def read_specifier(text: str) -> Specifier | None:
    """Read the brackets of a structured reference; ``None`` where they make no sense.

    Examples:
        >>> read_specifier("[[#Headers],[Sales]:[Qty]]")
        Specifier(items=('headers',), first_column='Sales', last_column='Qty')
        >>> read_specifier("[@[Net '[EUR']]]")
        Specifier(items=('this row',), first_column='Net [EUR]', last_column=None)
        >>> read_specifier("[]"), read_specifier("[#All]").items
        (Specifier(items=(), first_column=None, last_column=None), ('all',))
    """
    inner = text[1:-1]
    if not inner.strip():
        return Specifier((), None, None)
    bare = inner.strip()
    if bare.startswith("#") and bare[1:].lower() in ITEMS:
        return Specifier((bare[1:].lower(),), None, None)
    if bare.startswith("@") and _PLAIN.fullmatch(bare):
        return Specifier(("this row",), unescaped(bare[1:]) or None, None)
    if _PLAIN.fullmatch(inner):
        return Specifier((), unescaped(inner), None)
    return _read_pieces(inner)


def _read_pieces(inner: str) -> Specifier | None:
    items: list[str] = []
    columns: list[str] = []
    position = 0
    while position < len(inner):
        piece = _PIECE.match(inner, position)
        if piece is None:
            return None
        position = piece.end()
        word = piece["inner"]
        if piece["row"]:
            items.append("this row")
        elif word is not None and word.startswith("#") and word[1:].lower() in ITEMS:
            items.append(word[1:].lower())
        elif word is not None:
            columns.append(unescaped(word))
    if len(columns) > 2:
        return None
    first, last = [*columns, None, None][:2]
    return Specifier(tuple(items), first, last)


def unescaped(column: str) -> str:
    """Return a column name as its header shows it.

    Examples:
        >>> unescaped("Net '[EUR'] '#1 '@ ''n")
        "Net [EUR] #1 @ 'n"
    """
    return _ESCAPED.sub(r"\1", column)
