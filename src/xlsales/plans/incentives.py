"""The plan of variable pay: components by version, their tables, people and how pay is rounded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from xlsales.plans.base import Amount, Day, EffectiveFrom, PlanModel, Share, Weight, Word

#: How a component pays.
ComponentKind: TypeAlias = Literal[
    "flat", "tiered", "curve", "spiff", "new listing", "rank prize", "override", "penalty", "scorecard"
]
#: Which events count, and what of them.
Basis: TypeAlias = Literal["quantity", "booking", "invoice", "cash", "margin"]
#: What runs up before the next step of a table is reached.
Accumulator: TypeAlias = Literal["deal", "month", "quarter", "year"]
TierMode: TypeAlias = Literal["marginal", "whole", "hybrid"]
RoundingStage: TypeAlias = Literal["line", "component"]
RoundingMode: TypeAlias = Literal["half up", "half even"]

DEFAULT_UNIT: Final = Decimal("0.01")


class IncentiveSettings(PlanModel):
    """What holds for every component."""

    name: Word = "Incentives"
    author: str = ""
    source: Annotated[str, Field(description="Signed document that the plan encodes.")] = ""
    currency: str = ""
    start: Annotated[Day, Field(description="A day of the first month that is paid by this book.")]
    period: Annotated[Day | None, Field(description="A day of the open month; the last with events.")] = None
    unit: Annotated[Weight, Field(description="Amounts paid are multiples of it; 0 does not round.")] = (
        DEFAULT_UNIT
    )
    rounding: Annotated[RoundingStage, Field(description="Round every line, or each component once.")] = (
        "line"
    )
    rounding_mode: RoundingMode = "half up"
    penalty_limit: Annotated[
        Share, Field(description="Part of a month's wage above which deductions are flagged.")
    ] = Decimal("0.2")


class Component(PlanModel):
    """One component of a plan, in force until the plan's next version begins.

    A version is all rows of one plan with the same first day. ``labels`` are filters: the event has
    to carry the same label. Rates are fractions, amounts are in the plan's currency.
    """

    plan: Word
    effective_from: EffectiveFrom = date.min
    component: Word
    kind: ComponentKind
    basis: Basis = "invoice"
    tax: Annotated[bool, Field(description="Amounts count with their tax.")] = False
    accumulator: Accumulator = "month"
    mode: TierMode = "marginal"
    boundary: Literal["lower", "upper"] = "lower"
    table: Annotated[str | None, Field(description="Name of its tiers, curve, prizes or rates.")] = None
    rate: Annotated[Decimal | None, Field(description="Pay per unit of the basis.")] = None
    amount: Annotated[Weight | None, Field(description="Fixed pay per deal, or deducted per miss.")] = None
    target_pay: Annotated[Weight | None, Field(description="Pay at 100 %, by curve or scorecard.")] = None
    of_target: Annotated[bool, Field(description="Bounds are multiples of the target.")] = False
    prorated: Annotated[bool, Field(description="Target, pay and bounds shrink with days of service.")] = (
        False
    )
    whole_up_to: Annotated[Weight | None, Field(description="Hybrid: whole up to here, then marginal.")] = (
        None
    )
    multiplier: Weight = Decimal(1)
    gate: Annotated[Weight | None, Field(description="Attainment below which it pays nothing.")] = None
    minimum: Annotated[Decimal | None, Field(description="Least value that wins, least deal that pays.")] = (
        None
    )
    ties: Literal["share", "same", "first"] = "share"
    discount_table: Annotated[str | None, Field(description="Steps: factor by discount given.")] = None
    late_table: Annotated[str | None, Field(description="Steps: factor by days overdue.")] = None
    cap: Weight | None = None
    cap_per: Accumulator = "month"
    cap_carries: Annotated[bool, Field(description="What a cap cuts is paid in the next window.")] = False
    holdback: Share = Decimal(0)
    release_months: Annotated[int, Field(ge=1, le=60)] = 12
    clawback_months: Annotated[int | None, Field(ge=1, le=120)] = None
    clawback_mode: Literal["prorated", "full", "none"] = "prorated"
    credited_to: Annotated[str | None, Field(description="Column that names who is paid.")] = None
    once_per: Annotated[str | None, Field(description="Columns whose first sale pays, by commas.")] = None
    pay_at: Literal["event", "end"] = "event"
    labels: dict[str, str] = Field(default_factory=dict)


class TierRow(PlanModel):
    """A tier of a table: from this bound on, a rate, and perhaps an amount paid once."""

    table: Word
    bound: Amount
    rate: Decimal
    fixed: Amount = Decimal(0)


class CurveRow(PlanModel):
    """A knot of a payout curve; 1 is 100 % of the target and of the target pay."""

    table: Word
    attainment: Decimal
    payout: Decimal


class StepRow(PlanModel):
    """A step of a table of factors or of rates by distance: from this bound on, a value."""

    table: Word
    bound: Decimal
    value: Decimal


class PrizeRow(PlanModel):
    """The prize of a place; the first place is 1."""

    table: Word
    place: Annotated[int, Field(ge=1)]
    prize: Weight


class RateRow(PlanModel):
    """A rate for events with these labels; the row that names most of them wins."""

    table: Word
    rate: Decimal
    start: Day = date.min
    end: Day = date.max
    labels: dict[str, str] = Field(default_factory=dict)


class WeightRow(PlanModel):
    """The weight of a measure in a scorecard, and the most that its score may count."""

    table: Word
    measure: Word
    weight: Weight
    cap: Weight | None = None


class Payee(PlanModel):
    """A person under a plan and a manager from a day to a day; a transfer is two rows."""

    person: Word
    plan: Annotated[str | None, Field(description="Blank: on no plan.")] = None
    manager: str | None = None
    start: Day = date.min
    end: Day = date.max
    wage: Annotated[Weight | None, Field(description="Fixed pay of a month.")] = None
    target_pay: Annotated[Weight | None, Field(description="Variable pay of a window at 100 %.")] = None
    draw: Annotated[Weight, Field(description="Paid each month at least.")] = Decimal(0)
    recoverable: Annotated[bool, Field(description="Draws above the earnings are owed.")] = True
    recovery_cap: Annotated[Share, Field(description="Most of a surplus that repays.")] = Decimal(1)


class IncentivePlan(PlanModel):
    """Everything that decides pay, except what happened."""

    settings: IncentiveSettings
    components: Annotated[tuple[Component, ...], Field(min_length=1)]
    people: Annotated[tuple[Payee, ...], Field(min_length=1)]
    tiers: tuple[TierRow, ...] = ()
    curves: tuple[CurveRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    prizes: tuple[PrizeRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    weights: tuple[WeightRow, ...] = ()
