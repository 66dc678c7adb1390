"""GROW: a target that grows from a base."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import MaybeNumber, Number
from xlsales.functions.registry import cell_function
from xlsales.kernel.numbers import ZERO
from xlsales.targets.growth import grown


@cell_function(
    "GROW",
    group="Targets",
    chinese="基数 ×（1 + 增长率 − 减免），增长率限定在上下限之内",
    words=("增长", "增长率", "基数"),
    catalogue=("PL11", "PL13"),
)
def grow(
    base: Annotated[Number, {"doc": "What it grows from, such as last year's sales", "zh": "基数"}],
    growth: Annotated[Number, {"doc": "Growth as a fraction, 0.1 for 10 %", "zh": "增长率"}],
    relief: Annotated[
        Number, {"doc": "Taken off the growth, such as for lost customers", "zh": "减免"}
    ] = ZERO,
    minimum: Annotated[MaybeNumber, {"doc": "Least rate of growth", "zh": "最低增长率"}] = None,
    maximum: Annotated[MaybeNumber, {"doc": "Greatest rate of growth", "zh": "最高增长率"}] = None,
) -> Fraction:
    """Base x (1 + growth - relief), with the rate kept within limits.

    Every argument is one value or a range; the result is not rounded. A blank base or growth
    gives a blank. Error: a minimum above the maximum.

    References:
        SAP Territory and Quota, bottom-up quotas.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("GROW", [1000, 0.1, 0.02]).value
        1080.0
    """
    return grown(base, growth, relief, minimum, maximum)
