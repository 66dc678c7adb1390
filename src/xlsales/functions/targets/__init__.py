"""Cell functions that split targets and measure them."""

from xlsales.functions.targets import attainment, seasonality, split, split_tree

__all__ = ["attainment", "seasonality", "split", "split_tree"]
