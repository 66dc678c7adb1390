"""What the parts of a tree claim from the node above them: their weights and bounds, summed up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from xlsales.kernel.bounds import allowed, total_of
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.targets.paths import Node


@dataclass(frozen=True, slots=True)
class Claim:
    """What a node or a row brings to the split of the node above it.

    Attributes:
        weight: Sum of the weights below; ``None`` takes no part.
        low: Least it may get, ``None`` is free.
        high: Most it may get, ``None`` is free.
    """

    weight: Fraction | None
    low: Fraction | None
    high: Fraction | None

    def allows(self, amount: Fraction) -> bool:
        """Tell whether an amount is within the bounds."""
        return allowed(amount, [self.low], [self.high])


NO_CLAIM = Claim(None, None, None)

#: The claim of every node and of every row, which is known by its number.
Claims: TypeAlias = Mapping[Node | int, Claim]


def claims_of(nodes: Sequence[Node], rows: Sequence[Claim], uplift: Sequence[Fraction]) -> Claims:
    """Return the claims of rows and of all nodes above them.

    Args:
        nodes: The tree, the root first, none before its parent.
        rows: Claim of each row, shape (n,).
        uplift: Over-assignment of each level, shape (k,).

    Examples:
        >>> from xlsales.targets.paths import tree_of
        >>> one = Claim(Fraction(1), Fraction(5), None)
        >>> tree = tree_of([["North", "Ann"], ["North", "Bob"]])
        >>> claims_of(tree, [one, one], [])[tree[0]]
        Claim(weight=Fraction(2, 1), low=Fraction(10, 1), high=None)
    """
    claims: dict[Node | int, Claim] = dict(enumerate(rows))
    for node in reversed(nodes):
        claims[node] = _summed([claims[part] for part in node.parts], growth_below(node, uplift))
    return claims


def growth_below(node: Node, uplift: Sequence[Fraction]) -> Fraction:
    """Return what a node's amount is multiplied by for its parts.

    Rows that end at the node are the node itself: only nodes of the next level are lifted.
    """
    lifted = node.depth < len(uplift) and any(isinstance(part, Node) for part in node.parts)
    return ONE + uplift[node.depth] if lifted else ONE


def _summed(parts: Sequence[Claim], growth: Fraction) -> Claim:
    taking = [part for part in parts if part.weight is not None]
    if not taking:
        return NO_CLAIM
    low, high = total_of([part.low for part in taking]), total_of([part.high for part in taking])
    return Claim(
        sum((part.weight or ZERO for part in taking), ZERO),
        None if low is None else low / growth,
        None if high is None else high / growth,
    )
