"""Implicit intersection: the one cell of a range that ``@`` takes."""

from __future__ import annotations

from typing import Final

from xlsales.formula.tree import (
    Call,
    Intersection,
    Invocation,
    Name,
    Node,
    RangeOperator,
    Reference,
    SpillReference,
    Union,
)
from xlsales.kernel.grid import Area, Cell

#: Functions that may give a range, so that ``@`` on them depends on the formula's own cell.
_RANGE_GIVERS: Final = frozenset(
    {"INDEX", "OFFSET", "INDIRECT", "CHOOSE", "IF", "IFS", "SWITCH", "XLOOKUP", "LET", "LAMBDA"}
)


def intersected_cell(area: Area, cell: Cell) -> Cell | None:
    """Return the cell of ``area`` in the row or column of ``cell``; ``None`` is Excel's ``#VALUE!``.

    Examples:
        >>> str(intersected_cell(Area(1, 1, 9, 1), Cell(5, 3)))
        'A5'
        >>> intersected_cell(Area(1, 1, 3, 1), Cell(5, 3)) is None
        True
    """
    if area.size == 1:
        return area.corner
    if area.width == 1:
        return Cell(cell.row, area.left) if area.top <= cell.row <= area.bottom else None
    if area.height == 1:
        return Cell(area.top, cell.column) if area.left <= cell.column <= area.right else None
    return cell if cell in area else None


def may_give_range(node: Node) -> bool:
    """Tell whether a self-contained node may turn out to be a range whose size is not written in it."""
    if isinstance(node, Call):
        return node.function in _RANGE_GIVERS
    return isinstance(node, (Reference, Name, SpillReference, RangeOperator, Intersection, Union, Invocation))
