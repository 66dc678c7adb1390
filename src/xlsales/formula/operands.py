"""Operands without brackets of their own: constants, references, names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from xlsales.formula.addresses import NO_PREFIX, WHOLE, Place, Prefix, read_place, read_prefix
from xlsales.formula.faults import unexpected
from xlsales.formula.structured import read_specifier
from xlsales.formula.tokens import ERROR, as_first_cell, as_name
from xlsales.formula.tree import (
    Array,
    ErrorValue,
    Logical,
    Name,
    Node,
    Number,
    Reference,
    TableReference,
    Text,
)

Constant: TypeAlias = Number | Text | Logical | ErrorValue

_ARRAY_ITEM = re.compile(
    r"\s*+(?:(?P<sign>[-+]?)(?P<number>(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?)"
    rf'|(?P<text>"(?:[^"]|"")*+")|(?P<logical>(?i:TRUE|FALSE))|(?P<error>{ERROR}))'
    r"\s*+(?P<then>[,;}])"
)
_FUTURE = re.compile(r"_xlfn\.|_xlws\.", re.IGNORECASE)
#: Digits that a whole number may have and still be exact in a cell.
_EXACT_DIGITS: Final = 15


def read_operand(text: str, token: re.Match[str]) -> Node:
    """Return the node of a word that needs no other.

    Raises:
        FormulaError: FORMULA-003 the word is none.
    """
    kind = token.lastgroup
    reader = _READERS.get(kind) if kind else None
    if reader is None:
        raise unexpected(text, token.start(), "an operand")
    return reader(text, token)


@lru_cache(maxsize=4096)
def plain_function(written: str) -> str:
    """Return a function's name in capitals, without the prefixes of newer functions.

    Examples:
        >>> plain_function("_xlfn._xlws.SORT"), plain_function("Sum")
        ('SORT', 'SUM')
    """
    return _FUTURE.sub("", written).upper()


def _read_text(text: str, token: re.Match[str]) -> Node:
    return Text(token.start(), token.end(), token[0][1:-1].replace('""', '"'))


def _read_number(text: str, token: re.Match[str]) -> Node:
    return Number(token.start(), token.end(), _number(text, token.start(), token[0]))


def _number(text: str, position: int, digits: str) -> int | float:
    if digits.isdecimal() and len(digits) <= _EXACT_DIGITS:
        return int(digits)
    value = float(digits)
    if value == float("inf"):
        raise unexpected(text, position, "a number below 1E+308")
    return value


def _read_error(text: str, token: re.Match[str]) -> Node:
    return ErrorValue(token.start(), token.end(), token[0].upper())


def _prefix(token: re.Match[str]) -> Prefix:
    return read_prefix(token["prefix"]) if token["prefix"] else NO_PREFIX


def _reference(token: re.Match[str], prefix: Prefix, place: Place) -> Reference:
    book, sheet, last_sheet = prefix
    return Reference(token.start(), token.end(), sheet, last_sheet, book, *place)


def _read_address(text: str, token: re.Match[str]) -> Node:
    place = read_place(token[token.lastgroup or 0])
    if place:
        return _reference(token, _prefix(token), place)
    return _read_beyond_grid(text, token)


def _read_beyond_grid(text: str, token: re.Match[str]) -> Node:
    """Read ``A1:B9999999`` as a cell and more, ``XFE1`` as a name."""
    first = as_first_cell(text, token.start())
    place = read_place(first["area"]) if first else None
    if first and place:
        return _reference(first, _prefix(first), place)
    name = as_name(text, token.start())
    if name is None:
        raise unexpected(text, token.start(), "an address inside the grid")
    return _name(name)


def _name(token: re.Match[str]) -> Name:
    book, sheet, _ = _prefix(token)
    return Name(token.start(), token.end(), token["name"], sheet, book)


def _read_name(text: str, token: re.Match[str]) -> Node:
    word = token["name"].upper()
    if not token["prefix"] and word in ("TRUE", "FALSE"):
        return Logical(token.start(), token.end(), word == "TRUE")
    return _name(token)


def _read_table(text: str, token: re.Match[str]) -> Node:
    prefix = _prefix(token)
    specifier = read_specifier(token["table"])
    if specifier is None:
        raise unexpected(text, token.start("table"), "columns or items of a table in brackets")
    book = prefix.book or prefix.sheet
    return TableReference(token.start(), token.end(), token["name"], *specifier, book)


def _read_row(text: str, token: re.Match[str]) -> Node:
    specifier = read_specifier(token["row"])
    if specifier is None:
        raise unexpected(text, token.start(), "columns or items of a table in brackets")
    return TableReference(token.start(), token.end(), None, *specifier, None)


def _read_broken(text: str, token: re.Match[str]) -> Node:
    book, sheet, last_sheet = _prefix(token)
    return Reference(token.start(), token.end(), sheet, last_sheet, book, None, WHOLE, False, False)


def _read_item(text: str, token: re.Match[str]) -> Node:
    """Read the item of a DDE link, such as ``[1]!'price'``."""
    book, sheet, _ = _prefix(token)
    return Name(token.start(), token.end(), token["item"][1:-1].replace("''", "'"), sheet, book)


def _read_array(text: str, token: re.Match[str]) -> Node:
    rows: list[tuple[Constant, ...]] = []
    row: list[Constant] = []
    position, then = token.end(), ""
    while then != "}":
        found = _ARRAY_ITEM.match(text, position)
        if found is None:
            raise unexpected(
                text, position, "a number, a text, TRUE, FALSE or an error in the array constant"
            )
        row.append(_array_item(text, found))
        position, then = found.end(), found["then"]
        if then != ",":
            rows.append(tuple(row))
            row = []
    if len({len(each) for each in rows}) > 1:
        raise unexpected(text, token.start(), "rows of one length in the array constant")
    return Array(token.start(), position, tuple(rows))


def _array_item(text: str, found: re.Match[str]) -> Constant:
    if found["number"]:
        start, end = found.start("sign"), found.end("number")
        value = _number(text, start, found["number"])
        return Number(start, end, -value if found["sign"] == "-" else value)
    if found["text"]:
        return Text(*found.span("text"), found["text"][1:-1].replace('""', '"'))
    if found["logical"]:
        return Logical(*found.span("logical"), found["logical"].upper() == "TRUE")
    return ErrorValue(*found.span("error"), found["error"].upper())


_READERS: Final[dict[str, Callable[[str, re.Match[str]], Node]]] = {
    "text": _read_text,
    "number": _read_number,
    "error": _read_error,
    "area": _read_address,
    "rows": _read_address,
    "columns": _read_address,
    "name": _read_name,
    "table": _read_table,
    "row": _read_row,
    "broken": _read_broken,
    "item": _read_item,
    "brace": _read_array,
}
