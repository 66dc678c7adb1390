"""PRICE: what a quantity costs by a price table."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.incentives.options import BoundaryWord, Unit
from xlsales.functions.kinds import AnyKind, ChoiceKind, Kind, MaybeNumber, Number
from xlsales.functions.registry import cell_function
from xlsales.incentives.pricing import PRICE_MODES, PriceMode, price
from xlsales.incentives.tier_tables import read_prices
from xlsales.incentives.tiers import Tiers
from xlsales.kernel.numbers import CENT


@cell_function(
    "PRICE",
    group="Incentives",
    chinese="阶梯报价：整量价或分段价",
    words=("报价", "阶梯价", "数量价", "最低价"),
    catalogue=("PR1", "PR3"),
)
def price_of(
    quantity: Annotated[Number, {"doc": "Units bought; a return is negative", "zh": "数量"}],
    tiers: Annotated[
        Tiers,
        Kind(AnyKind("numbers: least quantity, price, perhaps a fixed amount"), "whole", read_prices),
        {
            "doc": "Least quantity and price, rising; a third column: once",
            "zh": "起订量、单价、定额",
        },
    ],
    mode: Annotated[
        PriceMode,
        Kind(ChoiceKind(PRICE_MODES)),
        {"doc": "volume: all units at the reached price; graduated: each slice", "zh": "整量价或分段价"},
    ] = "volume",
    boundary: BoundaryWord = "lower",
    floor: Annotated[MaybeNumber, {"doc": "The least that it costs altogether", "zh": "最低总价"}] = None,
    unit: Unit = CENT,
) -> Fraction:
    """What a quantity costs altogether, by volume or graduated prices.

    Fixed amounts are charged as in COMMISSION: graduated each reached one, volume only the reached
    step's. Nothing bought costs nothing, whatever the floor.

    Errors: TIER-001 to TIER-005 a wrong table.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("PRICE", [150, [[0, 10], [100, 8]], [["volume"], ["graduated"]]]).rows
        ((1200.0,), (1400.0,))
    """
    return price(quantity, tiers, mode, boundary, floor, unit)
