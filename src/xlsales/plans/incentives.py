"""The plan of variable pay: components by version, their tables, people and how pay is rounded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from xlsales.plans.base import Amount, Day, EffectiveFrom, PlanModel, Share, Weight, Word

#: How a component pays.
ComponentKind: TypeAlias = Literal[
    "flat",
    "tiered",
    "matrix",
    "curve",
    "spiff",
    "new listing",
    "rank prize",
    "pool",
    "override",
    "penalty",
    "scorecard",
]
#: Which events count, and what of them.
Basis: TypeAlias = Literal["quantity", "booking", "invoice", "cash", "margin"]
#: What runs up before the next step of a table is reached.
Accumulator: TypeAlias = Literal["deal", "month", "quarter", "year"]
TierMode: TypeAlias = Literal["marginal", "whole", "hybrid"]
RoundingStage: TypeAlias = Literal["line", "component"]
RoundingMode: TypeAlias = Literal["half up", "half even"]
#: Which day's rate turns a foreign amount into the plan's currency: of the event, of the end of its
#: month, or of the plan's first month.
RateRule: TypeAlias = Literal["event", "period end", "plan"]
Proration: TypeAlias = Literal["days", "days_exclusive", "months"]

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
    rate_rule: Annotated[RateRule, Field(description="Day of the exchange rate of an amount.")] = "event"
    penalty_limit: Annotated[
        Share, Field(description="Part of a month's wage above which deductions are flagged.")
    ] = Decimal("0.2")
    expedient_months: Annotated[
        int, Field(ge=0, le=36, description="Pay for a benefit of so many months at most is no asset.")
    ] = 12
    transactions_source: Annotated[str, Field(description="CSV, Parquet or database they come from.")] = ""
    transactions_query: Annotated[str, Field(description="SQL that selects them, of a database.")] = ""
    payments_source: Annotated[str, Field(description="CSV, Parquet or database they come from.")] = ""
    payments_query: Annotated[str, Field(description="SQL that selects them, of a database.")] = ""
    redemption_rate: Annotated[
        Share, Field(description="Part of the coupons outstanding that is expected to be used.")
    ] = Decimal(1)
    base_by: Annotated[
        str | None, Field(description="Columns by which sales become the base of the next plan.")
    ] = None


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
    table: Annotated[
        str | None, Field(description="Name of its tiers, matrix, curve, prizes, rates or weights.")
    ] = None
    across: Annotated[
        str | None, Field(description="Matrix: what picks the column, a label, discount or margin.")
    ] = None
    boundary_across: Literal["lower", "upper"] = "lower"
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
    proration: Annotated[Proration, Field(description="How service is counted.")] = "days"
    multiplier: Weight = Decimal(1)
    gate: Annotated[Weight | None, Field(description="Attainment below which it pays nothing.")] = None
    minimum: Annotated[Decimal | None, Field(description="Least value that wins, least deal that pays.")] = (
        None
    )
    ties: Literal["share", "same", "first"] = "share"
    tie_break: Annotated[Basis | None, Field(description="More of it goes ahead of an equal value.")] = None
    ranking: Literal["competition", "dense"] = "competition"
    rating_table: Annotated[str | None, Field(description="Ratings by force, each with its factor.")] = None
    cut_ties: Literal["up", "down", "first"] = "up"
    smallest_group: Annotated[int, Field(ge=1, description="Smaller groups are not forced.")] = 1
    reward: Annotated[Weight | None, Field(description="Paid per unit above the standard.")] = None
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
    keep_days: Annotated[
        int | None, Field(ge=0, description="A return after so many days leaves a listing paid.")
    ] = None
    own_too: Annotated[bool, Field(description="Override: pays on the manager's own sales as well.")] = False
    in_kind: Annotated[str | None, Field(description="What is given instead of money.")] = None
    benefit_months: Annotated[
        int | None, Field(ge=1, le=240, description="Months over which its cost is written off.")
    ] = None
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


class MatrixRow(PlanModel):
    """A rate of a matrix: from this bound down and this header across on.

    Headers across are numbers, and so bounds, or texts, and so names.
    """

    table: Word
    bound: Amount
    across: Word
    rate: Decimal


class RatingRow(PlanModel):
    """A rating of an appraisal, best first: the share of the people who get it, and what it is worth."""

    table: Word
    rating: Word
    share: Share
    factor: Weight


class ExchangeRow(PlanModel):
    """What a unit of a currency is worth in the plan's own, from a day on."""

    currency: Word
    start: Day = date.min
    rate: Annotated[Decimal, Field(gt=0, description="Units of the plan's currency for one.")]


class TitleRow(PlanModel):
    """An honour: who has credited most for a component when its window ends."""

    title: Word
    component: Word
    bearer: Literal["person", "team"] = "person"
    places: Annotated[int, Field(ge=1)] = 1
    minimum: Weight | None = None


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
    draw_forgiven: Annotated[Day | None, Field(description="From this day on no draw is owed.")] = None
    guarantee: Annotated[
        Weight, Field(description="Least pay of a month, by days of service; never owed.")
    ] = Decimal(0)
    team: Annotated[str | None, Field(description="Whose pools and honours the person shares.")] = None
    weight: Annotated[Weight, Field(description="Of the position, in pools.")] = Decimal(1)


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
    matrices: tuple[MatrixRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()
    exchange: tuple[ExchangeRow, ...] = ()
    titles: tuple[TitleRow, ...] = ()
