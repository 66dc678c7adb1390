"""Trees that labels in columns spell out: region, team, person; a node is a whole path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsales.kernel.words import folded


@dataclass(eq=False, slots=True)
class Node:
    """A place in the tree; its parts stand in the order of their first row.

    Attributes:
        depth: Labels in its path; the root has none.
        parts: Nodes below it, and rows (counted from 0) whose path ends here.
    """

    depth: int
    parts: list[Node | int] = field(default_factory=list)


def tree_of(levels: Sequence[Sequence[str | None]]) -> list[Node]:
    """Return the tree of rows of labels.

    Labels are compared as Excel does, without case. Blanks at the end of a row end its path;
    a blank between labels is a label of its own. Rows of one path are parts of one node.

    Args:
        levels: Labels, shape (n, k), the highest level first.

    Returns:
        All nodes, the root first, none before its parent.

    Examples:
        >>> root, north, ann, south, bob = tree_of([["North", "Ann"], ["south", None], ["NORTH", "Bob"]])
        >>> root.parts == [north, south], ann.parts, south.parts, bob.parts
        (True, [0], [1], [2])
    """
    root = Node(0)
    nodes: dict[tuple[str, ...], Node] = {(): root}
    for row, labels in enumerate(levels):
        path = path_of(labels)
        if path not in nodes:
            _add(path, nodes)
        nodes[path].parts.append(row)
    return list(nodes.values())


def path_of(labels: Sequence[str | None]) -> tuple[str, ...]:
    """Return the labels of a path as they are compared, without the blanks at its end.

    Examples:
        >>> path_of(["North ", "ANN", None])
        ('north', 'ann')
    """
    length = len(labels)
    while length and not (labels[length - 1] or "").strip():
        length -= 1
    return tuple(folded(label or "") for label in labels[:length])


def _add(path: tuple[str, ...], nodes: dict[tuple[str, ...], Node]) -> None:
    for depth in range(1, len(path) + 1):
        if path[:depth] not in nodes:
            node = nodes[path[:depth]] = Node(depth)
            nodes[path[: depth - 1]].parts.append(node)
