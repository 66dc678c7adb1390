"""incentives.xlsm: a year of large deals, what they earn, why, and the appraisal beside it."""

from recipes.incentives.workbook import build_incentives

__all__ = ["build_incentives"]
