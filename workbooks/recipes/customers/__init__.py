"""customers.xlsx: every customer measured, graded, banded and segmented, with the reasons."""

from recipes.customers.workbook import build_customers

__all__ = ["build_customers"]
