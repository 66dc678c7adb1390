"""sales_plan.xlsx: the year's target, split by month, region and person, against the actuals."""

from recipes.sales_plan.workbook import build_sales_plan

__all__ = ["build_sales_plan"]
