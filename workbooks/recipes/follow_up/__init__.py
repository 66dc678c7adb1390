"""The workbook of the four reports on rows: pipeline, activity, appraisal, market; everything is invented."""

from recipes.follow_up.workbook import build_follow_up

__all__ = ["build_follow_up"]
