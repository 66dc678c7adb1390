"""Cell functions that split targets and measure them."""

from xlsales.functions.targets import (
    attainment,
    balance,
    blend,
    grow,
    pace,
    profit_target,
    prorate,
    ramp,
    reconcile,
    resplit,
    seasonality,
    split,
    split_matrix,
    split_tree,
    target_check,
    workdays,
)

__all__ = [
    "attainment",
    "balance",
    "blend",
    "grow",
    "pace",
    "profit_target",
    "prorate",
    "ramp",
    "reconcile",
    "resplit",
    "seasonality",
    "split",
    "split_matrix",
    "split_tree",
    "target_check",
    "workdays",
]
