"""Grading policies: what makes a grade, in versions by the day they come into force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import Field

from xlsales.plans.base import Amount, Day, EffectiveFrom, PlanModel, Share, Weight, Word

Basis: TypeAlias = Literal["conditions", "score"]
MissingRule: TypeAlias = Literal["neutral", "zero", "block"]
TieRule: TypeAlias = Literal["together", "row"]
Side: TypeAlias = Literal["attractiveness", "strength"]
RuleKind: TypeAlias = Literal["fit", "engagement"]
Days = Annotated[int, Field(ge=0, description="Days, whole and not negative.")]
Score100 = Annotated[Decimal, Field(ge=0, le=100, description="A score from 0 to 100.")]


class GradingSettings(PlanModel):
    """What holds for a whole version of a policy."""

    name: Word = "Customer grading"
    version: Word = "1"
    author: str = ""
    source: str = ""
    currency: str = ""
    transactions_file: Annotated[
        str,
        Field(description="CSV or Parquet file beside the workbook, a database, or env:NAME of its address."),
    ] = ""
    transactions_query: Annotated[str, Field(description="SQL that selects the rows of a database.")] = ""
    as_of: Day | None = None
    period_months: Annotated[int, Field(ge=1, le=60, description="Months of a period.")] = 12
    periods: Annotated[int, Field(ge=1, le=24, description="Periods graded, up to as_of.")] = 1
    basis: Basis = "conditions"
    missing: MissingRule = "neutral"
    ties: TieRule = "together"
    minimum_population: Annotated[int, Field(ge=1, description="Customers that a percentile needs.")] = 10
    promote: Annotated[Weight, Field(description="Points beyond a band's bound to come up.")] = Decimal(0)
    demote: Annotated[Weight, Field(description="Points below a band's bound before it is lost.")] = Decimal(
        5
    )
    tenure_days: Days = 0
    tenure_for: Literal["down", "both"] = "down"
    new_orders: Days = 0
    new_days: Days = 0
    potential_label: Word = "potential"
    target_label: Word = "target"
    key_label: Word = "key"
    new_label: Word = "new"
    score_limit: Annotated[Weight | None, Field(description="Greatest total score, both ways.")] = None
    abc_a: Share = Decimal("0.8")
    abc_b: Share = Decimal("0.95")
    abc_crossing: Literal["down", "up"] = "down"
    rfm_bins: Annotated[int, Field(ge=2, le=20)] = 5
    rfm_rule: Literal["quantile", "r", "rank"] = "quantile"
    portfolio_missing: MissingRule = "neutral"
    active_days: Days = 180
    lapsed_days: Days = 365
    release_days: Days = 90
    protection_days: Days = 30
    visits_capacity: Annotated[Weight, Field(description="Visits that a person makes a year.")] = Decimal(600)
    default_visits: Annotated[Weight, Field(description="Visits a year of a grade not listed.")] = Decimal(4)
    limit_months: Annotated[Weight, Field(description="Months of sales that may be owed.")] = Decimal(2)
    least_score: Score100 = Decimal(50)
    full_score: Score100 = Decimal(80)
    first_order_limit: Weight = Decimal(0)
    limit_unit: Weight = Decimal(100)
    hold_days: Days = 60
    loss_not_due: Share = Decimal("0.01")
    loss_30: Share = Decimal("0.03")
    loss_60: Share = Decimal("0.1")
    loss_90: Share = Decimal("0.25")
    loss_over: Share = Decimal("0.5")
    bant_cutoff: Score100 = Decimal(60)
    bant_budget: Weight = Decimal(1)
    bant_authority: Weight = Decimal(1)
    bant_need: Weight = Decimal(1)
    bant_timeline: Weight = Decimal(1)
    answer_days: Days = 1
    quote_days: Days = 3
    complaint_days: Days = 7
    contract_days: Days = 60
    fresh_days: Days = 60
    slow_days: Days = 180
    price_move: Share = Decimal("0.05")
    forecast_months: Annotated[int, Field(ge=1, le=36, description="Months that are forecast.")] = 6
    country: Annotated[str, Field(description="ISO code whose holidays are no working days.")] = ""
    proforma_stage: str | None = None


class DatedSettings(PlanModel):
    """The settings in force from a day on."""

    effective_from: EffectiveFrom
    settings: GradingSettings


class ConditionRow(PlanModel):
    """A condition of a key account: a number, or the percentile of all customers."""

    effective_from: EffectiveFrom = date.min
    measure: Word
    threshold: Amount | None = None
    percentile: Share | None = None
    promote: Annotated[Weight, Field(description="More to come up: part of it, or points.")] = Decimal(0)
    demote: Annotated[Weight, Field(description="Less before it is lost: part of it, or points.")] = Decimal(
        0
    )


class CapabilityRow(PlanModel):
    """A test that a customer's need passes when we can serve it."""

    effective_from: EffectiveFrom = date.min
    attribute: Word
    test: str | Decimal | bool


class ScoreRow(PlanModel):
    """Points for an attribute that passes a test; engagement may fade with the age of a day."""

    effective_from: EffectiveFrom = date.min
    kind: RuleKind = "fit"
    attribute: Word
    test: str | Decimal | bool
    points: Amount
    group: str | None = None
    limit: Weight | None = None
    half_life: Annotated[int | None, Field(ge=1, description="Days after which half is left.")] = None
    dated_by: str | None = None


class BandRow(PlanModel):
    """A grade and the score from which it is given."""

    effective_from: EffectiveFrom = date.min
    grade: Word
    score: Amount


class ActionRow(PlanModel):
    """What a grade is given: visits a year, months of sales as credit, never released."""

    effective_from: EffectiveFrom = date.min
    grade: Word
    visits: Weight
    limit_months: Weight | None = None
    protected: bool = False


class FactorRow(PlanModel):
    """A rated attribute of one side of the portfolio, with the weights of both levels."""

    effective_from: EffectiveFrom = date.min
    side: Side
    group: Word
    group_weight: Weight
    attribute: Word
    weight: Weight
    worst: Amount = Decimal(0)
    best: Amount = Decimal(100)


class SegmentRow(PlanModel):
    """A segment by R, F and M; a blank limit is open."""

    effective_from: EffectiveFrom = date.min
    segment: Word
    r_lo: Amount | None = None
    r_hi: Amount | None = None
    f_lo: Amount | None = None
    f_hi: Amount | None = None
    m_lo: Amount | None = None
    m_hi: Amount | None = None


class OverrideRow(PlanModel):
    """A grade given by hand, with a reason and a last day."""

    customer: Word
    grade: Word
    start: Day = date.min
    until: Day
    reason: Word


class GradingPolicy(PlanModel):
    """Everything that is in force on one day."""

    day: Day
    settings: GradingSettings
    conditions: tuple[ConditionRow, ...] = ()
    capability: tuple[CapabilityRow, ...] = ()
    scores: tuple[ScoreRow, ...] = ()
    bands: tuple[BandRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    factors: tuple[FactorRow, ...] = ()
    segments: tuple[SegmentRow, ...] = ()

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades that can be earned, lowest first."""
        if self.settings.basis == "score":
            return tuple(band.grade for band in sorted(self.bands, key=lambda band: band.score))
        settings = self.settings
        return settings.potential_label, settings.target_label, settings.key_label


class GradingPolicies(PlanModel):
    """Every version of a policy; of each table, the rows of one day are a version."""

    settings: tuple[DatedSettings, ...] = ()
    conditions: tuple[ConditionRow, ...] = ()
    capability: tuple[CapabilityRow, ...] = ()
    scores: tuple[ScoreRow, ...] = ()
    bands: tuple[BandRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    factors: tuple[FactorRow, ...] = ()
    segments: tuple[SegmentRow, ...] = ()
    overrides: tuple[OverrideRow, ...] = ()

    def in_force(self, day: date) -> GradingPolicy:
        """Return the policy of a day: of each table, the rows of the latest day up to it."""
        settings = latest(self.settings, day)
        return GradingPolicy(
            day=day,
            settings=settings[0].settings if settings else GradingSettings(),
            conditions=latest(self.conditions, day),
            capability=latest(self.capability, day),
            scores=latest(self.scores, day),
            bands=latest(self.bands, day),
            actions=latest(self.actions, day),
            factors=latest(self.factors, day),
            segments=latest(self.segments, day),
        )


_Row = TypeVar(
    "_Row",
    DatedSettings,
    ConditionRow,
    CapabilityRow,
    ScoreRow,
    BandRow,
    ActionRow,
    FactorRow,
    SegmentRow,
)


def latest(rows: Sequence[_Row], day: date) -> tuple[_Row, ...]:
    """Return the rows of the latest version that is in force on a day, in their order.

    Examples:
        >>> old = BandRow(grade="A", score=Decimal(80))
        >>> new = BandRow(effective_from=date(2026, 1, 1), grade="A", score=Decimal(90))
        >>> [int(latest([old, new], day)[0].score) for day in (date(2025, 12, 31), date(2026, 1, 1))]
        [80, 90]
    """
    newest = max((row.effective_from for row in rows if row.effective_from <= day), default=None)
    return tuple(row for row in rows if row.effective_from == newest)
