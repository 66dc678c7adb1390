"""The job ``grading``: from customers and transactions to grades, what lifts them and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

from xlsales.customers.ladder import Standing
from xlsales.jobs.customer_care import CustomerCare, customer_care
from xlsales.jobs.deal_outlook import Outlook, sales_outlook
from xlsales.jobs.grading_actions import Actions, actions_of
from xlsales.jobs.grading_credit import Receivables, receivables_of
from xlsales.jobs.grading_followup import OwnerFollowUp, follow_up_of
from xlsales.jobs.grading_overview import Overview, overview_of
from xlsales.jobs.grading_period import GradedCustomer, Period, grade_period, period_days
from xlsales.jobs.grading_pipeline import Pipeline, pipeline_of
from xlsales.jobs.market_watch import MarketLimits, MarketWatch, market_watch
from xlsales.jobs.purchases import PurchasePatterns, purchase_patterns
from xlsales.jobs.quote_desk import QuoteDesk, quote_desk
from xlsales.jobs.visit_activity import VisitActivity, visit_activity
from xlsales.kernel.dates import month_start
from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.tables.activity_tables import ActivityTables
from xlsales.tables.grading_rows import GradingTables, Invoice
from xlsales.tables.grading_tables import read_grading_tables
from xlsales.tables.raw import RawTable

_MOST_PERIODS: Final = 12


@dataclass(frozen=True, slots=True)
class Grading:
    """Everything that the job worked out.

    Attributes:
        tables: What was read.
        periods: Grades of each period, oldest first.
        actions: What to do about the customers of the last period, in their order.
        overview: What the grades add up to.
        follow_up: Visits and releases by owner.
        receivables: What is owed; ``None`` without invoices.
        pipeline: Leads and deals; ``None`` without.
        care: What is kept about single customers.
        purchases: What is bought; ``None`` where the ledger names no products.
        outlook: Coming months; ``None`` with fewer than three whole ones.
        activity: The log of visits; ``None`` without one.
        quotes: Quotes and samples; ``None`` without.
        market: What the market shows; ``None`` without a table of it.
        issues: Warnings and notes.
    """

    tables: GradingTables
    periods: tuple[Period, ...]
    actions: tuple[Actions, ...]
    overview: Overview
    follow_up: tuple[OwnerFollowUp, ...]
    receivables: Receivables | None
    pipeline: Pipeline | None
    care: CustomerCare
    purchases: PurchasePatterns | None
    outlook: Outlook | None
    activity: VisitActivity | None
    quotes: QuoteDesk | None
    market: MarketWatch | None
    issues: tuple[Issue, ...]

    @property
    def last(self) -> Period:
        """The period that the report is about."""
        return self.periods[-1]

    def name_of(self, key: str) -> str:
        """Return what a customer is called."""
        return self.tables.name_of(key)


def run_grading(raw: Sequence[RawTable], folder: Path | None = None) -> Grading:
    """Read the tables of a grading policy, check them as a whole, and grade every customer.

    Args:
        raw: All tables of the workbook or file.
        folder: Where a file of transactions is looked for.

    Raises:
        InvalidInputError: Every problem of cells, columns and policy at once; GRAD-004 where there is
            neither a customer nor a transaction.
    """
    tables, issues = read_grading_tables(raw, folder)
    if not issues or all(issue.severity != "error" for issue in issues):
        issues += _nobody(tables)
    raise_if_any(issues)
    return grade_tables(tables)


def grade_tables(tables: GradingTables) -> Grading:
    """Grade every customer of tables that were read and checked."""
    end = last_day(tables)
    settings = tables.policies.in_force(end).settings
    periods: list[Period] = []
    standings = dict(tables.previous)
    for back in reversed(range(settings.periods)):
        start, last = period_days(end, settings.period_months, back)
        period = grade_period(tables, start, last, standings, everybody=back == 0)
        periods.append(period)
        standings |= {one.known.key: Standing(one.given.grade, one.given.since) for one in period.customers}
    actions = _actions(tables, periods[-1])
    before = [(key, standing.grade) for key, standing in tables.previous.items() if standing.grade]
    final = periods[-1]
    sales = sum((one.known.measures.volume for one in final.customers), Fraction(0))
    days = (final.end - final.start).days + 1
    pipeline = pipeline_of(tables, final.rules, final.start, end)
    care = customer_care(tables.sheets, final.customers, end, settings.contract_days)
    quotes = quote_desk(tables.quoting, end, settings.quote_days)
    market = _market(tables, final, actions)
    parts = (*periods, *(part for part in (pipeline, care, quotes, market) if part is not None))
    return Grading(
        tables,
        tuple(periods),
        actions,
        overview_of(periods, before, actions),
        follow_up_of(tables, final, actions),
        receivables_of(tables.invoices, end, sales, days, settings),
        pipeline,
        care,
        _purchases(tables, end),
        sales_outlook(tables.ledger.net_by_day(), end, settings.forecast_months),
        visit_activity(_named_visits(tables), final.start, end, settings.country, settings.complaint_days),
        quotes,
        market,
        tuple(dict.fromkeys([*tables.issues, *(issue for part in parts for issue in part.issues)])),
    )


def last_day(tables: GradingTables) -> date:
    """Return the day of the run: as the policy says, else the last day of the ledger."""
    stated = [row.settings.as_of for row in tables.policies.settings if row.settings.as_of]
    if stated:
        return stated[-1]
    return max((day for day, _ in tables.ledger.net_by_day()), default=date.today())


def _actions(tables: GradingTables, period: Period) -> tuple[Actions, ...]:
    invoices: dict[str, list[Invoice]] = {}
    for invoice in tables.invoices:
        invoices.setdefault(invoice.customer, []).append(invoice)
    visits = tables.visit_days()
    return tuple(
        actions_of(one, period.rules, invoices, _last_contact(one, visits, period.end), period.end)
        for one in period.customers
    )


def _last_contact(one: GradedCustomer, visits: dict[str, tuple[date, ...]], day: date) -> date | None:
    days = [visit for visit in visits.get(one.known.key, ()) if visit <= day]
    if one.known.file is not None and one.known.file.last_contact is not None:
        days.append(one.known.file.last_contact)
    return max((contact for contact in days if contact <= day), default=None)


def _known_periods(tables: GradingTables, end: date) -> list[tuple[date, date]]:
    """Return the periods that the ledger covers in full, at most twelve, and the last one in any case."""
    months = tables.policies.in_force(end).settings.period_months
    first = min((day for day, _ in tables.ledger.net_by_day()), default=end)
    found = [period_days(end, months, 0)]
    while len(found) < _MOST_PERIODS and period_days(end, months, len(found))[0] >= month_start(first):
        found.append(period_days(end, months, len(found)))
    return found[::-1]


def _purchases(tables: GradingTables, end: date) -> PurchasePatterns | None:
    if not tables.ledger.has_products:
        return None
    return purchase_patterns(tables.ledger.transactions, _known_periods(tables, end))


def _named_visits(tables: GradingTables) -> ActivityTables:
    """Return the log; visits without a person are those of the customer's owner."""
    owners = {key: file.owner for key, file in tables.customers.items() if file.owner}
    visits = (
        visit if visit.person else visit._replace(person=owners.get(visit.customer, ""))
        for visit in tables.activity.visits
    )
    return replace(tables.activity, visits=tuple(visits))


def _market(tables: GradingTables, period: Period, actions: Sequence[Actions]) -> MarketWatch | None:
    settings = period.rules.policy.settings
    limits = MarketLimits(settings.fresh_days, settings.slow_days, Fraction(settings.price_move))
    owed = {
        one.known.key: (action.credit.owed, action.credit.overdue)
        for one, action in zip(period.customers, actions, strict=True)
    }
    return market_watch(tables.market, period.end, owed, limits)


def _nobody(tables: GradingTables) -> list[Issue]:
    if tables.customers or tables.ledger.transactions:
        return []
    fix = "Add a sheet customers, or a sheet transactions with customer, date and amount."
    return [Issue("GRAD-004", "workbook", "no customer", "customers or transactions", fix)]
