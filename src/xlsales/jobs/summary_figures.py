"""The key figures of a summary, each beside the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xlsales.jobs.report_frame import ReportPeriod
from xlsales.jobs.summary_market import ExpenseLine, MarketLine
from xlsales.jobs.summary_money import Money
from xlsales.jobs.summary_people import Rated
from xlsales.jobs.summary_products import NewProduct
from xlsales.jobs.summary_sums import LedgerSums, Line
from xlsales.jobs.summary_team import People
from xlsales.kernel.numbers import ZERO
from xlsales.tables import summary_specs as specs
from xlsales.tables.row_intake import SourceRow
from xlsales.tables.summary_tables import SummaryTables


@dataclass(frozen=True, slots=True)
class Cash:
    """Cash received, tax included, in each span."""

    now: Fraction
    before: Fraction
    year_before: Fraction
    to_date: Fraction
    to_date_before: Fraction


@dataclass(frozen=True, slots=True)
class Figures:
    """Key figures.

    Attributes:
        sales: Everything sold.
        cash: Cash received; ``None`` without collections.
        taxed_sales: Sales less returns with tax, which cash is compared with; ``None`` where the tax is
            not known.
        tax_basis: ``excluded`` or ``included``: what the ledger's amounts are; blank where not stated.
        target, target_whole: Target of the days counted, and of the whole period; ``None`` without.
        elapsed: Part of the period's days that is counted.
        expenses: Expenses against budget; ``None`` without the table.
        market: Share and return for all; ``None`` without the table.
        satisfaction: Index for all; ``None`` without ratings.
        heads: People on an average day; ``None`` without staff.
        new_sales: Sales of new products.
        buyers, buyers_before: Customers that bought, and in the year before; ``None`` without customers.
    """

    sales: Line
    cash: Cash | None
    taxed_sales: Fraction | None
    tax_basis: str
    target: Fraction | None
    target_whole: Fraction | None
    elapsed: Fraction
    expenses: ExpenseLine | None
    market: MarketLine | None
    satisfaction: Rated | None
    heads: Fraction | None
    new_sales: Fraction
    buyers: int | None
    buyers_before: int | None

    @property
    def collection_rate(self) -> Fraction | None:
        """Cash as a part of sales with tax."""
        if self.cash is None or self.taxed_sales is None or self.taxed_sales <= 0:
            return None
        return self.cash.now / self.taxed_sales

    @property
    def attainment(self) -> Fraction | None:
        """Sales as a part of the target of the whole period."""
        return self.sales.now / self.target_whole if self.target_whole else None

    @property
    def margin_rate(self) -> Fraction | None:
        """Margin as a part of sales."""
        margin = self.sales.margin
        return margin / self.sales.now if margin is not None and self.sales.now > 0 else None

    @property
    def sales_per_head(self) -> Fraction | None:
        """Sales for each person."""
        return self.sales.now / self.heads if self.heads else None


def figures_of(
    tables: SummaryTables,
    sums: LedgerSums,
    cash: Sequence[tuple[date, Fraction]] | None,
    products: Sequence[NewProduct],
    people: People,
    money: Money,
) -> Figures:
    """Return the key figures from the parts of the summary."""
    spans, sales = sums.spans, sums.total()
    basis = str(tables.settings.get("tax_basis") or "")
    targets = tables.rows[specs.TARGETS.name]
    counted, whole = spans.elapsed_days
    buyers, buyers_before = _buyers(sums)
    return Figures(
        sales,
        None if cash is None else _cash_of(cash, sums),
        taxed(sales, basis, tables),
        basis,
        _target(targets, spans.now),
        _target(targets, spans.whole),
        Fraction(counted, whole),
        money.expenses[-1] if tables.has(specs.EXPENSES) else None,
        money.market[-1] if tables.has(specs.MARKET) else None,
        people.by_question[-1] if people.by_question[-1].answers else None,
        people.heads,
        sum((product.sales for product in products), ZERO),
        buyers,
        buyers_before,
    )


def taxed(sales: Line, basis: str, tables: SummaryTables) -> Fraction | None:
    """Return sales less returns with tax: as they are, with the ledger's tax, or at the stated rate.

    Returns:
        ``None`` where the basis is not stated, or the tax is not known.
    """
    if basis == "included":
        return sales.now
    if basis != "excluded":
        return None
    if sales.tax is not None:
        return sales.now + sales.tax
    rate = tables.settings.get("tax_rate")
    return sales.now * (1 + Fraction(rate)) if isinstance(rate, Decimal) else None


def _cash_of(cash: Sequence[tuple[date, Fraction]], sums: LedgerSums) -> Cash:
    spans = sums.spans
    return Cash(
        *(
            sum((amount for day, amount in cash if span.holds(day)), ZERO)
            for span in (spans.now, spans.before, spans.year_before, spans.to_date, spans.to_date_before)
        )
    )


def _target(rows: Sequence[SourceRow], span: ReportPeriod) -> Fraction | None:
    """Return the target of a span; a monthly target counts from its month's first day."""
    mine = [row.number_of("target") or ZERO for row in rows if span.holds(row.day("date"))]
    return sum(mine, ZERO) if mine else None


def _buyers(sums: LedgerSums) -> tuple[int | None, int | None]:
    texts = sums.ledger.labels.get("customer")
    if texts is None:
        return None, None
    lines = [line for line in sums.lines(texts) if line.label]
    return sum(line.gross > 0 for line in lines), sum(line.year_before > 0 for line in lines)
