"""Pages of shops and markets: shelf age and stock days, margins, distribution and displays, decisions."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.market_report import MarketReport, ShelfLine
from xlsales.jobs.market_watch import MarketLine, PeerLine
from xlsales.reports.market_feedback import days_of
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_AGES: Final = "market:ages"
_PEERS: Final = "market:peers"
_COVERAGE: Final = "market:distribution"
_AGE_STATES: Final = ("normal", "slowing", "slow mover")
_STOCK_STATES: Final = ("low", "normal", "high", "no sales", "unknown")


def shelves_page(result: MarketReport, say: Say) -> Page:
    """Return goods by age and stock, and each of them, the oldest first (IF4)."""
    ages = Table(
        say("Goods by age"),
        (
            Column(say("Age"), "text", 18),
            *(Column(f"{say('Stock')}: {say(state)}", "whole", 14, summed=True) for state in _STOCK_STATES),
            Column(say("Goods"), "whole", 14, summed=True),
        ),
        [_age_row(state, result.shelves, say) for state in _AGE_STATES] if result.shelves else [],
        total=say("Total"),
        key=_AGES,
    )
    columns = (
        Column(say("Product"), "text", 18),
        Column(say("Outlet"), "text", 14),
        Column(say("Made"), "day", 14),
        Column(say("Seen"), "day", 14),
        Column(say("Age in days"), "whole", 14),
        Column(say("Age"), "text", 14),
        Column(say("Stock"), "whole", 14),
        Column(say("Sold a day"), "number", 12),
        Column(say("Stock days"), "number", 12),
        Column(say("Stock state"), "text", 12),
    )
    rows = [_shelf_row(line, say) for line in result.shelves]
    marks: list[Mark] = [_shelf_mark(line) for line in result.shelves]
    goods = Table(say("Goods"), columns, rows, marks, key="market:shelves")
    chart = Chart(
        "column",
        say("Goods by age"),
        _AGES,
        say("Age"),
        (say("Goods"),),
        x_title=say("Age"),
        y_title=say("Goods"),
    )
    name = say("Shelf and stock")
    return Page(name, name, days_of(result), (ages, goods), empty_note(goods, say=say), charts=(chart,))


def margins_page(result: MarketReport, say: Say) -> Page:
    """Return our margin of each product beside the median of peers (PR4)."""
    columns = (
        Column(say("Product"), "text", 22),
        Column(say("Our margin"), "percent", 14),
        Column(say("Peers"), "whole", 12),
        Column(say("Median of peers"), "percent", 16),
        Column(say("Gap"), "percent", 14),
    )
    peers = result.watch.peers if result.watch else ()
    rows = [_peer_row(one) for one in peers]
    marks: list[Mark] = ["bad" if one.gap is not None and one.gap < 0 else "plain" for one in peers]
    table = Table("", columns, rows, marks, key=_PEERS)
    chart = Chart(
        "column",
        say("Margin and median of peers"),
        _PEERS,
        say("Product"),
        (say("Our margin"), say("Median of peers")),
        x_title=say("Product"),
        y_title=say("Our margin"),
    )
    name = say("Margins")
    return Page(name, name, days_of(result), (table,), empty_note(table, say=say), charts=(chart,))


def distribution_page(result: MarketReport, say: Say) -> Page:
    """Return how many shops carry each product, and which displays are not as agreed."""
    coverage = Table(
        say("Distribution coverage"),
        (
            Column(say("Product"), "text", 22),
            Column(say("Numeric"), "percent", 14),
            Column(say("Weighted"), "percent", 14),
        ),
        [
            (product or "–", found.numeric, found.weighted)
            for product, found in (result.watch.distribution if result.watch else ())
        ],
        key=_COVERAGE,
    )
    displays = result.watch.displays if result.watch else ()
    checks = Table(
        say("Display checks"),
        (
            Column(say("Outlet"), "text", 22),
            Column(say("Checked on"), "day", 14),
            Column(say("Points passed"), "percent", 14),
            Column(say("Points failed"), "long", 50),
        ),
        [
            (line.display.outlet, line.display.day, line.share, ", ".join(map(say, line.failed)))
            for line in displays
        ],
        ["bad" if line.failed else "good" for line in displays],
        key="market:displays",
    )
    chart = Chart(
        "column",
        say("Distribution coverage"),
        _COVERAGE,
        say("Product"),
        (say("Numeric"), say("Weighted")),
        x_title=say("Product"),
        y_title=say("Distribution coverage"),
    )
    name = say("Distribution")
    tables = (coverage, checks)
    return Page(name, name, days_of(result), tables, empty_note(*tables, say=say), charts=(chart,))


def decisions_page(result: MarketReport, say: Say) -> Page:
    """Return how to cover each market (IF6), and whether people or advertisements push (IF7)."""
    columns = (
        Column(say("Market"), "text", 16),
        Column(say("Likeness"), "number", 12),
        Column(say("Resources"), "number", 12),
        Column(say("Strategy"), "text", 16),
        Column(say("Push"), "text", 16),
        Column(say("For people"), "long", 34),
        Column(say("For advertisements"), "long", 34),
        Column(say("Not understood"), "long", 20),
    )
    rows = [_market_row(line, say) for line in (result.watch.markets if result.watch else ())]
    table = Table(say("How to cover each market"), columns, rows, key="market:decisions")
    ratings = Table(
        say("Ratings"),
        (
            Column(say("Market"), "text", 16),
            Column(say("Rating"), "number", 12),
            Column(say("Weight"), "number", 12),
            Column(say("Factor"), "text", 16),
        ),
        [(one.market or "–", one.rating, one.weight, say(one.factor)) for one in result.ratings],
        key="market:ratings",
    )
    rule = (
        "Undifferentiated from a likeness of 3; else differentiated with resources of 3, concentrated below."
    )
    name = say("Decisions")
    notes = empty_note(table, say=say) or (say(rule),)
    return Page(name, name, days_of(result), (table, ratings), notes)


def _age_row(state: str, lines: tuple[ShelfLine, ...], say: Say) -> tuple[Value, ...]:
    own = [line for line in lines if line.age.state == state]
    return (say(state), *(sum(line.state == stock for line in own) for stock in _STOCK_STATES), len(own))


def _shelf_row(line: ShelfLine, say: Say) -> tuple[Value, ...]:
    return (
        line.product,
        line.outlet,
        line.made,
        line.seen,
        line.age.age_days,
        say(line.age.state),
        line.stock,
        line.daily_sales,
        line.stock_days,
        say(line.state),
    )


def _shelf_mark(line: ShelfLine) -> Mark:
    if line.age.state == "slow mover":
        return "bad"
    return "warn" if line.age.state == "slowing" or line.state in ("low", "high", "no sales") else "plain"


def _peer_row(one: PeerLine) -> tuple[Value, ...]:
    median = one.own - one.gap if one.own is not None and one.gap is not None else None
    return one.product, one.own, one.peers, median, one.gap


def _market_row(line: MarketLine, say: Say) -> tuple[Value, ...]:
    coverage, push = line.coverage, line.push
    return (
        line.market or "–",
        coverage.likeness if coverage else None,
        coverage.resources if coverage else None,
        say(coverage.strategy) if coverage else "",
        say(push.push) if push else "",
        ", ".join(map(say, push.personal)) if push else "",
        ", ".join(map(say, push.advertising)) if push else "",
        ", ".join(push.unread) if push else "",
    )
