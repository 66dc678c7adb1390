"""Leads and deals on a day: the queue, who gets which lead, the funnel, the weighted forecast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from xlsales.customers.bant import Qualification, qualify, read_weights
from xlsales.customers.scoring import score_of
from xlsales.jobs.grading_policy import Rules, faded
from xlsales.jobs.grading_steps import attribute_row
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.words import folded
from xlsales.pipeline.allocation import Allocation, allocate_leads
from xlsales.pipeline.conversion import SourceConversion, conversion_by_source
from xlsales.pipeline.deals import Deal, DealStage, StageVerdict, real_stage
from xlsales.pipeline.funnel import DealAge, SalesCycle, StagePass, deal_ages, sales_cycle, stage_passes
from xlsales.pipeline.lead_queue import Lead, QueuedLead, lead_queue
from xlsales.pipeline.referrals import Referral, ReferralFunnel, referral_funnel
from xlsales.tables.grading_rows import GradingTables, LeadRow


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A waiting lead: its place, what is known of it, and who gets it."""

    queued: QueuedLead
    row: LeadRow
    qualification: Qualification | None
    points: Fraction | None
    allocation: Allocation | None


@dataclass(frozen=True, slots=True)
class DealLine:
    """A deal, the stage that its facts support, and its age where it is open."""

    deal: Deal
    verdict: StageVerdict
    age: DealAge | None

    @property
    def weighted(self) -> Fraction:
        """Amount x probability of the stage that its facts support."""
        return (self.deal.amount or Fraction(0)) * self.verdict.stage.probability


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything about leads and deals on a day."""

    queue: tuple[QueueLine, ...]
    sources: tuple[SourceConversion, ...]
    referrals: tuple[ReferralFunnel, ...]
    stages: tuple[tuple[DealStage, int, Fraction, Fraction], ...]
    passes: tuple[StagePass, ...]
    deals: tuple[DealLine, ...]
    cycle: SalesCycle | None
    issues: tuple[Issue, ...]


def pipeline_of(tables: GradingTables, rules: Rules, start: date, day: date) -> Pipeline | None:
    """Work out leads and deals; ``None`` where there are none.

    Args:
        tables: What was read.
        rules: The policy.
        start: First day of the period, for referrals.
        day: Today.
    """
    if not tables.leads and not tables.deals:
        return None
    issues: list[Issue] = []
    stages = {folded(stage.name): stage for stage in tables.stages}
    listed = [deal for deal in tables.deals if folded(deal.stage) in stages]
    issues += [
        _unknown_stage(deal, tables.stages) for deal in tables.deals if folded(deal.stage) not in stages
    ]
    proforma = rules.policy.settings.proforma_stage
    if proforma is not None and folded(proforma) not in stages:
        proforma = None
    ages = {age.deal.name: age for age in deal_ages(listed, tables.stages, day)}
    lines = tuple(
        DealLine(deal, real_stage(deal, tables.stages, proforma), ages.get(deal.name)) for deal in listed
    )
    return Pipeline(
        _queue(tables, rules, day, issues),
        conversion_by_source(_fates(tables, rules)),
        referral_funnel(_referrals(tables), start, day),
        _by_stage(lines, tables),
        stage_passes(listed, tables.stages),
        lines,
        sales_cycle(listed),
        tuple(issues),
    )


def _queue(tables: GradingTables, rules: Rules, day: date, issues: list[Issue]) -> tuple[QueueLine, ...]:
    rows: dict[int, tuple[LeadRow, Qualification | None, Fraction | None]] = {}
    leads = []
    for place, row in enumerate(tables.leads):
        if row.outcome != "open":
            continue
        found = _qualified(row, rules, issues)
        points = _points(row, rules, day, issues)
        rows[place] = (row, found, points)
        score = (found.score if found else Fraction(0)) + (points or Fraction(0))
        leads.append(Lead(place, score, found.qualified if found else None, row.created, row.answered))
    queue = lead_queue(leads, day, rules.policy.settings.answer_days)
    given = _allocated(queue, rows, tables)
    return tuple(QueueLine(entry, *rows[_place(entry)], given.get(_place(entry))) for entry in queue)


def _place(entry: QueuedLead) -> int:
    assert isinstance(entry.lead.name, int)
    return entry.lead.name


def _allocated(
    queue: tuple[QueuedLead, ...], rows: Mapping[int, tuple[LeadRow, Any, Any]], tables: GradingTables
) -> dict[int, Allocation]:
    """Give leads that nobody has and that are not disqualified to sellers, in the order of the queue."""
    free = []
    for entry in queue:
        row = rows[_place(entry)][0]
        if not row.owner and entry.lead.qualified is not False:
            free.append((_place(entry), folded(row.region) if row.region else None))
    if not tables.sellers:
        return {}
    found = allocate_leads(free, tables.sellers)
    return {place: allocation for (place, _), allocation in zip(free, found, strict=True)}


def _qualified(row: LeadRow, rules: Rules, issues: list[Issue]) -> Qualification | None:
    settings = rules.policy.settings
    parts = (settings.bant_budget, settings.bant_authority, settings.bant_need, settings.bant_timeline)
    try:
        weights = read_weights([Fraction(part) for part in parts])
        return qualify(row.bant, weights, Fraction(settings.bant_cutoff))
    except InvalidInputError as error:
        issues += (issue.at(f"lead {row.name}") for issue in error.issues)
        return None


def _points(row: LeadRow, rules: Rules, day: date, issues: list[Issue]) -> Fraction | None:
    if not rules.scores.rules or not any(name in rules.attributes for name in row.attributes):
        return None
    scores = faded(rules, row.attributes, day)
    values = attribute_row(rules.attributes, row.attributes)
    try:
        score = score_of(values, rules.attributes, scores, rules.policy.settings.missing)
    except InvalidInputError as error:
        issues += (issue.at(f"lead {row.name}") for issue in error.issues)
        return None
    return None if score is None else score.points


def _fates(tables: GradingTables, rules: Rules) -> list[tuple[str, bool, Any, Fraction]]:
    fates = []
    for row in tables.leads:
        found = _qualified(row, rules, [])
        qualified = found is not None and found.qualified is True
        fates.append((row.source or "?", qualified, row.outcome, row.amount or Fraction(0)))
    return fates


def _referrals(tables: GradingTables) -> list[Referral]:
    return [
        Referral(
            row.referred_by,
            row.created,
            row.contacted or row.answered,
            row.visited,
            (row.closed or row.answered or row.created) if row.outcome == "won" else None,
            row.amount or Fraction(0),
        )
        for row in tables.leads
        if row.referred_by
    ]


def _by_stage(
    lines: tuple[DealLine, ...], tables: GradingTables
) -> tuple[tuple[DealStage, int, Fraction, Fraction], ...]:
    """Return number, amount and weighted amount of open deals by the stage that facts support."""
    found = []
    for stage in tables.stages:
        own = [line for line in lines if line.deal.outcome == "open" and line.verdict.stage is stage]
        amount = sum((line.deal.amount or Fraction(0) for line in own), Fraction(0))
        found.append((stage, len(own), amount, amount * stage.probability))
    return tuple(found)


def _unknown_stage(deal: Deal, stages: tuple[DealStage, ...]) -> Issue:
    names = ", ".join(stage.name for stage in stages) or "(no table of stages)"
    return Issue(
        "GRAD-011",
        f"deal {deal.name}",
        repr(deal.stage),
        f"one of {names}",
        "The deal was left out. Correct its stage, or add it to the stages.",
        severity="warning",
    )
