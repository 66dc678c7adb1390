"""Names written out: defined ones, LET names around a call of ours, parameters of an applied LAMBDA."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xlsales.formula import problems as told
from xlsales.formula.bindings import bare, lambda_parts, let_parts
from xlsales.formula.faults import FormulaError
from xlsales.formula.names import NameKey
from xlsales.formula.parser import parse
from xlsales.formula.rewriting import Rewriting
from xlsales.formula.shift import shift_formula
from xlsales.formula.tokens import PARAMETER
from xlsales.formula.tree import Call, Invocation, Missing, Name, Node


def written_out(work: Rewriting, key: NameKey) -> str | None:
    """Return a defined name's meaning: a calculation elsewhere knows no names."""
    meaning = _meaning_of(work, key)
    return meaning.inner.operand(meaning.tree) if meaning else None


class _Meaning(NamedTuple):
    """A defined name's text as seen from the place, parsed, and the work on it."""

    inner: Rewriting
    tree: Node


def _meaning_of(work: Rewriting, key: NameKey) -> _Meaning | None:
    if key in work.inside:
        work.problems.append(told.circular_name(key[1]))
        return None
    cell = work.place.cell
    text = shift_formula(work.book.names[key], cell.row - 1, cell.column - 1, wrap=True)
    try:
        return _Meaning(work.deeper({}, text, key), parse(text))
    except FormulaError as error:
        work.problems.extend(issue.at(f"{issue.where} of the name {key[1]}") for issue in error.issues)
        return None


def called(work: Rewriting, callee: str, node: Call) -> str:
    """Return a call with something else in the place of its name."""
    return work.around(node, [(_name_span(node), callee), *_rendered(work, node.arguments)])


def _name_span(node: Call) -> Node:
    return Missing(node.name_start, node.name_end)


def _rendered(work: Rewriting, nodes: tuple[Node, ...]) -> list[tuple[Node, str]]:
    return [(node, work.render(node)) for node in nodes]


def called_name(work: Rewriting, node: Call, key: NameKey) -> str | None:
    """Write out a defined LAMBDA, with its arguments put in."""
    meaning = _meaning_of(work, key)
    if meaning is None:
        return None
    parts = lambda_parts(meaning.tree)
    if parts and len(parts[0]) == len(node.arguments) and not _lacks_one(node.arguments):
        return _applied(work, meaning.inner, parts, node.arguments)
    return called(work, meaning.inner.operand(meaning.tree), node)


def applied_invocation(work: Rewriting, node: Invocation) -> str | None:
    """Put the arguments of a LAMBDA around a call of ours in; keep any other."""
    parts = lambda_parts(node.function)
    if parts and len(parts[0]) == len(node.arguments) and work.holds_our_call(node.function):
        return _applied(work, work, parts, node.arguments)
    return None


def _lacks_one(arguments: tuple[Node, ...]) -> bool:
    return any(isinstance(argument, Missing) for argument in arguments)


def _applied(
    work: Rewriting, body: Rewriting, parts: tuple[list[str], Node], arguments: tuple[Node, ...]
) -> str:
    """Put a LAMBDA's arguments in the place of its parameters."""
    parameters, result = parts
    texts = (work.operand(argument) for argument in arguments)
    scope = {**body.scope, **dict(zip(map(bare, parameters), texts, strict=True))}
    return body.deeper(scope).operand(result)


def written_let(work: Rewriting, node: Call) -> str | None:
    """Put the values of a LET around a call of ours where their names stand; keep any other."""
    parts = let_parts(node)
    if parts is None:
        return None
    substitute = work.holds_our_call(node)
    pieces: list[tuple[Node, str]] = []
    scope = dict(work.scope)
    for name, value in parts.bindings:
        inner = work.deeper(dict(scope))
        scope[bare(name.name)] = inner.operand(value) if substitute else _fresh(name.name, scope)
        if not substitute:
            pieces += [(name, scope[bare(name.name)]), (value, inner.render(value))]
    inner = work.deeper(scope)
    if substitute:
        return inner.operand(parts.result)
    return work.around(node, [*pieces, (parts.result, inner.render(parts.result))])


def kept_lambda(work: Rewriting, node: Call) -> str | None:
    """Keep a LAMBDA, its parameters renamed where they would hide something written in."""
    parts = lambda_parts(node)
    if parts is None:
        return None
    scope = {**work.scope, **{bare(name): _fresh(name, work.scope) for name in parts[0]}}
    pieces = [
        (parameter, scope[bare(name)])
        for parameter, name in zip(node.arguments[:-1], parts[0], strict=True)
        if isinstance(parameter, Name)
    ]
    return work.around(node, [*pieces, (parts[1], work.deeper(scope).render(parts[1]))])


def _fresh(name: str, scope: Mapping[str, str]) -> str:
    """Return a parameter's name as stored in files, other than any that the texts in force mention."""
    fresh = name if name.lower().startswith(PARAMETER) else f"_xlpm.{name}"
    in_force = " ".join(scope.values()).lower()
    while fresh.lower() in in_force:
        fresh += "_"
    return fresh
