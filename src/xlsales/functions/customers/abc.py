"""ABC: classes by cumulative share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, Any

from xlsales.customers.abc_block import class_units
from xlsales.customers.abc_classes import (
    DEFAULT_CUTS,
    AbcRule,
    Crossing,
    Ties,
    abc_classes,
    class_labels,
    read_cuts,
)
from xlsales.functions.customers.columns import flat
from xlsales.functions.kinds import AnyKind, Kind, NumberKind, Unread, one_of
from xlsales.functions.raw_columns import numpy_is_there
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.minor_units import BLOCK_FROM, read_minor_units
from xlsales.kernel.values import CellValue


@cell_function(
    "ABC",
    group="Customers",
    chinese="ABC 分类：按累计占比分级",
    words=("ABC", "分类", "二八法则"),
    catalogue=("CG5", "CG8"),
)
def abc(
    values: Annotated[
        Unread | None,
        Kind(NumberKind(), "whole", blank_is_value=True, unread=True),
        {"doc": "Sales of each customer, any shape", "zh": "各客户销售额"},
    ],
    cuts: Annotated[
        tuple[Fraction, ...],
        Kind(NumberKind(), "whole", build=lambda block: read_cuts(tuple(block.cells()))),
        {
            "doc": "Rising shares of the total; {0.8,0.95} unless given",
            "zh": "累计占比界限（默认 0.8、0.95）",
        },
    ] = DEFAULT_CUTS,
    crossing: Annotated[
        Crossing,
        one_of("down", "up"),
        {"doc": "The item that crosses a cut goes down (default) or up", "zh": "跨界者：降档或升档"},
    ] = "down",
    ties: Annotated[
        Ties,
        one_of("together", "row"),
        {"doc": "Equal values together (default) or by row", "zh": "同值：同值同级或逐行"},
    ] = "together",
    labels: Annotated[
        Block[CellValue] | None,
        Kind(AnyKind("labels"), "whole"),
        {"doc": "One label more than cuts; A, B, C unless given", "zh": "标签（默认 A、B、C）"},
    ] = None,
) -> Block[CellValue] | None:
    """Class each customer by its cumulative share of the positive values.

    Same shape as ``values``. The largest is always in the best class; zero and negative values are in
    the last one; blanks stay blank.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("ABC", [[[5], [80], [15], [0], [""]]]).rows
        (('C',), ('A',), ('B',), ('C',), (None,))
    """
    names = class_labels(None if labels is None else tuple(labels.cells()), len(cuts) + 1)
    if values is None:
        return None
    rule = AbcRule(cuts, crossing, ties)
    places = _in_blocks(values.block, rule) or abc_classes(tuple(values.read().cells()), rule)
    return values.block.like([None if place is None else names[place] for place in places])


def _in_blocks(values: Block[CellValue], rule: AbcRule) -> Sequence[int | None] | None:
    """Class a large block at once; ``None`` where the plain path has to."""
    if values.size < BLOCK_FROM or not numpy_is_there():
        return None
    cells: list[Any] = [None if cell == "" else cell for cell in flat(values)]
    if not set(map(type, cells)) <= {int, float, bool, type(None)}:
        return None
    found = read_minor_units(cells, 2) or read_minor_units(cells)
    if found is None:
        return None
    places = class_units(found.units, rule)
    if places is None:
        return None
    return [
        None if blank else place for place, blank in zip(places.tolist(), found.blank.tolist(), strict=True)
    ]
