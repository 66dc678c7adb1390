"""The job ``summary``: from the ledger and typed tables to the yearly or monthly sales summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

from xlsales.jobs.report_frame import ReportPeriod, Settings, report_period
from xlsales.jobs.summary_breakdown import Breakdown, break_down
from xlsales.jobs.summary_figures import Figures, figures_of
from xlsales.jobs.summary_forms import RolledUp, forms_of, roll_up
from xlsales.jobs.summary_market import ExpenseLine, MarketLine, OwnFigures, expense_lines, market_lines
from xlsales.jobs.summary_months import MonthLine, SpringFestival, months_of, spring_festival
from xlsales.jobs.summary_next_plan import (
    BonusBase,
    PlanBase,
    Proposal,
    bonus_bases,
    plan_base,
    proposals,
)
from xlsales.jobs.summary_people import (
    Course,
    Move,
    Movement,
    Rated,
    Trained,
    courses,
    movements,
    moves,
    rated,
    trained,
)
from xlsales.jobs.summary_products import NewProduct, new_products
from xlsales.jobs.summary_sections import Fed, Section, sections_of
from xlsales.jobs.summary_spans import Spans, spans_of
from xlsales.jobs.summary_sums import LedgerSums
from xlsales.kernel.dates import month_end
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.tables import summary_specs as specs
from xlsales.tables.appraisal_specs import TRAINING
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
_SCALE: Final = (1, 5)


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
        movement, moves: Staff by region, the last line for all, and who came and went.
        courses, trained: Training by course and by person.
        satisfaction: Index by question, then by region, each with a last line for all.
        market: Share and return by region, the last line for all.
        expenses, expenses_by_region: Against budget, the last line for all.
        base, proposals, bonuses: What is handed on to the next plan and to bonuses.
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
    movement: tuple[Movement, ...]
    moves: tuple[Move, ...]
    courses: tuple[Course, ...]
    trained: tuple[Trained, ...]
    satisfaction: tuple[tuple[Rated, ...], tuple[Rated, ...]]
    market: tuple[MarketLine, ...]
    expenses: tuple[ExpenseLine, ...]
    expenses_by_region: tuple[ExpenseLine, ...]
    base: PlanBase
    proposals: tuple[Proposal, ...]
    bonuses: tuple[BonusBase, ...]
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
    rows, settings = tables.rows, tables.settings
    labels = tables.ledger.labels
    cash = _cash(tables)
    months = months_of(spans, sums.by_month, cash)
    top = settings.get("list_rows")
    limit = top if isinstance(top, int) and top > 0 else _TOP
    breakdowns = {
        name: break_down(sums, name, labels[name], limit if few else None)
        for name, few in BROKEN_DOWN
        if name in labels
    }
    forms, issues = forms_of(rows[specs.FORMS.name], rows[specs.UNITS.name], labels)
    rolled = []
    for form in forms:
        found, more = roll_up(sums, form)
        rolled.append(found)
        issues += more
    staff = _staff(tables)
    training = rows[TRAINING.name]
    worst, best = (
        _number(settings.get(name), Fraction(usual))
        for name, usual in zip(("worst_score", "best_score"), _SCALE, strict=True)
    )
    ratings = _ratings(tables, worst, best)
    expenses, budget = rows[specs.EXPENSES.name], rows[specs.BUDGET.name]
    own = _own_figures(sums, breakdowns, expenses)
    market = market_lines(rows[specs.MARKET.name], spans.now, spans.year_before, own)
    sales = {label: figures.sales for label, figures in own.items()}
    by_item, by_region = (
        expense_lines(by, expenses, budget, spans.now, spans.year_before, sales) for by in ("item", "region")
    )
    products = new_products(sums, labels.get("product"), rows[specs.PRODUCTS.name], rows[specs.LISTINGS.name])
    satisfaction = tuple(
        rated(ratings, spans.now, spans.year_before, by, worst, best) for by in ("question", "region")
    )
    conclusions = rows[specs.CONCLUSIONS.name]
    deadline = settings.get("deadline")
    return Summary(
        tables,
        spans,
        sums,
        figures_of(tables, sums, cash, products, staff, satisfaction[0][-1], market[-1], by_item[-1]),
        months,
        spring_festival(months),
        breakdowns,
        tuple(rolled),
        products,
        movements(staff, spans.now),
        moves(staff, spans.now),
        courses(training, spans.now),
        trained(training, spans.now, spans.year_before),
        (satisfaction[0], satisfaction[1]),
        market,
        by_item,
        by_region,
        plan_base(sums),
        proposals(sums, conclusions, _number(settings.get("next_growth"), ZERO)),
        bonus_bases(sums, conclusions),
        sections_of(
            _fed(tables, sums),
            rows[specs.SECTIONS.name],
            deadline if isinstance(deadline, date) else None,
            today,
        ),
        (*tables.issues, *issues),
    )


def _cash(tables: SummaryTables) -> list[tuple[date, Fraction]] | None:
    if not tables.has(specs.COLLECTIONS):
        return None
    return [
        (row.needed_day("date"), row.number_of("amount") or ZERO)
        for row in tables.rows[specs.COLLECTIONS.name]
    ]


def _staff(tables: SummaryTables) -> tuple[SourceRow, ...]:
    """Return the people; one who left before joining is left out, with a note."""
    found = []
    for row in tables.rows[specs.STAFF.name]:
        left = row.day("left")
        if left is not None and left < row.needed_day("joined"):
            tables.intake.refuse(row, "left", "left before joining")
        else:
            found.append(row)
    return tuple(found)


def _ratings(tables: SummaryTables, worst: Fraction, best: Fraction) -> tuple[SourceRow, ...]:
    """Return the ratings; one outside the scale is left out, with a note."""
    found = []
    for row in tables.rows[specs.SATISFACTION.name]:
        score = row.number_of("score")
        if score is not None and worst <= score <= best:
            found.append(row)
        else:
            tables.intake.refuse(row, "score", "outside the scale")
    return tuple(found)


def _own_figures(
    sums: LedgerSums, breakdowns: Mapping[str, Breakdown], expenses: Sequence[SourceRow]
) -> dict[str, OwnFigures]:
    """Return our sales, margin and expenses by region, and for all under the blank label."""
    spent: dict[str, Fraction] = {}
    for row in expenses:
        if sums.spans.now.holds(row.day("date")):
            amount = row.number_of("amount") or ZERO
            for label in {"", row.text("region")}:
                spent[label] = spent.get(label, ZERO) + amount
    by_region = breakdowns.get("region")
    lines = {} if by_region is None else {line.label: line for line in by_region.lines if line.label}
    lines[""] = sums.total()
    return {
        label: OwnFigures(line.now, line.year_before, line.margin, spent.get(label))
        for label, line in lines.items()
    }


def _fed(tables: SummaryTables, sums: LedgerSums) -> dict[str, Fed]:
    """Return what feeds each section."""
    rows = sums.rows_of(sums.spans.now)
    sold = int(rows.sum())

    def column(*names: str) -> Fed:
        known = [name for name in names if name in tables.ledger.labels]
        filled = sum(int((tables.ledger.labels[name].codes[rows] >= 0).sum()) for name in known)
        return Fed(f"sales ledger: {' / '.join(names)}", bool(known), filled)

    def table(*needed: TableSpec, dated: str = "") -> Fed:
        there = all(tables.has(spec) for spec in needed)
        counts = [
            sum(1 for row in tables.rows[spec.name] if not dated or sums.spans.now.holds(row.day(dated)))
            for spec in needed
        ]
        return Fed(" + ".join(spec.name for spec in needed), there, min(counts))

    returned = int((sums.ledger.returned[rows] > 0).sum())  # type: ignore[operator]
    return {
        "Sales": Fed(specs.LEDGER.name, True, sold),
        "Cash collected": table(specs.COLLECTIONS, dated="date"),
        "Targets": table(specs.TARGETS, dated="date"),
        "Regions and provinces": column("region", "province", "country"),
        "Dealers": column("dealer"),
        "Products": column("product", "category"),
        "New products": table(specs.PRODUCTS),
        "Customers": column("customer"),
        "Returns": Fed("sales ledger: returned / status", bool(returned), returned),
        "Channels": column("channel"),
        "Staff": table(specs.STAFF),
        "Training": table(TRAINING, dated="date"),
        "Satisfaction": table(specs.SATISFACTION, dated="date"),
        "Market share and return": table(specs.MARKET, dated="date"),
        "Expenses and budget": table(specs.EXPENSES, specs.BUDGET, dated="date"),
        "SWOT": table(specs.SWOT),
        "Competitors": table(specs.COMPETITORS),
        "Product development": table(specs.DEVELOPMENT),
        "Conclusions": table(specs.CONCLUSIONS),
    }


def _number(value: object, usual: Fraction) -> Fraction:
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return Fraction(value)
    return usual
