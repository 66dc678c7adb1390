"""Workbooks of the grading job: a template with sample rows, and three years of global_sales."""

from recipes.grading.global_sales import build_global_sales
from recipes.grading.template import build_template

__all__ = ["build_global_sales", "build_template"]
