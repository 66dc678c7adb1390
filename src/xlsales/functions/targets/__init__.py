"""Cell functions that split targets and measure them."""

from xlsales.functions.targets import attainment, split

__all__ = ["attainment", "split"]
