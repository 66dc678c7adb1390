"""PORTFOLIO: a customer's place in the matrix of three by three."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from xlsales.customers.portfolio import THIRDS, portfolio_place, read_portfolio_cuts
from xlsales.functions.kinds import Kind, Number, NumberKind
from xlsales.functions.registry import cell_function


@cell_function(
    "PORTFOLIO",
    group="Customers",
    chinese="客户组合：九宫格位置、关系类型、策略",
    words=("客户组合", "九宫格", "关系", "策略"),
    catalogue=("CG5", "CG6", "CG7", "CG11"),
    width=3,
)
def portfolio(
    attractiveness: Annotated[Number, {"doc": "Attractiveness, 0 to 100", "zh": "客户吸引力（0–100）"}],
    strength: Annotated[Number, {"doc": "Strength of the relationship, 0 to 100", "zh": "关系强度（0–100）"}],
    cuts: Annotated[
        Sequence[Fraction],
        Kind(NumberKind(), "whole", build=lambda block: read_portfolio_cuts(tuple(block.cells()))),
        {"doc": "Where medium and high begin; thirds unless given", "zh": "分界（默认三等分）"},
    ] = THIRDS,
) -> tuple[str, ...]:
    """Cell of the 3 x 3 matrix (attractiveness / strength), relationship and strategy.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("PORTFOLIO", [[[90], [10]], [[70], [20]]]).rows
        (('high / high', 'alliance', 'hold'), ('low / low', 'transactional', 'divest'))
    """
    place = portfolio_place(attractiveness, strength, cuts)
    return (place.cell, place.relationship, place.strategy)
