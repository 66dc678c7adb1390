"""PAYOUT_CURVE: what an attainment pays, straight from knot to knot."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.incentives.curve_blocks import curve_block
from xlsales.functions.incentives.options import ABOVE_WORD, BELOW_WORD
from xlsales.functions.kinds import AnyKind, Kind, Number
from xlsales.functions.registry import cell_function
from xlsales.incentives.payout_curve import Above, Below, Curve, curve_payout, read_curve


@cell_function(
    "PAYOUT_CURVE",
    group="Incentives",
    chinese="支付曲线：完成率对应的奖金系数，节点间按直线",
    words=("支付曲线", "奖金系数", "完成率"),
    catalogue=("IN1", "IN2"),
    bulk=curve_block,
)
def payout_curve(
    attainment: Annotated[Number, {"doc": "1 is 100 %", "zh": "完成率，1 为 100%"}],
    curve: Annotated[
        Curve,
        Kind(AnyKind("numbers: attainment and payout"), "whole", read_curve),
        {"doc": "Knots: attainment and payout, rising", "zh": "曲线节点：完成率与系数"},
    ],
    below: Annotated[
        Below, Kind(BELOW_WORD), {"doc": "Below the first knot: zero, first, extend", "zh": "首节点以下"}
    ] = "zero",
    above: Annotated[
        Above, Kind(ABOVE_WORD), {"doc": "Above the last knot: cap, extend", "zh": "末节点以上"}
    ] = "cap",
) -> Fraction:
    """Payout of an attainment on a curve of straight pieces, unrounded.

    Below the first knot it pays nothing (``zero``), the first payout (``first``) or goes on with
    the first slope (``extend``); above the last it is capped (``cap``) or goes on (``extend``).
    Equal attainments make a jump, where the later knot applies.

    Errors: CURVE-001 falling attainments, CURVE-002 not two columns, TIER-002 text, TIER-005 blanks.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("PAYOUT_CURVE", [[[0.4], [0.75], [1.5]], [[0.5, 0], [1, 1]]]).rows
        ((0.0,), (0.5,), (1.0,))
    """
    return curve_payout(curve, attainment, below, above)
