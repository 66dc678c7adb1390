"""Names that a formula gives itself: LET names and LAMBDA parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from xlsales.formula.tokens import PARAMETER
from xlsales.formula.tree import Call, Name, Node, TableReference


def bare(name: str) -> str:
    """Return how a parameter is compared: without its file prefix, in lower case.

    Examples:
        >>> bare("_xlpm.Rate"), bare("rate")
        ('rate', 'rate')
    """
    lowered = name.lower()
    for prefix in PARAMETER:
        lowered = lowered.removeprefix(prefix)
    return lowered


class LetParts(NamedTuple):
    """A LET's pairs of name and value, and its result."""

    bindings: list[tuple[Name, Node]]
    result: Node


def let_parts(call: Call) -> LetParts | None:
    """Take a LET apart; ``None`` where it is no proper one."""
    if call.function != "LET" or len(call.arguments) < 3 or len(call.arguments) % 2 == 0:
        return None
    bindings: list[tuple[Name, Node]] = []
    for name, value in zip(call.arguments[:-1:2], call.arguments[1::2], strict=True):
        if not isinstance(name, Name):
            return None
        bindings.append((name, value))
    return LetParts(bindings, call.arguments[-1])


def lambda_parts(node: Node) -> tuple[list[str], Node] | None:
    """Return a LAMBDA's parameters and its body; ``None`` for anything else."""
    if not isinstance(node, Call) or node.function != "LAMBDA" or not node.arguments:
        return None
    names = parameter_names(node.arguments[:-1])
    return None if names is None else (names, node.arguments[-1])


def parameter_names(nodes: Iterable[Node]) -> list[str] | None:
    """Return parameter names as written; ``[x]``, an optional one, reads like a table column."""
    names = []
    for node in nodes:
        if isinstance(node, Name) and node.sheet is None and node.book is None:
            names.append(node.name)
        elif isinstance(node, TableReference) and node.table is None and node.first_column:
            names.append(node.first_column)
        else:
            return None
    return names
