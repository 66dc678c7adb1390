"""PROFIT_TARGET: the sales that a profit needs."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import MaybeNumbers, Numbers
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.targets.profit_target import sales_targets

_NO_COSTS: Numbers = Block.cell(None)


@cell_function(
    "PROFIT_TARGET",
    group="Targets",
    chinese="由目标利润、毛利率与销售结构倒推销售目标",
    words=("利润目标", "倒推", "保本"),
    catalogue=("PL8",),
)
def profit_target(
    profit: Annotated[
        Numbers, {"doc": "Profit wanted; a column serves each row of margins", "zh": "目标利润"}
    ],
    margins: Annotated[Numbers, {"doc": "Margin of each product, a fraction of sales", "zh": "毛利率"}],
    mix: Annotated[
        MaybeNumbers, {"doc": "Share of sales of each product, totals 1; even unless given", "zh": "销售结构"}
    ] = None,
    fixed_costs: Annotated[
        Numbers, {"doc": "Costs to earn on top of the profit", "zh": "固定费用"}
    ] = _NO_COSTS,
) -> Block[Fraction | None]:
    """Sales needed for a profit, in the shape of the margins, not rounded.

    (Profit + fixed costs) / average margin, shared by the mix. A blank margin takes no part.
    Errors: an average margin that is not above 0, a mix that does not total 1 or 100.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("PROFIT_TARGET", [150000, 0.63 - 0.055, None, 219480]).value
        642573.9130434783
    """
    return sales_targets(profit, margins, mix, fixed_costs)
