"""Cell functions that split targets and measure them."""

from xlsales.functions.targets import attainment

__all__ = ["attainment"]
