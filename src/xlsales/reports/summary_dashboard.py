"""The first page of the summary: key figures beside last year, four charts, and the story in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from xlsales.jobs.summary_sums import growth_of
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Chart, Column, Page, Table, Value
from xlsales.reports.summary_headlines import headlines
from xlsales.reports.summary_lines import Telling

CATALOGUE: Final = (Serves("summary", "Dashboard", ("RP1", "RP11", "RP12")),)


def dashboard_page(telling: Telling) -> Page:
    """Return key figures, charts bound to the pages that follow, and headlines."""
    say = telling.say
    tables = (_money(telling), _rates(telling), _counts(telling))
    lead = tuple(f"• {sentence}" for sentence in headlines(telling))
    charts = tuple(_charts(telling))
    return Page(say("Dashboard"), say("Sales summary"), telling.subtitle, tables, charts=charts, lead=lead)


def _money(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Key figure"), "text", 24),
        Column(telling.now, "money", 16),
        Column(say("Last year"), "money", 16),
        Column(say("YoY"), "percent", 10),
        *(() if telling.is_year else _against_columns(telling)),
        Column(say("Basis"), "text", 20),
    )
    rows = [
        (name, now, last, None if now is None or last is None else growth_of(now, last), *against, basis)
        for name, now, last, against, basis in _money_rows(telling)
    ]
    return Table("", columns, rows, key="money")


def _against_columns(telling: Telling) -> tuple[Column, ...]:
    say = telling.say
    return (
        Column(telling.before, "money", 16),
        Column(telling.change, "percent", 10),
        Column(say("Year to date"), "money", 16),
        Column(say("Last year to date"), "money", 16),
        Column(say("YTD growth"), "percent", 10),
    )


def _money_rows(
    telling: Telling,
) -> Iterator[tuple[str, Fraction | None, Fraction | None, tuple[Value, ...], str]]:
    """Go through the figures: name, now, last year, the other comparisons, basis."""
    say, figures = telling.say, telling.summary.figures
    sales = figures.sales
    none: tuple[Value, ...] = () if telling.is_year else (None,) * 5
    yield say("Gross sales"), sales.gross, sales.gross_before, none, telling.basis
    yield say("Returns"), sales.returned, sales.returned_before, none, telling.basis
    against: tuple[Value, ...] = (
        sales.before,
        sales.change,
        sales.to_date,
        sales.to_date_before,
        sales.to_date_growth,
    )
    yield say("Net sales"), sales.now, sales.year_before, () if telling.is_year else against, telling.basis
    if figures.taxed_sales is not None:
        yield say("Net sales with tax"), figures.taxed_sales, None, none, say("tax included")
    cash = figures.cash
    if cash is not None:
        against = (
            cash.before,
            growth_of(cash.now, cash.before),
            cash.to_date,
            cash.to_date_before,
            growth_of(cash.to_date, cash.to_date_before),
        )
        shown = () if telling.is_year else against
        yield say("Cash collected"), cash.now, cash.year_before, shown, say("tax included")
    if figures.target_whole is not None:
        yield say("Target"), figures.target_whole, None, none, telling.basis
    if figures.target is not None and telling.summary.spans.is_cut:
        yield say("Due so far"), figures.target, None, none, telling.basis
    if sales.margin is not None:
        yield say("Gross margin"), sales.margin, None, none, telling.basis
    if figures.sales_per_head is not None:
        yield say("Sales per head"), figures.sales_per_head, None, none, telling.basis
    if figures.expenses is not None:
        yield say("Expenses"), figures.expenses.actual, figures.expenses.before, none, ""


def _rates(telling: Telling) -> Table:
    say, figures = telling.say, telling.summary.figures
    market, expenses = figures.market, figures.expenses
    found: list[tuple[str, Fraction | None, Fraction | None]] = [
        ("Attainment", figures.attainment, None),
        ("Elapsed", figures.elapsed if figures.target_whole is not None else None, None),
        ("Return rate", figures.sales.return_rate, figures.sales.return_rate_before),
        ("Margin rate", figures.margin_rate, None),
        ("Collection rate", figures.collection_rate, None),
    ]
    if market is not None:
        found += [
            ("Market share", market.share, market.share_before),
            ("Return on investment", market.return_on_investment, None),
        ]
    if expenses is not None:
        sales = figures.sales.year_before
        ratio_before = expenses.before / sales if sales > 0 and expenses.before else None
        found += [
            ("Expense ratio", expenses.ratio, ratio_before),
            ("Budget used", expenses.used, None),
        ]
    rating = figures.satisfaction
    if rating is not None and rating.index is not None:
        before = None if rating.index_before is None else rating.index_before / 100
        found.append(("Satisfaction index", rating.index / 100, before))
    if figures.sales.now > 0 and telling.summary.products:
        found.append(("New products' share", figures.new_sales / figures.sales.now, None))
    columns = (
        Column(say("Key figure"), "text", 24),
        Column(telling.now, "percent", 16),
        Column(say("Last year"), "percent", 16),
        Column(f"{say('Change')} ({say('points')})", "number", 10),
    )
    rows = [
        (say(name), now, last, None if now is None or last is None else 100 * (now - last))
        for name, now, last in found
        if now is not None
    ]
    return Table(_TITLES["rates"][telling.language == "zh"], columns, rows)


_TITLES: Final = {"rates": ("Rates", "比率"), "counts": ("Numbers", "数量")}


def _counts(telling: Telling) -> Table:
    say, figures = telling.say, telling.summary.figures
    rows: list[Sequence[Value]] = [(say("Orders"), figures.sales.orders, None)]
    if figures.buyers is not None:
        rows.append((say("Buying customers"), figures.buyers, figures.buyers_before))
    if figures.heads is not None:
        rows.append((say("Heads (average)"), figures.heads, None))
    rows.append((say("New products"), len(telling.summary.products), None))
    columns = (
        Column(say("Key figure"), "text", 24),
        Column(telling.now, "whole", 16),
        Column(say("Last year"), "whole", 16),
    )
    return Table(_TITLES["counts"][telling.language == "zh"], columns, rows)


def _charts(telling: Telling) -> Iterator[Chart]:
    say, summary = telling.say, telling.summary
    yield Chart(
        "combined",
        f"{say('Net sales')} {say('by month')}",
        "months",
        say("Month"),
        (say("Net sales"), say("Last year")),
        lines=(say("YoY"),),
        y_title=say("Net sales"),
        right_title=say("YoY"),
        most=max(1, len(summary.months)),
    )
    for name, kind in (("region", "column"), ("category", "column"), ("channel", "pie")):
        breakdown = summary.breakdowns.get(name)
        if breakdown is None or not breakdown.lines:
            continue
        values = (telling.now,) if kind == "pie" else (telling.now, say("Last year"))
        if kind == "pie" and any(line.now < 0 for line in breakdown.lines):
            continue
        yield Chart(
            "pie" if kind == "pie" else "column",
            f"{say('Net sales')}: {telling.label(name)}",
            name,
            telling.label(name),
            values,
            y_title=say("Net sales"),
            most=len(breakdown.lines),
        )
