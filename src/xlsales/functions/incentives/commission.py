"""COMMISSION and its kin: what an amount pays by tiers, and why."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.incentives.commission_blocks import commission_block
from xlsales.functions.incentives.options import (
    BoundaryWord,
    ModeWord,
    Prior,
    Quota,
    TierTable,
    Unit,
    has_quota,
)
from xlsales.functions.kinds import Number
from xlsales.functions.registry import cell_function
from xlsales.incentives.explanation import explain
from xlsales.incentives.payouts import blended_rate, payout
from xlsales.incentives.tiers import Terms
from xlsales.kernel.blocks import Block
from xlsales.kernel.numbers import CENT, ZERO

_AMOUNT = {"doc": "What is credited now; a refund is negative", "zh": "本次业绩，退款为负"}


@cell_function(
    "COMMISSION",
    group="Incentives",
    chinese="分档提成：按超额累进或全额累进计算",
    words=("提成", "佣金", "档位", "阶梯", "奖金"),
    catalogue=("IN1", "IN2", "IN9", "AP1"),
    bulk=commission_block,
)
def commission(
    amount: Annotated[Number, _AMOUNT],
    tiers: TierTable,
    mode: ModeWord = "marginal",
    prior: Prior = ZERO,
    boundary: BoundaryWord = "lower",
    unit: Unit = CENT,
    quota: Quota = None,
) -> Fraction | None:
    """Commission by tiers on an amount, after what was credited before it.

    Shapes: ``amount``, ``prior``, ``quota`` and the options spread against each other; ``tiers`` is
    one table, k x 2 or k x 3. A quota of 0 gives a blank.

    Errors: TIER-001 to TIER-005 a wrong table, TIER-010 a negative quota, ARG-001 a negative unit.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("COMMISSION", [[[90], [150]], [[0, 0.05], [100, 0.08]]]).rows
        ((4.5,), (9.0,))
    """
    if not has_quota(quota):
        return None
    return payout(tiers.of_quota(quota), amount, prior, Terms(mode, boundary, unit))


@cell_function(
    "COMMISSION_STEPS",
    group="Incentives",
    chinese="提成明细：每个档位的金额与提成",
    words=("提成", "明细", "解释"),
    catalogue=("IN1", "AP3"),
    width=5,
)
def commission_steps(
    amount: Annotated[Number, _AMOUNT],
    tiers: TierTable,
    mode: ModeWord = "marginal",
    prior: Prior = ZERO,
    boundary: BoundaryWord = "lower",
    unit: Unit = CENT,
    quota: Quota = None,
) -> Block[Fraction | None] | tuple[None, ...]:
    """The explanation of a commission: from, to, rate, amount in the tier and payout.

    One row a tier used; the payouts sum exactly to COMMISSION, the amounts to ``amount``. The last
    tier has no end. What lies below the first tier is a row at rate 0.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("COMMISSION_STEPS", [150, [[0, 0.05], [100, 0.08]]]).rows
        ((0.0, 100.0, 0.05, 100.0, 5.0), (100.0, None, 0.08, 50.0, 4.0))
    """
    if not has_quota(quota):
        return (None,) * 5
    return Block.of(explain(tiers.of_quota(quota), amount, prior, Terms(mode, boundary, unit)))


@cell_function(
    "BLENDED_RATE",
    group="Incentives",
    chinese="综合提成率：提成占业绩的比率",
    words=("提成率", "综合比率"),
    catalogue=("IN1",),
)
def blended_rate_of(
    amount: Annotated[Number, _AMOUNT],
    tiers: TierTable,
    mode: ModeWord = "marginal",
    prior: Prior = ZERO,
    boundary: BoundaryWord = "lower",
    unit: Unit = CENT,
    quota: Quota = None,
) -> Fraction | None:
    """Commission per unit of the amount, unrounded; blank for no amount.

    ``unit`` is taken so that the arguments are those of COMMISSION; it changes nothing.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("BLENDED_RATE", [20000, [[0, 0.04], [150000, 0.06]], None, 145000]).value
        0.055
    """
    if not has_quota(quota):
        return None
    return blended_rate(tiers.of_quota(quota), amount, prior, Terms(mode, boundary, unit))
