"""ATTAINMENT: how much of a target is reached."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Flag, MaybeNumber, Number
from xlsales.functions.registry import cell_function
from xlsales.functions.targets.attainment_block import attainment_block
from xlsales.targets.attainment import attainment_of


@cell_function(
    "ATTAINMENT",
    group="Targets",
    chinese="完成率：实际占目标的比例",
    words=("完成率", "达成率", "进度"),
    catalogue=("PL2", "AP6", "PL15"),
    bulk=attainment_block,
)
def attainment(
    actual: Annotated[Number, {"doc": "What was reached", "zh": "实际"}],
    target: Annotated[MaybeNumber, {"doc": "What was to be reached; 0 or blank gives a blank", "zh": "目标"}],
    lower_is_better: Annotated[Flag, {"doc": "TRUE for costs, complaints, days", "zh": "越低越好"}] = False,
    baseline: Annotated[
        MaybeNumber, {"doc": "Where it started; counts the way from there", "zh": "基线"}
    ] = None,
) -> Fraction | None:
    """Fraction of a target that is reached; 1 is 100 %.

    Every argument is one value or a range. A blank actual, and a target that is 0 or blank, give
    a blank. Where lower is better it is target / actual; with a baseline it is the part of the
    way from there, upwards or downwards.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("ATTAINMENT", [[[90], [5]], [[120], [0]]]).rows
        ((0.75,), (None,))
    """
    return attainment_of(actual, target, lower_is_better=lower_is_better, baseline=baseline)
