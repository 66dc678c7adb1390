"""How each part of a formula is rewritten to mean the same from everywhere."""

from __future__ import annotations

from typing import Final

from xlsales.formula import problems as told
from xlsales.formula.addresses import quoted_sheet
from xlsales.formula.arguments import plain_area
from xlsales.formula.bindings import bare
from xlsales.formula.context import BookNames, Place
from xlsales.formula.intersecting import may_give_range
from xlsales.formula.ours import our_function
from xlsales.formula.parser import parse
from xlsales.formula.place_calls import PLACE_CALLS
from xlsales.formula.references import EXTERNAL
from xlsales.formula.rewriting import Rewrite, Rewriting
from xlsales.formula.tables import table_area
from xlsales.formula.tree import (
    Call,
    ImplicitIntersection,
    Invocation,
    Name,
    Node,
    Parenthesis,
    Reference,
    SpillReference,
    TableReference,
)
from xlsales.formula.writing_out import (
    applied_invocation,
    called,
    called_name,
    kept_lambda,
    written_let,
    written_out,
)
from xlsales.kernel.issues import Issue


def contained_text(
    text: str,
    tree: Node,
    place: Place,
    book: BookNames,
    problems: list[Issue],
    single: frozenset[int] = frozenset(),
) -> str:
    """Return a parsed formula's text with every part rewritten; see ``Rewriting`` for the arguments."""
    return Rewriting(text, place, book, problems, single=single, rewrites=_REWRITES).render(tree)


def _reference(work: Rewriting, node: Reference) -> str | None:
    if node.book is not None:
        work.problems.append(told.outside_book(work.written(node)))
        return None
    if node.sheet is not None:
        return None
    return f"{quoted_sheet(work.place.sheet)}!{work.written(node).removeprefix('!')}"


def _table(work: Rewriting, node: TableReference) -> str | None:
    if node.book is not None and node.book.lower() not in (s.lower() for s in work.book.sheets):
        work.problems.append(told.outside_book(work.written(node)))
        return None
    table = work.book.tables.get(node.table.lower()) if node.table else work.book.table_around(work.place)
    if table is None:
        work.problems.append(told.unknown_table(work.written(node)))
        return None
    area = table_area(table, node.items, node.first_column, node.last_column, work.place.cell.row)
    if isinstance(area, str):
        return area
    return f"{quoted_sheet(table.sheet)}!{area}"


def _spill(work: Rewriting, node: SpillReference) -> str:
    return f"_xlfn.ANCHORARRAY({work.render(node.operand)})"


def _intersection(work: Rewriting, node: ImplicitIntersection) -> str:
    rendered = work.render(node.operand)
    if plain_area(rendered):
        return work.one_cell(rendered)
    operand = parse(rendered)
    while isinstance(operand, Parenthesis):
        operand = operand.operand
    if isinstance(operand, Call) and our_function(operand.written):
        return f"INDEX({rendered},1,1)"
    if may_give_range(operand):
        work.problems.append(told.moving_intersection(work.written(node)))
    return f"_xlfn.SINGLE({rendered})"


def _name(work: Rewriting, node: Name) -> str | None:
    if node.sheet is None and node.book is None and bare(node.name) in work.scope:
        return work.scope[bare(node.name)]
    if node.book is not None:
        work.problems.append(told.outside_book(work.written(node)))
        return None
    key = work.names.key(node.name, node.sheet)
    if key is not None:
        return written_out(work, key)
    table = work.book.tables.get(node.name.lower())
    if table is not None and node.sheet is None:
        return f"{quoted_sheet(table.sheet)}!{table_area(table, (), None, None, 0)}"
    work.problems.append(told.unknown_name(work.written(node)))
    return None


def _call(work: Rewriting, node: Call) -> str | None:
    if our_function(node.written):
        return None
    if bare(node.function) in work.scope:
        return called(work, work.scope[bare(node.function)], node)
    special = _SPECIAL.get(node.function)
    if special:
        return special(work, node)
    key = work.names.function_key(node.written)
    if key is not None:
        return called_name(work, node, key)
    if node.function in EXTERNAL or node.function.startswith("CUBE") or work.names.is_outside(node.written):
        work.problems.append(told.outside_book(work.written(node)))
    return None


_SPECIAL: Final[dict[str, Rewrite]] = {**PLACE_CALLS, "LET": written_let, "LAMBDA": kept_lambda}
_REWRITES: Final[dict[type[Node], Rewrite]] = {
    Reference: _reference,
    TableReference: _table,
    SpillReference: _spill,
    ImplicitIntersection: _intersection,
    Name: _name,
    Call: _call,
    Invocation: applied_invocation,
}
