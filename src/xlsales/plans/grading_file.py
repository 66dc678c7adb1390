"""A grading policy as it is written in YAML; what the JSON Schema for editors is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field

from xlsales.plans import grading as plan
from xlsales.plans.base import Day, EffectiveFrom, PlanModel, Word


class SettingRow(PlanModel):
    """One setting from a day on."""

    effective_from: EffectiveFrom | None = None
    setting: Word
    value: str | bool | Decimal | Day | None = None


class GradingPolicyFile(PlanModel):
    """Tables of a policy by name; tables of customers, transactions and the like may stand beside them."""

    model_config = ConfigDict(frozen=True, extra="allow")

    settings: Annotated[
        plan.GradingSettings | tuple[SettingRow, ...],
        Field(description="Names and values, or rows with the day from which each holds."),
    ] = plan.GradingSettings()
    conditions: tuple[plan.ConditionRow, ...] = ()
    capability: tuple[plan.CapabilityRow, ...] = ()
    scores: tuple[plan.ScoreRow, ...] = ()
    bands: tuple[plan.BandRow, ...] = ()
    actions: tuple[plan.ActionRow, ...] = ()
    factors: tuple[plan.FactorRow, ...] = ()
    segments: tuple[plan.SegmentRow, ...] = ()
    overrides: tuple[plan.OverrideRow, ...] = ()
