"""Committed schemas are what the models say."""

from __future__ import annotations

from xlsales.plans.schemas import GRADING_SCHEMA, INCENTIVE_SCHEMA, grading_schema, incentive_schema


def test_the_schema_of_incentive_plans_is_current() -> None:
    committed = INCENTIVE_SCHEMA.read_text("utf-8")

    assert committed == incentive_schema(), "write it anew with: python -m xlsales.plans.schemas"


def test_the_schema_of_grading_policies_is_current() -> None:
    committed = GRADING_SCHEMA.read_text("utf-8")

    assert committed == grading_schema(), "write it anew with: python -m xlsales.plans.schemas"
