"""Rows of the grading job that are no policy: customers, leads, deals, invoices, visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.customers.ladder import Standing
from xlsales.kernel.issues import Issue
from xlsales.kernel.values import CellValue
from xlsales.pipeline.allocation import Seller
from xlsales.pipeline.deals import Deal, DealStage
from xlsales.plans.grading import GradingPolicies
from xlsales.tables.activity_tables import ActivityTables, Visit
from xlsales.tables.customer_sheets import CustomerSheets
from xlsales.tables.market_tables import MarketTables
from xlsales.tables.matching import Reading
from xlsales.tables.quoting_tables import QuotingTables
from xlsales.tables.transactions import LedgerReading


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """One line of the customer file; attributes are its other columns, by folded heading."""

    key: str
    name: str
    written_id: str | None = None
    owner: str | None = None
    region: str | None = None
    assigned: date | None = None
    last_contact: date | None = None
    protected: bool = False
    fit: bool | None = None
    attributes: Mapping[str, CellValue] = field(default_factory=dict)


class Invoice(NamedTuple):
    """An invoice; ``open`` is what is not paid yet."""

    customer: str
    name: str
    day: date | None
    due: date
    amount: Fraction
    paid: date | None
    open: Fraction


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead as the table has it; attributes are its other columns, by folded heading."""

    name: str
    created: date
    source: str = ""
    region: str | None = None
    answered: date | None = None
    owner: str = ""
    bant: tuple[Fraction | None, ...] = (None, None, None, None)
    outcome: str = "open"
    amount: Fraction | None = None
    referred_by: str = ""
    contacted: date | None = None
    visited: date | None = None
    closed: date | None = None
    attributes: Mapping[str, CellValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GradingTables:
    """Everything that the grading job is told.

    Attributes:
        policies: The policy in all its versions.
        customers: The customer file, by key.
        ledger: Transactions, and rows that could not be used.
        previous: Grade and since when, by customer, of the last run.
        overrides: Place in ``policies.overrides`` of each customer's overrides.
        activity: The log of visits and what it is held against.
        sheets: What is kept about single customers.
        quoting: Quotes and samples.
        market: What is seen of the market.
        issues: Warnings and notes.
        readings: How columns were understood.
        has_customer_file: Whether there is a customer file at all.
    """

    policies: GradingPolicies
    customers: Mapping[str, CustomerFile]
    ledger: LedgerReading
    previous: Mapping[str, Standing] = field(default_factory=dict)
    overrides: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    invoices: tuple[Invoice, ...] = ()
    visits: tuple[Visit, ...] = ()
    leads: tuple[LeadRow, ...] = ()
    deals: tuple[Deal, ...] = ()
    stages: tuple[DealStage, ...] = ()
    sellers: tuple[Seller, ...] = ()
    activity: ActivityTables = field(default_factory=ActivityTables)
    sheets: CustomerSheets = field(default_factory=CustomerSheets)
    quoting: QuotingTables = field(default_factory=QuotingTables)
    market: MarketTables = field(default_factory=MarketTables)
    issues: tuple[Issue, ...] = ()
    readings: tuple[Reading, ...] = ()
    has_customer_file: bool = False

    def name_of(self, key: str) -> str:
        """Return what a customer is called: in its file, else as the ledger or a table first writes it."""
        file = self.customers.get(key)
        if file is not None:
            return file.name
        parts = (self.ledger, self.activity, self.sheets, self.quoting, self.market)
        return next((part.names[key] for part in parts if key in part.names), key)

    def visit_days(self) -> dict[str, tuple[date, ...]]:
        """Return the days on which each customer was visited."""
        found: dict[str, list[date]] = {}
        for visit in self.visits:
            found.setdefault(visit.customer, []).append(visit.day)
        return {customer: tuple(sorted(days)) for customer, days in found.items()}
