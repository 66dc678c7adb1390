"""Totals as formulas: which call of a formula adds up which cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlsales.formula.tree import Binary, Call, Node, Number, Parenthesis, Reference, Unary

#: Functions that take every cell of a range alike, and where their first range stands.
AGGREGATES: Final = {
    "SUM": 0,
    "AVERAGE": 0,
    "COUNT": 0,
    "MAX": 0,
    "MIN": 0,
    "MEDIAN": 0,
    "STDEV": 0,
    "STDEV.S": 0,
    "SUBTOTAL": 1,
    "AGGREGATE": 2,
}
#: Functions around a total that leave it a total.
_WRAPPERS: Final = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN", "INT", "IFERROR"})


@dataclass(frozen=True, slots=True)
class Total:
    """A formula that is nothing but a total.

    Attributes:
        function: Its name, such as SUM; ``+`` for a chain of additions.
        references: What it adds up.
    """

    function: str
    references: tuple[Reference, ...]

    @property
    def adds(self) -> bool:
        """Whether it adds, so that a cell counted twice counts double."""
        return self.function in ("SUM", "+", "SUBTOTAL")


def total_of(tree: Node | None) -> Total | None:
    """Return the total that a formula is, ``None`` where it is more than that.

    Examples:
        >>> from xlsales.formula.parser import parse
        >>> total_of(parse("ROUND(SUM(A1:A3),2)")).function, total_of(parse("A1+A2+A5")).function
        ('SUM', '+')
        >>> total_of(parse("SUM(A1:A3)/2")), total_of(parse("SUBTOTAL(9,A1:A3)")).references[0].area.height
        (None, 3)
    """
    node = _unwrapped(tree)
    if isinstance(node, Call):
        return _called(node)
    chain = _chain(node)
    return Total("+", chain) if len(chain) > 1 else None


def _unwrapped(node: Node | None) -> Node | None:
    while True:
        if isinstance(node, Parenthesis) or (isinstance(node, Unary) and node.operator == "+"):
            node = node.operand
        elif isinstance(node, Call) and node.function in _WRAPPERS and node.arguments:
            node = node.arguments[0]
        else:
            return node


def _called(call: Call) -> Total | None:
    first = AGGREGATES.get(call.function)
    if first is None:
        return None
    if call.function == "SUBTOTAL" and not isinstance(call.arguments[0] if call.arguments else None, Number):
        return None
    given = call.arguments[first:]
    references = tuple(node for node in given if isinstance(node, Reference))
    if not references or len(references) != len(given):
        return None
    return Total(call.function, references)


def _chain(node: Node | None) -> tuple[Reference, ...]:
    """Return the cells of ``A1+A2+A3``, none for anything else."""
    found: list[Reference] = []
    while isinstance(node, Binary) and node.operator == "+" and isinstance(node.right, Reference):
        found.append(node.right)
        node = node.left
    if not isinstance(node, Reference) or not found:
        return ()
    return (node, *reversed(found))
