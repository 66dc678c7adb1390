"""What a summary tells of market and money, by region and item (RP12, OR5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.jobs.summary_breakdown import Breakdown
from xlsales.jobs.summary_market import ExpenseLine, MarketLine, OwnFigures, expense_lines, market_lines
from xlsales.jobs.summary_sums import LedgerSums
from xlsales.kernel.numbers import ZERO
from xlsales.tables import summary_specs as specs
from xlsales.tables.row_intake import SourceRow
from xlsales.tables.summary_tables import SummaryTables


@dataclass(frozen=True, slots=True)
class Money:
    """Market, return and expenses, the last line of each for all.

    Attributes:
        market: Share and return by region.
        expenses, expenses_by_region: Against budget.
    """

    market: tuple[MarketLine, ...]
    expenses: tuple[ExpenseLine, ...]
    expenses_by_region: tuple[ExpenseLine, ...]


def money_of(tables: SummaryTables, sums: LedgerSums, breakdowns: Mapping[str, Breakdown]) -> Money:
    """Return market and expenses beside our own sales."""
    spans = sums.spans
    expenses, budget = tables.rows[specs.EXPENSES.name], tables.rows[specs.BUDGET.name]
    own = _own_figures(sums, breakdowns, expenses)
    sales = {label: figures.sales for label, figures in own.items()}
    by_item, by_region = (
        expense_lines(by, expenses, budget, spans.now, spans.year_before, sales) for by in ("item", "region")
    )
    market = market_lines(tables.rows[specs.MARKET.name], spans.now, spans.year_before, own)
    return Money(market, by_item, by_region)


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
