"""BLEND: weights mixed of several shares."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import MaybeNumbers, Numbers
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.targets.blend import blended_weights


@cell_function(
    "BLEND",
    group="Targets",
    chinese="把多项占比（历史、潜力、人数）混合成合计为 1 的权重",
    words=("混合权重", "综合权重", "加权"),
    catalogue=("PL4", "PL5"),
)
def blend(
    shares: Annotated[Numbers, {"doc": "One column an element, any scale, one row a cell", "zh": "各项数值"}],
    factors: Annotated[
        MaybeNumbers, {"doc": "Part of each column, totals 1; equal unless given", "zh": "各项比重"}
    ] = None,
) -> Block[Fraction | None]:
    """Weights mixed of columns, each normalised to 1; they sum to 1.

    One weight a row. A blank gets nothing of its column, and a wholly blank row stays blank; a
    column of zeros counts the same for each row. Errors: a negative value, factors that do not
    total 1 or 100, a number of factors other than the columns'.

    References:
        SAP Territory and Quota, weighted fair share.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("BLEND", [[[3, 1], [1, 1]], [0.5, 0.5]]).rows
        ((0.625,), (0.375,))
    """
    count = shares.width
    if factors is None:
        parts = [Fraction(1, count)] * count
    elif factors.size == count and min(factors.shape) == 1:
        parts = [factor or ZERO for factor in factors.cells()]
    else:
        came = f"{factors.height} x {factors.width} cells"
        fix = "Give one factor for each column."
        raise InvalidInputError(Issue("TARGET-007", "factors", came, f"1 x {count} cells", fix))
    columns = [shares.nth_column(i) for i in range(count)]
    return Block.column(blended_weights(columns, parts))
