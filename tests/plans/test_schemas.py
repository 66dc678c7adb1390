"""Committed schemas are what the models say."""

from __future__ import annotations

from xlsales.plans.schemas import INCENTIVE_SCHEMA, incentive_schema


def test_the_schema_of_incentive_plans_is_current() -> None:
    committed = INCENTIVE_SCHEMA.read_text("utf-8")

    assert committed == incentive_schema(), "write it anew with: python -m xlsales.plans.schemas"
