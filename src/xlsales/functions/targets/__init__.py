"""Cell functions that split targets and measure them."""

from xlsales.functions.targets import attainment, split, split_tree

__all__ = ["attainment", "split", "split_tree"]
