"""Cell functions that split targets and measure them."""

from xlsales.functions.targets import (
    attainment,
    blend,
    grow,
    prorate,
    ramp,
    seasonality,
    split,
    split_tree,
)

__all__ = ["attainment", "blend", "grow", "prorate", "ramp", "seasonality", "split", "split_tree"]
