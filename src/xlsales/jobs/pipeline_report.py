"""The job behind the report ``pipeline``: leads, deals, quotes, orders and what they will bring."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.jobs.deal_outlook import DealOutlook, Outlook, deal_outlook, sales_outlook
from xlsales.jobs.grading_pipeline import DealLine, Pipeline, pipeline_of
from xlsales.jobs.grading_policy import rules_of
from xlsales.jobs.order_progress import OrderLine, order_lines
from xlsales.jobs.quote_answers import Quote, QuoteAnswers, quote_answers_of
from xlsales.jobs.report_frame import ReportFrame, ReportPeriod, Settings, framed, opened, report_period
from xlsales.jobs.row_checks import deals_once, quotes_in_order
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.pipeline.deals import Deal
from xlsales.pipeline.quotes import ANSWER_DAYS
from xlsales.tables import grading_specs
from xlsales.tables.grading_rows import GradingTables, LeadRow
from xlsales.tables.grading_tables import read_grading_tables
from xlsales.tables.pipeline_specs import DEALS, ORDER_STEPS, QUOTES, SALES_HISTORY
from xlsales.tables.raw import RawTable
from xlsales.tables.row_intake import RowIntake, SourceRow
from xlsales.tables.target_specs import COLUMNS

#: Upper bounds of the ages of open deals, in days; what is older comes last.
AGE_BOUNDS: Final = (30, 60, 90)
_SHARED: Final = (
    grading_specs.POLICY,
    grading_specs.SCORES,
    grading_specs.LEADS,
    grading_specs.DEALS,
    grading_specs.STAGES,
    grading_specs.PEOPLE,
    COLUMNS,
)


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Open deals by age: up to ``last_days`` (``None``: older than all other bands)."""

    last_days: int | None
    deals: int
    amount: Fraction
    weighted: Fraction
    stale: int


@dataclass(frozen=True, slots=True)
class PeriodMoves:
    """What came in and was decided in the period: number and amount."""

    opened: tuple[int, Fraction]
    won: tuple[int, Fraction]
    lost: tuple[int, Fraction]

    @property
    def win_rate(self) -> Fraction | None:
        """Deals won by deals decided."""
        decided = self.won[0] + self.lost[0]
        return Fraction(self.won[0], decided) if decided else None


@dataclass(frozen=True, slots=True)
class PipelineReport:
    """Everything that the report shows.

    Attributes:
        frame: Period, settings, and what became of the rows.
        pipeline: Leads and deals on the last day; ``None`` without any.
        ages: Open deals by age.
        moves: What was opened, won and lost in the period.
        quotes: How fast quotes of the period went out.
        orders: Where orders stand, the latest first.
        expected: Weighted amounts of open deals by month of closing.
        outlook: What the past says of the coming months; ``None`` where it is too short.
    """

    frame: ReportFrame
    pipeline: Pipeline | None
    ages: tuple[AgeBand, ...]
    moves: PeriodMoves
    quotes: QuoteAnswers
    orders: tuple[OrderLine, ...]
    expected: DealOutlook
    outlook: Outlook | None

    @property
    def open_deals(self) -> tuple[DealLine, ...]:
        """Open deals, the greatest weighted amount first."""
        lines = self.pipeline.deals if self.pipeline else ()
        found = [line for line in lines if line.deal.outcome == "open"]
        return tuple(sorted(found, key=lambda line: (-line.weighted, line.deal.name)))


def pipeline_report(
    raw: Sequence[RawTable], period: str | None = None, today: date | None = None
) -> PipelineReport:
    """Work out the pipeline report (LD4 to LD7, LD9 to LD11, FC1, PR5).

    Args:
        raw: All tables of the file; any of them may be missing or empty.
        period: ``2026``, ``2026-Q1`` or ``2026-03``; the file decides unless given.
        today: The day on which it is made.

    Returns:
        The state on the last day of the period: what comes later is not there yet, and a deal that was
        decided later is open.

    Raises:
        InvalidInputError: REPORT-020 and REPORT-021 as ``report_period``.
    """
    intake, settings = opened(raw)
    lead_rows = intake.rows(grading_specs.LEADS, "lead", "created", feeds="queue, sources and referrals")
    deal_rows = intake.rows(DEALS, "deal", "stage", "created", feeds="funnel, ageing and forecast")
    kept = {row.number for row in deals_once(deal_rows, intake)}
    stage_rows = intake.rows(
        grading_specs.STAGES, "stage", "probability", feeds="funnel, ageing and forecast"
    )
    intake.rows(grading_specs.PEOPLE, "person", "capacity", feeds="who gets which lead")
    quote_rows = quotes_in_order(
        intake.rows(QUOTES, "quote", "asked", feeds="quotes answered in time"), intake
    )
    order_rows = intake.rows(ORDER_STEPS, "order", "step", feeds="orders from contract to payment")
    sales_rows = intake.rows(SALES_HISTORY, "date", "amount", feeds="forecast from the past")
    days = [row.day(name) for row in (*lead_rows, *deal_rows) for name in ("created", "closed")]
    days += [row.day(name) for row in quote_rows for name in ("asked", "answered")]
    span = report_period(period, settings, days, today or date.today())
    tables, issues = _read_shared(raw)
    stages = {folded(stage.name) for stage in tables.stages}
    for row in stage_rows:
        if folded(row.text("stage")) not in stages:
            intake.refuse(row, "probability", "not from 0 to 1")
    tables = replace(
        tables,
        leads=_leads_there(tables.leads, lead_rows, intake, span),
        deals=_deals_there(tables.deals, deal_rows, kept, stages, intake, span),
    )
    rules = rules_of(tables.policies.in_force(span.end))
    pipeline = pipeline_of(tables, rules, span.start, span.end)
    lines = pipeline.deals if pipeline else ()
    expected = {row.text("deal"): row.day("expected") for row in deal_rows}
    quotes = quote_answers_of(
        _quotes(quote_rows, intake, span), span.end, settings.whole("quote_days", ANSWER_DAYS)
    )
    orders = order_lines(order_rows, intake, span.end)
    frame = framed(intake, settings, span)
    told = (*issues, *(pipeline.issues if pipeline else ()))
    return PipelineReport(
        replace(frame, issues=tuple(dict.fromkeys((*frame.issues, *told)))),
        pipeline,
        _ages(lines),
        _moves(tables.deals, span),
        quotes,
        orders,
        deal_outlook(lines, expected, span.end),
        _outlook(sales_rows, intake, settings, span),
    )


def _read_shared(raw: Sequence[RawTable]) -> tuple[GradingTables, list[Issue]]:
    """Read what the grading job reads; problems of cells are noted by the intake, grades do not matter."""
    shared = [table for table in raw if any(spec.is_called(table.name) for spec in _SHARED)]
    tables, issues = read_grading_tables(shared)
    return tables, [issue for issue in issues if not issue.code.startswith(("TABLE-", "GPOL-"))]


def _leads_there(
    leads: Sequence[LeadRow], rows: Sequence[SourceRow], intake: RowIntake, span: ReportPeriod
) -> tuple[LeadRow, ...]:
    """Return the leads that had come by the last day, as they stood then."""
    there = {row.number for row in intake.within(rows, "created", date.min, span.end)}
    return tuple(
        replace(lead, answered=_by(lead.answered, span.end), outcome=_outcome(lead, span.end))
        for lead, row in zip(leads, rows, strict=True)
        if row.number in there
    )


def _outcome(lead: LeadRow, end: date) -> str:
    return "open" if lead.closed is not None and lead.closed > end else lead.outcome


def _by(day: date | None, end: date) -> date | None:
    return day if day is not None and day <= end else None


def _deals_there(
    deals: Sequence[Deal],
    rows: Sequence[SourceRow],
    kept: Set[int],
    stages: Set[str],
    intake: RowIntake,
    span: ReportPeriod,
) -> tuple[Deal, ...]:
    """Return the deals of known stages that were there by the last day, each once, as they stood then."""
    there = {row.number for row in intake.within(rows, "created", date.min, span.end)}
    found = []
    for deal, row in zip(deals, rows, strict=True):
        if row.number not in kept:
            continue
        if folded(deal.stage) not in stages:
            intake.refuse(row, "stage", "unknown stage")
        elif row.number in there:
            if deal.closed is not None and deal.closed < deal.created:
                intake.remark(row, "closed", "before the first day")
            found.append(_as_of(deal, span.end))
    return tuple(found)


def _as_of(deal: Deal, end: date) -> Deal:
    if deal.closed is not None and deal.closed > end:
        return replace(deal, outcome="open", closed=None)
    return deal


def _quotes(rows: Sequence[SourceRow], intake: RowIntake, span: ReportPeriod) -> list[Quote]:
    return [
        Quote(
            row.text("quote"),
            row.text("customer"),
            row.text("person"),
            row.whole("items"),
            row.needed_day("asked"),
            _by(row.day("answered"), span.end),
            row.number_of("amount"),
            row.where,
        )
        for row in intake.within(rows, "asked", span.start, span.end)
    ]


def _ages(lines: Sequence[DealLine]) -> tuple[AgeBand, ...]:
    """Return open deals by age; a band holds its upper bound."""
    bands = []
    lower = -1
    for upper in (*AGE_BOUNDS, None):
        own = [line for line in lines if line.age is not None and _is_within(line.age.age_days, lower, upper)]
        bands.append(
            AgeBand(
                upper,
                len(own),
                sum((line.deal.amount or ZERO for line in own), ZERO),
                sum((line.weighted for line in own), ZERO),
                sum(line.age is not None and line.age.stale for line in own),
            )
        )
        lower = upper if upper is not None else lower
    return tuple(bands)


def _is_within(days: int, lower: int, upper: int | None) -> bool:
    return lower < days and (upper is None or days <= upper)


def _moves(deals: Sequence[Deal], span: ReportPeriod) -> PeriodMoves:
    created = [deal for deal in deals if span.holds(deal.created)]
    closed = [deal for deal in deals if span.holds(deal.closed)]
    return PeriodMoves(
        _summed(created),
        _summed([deal for deal in closed if deal.outcome == "won"]),
        _summed([deal for deal in closed if deal.outcome == "lost"]),
    )


def _summed(deals: Sequence[Deal]) -> tuple[int, Fraction]:
    return len(deals), sum((deal.amount or ZERO for deal in deals), ZERO)


def _outlook(
    rows: Sequence[SourceRow], intake: RowIntake, settings: Settings, span: ReportPeriod
) -> Outlook | None:
    there = intake.within(rows, "date", date.min, span.end)
    sales = [(row.needed_day("date"), row.number_of("amount") or ZERO) for row in there]
    return sales_outlook(sales, span.end, settings.whole("forecast_months", 3))
