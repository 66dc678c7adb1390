"""Pages of sales: months and cash, then by region, dealer, product, customer, channel, and returns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.jobs.summary_breakdown import Breakdown
from xlsales.jobs.summary_months import MonthLine
from xlsales.jobs.summary_sums import Line, growth_of
from xlsales.kernel.numbers import ZERO
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Chart, Column, Page, Table, Value
from xlsales.reports.summary_lines import Telling, lines_chart, lines_table, with_total

#: A chart of more bars than this cannot be read.
_MOST_BARS: Final = 12
#: Labels by which returns are listed.
_RETURNED_BY: Final = ("reason", "category", "product", "region", "customer")
CATALOGUE: Final = (
    Serves("summary", "Sales and cash", ("RP1", "CR2")),
    Serves("summary", "Regions", ("RP2",)),
    Serves("summary", "Dealers", ("RP3",)),
    Serves("summary", "Products and listings", ("RP4",)),
    Serves("summary", "Customers", ("RP4",)),
    Serves("summary", "Returns and reasons", ("RP4", "CR5")),
    Serves("summary", "Channels", ("OR6",)),
)


def sales_pages(telling: Telling) -> list[Page]:
    """Return the pages for which the ledger has labels; months always."""
    pages = [months_page(telling)]
    for name, dimensions in (
        ("Regions", ("region", "province", "country", "city")),
        ("Dealers", ("dealer",)),
        ("Products and listings", ("category", "product")),
        ("Customers", ("segment", "customer")),
        ("Channels", ("channel",)),
    ):
        page = _lines_page(telling, name, dimensions)
        if page is not None:
            pages.append(page)
    if any(name in telling.summary.breakdowns for name in _RETURNED_BY):
        pages.append(returns_page(telling))
    return pages


def months_page(telling: Telling) -> Page:
    """Return the months with cash beside sales, and January with February."""
    say, summary = telling.say, telling.summary
    tables = [_months_table(telling, summary.months)]
    if summary.spring is not None:
        rows = [(say("Together"), summary.spring.sales, summary.spring.year_before, summary.spring.growth)]
        columns = (
            Column(say("Month"), "text", 12),
            Column(telling.say("This year"), "money", 15),
            Column(say("Last year"), "money", 15),
            Column(say("YoY"), "percent", 9),
        )
        tables.append(Table(say("January and February"), columns, rows))
    charts = [
        Chart(
            "combined",
            f"{say('Net sales')} {say('by month')}",
            "months",
            say("Month"),
            (say("Net sales"), say("Last year")),
            lines=(say("YoY"),),
            y_title=say("Net sales"),
            right_title=say("YoY"),
            most=len(summary.months),
        )
    ]
    if summary.figures.cash is not None:
        charts.append(
            Chart(
                "column",
                f"{say('Net sales')} / {say('Cash collected')}",
                "months",
                say("Month"),
                (say("Net sales"), say("Cash collected")),
                y_title=say("Net sales"),
                most=len(summary.months),
            )
        )
    note = {
        "en": f"Sales are {telling.basis}, after returns; cash collected includes tax.",
        "zh": f"销售额为{telling.basis}并已减退货；回款额含税。",
    }[telling.language]
    title = say("Sales and cash")
    return Page(title, title, telling.subtitle, tuple(tables), (note,), charts=tuple(charts))


def returns_page(telling: Telling) -> Page:
    """Return what came back: by reason, then by other labels, the greatest returns first."""
    say = telling.say
    names = [name for name in _RETURNED_BY if name in telling.summary.breakdowns]
    tables = [_returns_table(telling, telling.summary.breakdowns[name]) for name in names]
    charts = [
        Chart(
            "bar",
            table_title,
            table.known_as,
            table.title,
            (say("Returns"), say("Last year")),
            y_title=say("Returns"),
            most=most,
        )
        for name, table in zip(names[:2], tables[:2], strict=True)
        if (most := _bars(telling, name))
        for table_title in (f"{say('Returns')}: {table.title}",)
    ]
    title = say("Returns and reasons")
    return Page(title, title, telling.subtitle, tuple(tables), charts=tuple(charts))


def _bars(telling: Telling, name: str) -> int:
    """Return how many lines of a table of returns are drawn: those with a label of their own."""
    lines = telling.summary.breakdowns[name].lines
    return min(_MOST_BARS, sum(1 for line in lines if line.returned))


def _returns_table(telling: Telling, breakdown: Breakdown) -> Table:
    say, name = telling.say, telling.label(breakdown.dimension)
    columns = (
        Column(name, "text", 22),
        Column(say("Returns"), "money", 15),
        Column(say("Share"), "percent", 9),
        Column(say("Return rate"), "percent", 10),
        Column(say("Last year"), "money", 15),
        Column(f"{say('Return rate')} {say('Last year')}", "percent", 12),
    )
    lines = sorted((line for line in breakdown.lines if line.returned), key=lambda line: -line.returned)
    rows = [_returns_row(line, line.label or say("(not stated)"), breakdown) for line in lines]
    if breakdown.rest is not None and breakdown.rest.returned:
        rows.append(_returns_row(breakdown.rest, f"{say('Others')} ({breakdown.rest_labels})", breakdown))
    marks = with_total(len(rows))
    rows.append(_returns_row(breakdown.total, say("Total"), breakdown))
    return Table(name, columns, rows, marks, key=f"returns {breakdown.dimension}")


def _returns_row(line: Line, label: str, breakdown: Breakdown) -> Sequence[Value]:
    total = breakdown.total.returned
    share = line.returned / total if total else None
    return (label, line.returned, share, line.return_rate, line.returned_before, line.return_rate_before)


def _new_products(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Product"), "text", 22),
        Column(say("Since"), "day"),
        Column(say("How known"), "text", 14),
        Column(say("Dealers listing it"), "whole", 12),
        Column(say("Samples"), "whole", 10),
        Column(say("Net sales"), "money", 15),
        Column(say("Share"), "percent", 9),
    )
    rows = [
        (
            one.product,
            one.since,
            say("stated" if one.is_stated else "first sold"),
            one.dealers,
            one.samples,
            one.sales,
            one.share,
        )
        for one in telling.summary.products
    ]
    return Table(say("New products"), columns, rows or [(say("nothing"), *[None] * (len(columns) - 1))])


def _lines_page(telling: Telling, name: str, dimensions: Sequence[str]) -> Page | None:
    found = [
        telling.summary.breakdowns[dimension]
        for dimension in dimensions
        if dimension in telling.summary.breakdowns
    ]
    if not found:
        return None
    tables = [lines_table(telling, breakdown) for breakdown in found]
    charts = [lines_chart(telling, breakdown) for breakdown in found[:2] if breakdown.lines]
    if name == "Products and listings":
        tables.append(_new_products(telling))
    title = telling.say(name)
    return Page(title, title, telling.subtitle, tuple(tables), charts=tuple(charts))


def _months_table(telling: Telling, months: Sequence[MonthLine]) -> Table:
    say, cash = telling.say, telling.summary.figures.cash
    columns = [
        Column(say("Month"), "month", 12),
        Column(say("Net sales"), "money", 15),
        Column(say("Last year"), "money", 15),
        Column(say("YoY"), "percent", 9),
        Column(say("Last month"), "money", 15),
        Column(say("MoM"), "percent", 9),
        Column(say("Year to date"), "money", 16),
        Column(say("Last year to date"), "money", 16),
        Column(say("YTD growth"), "percent", 9),
    ]
    if cash is not None:
        columns += [
            Column(say("Cash collected"), "money", 15),
            Column(f"{say('Cash collected')} {say('Last year')}", "money", 15),
            Column(f"{say('Cash collected')} {say('YoY')}", "percent", 10),
        ]
    rows = [_month_row(line, with_cash=cash is not None) for line in months]
    rows.append(_months_total(telling, months))
    marks = with_total(len(months))
    return Table("", tuple(columns), rows, marks, key="months")


def _months_total(telling: Telling, months: Sequence[MonthLine]) -> Sequence[Value]:
    sales = sum((line.sales for line in months), ZERO)
    last = sum((line.year_before for line in months), ZERO)
    growth = growth_of(sales, last)
    total: tuple[Value, ...] = (telling.say("Total"), sales, last, growth, None, None, sales, last, growth)
    if telling.summary.figures.cash is None:
        return total
    cash = sum((line.collected or ZERO for line in months), ZERO)
    cash_last = sum((line.collected_before or ZERO for line in months), ZERO)
    return (*total, cash, cash_last, growth_of(cash, cash_last))


def _month_row(line: MonthLine, *, with_cash: bool) -> Sequence[Value]:
    cash: tuple[Value, ...] = (
        (line.collected, line.collected_before, line.collected_growth) if with_cash else ()
    )
    return (
        line.month,
        line.sales,
        line.year_before,
        line.growth,
        line.before,
        line.change,
        line.to_date,
        line.to_date_before,
        line.to_date_growth,
        *cash,
    )
