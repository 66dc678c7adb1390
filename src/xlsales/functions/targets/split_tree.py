"""SPLIT_TREE: a target down a tree of regions, teams and people."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import MaybeOneNumber, Numbers, OneNumber, Texts, one_of
from xlsales.functions.registry import cell_function
from xlsales.kernel.apportionment import METHODS, Method
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ZERO
from xlsales.targets.split import Limits
from xlsales.targets.split_tree import split_tree as split_down_tree

_FREE: Numbers = Block.cell(None)


@cell_function(
    "SPLIT_TREE",
    group="Targets",
    chinese="沿组织层级逐级分解目标，每一级合计都等于上一级",
    words=("层级分解", "逐级分解", "目标树", "区域"),
    catalogue=("PL1", "PL2"),
)
def split_tree(
    total: Annotated[MaybeOneNumber, {"doc": "Target of the whole tree", "zh": "总目标"}],
    levels: Annotated[
        Texts, {"doc": "Labels, one column a level: region, team, person; one row a leaf", "zh": "层级标签"}
    ],
    weights: Annotated[Numbers, {"doc": "One weight a row; a blank takes no part", "zh": "权重"}],
    unit: Annotated[
        OneNumber,
        {"doc": "Smallest amount handed out, 0.01 unless given; 0 does not round", "zh": "最小单位"},
    ] = CENT,
    floors: Annotated[Numbers, {"doc": "Least for each row, or one value for all", "zh": "下限"}] = _FREE,
    caps: Annotated[Numbers, {"doc": "Most for each row, or one value for all", "zh": "上限"}] = _FREE,
    locked: Annotated[Numbers, {"doc": "Rows that are fixed; blank is free", "zh": "锁定"}] = _FREE,
    method: Annotated[
        Method,
        one_of(*METHODS),
        {"doc": "hamilton (largest remainder), webster, jefferson, adams or hill", "zh": "取整方法"},
    ] = "hamilton",
    uplift: Annotated[
        Numbers, {"doc": "Over-assignment of each level, such as 0.05; one value for all", "zh": "各级加码"}
    ] = _FREE,
) -> Block[Fraction | None]:
    """Split a target down a tree of labels; every level sums exactly to its parent.

    One result a row of ``levels``. A node is a whole path, so two teams of one name in two
    regions are two nodes; blanks at the end of a row end its path. With ``uplift`` a level sums to
    its parent's amount times 1 + uplift, level after level. Errors: those of SPLIT, a row
    with a weight but no label.

    Examples:
        >>> from xlsales.functions import call_function
        >>> people = [["North", "Ann"], ["North", "Bob"], ["South", "Eve"]]
        >>> call_function("SPLIT_TREE", [100, people, [[1], [1], [2]], 1]).rows
        ((25.0,), (25.0,), (50.0,))
    """
    rows = levels.height
    if weights.shape not in ((1, 1), (rows, 1)):
        raise InvalidInputError(_misfit("weights", weights, f"one value or {rows} x 1 cells"))
    if uplift.size not in (1, levels.width):
        raise InvalidInputError(
            _misfit("uplift", uplift, f"one value or one for each of {levels.width} levels")
        )
    shares = [weights.at(row, 0) for row in range(rows)]
    if total is None:
        return Block.column(None for _ in shares)
    rates = [rate or ZERO for rate in uplift.cells()]
    if len(rates) == 1:
        rates *= levels.width
    limits = Limits(floors, caps, locked)
    return Block.column(split_down_tree(total, levels.rows, shares, unit, limits, method, rates))


def _misfit(name: str, block: Numbers, expected: str) -> Issue:
    came = f"{block.height} x {block.width} cells"
    return Issue("TARGET-007", name, came, expected, "Select a range of the same height as the labels.")
