"""RESPLIT: the rest of a target over the open periods."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Kind, MaybeNumbers, Numbers, OneFlag, OneNumber, WholeNumberKind
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.numbers import CENT, ONE
from xlsales.targets.resplit import Carrying
from xlsales.targets.resplit_block import resplit_targets

_BY_ACTUALS: Block[int | None] = Block.cell(None)
_MOST_PERIODS = 1_048_576


@cell_function(
    "RESPLIT",
    group="Targets",
    chinese="滚动分解：已结束期间保留实际，其余期间重新分摊剩余目标",
    words=("滚动", "重新分解", "剩余目标", "补差"),
    catalogue=("PL2", "AP6"),
)
def resplit(
    target: Annotated[
        MaybeNumbers, {"doc": "Target of all periods; a column serves each row", "zh": "总目标"}
    ],
    actuals: Annotated[
        MaybeNumbers, {"doc": "Actual of each period; blank where it is still open", "zh": "实际"}
    ],
    weights: Annotated[Numbers, {"doc": "Weight of each period", "zh": "权重"}],
    closed: Annotated[
        Block[int | None],
        Kind(WholeNumberKind(0, _MOST_PERIODS), "whole"),
        {"doc": "How many periods are closed; the leading actuals unless given", "zh": "已结束期数"},
    ] = _BY_ACTUALS,
    unit: Annotated[
        OneNumber,
        {"doc": "Smallest amount handed out, 0.01 unless given; 0 does not round", "zh": "最小单位"},
    ] = CENT,
    carry: Annotated[
        OneNumber, {"doc": "Part of the gap that is carried over: 1 all, 0 none", "zh": "结转比例"}
    ] = ONE,
    surplus: Annotated[
        OneFlag, {"doc": "0 leaves targets as they are after a surplus", "zh": "超额是否抵减"}
    ] = True,
) -> Block[Fraction | None]:
    """Actuals of closed periods, and the rest of the target over the open ones.

    The result has the shape of the weights. Open periods share base + carry x gap, never below
    0, where base is the target x open weights / all weights and gap is what closed actuals and
    base leave of the target. Errors: a closed period without an actual, those of SPLIT.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("RESPLIT", [100, [10, None, None], [1, 1, 2]]).rows
        ((10.0, 30.0, 60.0),)
    """
    none_yet: Numbers = Block.cell(None)
    carrying = Carrying(carry, surplus)
    return resplit_targets(target or none_yet, actuals or none_yet, weights, closed, unit, carrying)
