"""Defined names as one sheet sees them."""

from __future__ import annotations

from typing import Final

from xlsales.formula.addresses import read_prefix
from xlsales.formula.context import BookNames
from xlsales.formula.ours import our_function
from xlsales.formula.tree import (
    Array,
    Call,
    ErrorValue,
    Invocation,
    Logical,
    Missing,
    Name,
    Node,
    Number,
    Parenthesis,
    Reference,
    SpillReference,
    TableReference,
    Text,
    walk,
)

NameKey = tuple[str | None, str]

_ALONE: Final = (
    Number,
    Text,
    Logical,
    ErrorValue,
    Array,
    Missing,
    Reference,
    Name,
    TableReference,
    Call,
    Invocation,
    Parenthesis,
    SpillReference,
)


def may_stand_alone(node: Node) -> bool:
    """Tell whether a node keeps its meaning between any operators without brackets."""
    return isinstance(node, _ALONE)


class NameReader:
    """Finds which defined name a formula on one sheet means."""

    def __init__(self, book: BookNames, sheet: str) -> None:
        self.book = book
        self.sheet = sheet

    def key(self, name: str, sheet: str | None) -> NameKey | None:
        """Return the name's key in ``BookNames.names``: a sheet's own names hide the book's."""
        lowered = name.lower()
        for key in ((self.book.sheet_spelled(sheet or self.sheet), lowered), (None, lowered)):
            if key in self.book.names:
                return key
        return None

    def function_key(self, written: str) -> NameKey | None:
        """Return the key of a defined LAMBDA that is called like a function."""
        front, bang, name = written.rpartition("!")
        sheet = read_prefix(front + bang).sheet if bang else None
        return None if bang and sheet is None else self.key(name, sheet)

    def is_outside(self, written: str) -> bool:
        """Tell whether a called name lies in another workbook."""
        front, bang, _ = written.rpartition("!")
        return bool(bang) and self.book.sheet_spelled(read_prefix(front + bang).sheet) is None

    def holds_our_call(self, node: Node) -> bool:
        """Tell whether a call of ours stands in a node, or in a name that it mentions."""
        holding = self.book.names_with_our_calls
        for part in walk(node):
            if isinstance(part, Call) and (our_function(part.written) or part.function.lower() in holding):
                return True
            if isinstance(part, Name) and part.name.lower() in holding:
                return True
        return False
