"""TARGET_CHECK: is a target within reach of its history."""

from __future__ import annotations

from typing import Annotated

from xlsales.functions.kinds import MaybeNumber, Number, OneFlag
from xlsales.functions.registry import cell_function
from xlsales.targets.target_check import HIGHEST_GROWTH, LOWEST_GROWTH, TargetCheck, checked_target


@cell_function(
    "TARGET_CHECK",
    group="Targets",
    chinese="目标合理性检查：与历史相比过高、过低或正常",
    words=("合理性", "过高过低", "目标检查"),
    catalogue=("PL10",),
    width=2,
    header=("check", "growth"),
)
def target_check(
    target: Annotated[Number, {"doc": "New target", "zh": "目标"}],
    history: Annotated[
        MaybeNumber, {"doc": "What was reached before; blank or 0 is no history", "zh": "历史"}
    ],
    low: Annotated[
        Number, {"doc": "Least growth that is ok, -0.1 unless given", "zh": "最低增长"}
    ] = LOWEST_GROWTH,
    high: Annotated[
        Number, {"doc": "Greatest growth that is ok, 0.3 unless given", "zh": "最高增长"}
    ] = HIGHEST_GROWTH,
    headers: Annotated[OneFlag, {"doc": "TRUE puts a row of labels on top", "zh": "标题行"}] = False,
) -> TargetCheck:
    """Whether a target is ok, too low, too high or has no history, and its growth.

    One row of two columns for each row of the arguments; a growth equal to a limit is ok. A
    blank target gives a blank. Error: a low limit above the high one.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("TARGET_CHECK", [[[140], [100]], [[100], [None]]]).rows
        (('too high', 0.4), ('no history', None))
    """
    return checked_target(target, history, low, high)
