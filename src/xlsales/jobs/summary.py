"""The job ``summary``: from the ledger and typed tables to the yearly or monthly sales summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

from xlsales.jobs.report_frame import ReportPeriod, Settings, report_period
from xlsales.jobs.summary_breakdown import Breakdown, break_down
from xlsales.jobs.summary_fed import fed_of
from xlsales.jobs.summary_figures import Figures, figures_of
from xlsales.jobs.summary_forms import RolledUp, forms_of, roll_up
from xlsales.jobs.summary_money import Money, money_of
from xlsales.jobs.summary_months import MonthLine, SpringFestival, months_of, spring_festival
from xlsales.jobs.summary_next_plan import HandedOn, handed_on
from xlsales.jobs.summary_products import NewProduct, new_products
from xlsales.jobs.summary_sections import Section, sections_of
from xlsales.jobs.summary_spans import Spans, spans_of
from xlsales.jobs.summary_sums import LedgerSums
from xlsales.jobs.summary_team import People, people_of
from xlsales.kernel.dates import month_end
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.tables import summary_specs as specs
from xlsales.tables.raw import RawTable
from xlsales.tables.row_intake import SourceRow
from xlsales.tables.specs import TableSpec
from xlsales.tables.summary_tables import SummaryTables, read_summary_tables

#: Labels that get a table of their own, and whether it lists only the greatest.
BROKEN_DOWN: Final = (
    ("region", False),
    ("province", False),
    ("country", False),
    ("city", True),
    ("dealer", True),
    ("channel", False),
    ("category", False),
    ("product", True),
    ("segment", False),
    ("customer", True),
    ("person", True),
    ("team", False),
    ("reason", False),
)
_TOP: Final = 20


@dataclass(frozen=True)
class Summary:
    """Everything that the job worked out.

    Attributes:
        tables: What was read.
        spans: The period and what it is compared with.
        sums: Sums of the ledger over these spans.
        figures: Key figures of the first page.
        months, spring: Months of the year to date, and January with February.
        breakdowns: Sales by each label that the ledger has.
        forms: Forms of organisation, rolled up.
        products: Products that came in the period.
        people: Staff, training and satisfaction.
        money: Market, return and expenses.
        handed_on: What the next plan and bonuses stand on.
        sections: Parts of a whole summary with their state.
        issues: Warnings and notes.
    """

    tables: SummaryTables
    spans: Spans
    sums: LedgerSums
    figures: Figures
    months: tuple[MonthLine, ...]
    spring: SpringFestival | None
    breakdowns: Mapping[str, Breakdown]
    forms: tuple[RolledUp, ...]
    products: tuple[NewProduct, ...]
    people: People
    money: Money
    handed_on: HandedOn
    sections: tuple[Section, ...]
    issues: tuple[Issue, ...]

    def rows(self, spec: TableSpec) -> tuple[SourceRow, ...]:
        """Return the usable rows of a table."""
        return self.tables.rows[spec.name]

    def text(self, name: str) -> str:
        """Return a setting as a text, blank where it is not stated."""
        value = self.tables.settings.get(name)
        return "" if value is None else str(value)


def run_summary(
    raw: Sequence[RawTable], asked: str | None, today: date, folder: Path | None = None
) -> Summary:
    """Read the tables of a summary and work it out; an empty period gives a summary of zeros.

    Args:
        raw: All tables of the workbook or file.
        asked: The period: ``2024``, ``2024-Q1`` or ``2024-03``; the settings decide unless given, else the
            year of the last sale.
        today: Day of the check of completeness.
        folder: Where the file of the ledger is looked for.

    Raises:
        InvalidInputError: as ``read_summary_tables``; REPORT-020 and REPORT-021 of the period.
    """
    tables = read_summary_tables(raw, folder)
    spans = _spans(tables, asked, today)
    sums = LedgerSums(tables.ledger, spans)
    return _worked_out(tables, spans, sums, today)


def _spans(tables: SummaryTables, asked: str | None, today: date) -> Spans:
    last = tables.ledger.days.max(initial=0)
    last_day = date.fromordinal(int(last)) if last else None
    settings = Settings(tables.intake)
    settings.stated = dict(tables.settings)
    if asked is None and settings.day("period_start") is None and settings.day("period_end") is None:
        asked = f"{(last_day or today).year}"
    whole = report_period(asked, settings, (), today)
    return spans_of(whole, _counted_to(settings.day("count_day"), last_day, whole))


def _counted_to(stated: date | None, last_sale: date | None, whole: ReportPeriod) -> date | None:
    """Return the last day counted: as stated, else the end of the last month with sales in the period."""
    if stated is not None:
        return stated
    if last_sale is None or not whole.holds(last_sale):
        return None
    return min(month_end(last_sale), whole.end)


def _worked_out(tables: SummaryTables, spans: Spans, sums: LedgerSums, today: date) -> Summary:
    rows, labels, cash = tables.rows, tables.ledger.labels, _cash(tables)
    months = months_of(spans, sums.by_month, cash)
    breakdowns = _breakdowns(tables, sums)
    forms, issues = _rolled_up(tables, sums)
    products = new_products(sums, labels.get("product"), rows[specs.PRODUCTS.name], rows[specs.LISTINGS.name])
    people = people_of(tables, spans)
    money = money_of(tables, sums, breakdowns)
    deadline = tables.settings.get("deadline")
    return Summary(
        tables,
        spans,
        sums,
        figures_of(tables, sums, cash, products, people, money),
        months,
        spring_festival(months),
        breakdowns,
        forms,
        products,
        people,
        money,
        handed_on(sums, rows[specs.CONCLUSIONS.name], tables.number("next_growth", ZERO)),
        sections_of(
            fed_of(tables, sums),
            rows[specs.SECTIONS.name],
            deadline if isinstance(deadline, date) else None,
            today,
        ),
        (*tables.issues, *issues),
    )


def _breakdowns(tables: SummaryTables, sums: LedgerSums) -> dict[str, Breakdown]:
    """Return the sales by each label that the ledger has."""
    rows = tables.settings.get("list_rows")
    limit = rows if isinstance(rows, int) and rows > 0 else _TOP
    labels = tables.ledger.labels
    return {
        name: break_down(sums, name, labels[name], limit if few else None)
        for name, few in BROKEN_DOWN
        if name in labels
    }


def _rolled_up(tables: SummaryTables, sums: LedgerSums) -> tuple[tuple[RolledUp, ...], list[Issue]]:
    """Return every form of organisation with its units, and what is wrong with them."""
    rows = tables.rows
    forms, issues = forms_of(rows[specs.FORMS.name], rows[specs.UNITS.name], tables.ledger.labels)
    rolled = []
    for form in forms:
        found, more = roll_up(sums, form)
        rolled.append(found)
        issues += more
    return tuple(rolled), issues


def _cash(tables: SummaryTables) -> list[tuple[date, Fraction]] | None:
    if not tables.has(specs.COLLECTIONS):
        return None
    return [
        (row.needed_day("date"), row.number_of("amount") or ZERO)
        for row in tables.rows[specs.COLLECTIONS.name]
    ]
