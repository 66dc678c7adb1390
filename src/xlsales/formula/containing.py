"""How each part of a formula is rewritten to mean the same from everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from xlsales.formula import problems as told
from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.arguments import plain_area
from xlsales.formula.bindings import bare, lambda_parts, let_parts
from xlsales.formula.context import BookNames, Place
from xlsales.formula.faults import MAX_LENGTH, FormulaError, too_deep, too_long
from xlsales.formula.indirect import contained_indirect
from xlsales.formula.intersecting import intersected_cell, may_give_range
from xlsales.formula.names import NameKey, NameReader, may_stand_alone
from xlsales.formula.ours import our_function
from xlsales.formula.parser import parse
from xlsales.formula.references import EXTERNAL
from xlsales.formula.shift import shift_formula
from xlsales.formula.tables import table_area
from xlsales.formula.tokens import PARAMETER
from xlsales.formula.tree import (
    Call,
    ImplicitIntersection,
    Invocation,
    Missing,
    Name,
    Node,
    Parenthesis,
    Reference,
    SpillReference,
    TableReference,
    Text,
)
from xlsales.kernel.issues import Issue

#: How deep names, LETs, LAMBDAs and what depends on the place may stand in one another; Excel's own limit for
#: functions. Each level costs a few frames of Python's stack.
MAX_LEVELS: Final = 64


class Containing:
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
    ) -> None:
        self.text = text
        self.place = place
        self.book = book
        self.problems = problems
        self.scope = scope or {}
        self.inside = inside
        self.level = level
        self.single = single
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
            rewrite = _REWRITES.get(type(current))
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

    def written(self, node: Node) -> str:
        """Return a node's text as it came."""
        return self.text[node.start : node.end]

    def deeper(
        self, scope: Mapping[str, str], text: str | None = None, name: NameKey | None = None
    ) -> Containing:
        """Return the same work one scope further in, on this text or on that of a name."""
        return Containing(
            self.text if text is None else text,
            self.place,
            self.book,
            self.problems,
            scope,
            (*self.inside, name) if name else self.inside,
            self.level,
            self.single,
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


def _reference(self: Containing, node: Reference) -> str | None:
    if node.book is not None:
        self.problems.append(told.outside_book(self.written(node)))
        return None
    if node.sheet is not None:
        return None
    return f"{quoted_sheet(self.place.sheet)}!{self.written(node).removeprefix('!')}"


def _table(self: Containing, node: TableReference) -> str | None:
    if node.book is not None and node.book.lower() not in (s.lower() for s in self.book.sheets):
        self.problems.append(told.outside_book(self.written(node)))
        return None
    table = self.book.tables.get(node.table.lower()) if node.table else self.book.table_around(self.place)
    if table is None:
        self.problems.append(told.unknown_table(self.written(node)))
        return None
    area = table_area(table, node.items, node.first_column, node.last_column, self.place.cell.row)
    if isinstance(area, str):
        return area
    return f"{quoted_sheet(table.sheet)}!{area}"


def _spill(self: Containing, node: SpillReference) -> str:
    return f"_xlfn.ANCHORARRAY({self.render(node.operand)})"


def _intersection(self: Containing, node: ImplicitIntersection) -> str:
    rendered = self.render(node.operand)
    if plain_area(rendered):
        return self.one_cell(rendered)
    operand = parse(rendered)
    while isinstance(operand, Parenthesis):
        operand = operand.operand
    if isinstance(operand, Call) and our_function(operand.written):
        return f"INDEX({rendered},1,1)"
    if may_give_range(operand):
        self.problems.append(told.moving_intersection(self.written(node)))
    return f"_xlfn.SINGLE({rendered})"


def _name(self: Containing, node: Name) -> str | None:
    if node.sheet is None and node.book is None and bare(node.name) in self.scope:
        return self.scope[bare(node.name)]
    if node.book is not None:
        self.problems.append(told.outside_book(self.written(node)))
        return None
    key = self.names.key(node.name, node.sheet)
    if key is not None:
        return _written_out(self, key)
    table = self.book.tables.get(node.name.lower())
    if table is not None and node.sheet is None:
        return f"{quoted_sheet(table.sheet)}!{table_area(table, (), None, None, 0)}"
    self.problems.append(told.unknown_name(self.written(node)))
    return None


def _written_out(self: Containing, key: NameKey) -> str | None:
    """Return a defined name's meaning: a calculation elsewhere knows no names."""
    meaning = _meaning(self, key)
    return _as_operand(meaning.inner, meaning.tree) if meaning else None


class _Meaning(NamedTuple):
    """A defined name's text as seen from the place, parsed, and the work on it."""

    inner: Containing
    tree: Node


def _meaning(self: Containing, key: NameKey) -> _Meaning | None:
    if key in self.inside:
        self.problems.append(told.circular_name(key[1]))
        return None
    cell = self.place.cell
    text = shift_formula(self.book.names[key], cell.row - 1, cell.column - 1, wrap=True)
    try:
        return _Meaning(self.deeper({}, text, key), parse(text))
    except FormulaError as error:
        self.problems.extend(issue.at(f"{issue.where} of the name {key[1]}") for issue in error.issues)
        return None


def _call(self: Containing, node: Call) -> str | None:
    if our_function(node.written):
        return None
    if bare(node.function) in self.scope:
        return _called(self, self.scope[bare(node.function)], node)
    special = _SPECIAL.get(node.function)
    if special:
        return special(self, node)
    key = self.names.function_key(node.written)
    if key is not None:
        return _called_name(self, node, key)
    if node.function in EXTERNAL or node.function.startswith("CUBE") or self.names.is_outside(node.written):
        self.problems.append(told.outside_book(self.written(node)))
    return None


def _called(self: Containing, callee: str, node: Call) -> str:
    return self.around(node, [(_name_span(node), callee), *_rendered(self, node.arguments)])


def _name_span(node: Call) -> Node:
    return Missing(node.name_start, node.name_end)


def _rendered(self: Containing, nodes: tuple[Node, ...]) -> list[tuple[Node, str]]:
    return [(node, self.render(node)) for node in nodes]


def _called_name(self: Containing, node: Call, key: NameKey) -> str | None:
    """Write out a defined LAMBDA, with its arguments put in."""
    meaning = _meaning(self, key)
    if meaning is None:
        return None
    parts = lambda_parts(meaning.tree)
    if parts and len(parts[0]) == len(node.arguments) and not _lacks_one(node.arguments):
        return _applied(self, meaning.inner, parts, node.arguments)
    return _called(self, _as_operand(meaning.inner, meaning.tree), node)


def _invocation(self: Containing, node: Invocation) -> str | None:
    """Put the arguments of a LAMBDA around a call of ours in; keep any other."""
    parts = lambda_parts(node.function)
    if parts and len(parts[0]) == len(node.arguments) and self.holds_our_call(node.function):
        return _applied(self, self, parts, node.arguments)
    return None


def _lacks_one(arguments: tuple[Node, ...]) -> bool:
    return any(isinstance(argument, Missing) for argument in arguments)


def _applied(
    self: Containing, body: Containing, parts: tuple[list[str], Node], arguments: tuple[Node, ...]
) -> str:
    """Put a LAMBDA's arguments in the place of its parameters."""
    parameters, result = parts
    texts = (_as_operand(self, argument) for argument in arguments)
    scope = {**body.scope, **dict(zip(map(bare, parameters), texts, strict=True))}
    return _as_operand(body.deeper(scope), result)


def _as_operand(self: Containing, node: Node) -> str:
    """Return a node's meaning so that it may stand between any operators."""
    rendered = self.render(node)
    return rendered if may_stand_alone(node) else f"({rendered})"


def _let(self: Containing, node: Call) -> str | None:
    """Put the values of a LET around a call of ours where their names stand; keep any other."""
    parts = let_parts(node)
    if parts is None:
        return None
    substitute = self.holds_our_call(node)
    pieces: list[tuple[Node, str]] = []
    scope = dict(self.scope)
    for name, value in parts.bindings:
        inner = self.deeper(dict(scope))
        scope[bare(name.name)] = _as_operand(inner, value) if substitute else _fresh(name.name, scope)
        if not substitute:
            pieces += [(name, scope[bare(name.name)]), (value, inner.render(value))]
    inner = self.deeper(scope)
    if substitute:
        return _as_operand(inner, parts.result)
    return self.around(node, [*pieces, (parts.result, inner.render(parts.result))])


def _lambda(self: Containing, node: Call) -> str | None:
    """Keep a LAMBDA, its parameters renamed where they would hide something written in."""
    parts = lambda_parts(node)
    if parts is None:
        return None
    scope = {**self.scope, **{bare(name): _fresh(name, self.scope) for name in parts[0]}}
    pieces = [
        (parameter, scope[bare(name)])
        for parameter, name in zip(node.arguments[:-1], parts[0], strict=True)
        if isinstance(parameter, Name)
    ]
    return self.around(node, [*pieces, (parts[1], self.deeper(scope).render(parts[1]))])


def _fresh(name: str, scope: Mapping[str, str]) -> str:
    """Return a parameter's name as stored in files, other than any that the texts in force mention."""
    fresh = name if name.lower().startswith(PARAMETER) else f"_xlpm.{name}"
    in_force = " ".join(scope.values()).lower()
    while fresh.lower() in in_force:
        fresh += "_"
    return fresh


def _row(self: Containing, node: Call) -> str | None:
    return None if node.arguments else str(self.place.cell.row)


def _column(self: Containing, node: Call) -> str | None:
    return None if node.arguments else str(self.place.cell.column)


def _sheet(self: Containing, node: Call) -> str | None:
    if node.arguments or self.place.sheet not in self.book.sheets:
        return None
    return str(self.book.sheets.index(self.place.sheet) + 1)


def _cell(self: Containing, node: Call) -> str | None:
    """Give CELL its own cell where it names none: Excel means the cell changed last."""
    if len(node.arguments) != 1:
        return None
    kind = node.arguments[0]
    wanted = kind.value.lower() if isinstance(kind, Text) else ""
    if wanted in ("row", "col"):
        return str(self.place.cell.row if wanted == "row" else self.place.cell.column)
    here = f"{quoted_sheet(self.place.sheet)}!{self.place.cell}"
    return f"{node.written}({self.render(kind)},{here})"


def _indirect(self: Containing, node: Call) -> str | None:
    rendered = contained_indirect(node, [self.render(part) for part in node.arguments], self.place.sheet)
    if rendered is None:
        self.problems.append(told.moving_text(self.written(node)))
    return rendered


_SPECIAL: Final[dict[str, Callable[[Containing, Call], str | None]]] = {
    "LET": _let,
    "LAMBDA": _lambda,
    "ROW": _row,
    "COLUMN": _column,
    "SHEET": _sheet,
    "CELL": _cell,
    "INDIRECT": _indirect,
}
_REWRITES: Final[dict[type[Node], Callable[[Containing, Any], str | None]]] = {
    Reference: _reference,
    TableReference: _table,
    SpillReference: _spill,
    ImplicitIntersection: _intersection,
    Name: _name,
    Call: _call,
    Invocation: _invocation,
}
