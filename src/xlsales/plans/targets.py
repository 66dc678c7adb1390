"""The plan of a year's targets: the goal, how it is split, and who carries it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import Field

from xlsales.plans.base import Amount, Day, EffectiveFrom, Growth, PlanModel, Share, Weight, Word

#: What the weights of a step come from.
WeightKind: TypeAlias = Literal[
    "even", "column", "last year", "trailing", "growth", "season", "working days", "4-4-5", "4-5-4", "5-4-4"
]
WEIGHT_KINDS: Final[tuple[WeightKind, ...]] = (
    "even",
    "column",
    "last year",
    "trailing",
    "growth",
    "season",
    "working days",
    "4-4-5",
    "4-5-4",
    "5-4-4",
)
Method: TypeAlias = Literal["hamilton", "webster", "jefferson", "adams", "hill"]
WithoutHistory: TypeAlias = Literal["zero", "average"]
Scope: TypeAlias = Literal["path", "member"]
DEFAULT_UNIT: Final = Decimal("0.01")


class PlanSettings(PlanModel):
    """What holds for the whole plan; exactly one goal is given."""

    name: Word = "Targets"
    version: Word = "1"
    author: str = ""
    reason: str = ""
    source: str = ""
    currency: str = ""
    start: Day
    periods: Annotated[int, Field(ge=1, le=60, description="Months of the plan.")] = 12
    total: Amount | None = None
    growth: Annotated[Growth | None, Field(description="Goal: last year's sales x (1 + growth).")] = None
    market: Annotated[Weight | None, Field(description="Goal: size of the market, with share.")] = None
    share: Annotated[Share | None, Field(description="Goal: part of the market, with market.")] = None
    profit: Annotated[Amount | None, Field(description="Goal: profit wanted, with margin.")] = None
    margin: Annotated[Decimal | None, Field(gt=0, le=1, description="Average margin on sales.")] = None
    fixed_costs: Weight = Decimal(0)
    unit: Annotated[Weight, Field(description="Smallest amount handed out; 0 does not round.")] = DEFAULT_UNIT
    method: Method = "hamilton"
    country: Annotated[str | None, Field(description="ISO code for working days, such as CN.")] = None
    as_of: Annotated[Day | None, Field(description="Day of the count for actuals and milestones.")] = None
    closed: Annotated[int | None, Field(ge=0, description="Months that are closed.")] = None
    carry: Annotated[Share, Field(description="Part of a gap that the open months take over.")] = Decimal(1)
    surplus: Annotated[bool, Field(description="Whether a surplus lowers the open months.")] = True
    alert_below: Annotated[Weight, Field(description="Progress against the pace that raises an alert.")] = (
        Decimal("0.9")
    )
    low_growth: Annotated[Decimal, Field(description="Growth below which a target is too low.")] = Decimal(
        "-0.1"
    )
    high_growth: Annotated[Decimal, Field(description="Growth above which a target is too high.")] = Decimal(
        "0.3"
    )


class StepElement(PlanModel):
    """One element of a step's weights; rows of one dimension together are a blend."""

    effective_from: EffectiveFrom = date.min
    dimension: Word
    weights: WeightKind = "even"
    column: Annotated[str | None, Field(description="Column of weights, or of growth rates.")] = None
    factor: Annotated[Weight, Field(description="Part of this element in the blend.")] = Decimal(1)
    coefficient: Annotated[str | None, Field(description="Columns the weight is multiplied by.")] = None
    scope: Annotated[Scope, Field(description="History of the path, or of the member alone.")] = "path"
    without_history: WithoutHistory | None = None
    unit: Weight | None = None
    method: Method | None = None
    over_assignment: Growth | None = None


class Seat(PlanModel):
    """A person in a place from a day to a day; a transfer is two seats of one person."""

    person: Word
    manager: str | None = None
    start: Day = date.min
    end: Day = date.max
    ramp: str | None = None
    carries: Annotated[bool | None, Field(description="Has a target; blank: unless people report to it.")] = (
        None
    )
    labels: dict[str, str] = Field(default_factory=dict)
    values: dict[str, Decimal] = Field(default_factory=dict)


class Member(PlanModel):
    """A value of a dimension that is no person: a category, a channel, a customer."""

    dimension: Word
    member: Word
    start: Day = date.min
    end: Day = date.max
    ramp: str | None = None
    values: dict[str, Decimal] = Field(default_factory=dict)


class RampStep(PlanModel):
    """What part of a full target a month of service is given, the first month is 1."""

    ramp: Word
    month: Annotated[int, Field(ge=1, le=120)]
    fraction: Weight


class Limit(PlanModel):
    """Bounds of one place in the split, named by the labels of its path."""

    labels: dict[str, str]
    floor: Amount | None = None
    cap: Amount | None = None
    lock: Amount | None = None


class Margin(PlanModel):
    """A total given for a month, a region, a product, or for two of them together."""

    labels: Annotated[dict[str, str], Field(min_length=1)]
    amount: Weight


class TargetPlan(PlanModel):
    """Everything a split of targets is told, except the history."""

    settings: PlanSettings
    steps: Annotated[tuple[StepElement, ...], Field(min_length=1)]
    seats: tuple[Seat, ...] = ()
    members: tuple[Member, ...] = ()
    ramps: tuple[RampStep, ...] = ()
    limits: tuple[Limit, ...] = ()
    margins: tuple[Margin, ...] = ()
