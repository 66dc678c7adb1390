"""Splits of a target down a tree: every level sums exactly to the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.apportionment import Method, apportion_within, weight_issues
from xlsales.kernel.bounds import Bounds, crossed_issues, directed_bounds, limit_issues, whole_bounds
from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.numbers import CENT, shown
from xlsales.targets.paths import Node, path_of, tree_of
from xlsales.targets.pools import Pools
from xlsales.targets.split import Limits
from xlsales.targets.tree_claims import Claim, Claims, claims_of, growth_below


def split_tree(
    total: Fraction,
    levels: Sequence[Sequence[str | None]],
    weights: Sequence[Fraction | None],
    unit: Fraction = CENT,
    limits: Limits | None = None,
    method: Method = "hamilton",
    uplift: Sequence[Fraction] = (),
) -> tuple[Fraction | None, ...]:
    """Split a target down a tree, rounding at every node, so that each level is exact.

    The parts of a node share its amount by the sums of the weights below them. Floors, caps and
    locks of rows hold for the nodes above them as sums.

    Args:
        total: Target of the root.
        levels: Labels of each row, shape (n, k); a row is a leaf at the end of its path, and
            rows of one path share its amount.
        weights: Weight of each row, shape (n,); blank takes no part.
        unit: Smallest amount handed out.
        limits: Floors, caps and locks of the rows, shape (n, 1) or one cell.
        method: ``hamilton`` or a divisor method.
        uplift: Over-assignment of each level as a fraction, shape (k,), the highest first: the
            nodes of a level sum exactly to their parent's amount times 1 + uplift; what that leaves
            below one unit goes to the next node in line.

    Returns:
        Target of each row, shape (n,).

    Raises:
        InvalidInputError: TARGET-001 to TARGET-005 as ``apportion``, TARGET-007 limits of another
            shape, TARGET-010 a weight without labels, TARGET-011 an uplift of -1 or less.

    Examples:
        >>> people = [["North", "Ann"], ["North", "Bob"], ["South", "Eve"]]
        >>> [int(part) for part in split_tree(Fraction(100), people, [Fraction(1)] * 3, Fraction(1))]
        [34, 33, 33]
    """
    limits = limits or Limits()
    pools = Pools((len(weights), 1), "all")
    raise_if_any((*limits.issues(pools), *_row_issues(levels, weights), *_uplift_issues(uplift)))
    floors, caps, locked = (pools.split(block)[0] for block in (limits.floors, limits.caps, limits.locked))
    raise_if_any((*weight_issues(total, weights, unit), *crossed_issues(floors, caps)))
    task = _Task(tree_of(levels), unit, method, uplift)
    lows, highs = directed_bounds(total, floors, caps, locked)
    claims = task.claims(weights, *_in_whole_units(lows, highs, unit))
    if not claims[task.nodes[0]].allows(total):
        claims = task.claims(weights, lows, highs)
        if not any(uplift) and not claims[task.nodes[0]].allows(total):
            # Told of the rows themselves, which name their limits better than the nodes above.
            raise_if_any(limit_issues(total, weights, floors, caps, locked))
    return task.handed_down(total, claims, len(weights))


def _row_issues(
    levels: Sequence[Sequence[str | None]], weights: Sequence[Fraction | None]
) -> Iterator[Issue]:
    for row, (labels, weight) in enumerate(zip(levels, weights, strict=True), start=1):
        if weight is not None and not path_of(labels):
            yield Issue(
                "TARGET-010",
                f"levels[{row},1]",
                "only blank cells",
                "at least the highest label, because the row has a weight",
                "Name the row, or leave its weight blank.",
            )


def _uplift_issues(uplift: Sequence[Fraction]) -> Iterator[Issue]:
    for level, rate in enumerate(uplift, start=1):
        if rate <= -1:
            yield Issue(
                "TARGET-011",
                f"uplift[1,{level}]",
                shown(rate),
                "a fraction above -1, such as 0.05 for 5 %",
                "Give what the level gets on top of its parent's amount.",
            )


def _in_whole_units(lows: Bounds, highs: Bounds, unit: Fraction) -> tuple[Bounds, Bounds]:
    """Return bounds in whole units; locks, and bounds without a multiple between them, stay."""
    if not unit:
        return lows, highs
    up, down = whole_bounds(lows, highs, unit)
    for i, (low, high) in enumerate(zip(up, down, strict=True)):
        if low is not None and high is not None and (low > high or lows[i] == highs[i]):
            up[i], down[i] = lows[i], highs[i]
    return up, down


@dataclass(frozen=True, slots=True)
class _Task:
    nodes: list[Node]
    unit: Fraction
    method: Method
    uplift: Sequence[Fraction]

    def claims(self, weights: Sequence[Fraction | None], lows: Bounds, highs: Bounds) -> Claims:
        rows = [Claim(*row) for row in zip(weights, lows, highs, strict=True)]
        return claims_of(self.nodes, rows, self.uplift)

    def handed_down(self, total: Fraction, claims: Claims, rows: int) -> tuple[Fraction | None, ...]:
        amounts: dict[Node | int, Fraction | None] = {self.nodes[0]: total}
        for node in self.nodes:
            amount = amounts[node]
            if amount is None:
                amounts.update(dict.fromkeys(node.parts))
            else:
                amounts.update(zip(node.parts, self._split(node, amount, claims), strict=True))
        return tuple(amounts[row] for row in range(rows))

    def _split(self, node: Node, amount: Fraction, claims: Claims) -> Sequence[Fraction | None]:
        parts = [claims[part] for part in node.parts]
        return apportion_within(
            amount * growth_below(node, self.uplift),
            [part.weight for part in parts],
            self.unit,
            [part.low for part in parts],
            [part.high for part in parts],
            self.method,
        )
