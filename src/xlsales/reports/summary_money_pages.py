"""Pages of market and money: share beside return on investment, expenses against their budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.jobs.summary_market import ExpenseLine, MarketLine
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.summary_lines import Telling, with_total
from xlsales.tables import summary_specs as specs

CATALOGUE: Final = (
    Serves("summary", "Market and return", ("RP12",)),
    Serves("summary", "Expenses", ("OR5",)),
)


def money_pages(telling: Telling) -> list[Page]:
    """Return the pages for which there are tables."""
    tables = telling.summary.tables
    pages = []
    if tables.has(specs.MARKET):
        pages.append(market_page(telling))
    if tables.has(specs.EXPENSES) or tables.has(specs.BUDGET):
        pages.append(expenses_page(telling))
    return pages


def market_page(telling: Telling) -> Page:
    """Return market share beside return on investment, by region."""
    say = telling.say
    columns = (
        Column(telling.label("region"), "text", 20),
        Column(say("Market size"), "money", 16),
        Column(say("Market growth"), "percent", 10),
        Column(say("Own sales"), "money", 15),
        Column(say("Market share"), "percent", 10),
        Column(say("Share last year"), "percent", 10),
        Column(say("Change in points"), "number", 12),
        Column(say("Profit"), "money", 14),
        Column(say("Investment"), "money", 14),
        Column(say("Return on investment"), "percent", 12),
    )
    *regions, total = telling.summary.money.market
    rows = [_market_row(line, line.label) for line in regions]
    marks = with_total(len(rows))
    rows.append(_market_row(total, say("Total")))
    charts = (
        Chart(
            "combined",
            say("Market share beside return on investment"),
            "market",
            telling.label("region"),
            (say("Market share"),),
            lines=(say("Return on investment"),),
            y_title=say("Market share"),
            right_title=say("Return on investment"),
            most=max(1, len(regions)),
        ),
    )
    note = {
        "en": "Return on investment: profit / investment as typed; where they are not, "
        "(margin less expenses) / expenses.",
        "zh": "投资回报率：利润 / 投入（按填报）；未填报时按（毛利 − 费用）/ 费用计算。",
    }[telling.language]
    title = say("Market and return")
    table = Table("", columns, rows, marks, key="market")
    return Page(title, title, telling.subtitle, (table,), (note,), charts=charts)


def expenses_page(telling: Telling) -> Page:
    """Return expenses against budget, by item and by region."""
    say, summary = telling.say, telling.summary
    tables = (
        _expenses(telling, say("Expenses by item"), say("Item"), summary.money.expenses),
        _expenses(
            telling, say("Expenses by region"), telling.label("region"), summary.money.expenses_by_region
        ),
    )
    charts = tuple(
        Chart(
            "column",
            table.title,
            table.known_as,
            table.columns[0].title,
            (say("Actual"), say("Budget"), say("Last year")),
            y_title=say("Expenses"),
            most=len(table.rows) - 1,
        )
        for table in tables
        if len(table.rows) > 2
    )
    title = say("Expenses")
    return Page(title, title, telling.subtitle, tables, charts=charts)


def _market_row(line: MarketLine, label: str) -> Sequence[Value]:
    points = None if line.share_points is None else 100 * line.share_points
    return (
        label,
        line.size,
        line.market_growth,
        line.own,
        line.share,
        line.share_before,
        points,
        line.profit,
        line.investment,
        line.return_on_investment,
    )


def _expenses(telling: Telling, title: str, heading: str, lines: Sequence[ExpenseLine]) -> Table:
    say = telling.say
    columns = (
        Column(heading, "text", 22),
        Column(say("Actual"), "money", 15),
        Column(say("Budget"), "money", 15),
        Column(say("Left of budget"), "money", 15),
        Column(say("Used"), "percent", 10),
        Column(say("Last year"), "money", 15),
        Column(say("YoY"), "percent", 9),
        Column(say("Expense ratio"), "percent", 10),
    )
    *parts, total = lines
    rows = [_expense_row(line, line.label or say("(not stated)")) for line in parts]
    marks: list[Mark] = ["bad" if line.left is not None and line.left < 0 else "plain" for line in parts]
    return Table(title, columns, [*rows, _expense_row(total, say("Total"))], [*marks, "total"])


def _expense_row(line: ExpenseLine, label: str) -> Sequence[Value]:
    return (label, line.actual, line.budget, line.left, line.used, line.before, line.growth, line.ratio)
