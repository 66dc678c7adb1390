"""SALES_FOR, CLIFFS and TIERS_CHECK: a plan looked at before it is in force."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.incentives.options import (
    BOUNDARY,
    MODE,
    BoundaryWord,
    ModeWord,
    Prior,
    Quota,
    TierTable,
    Unit,
    has_quota,
)
from xlsales.functions.kinds import Kind, Number, Values, only_value
from xlsales.functions.registry import cell_function
from xlsales.incentives.cliffs import cliffs
from xlsales.incentives.inverse import sales_for
from xlsales.incentives.tier_checks import tier_problems
from xlsales.incentives.tiers import Mode, Terms
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import ComputationError, Issue
from xlsales.kernel.numbers import CENT, ZERO, shown
from xlsales.kernel.steps import Boundary


@cell_function(
    "SALES_FOR",
    group="Incentives",
    chinese="反算：拿到这笔提成需要的业绩",
    words=("反算", "需要业绩", "提成"),
    catalogue=("IN1", "PL8"),
)
def sales_needed(
    payout: Annotated[Number, {"doc": "What is to be paid", "zh": "希望的提成"}],
    tiers: TierTable,
    mode: ModeWord = "marginal",
    prior: Prior = ZERO,
    boundary: BoundaryWord = "lower",
    unit: Unit = CENT,
    quota: Quota = None,
) -> Fraction | None:
    """The smallest amount, in units, whose commission is at least a payout.

    The amount is a whole number of units and counts with rounding and cliffs: one unit less pays
    less in plans where more sales pay more. A payout that no amount reaches is ``#N/A``.

    Errors: TIER-012 never reached, TIER-011 unit 0 where no amount is the smallest, and those of
    COMMISSION.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("SALES_FOR", [300, [[0, 0], [15000, 0.02]], "whole"]).value
        15000.0
    """
    if not has_quota(quota):
        return None
    amount = sales_for(tiers.of_quota(quota), payout, prior, Terms(mode, boundary, unit))
    if amount is None:
        expected = "a payout that these tiers can reach"
        fix = "Check the highest tier's rate, or ask for less."
        raise ComputationError(Issue("TIER-012", "payout", shown(payout), expected, fix, cell_error="#N/A"))
    return amount


@cell_function(
    "CLIFFS",
    group="Incentives",
    chinese="跳档点：每个下限处提成的跳变",
    words=("跳档点", "跳变", "档位"),
    catalogue=("IN1", "IN9"),
)
def cliffs_of(
    tiers: TierTable,
    mode: Annotated[
        Mode,
        Kind(MODE, "whole", only_value),
        {"doc": "marginal or whole", "zh": "超额累进或全额累进"},
    ] = "marginal",
    boundary: Annotated[
        Boundary,
        Kind(BOUNDARY, "whole", only_value),
        {"doc": "lower or upper", "zh": "含下限或含上限"},
    ] = "lower",
) -> Block[Fraction]:
    """Where the commission jumps: bound, payout just below, payout when reached, jump.

    One row a tier, unrounded. With boundary ``upper`` a tier is reached just above its bound, and
    just below is the bound itself.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("CLIFFS", [[[0, 0], [15000, 0.02]], "whole"]).rows[1]
        (15000.0, 0.0, 300.0, 300.0)
    """
    return Block.of(cliffs(tiers, Terms(mode, boundary)))


@cell_function(
    "TIERS_CHECK",
    group="Incentives",
    chinese="检查档位表：顺序、文本、空档、重叠、比率",
    words=("检查", "档位", "空档", "重叠"),
    catalogue=("IN1", "IN9", "RP10"),
)
def tiers_check(
    tiers: Annotated[Values, {"doc": "A tier table, or a from-to-rate table", "zh": "档位表或起止比率表"}],
) -> str | Block[str]:
    """Say "ok", or one row a problem of a tier table: its kind, where it is, how to mend it.

    Kinds: order, text, gap, overlap, blank, columns, and rate (outside 0 to 1, a warning).

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("TIERS_CHECK", [[[0, 0.05], [100, 0.08]]]).value
        'ok'
        >>> call_function("TIERS_CHECK", [[[0, 10, 0.15], [10.01, 100, 0.075]]]).rows[0][:2]
        ('gap', 'row 2')
    """
    problems = tier_problems(tiers)
    if not problems:
        return "ok"
    return Block.of((word, _place(issue), _words(issue)) for word, issue in problems)


def _place(issue: Issue) -> str:
    row = issue.where.strip("[]").partition(",")[0]
    return f"row {row}" if row else "table"


def _words(issue: Issue) -> str:
    warning = "Warning: " if issue.severity == "warning" else ""
    return f"{warning}got {issue.got}, expected {issue.expected}. {issue.fix}"
