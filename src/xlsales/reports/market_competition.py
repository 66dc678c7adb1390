"""Pages of competitors: who came and went, when promotions ran, how prices stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from xlsales.jobs.competition import CompetitorList, Promotion
from xlsales.jobs.market_report import MarketReport
from xlsales.jobs.report_frame import ReportPeriod
from xlsales.kernel.dates import add_months, month_end, month_start
from xlsales.reports.market_feedback import days_of
from xlsales.reports.model import Chart, Column, ColumnKind, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_LISTS: Final = "market:lists"
_FORMS: Final = "market:forms"
_PRICES: Final = "market:prices"
#: A calendar has a column a week up to so many, else a column a month.
_MOST_WEEKS: Final = 14
#: Stands in a calendar where a promotion runs.
_RUNS: Final = "■"


def competitors_page(result: MarketReport, say: Say) -> Page:
    """Return how many competitors there were and are, and who came and went (IF2)."""
    lists = Table(
        say("Number of competitors"),
        (
            Column(say("Category"), "text", 22),
            Column(say("List before"), "day", 14),
            Column(say("Before"), "whole", 14),
            Column(say("List now"), "day", 14),
            Column(say("Now"), "whole", 14),
            Column(say("Added"), "whole", 14),
            Column(say("Removed"), "whole", 14),
        ),
        [_list_row(one) for one in result.competitors],
        key=_LISTS,
    )
    rows: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for one in result.competitors:
        if one.before is None:
            continue
        for change, names in (("added", one.changes.added), ("removed", one.changes.removed)):
            rows += [(name, one.category, say(change)) for name in names]
            marks += ["warn" if change == "added" else "good" for _ in names]
    changes = Table(
        say("Changes of the list"),
        (
            Column(say("Name"), "text", 22),
            Column(say("Category"), "text", 14),
            Column(say("Change"), "text", 14),
        ),
        rows,
        marks,
        key="market:changes",
    )
    chart = Chart(
        "column",
        say("Number of competitors"),
        _LISTS,
        say("Category"),
        (say("Before"), say("Now")),
        x_title=say("Category"),
        y_title=say("Competitors"),
    )
    name = say("Competitors")
    tables = (changes, lists) if rows else (lists,)
    return Page(name, name, days_of(result), tables, empty_note(lists, say=say), charts=(chart,))


def promotions_page(result: MarketReport, say: Say) -> Page:
    """Return when promotions of competitors ran, as a calendar, and by form (IF3)."""
    spans = calendar_spans(result.frame.period)
    columns = (
        Column(say("Competitor"), "text", 16),
        Column(say("Product"), "text", 14),
        Column(say("Form"), "text", 14),
        Column(say("Discount"), "percent", 10),
        Column(say("Start"), "day", 12),
        Column(say("End"), "day", 12),
        Column(say("Days in the period"), "whole", 10),
        *(Column(label, "text", 7) for label, _, _ in spans),
    )
    rows = [_calendar_row(one, spans, result.frame.period) for one in result.promotions]
    marks: list[Mark] = ["warn" if _runs_on(one, result) else "plain" for one in result.promotions]
    calendar = Table(say("Calendar of promotions"), columns, rows, marks, key="market:promotions")
    counts: dict[str, list[int]] = {}
    for one in result.promotions:
        counts.setdefault(one.form, []).append(one.days_in(result.frame.period))
    forms = Table(
        say("Promotions by form"),
        (
            Column(say("Form"), "text", 16),
            Column(say("Promotions"), "whole", 14, summed=True),
            Column(say("Days in the period"), "whole", 14, summed=True),
        ),
        [
            (form or "–", len(days), sum(days))
            for form, days in sorted(counts.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        ],
        total=say("Total"),
        key=_FORMS,
    )
    chart = Chart(
        "column",
        say("Promotions by form"),
        _FORMS,
        say("Form"),
        (say("Promotions"),),
        x_title=say("Form"),
        y_title=say("Promotions"),
    )
    name = say("Promotions")
    notes = empty_note(calendar, say=say)
    return Page(name, name, days_of(result), (calendar, forms), notes, charts=(chart,))


def prices_page(result: MarketReport, say: Say) -> Page:
    """Return how each competitor's price stands against before and against ours (IF5)."""
    stands = Table(
        say("Prices of competitors"),
        (
            Column(say("Name"), "text", 24),
            Column(say("Price before"), "number", 14),
            Column(say("Price now"), "number", 14),
            Column(say("Change of price"), "percent", 12),
            Column(say("Seen on"), "day", 14),
            Column(say("Our price"), "number", 14),
            Column(say("Ours against theirs"), "percent", 14),
        ),
        [
            (f"{one.competitor} {one.product}", one.before, one.latest, one.change, one.day, one.own, one.gap)
            for one in result.prices
        ],
        key=_PRICES,
    )
    chart = Chart(
        "column",
        say("Change of price"),
        _PRICES,
        say("Name"),
        (say("Change of price"),),
        x_title=say("Competitor"),
        y_title=say("Change of price"),
        most=10,
    )
    name = say("Prices")
    return Page(name, name, days_of(result), (stands,), empty_note(stands, say=say), charts=(chart,))


def price_moves_page(result: MarketReport, say: Say) -> Page:
    """Return large moves of prices in the period and what they may mean (IF5), the newest first."""
    columns = (
        Column(say("Competitor"), "text", 18),
        Column(say("Product"), "text", 18),
        Column(say("Day"), "day", 14),
        Column(say("Direction"), "text", 12),
        Column(say("Change of price"), "percent", 12),
        Column(say("What it may mean"), "long", 64),
    )
    rows = [
        (
            line.competitor,
            line.product,
            line.move.day,
            say(line.move.direction),
            line.move.change,
            say(line.move.reading),
        )
        for line in result.price_moves
    ]
    marks: list[Mark] = ["bad" if line.move.direction == "down" else "warn" for line in result.price_moves]
    table = Table("", columns, rows, marks, key="market:moves")
    name = say("Large moves")
    return Page(name, name, days_of(result), (table,), empty_note(table, say=say))


def price_data_page(result: MarketReport, say: Say) -> Page:
    """Return how each price stands as flat data for pivot tables."""
    titles: tuple[tuple[str, ColumnKind, float], ...] = (
        ("Competitor", "text", 18),
        ("Product", "text", 18),
        ("Price before", "number", 14),
        ("Price now", "number", 14),
        ("Change of price", "percent", 12),
        ("Seen on", "day", 12),
        ("Our price", "number", 14),
        ("Ours against theirs", "percent", 14),
    )
    columns = tuple(Column(say(title), kind, width) for title, kind, width in titles)
    rows = [
        (one.competitor, one.product, one.before, one.latest, one.change, one.day, one.own, one.gap)
        for one in result.prices
    ]
    name = say("Price data")
    return Page(name, name, "", (Table("", columns, rows, name="PriceData"),), is_flat=True)


def calendar_spans(period: ReportPeriod) -> list[tuple[str, date, date]]:
    """Return the columns of a calendar: label, first and last day of each week, or of each month.

    Examples:
        >>> spans = calendar_spans(ReportPeriod(date(2026, 3, 1), date(2026, 3, 10)))
        >>> [(label, first.day, last.day) for label, first, last in spans]
        [('03-01', 1, 1), ('03-02', 2, 8), ('03-09', 9, 10)]
    """
    weeks = []
    first = period.start
    while first <= period.end:
        last = min(first + timedelta(6 - first.weekday()), period.end)
        weeks.append((f"{first:%m-%d}", first, last))
        first = last + timedelta(1)
    if len(weeks) <= _MOST_WEEKS:
        return weeks
    months = []
    first = period.start
    while first <= period.end:
        months.append((f"{first:%Y-%m}", first, min(month_end(first), period.end)))
        first = add_months(month_start(first), 1)
    return months


def _list_row(one: CompetitorList) -> tuple[Value, ...]:
    known = one.before is not None
    changes = one.changes
    return (
        one.category or "–",
        one.before,
        changes.before if known else None,
        one.day,
        changes.after,
        len(changes.added) if known else None,
        len(changes.removed) if known else None,
    )


def _calendar_row(
    one: Promotion, spans: list[tuple[str, date, date]], period: ReportPeriod
) -> tuple[Value, ...]:
    runs = (_RUNS if one.days_in(ReportPeriod(first, last)) else "" for _, first, last in spans)
    known = (one.competitor, one.product, one.form, one.discount, one.start, one.end)
    return (*known, one.days_in(period), *runs)


def _runs_on(one: Promotion, result: MarketReport) -> bool:
    return one.end is None or one.end > result.frame.period.end
