"""The work on one text on its way to being self-contained: what is known, and one pass over the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.arguments import plain_area
from xlsales.formula.context import BookNames, Place
from xlsales.formula.faults import MAX_LENGTH, too_deep, too_long
from xlsales.formula.intersecting import intersected_cell
from xlsales.formula.names import NameKey, NameReader, may_stand_alone
from xlsales.formula.tree import Node
from xlsales.kernel.issues import Issue

Rewrite: TypeAlias = "Callable[[Rewriting, Any], str | None]"

#: How deep names, LETs, LAMBDAs and what depends on the place may stand in one another; Excel's own limit for
#: functions. Each level costs a few frames of Python's stack.
MAX_LEVELS: Final = 64


class Rewriting:
    """One text on its way to being self-contained.

    Args:
        text: The formula, or the text of a name already shifted to the place.
        place: The cell that holds the formula.
        book: Names of its workbook.
        problems: Takes what could not be resolved.
        scope: Text for each bare LET or LAMBDA name in force.
        inside: Names being written out, outermost first.
        level: How deep the work is already.
        single: The ``id`` of each node of which a plain cell takes one cell only.
        rewrites: What is done to each kind of node; ``None`` from it leaves the node and looks inside.
    """

    def __init__(
        self,
        text: str,
        place: Place,
        book: BookNames,
        problems: list[Issue],
        scope: Mapping[str, str] | None = None,
        inside: tuple[NameKey, ...] = (),
        level: int = 0,
        single: frozenset[int] = frozenset(),
        rewrites: Mapping[type[Node], Rewrite] | None = None,
    ) -> None:
        self.text = text
        self.place = place
        self.book = book
        self.problems = problems
        self.scope = scope or {}
        self.inside = inside
        self.level = level
        self.single = single
        self.rewrites = rewrites or {}
        self.names = NameReader(book, place.sheet)

    def render(self, node: Node) -> str:
        """Return a node's text with every part of it rewritten."""
        if self.level > MAX_LEVELS:
            raise too_deep(node.start, MAX_LEVELS)
        self.level += 1
        pieces: list[str] = []
        cursor = node.start
        waiting = [node]
        while waiting:
            current = waiting.pop()
            rewrite = self.rewrites.get(type(current))
            replacement = rewrite(self, current) if rewrite else None
            if id(current) in self.single:
                replacement = self.one_cell(replacement or self.written(current))
            if replacement is None:
                waiting.extend(reversed(current.children))
            else:
                pieces += (self.text[cursor : current.start], replacement)
                cursor = current.end
        self.level -= 1
        pieces.append(self.text[cursor : node.end])
        rendered = "".join(pieces)
        if len(rendered) > MAX_LENGTH:
            raise too_long(len(rendered))
        return rendered

    def one_cell(self, rendered: str) -> str:
        """Return the cell of a range in this row or column; anything else as it is."""
        found = plain_area(rendered)
        if found is None or found[1].size == 1:
            return rendered
        cell = intersected_cell(found[1], self.place.cell)
        return f"{quoted_sheet(found[0])}!{cell}" if cell else "#VALUE!"

    def operand(self, node: Node) -> str:
        """Return a node's new text so that it may stand between any operators."""
        rendered = self.render(node)
        return rendered if may_stand_alone(node) else f"({rendered})"

    def written(self, node: Node) -> str:
        """Return a node's text as it came."""
        return self.text[node.start : node.end]

    def deeper(
        self, scope: Mapping[str, str], text: str | None = None, name: NameKey | None = None
    ) -> Rewriting:
        """Return the same work one scope further in, on this text or on that of a name."""
        return Rewriting(
            self.text if text is None else text,
            self.place,
            self.book,
            self.problems,
            scope,
            (*self.inside, name) if name else self.inside,
            self.level,
            self.single,
            self.rewrites,
        )

    def holds_our_call(self, node: Node) -> bool:
        """Tell whether a call of ours stands in a node, or in a name that it mentions."""
        return self.names.holds_our_call(node)

    def around(self, node: Node, parts: list[tuple[Node, str]]) -> str:
        """Return a node's text with some of its parts replaced."""
        pieces: list[str] = []
        cursor = node.start
        for part, text in parts:
            pieces += (self.text[cursor : part.start], text)
            cursor = part.end
        return "".join((*pieces, self.text[cursor : node.end]))
