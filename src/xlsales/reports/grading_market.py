"""The page of the market: shelves, prices, peers, channels, products, shops, how to cover it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsales.jobs.grading import Grading
from xlsales.jobs.market_watch import ChannelLine, MarketLine, MarketWatch
from xlsales.kernel.numbers import to_float
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say

#: Lines that are listed of each kind.
MOST_LINES: int = 100


def market_page(result: Grading, say: Say) -> Page:
    """Return what the market shows; parts without rows are left out."""
    found = result.market
    assert found is not None
    parts = (
        _channels(result, found.channels, say),
        _prices(found, say),
        _shelves(found, say),
        _peers(found, say),
        _products(found, say),
        _distribution(found, say),
        _displays(found, say),
        _markets(found.markets, say),
        _fees(found, say),
    )
    tables = tuple(table for table in parts if table.rows)
    return Page(say("Market"), say("Market watch"), f"{found.day}", tables)


def _channels(result: Grading, lines: Sequence[ChannelLine], say: Say) -> Table:
    columns = (
        Column(say("Channel"), "text", 24),
        Column(say("Alert"), "long", 24),
        Column(say("Sold on, last period"), "number", 13),
        Column(say("Periods before, mean"), "number", 13),
        Column(say("Stock"), "number", 13),
        Column(say("Overdue"), "money", 14),
    )
    rows: list[tuple[Value, ...]] = [
        (
            result.name_of(line.customer),
            ", ".join(map(say, line.alerts)),
            line.sold[-1],
            sum(line.sold[:-1]) / (len(line.sold) - 1) if len(line.sold) > 1 else None,
            line.stock,
            line.overdue,
        )
        for line in lines
    ]
    marks: list[Mark] = ["bad" if line.alerts else "plain" for line in lines]
    return Table(say("Channels"), columns, rows, marks)


def _prices(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Competitor"), "text", 20),
        Column(say("Product"), "text", 20),
        Column(say("Day"), "day"),
        Column(say("Change"), "percent", 10),
        Column(say("What to look into"), "long", 26),
    )
    lines = found.prices[:MOST_LINES]
    rows: list[tuple[Value, ...]] = [
        (line.competitor, line.product, line.move.day, line.move.change, say(line.move.reading))
        for line in lines
    ]
    marks: list[Mark] = ["warn" if line.move.direction == "down" else "plain" for line in lines]
    return Table(say("Moves of prices"), columns, rows, marks)


def _shelves(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Product"), "text", 24),
        Column(say("Shop"), "text", 20),
        Column(say("Made on"), "day"),
        Column(say("Age of goods, days"), "whole", 12),
        Column(say("State"), "text", 14),
    )
    lines = found.shelves[:MOST_LINES]
    rows: list[tuple[Value, ...]] = [
        (line.check.product, line.check.outlet, line.check.made, line.age.age_days, say(line.age.state))
        for line in lines
    ]
    marks: dict[str, Mark] = {"slow mover": "bad", "slowing": "warn", "normal": "plain"}
    return Table(say("Age of goods"), columns, rows, [marks[line.age.state] for line in lines])


def _peers(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Product"), "text", 24),
        Column(say("Our margin"), "percent", 12),
        Column(say("Peers"), "whole", 10),
        Column(say("Gap to their median"), "percent", 14),
    )
    rows: list[tuple[Value, ...]] = [(line.product, line.own, line.peers, line.gap) for line in found.peers]
    marks: list[Mark] = ["warn" if line.gap is not None and line.gap < 0 else "plain" for line in found.peers]
    return Table(say("Margins of peers"), columns, rows, marks)


def _products(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Product"), "text", 24),
        Column(say("Last period"), "number", 14),
        Column(say("Periods"), "whole", 10),
        Column(say("Stage of life"), "text", 14),
    )
    rows: list[tuple[Value, ...]] = [
        (line.product, line.amounts[-1], len(line.amounts), say(line.stage) if line.stage else None)
        for line in found.products
    ]
    return Table(say("Products"), columns, rows)


def _distribution(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Product"), "text", 24),
        Column(say("Numeric distribution"), "percent", 14),
        Column(say("Weighted distribution"), "percent", 14),
    )
    rows: list[tuple[Value, ...]] = [
        (product or say("all"), share.numeric, share.weighted) for product, share in found.distribution
    ]
    return Table(say("Distribution"), columns, rows)


def _displays(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Shop"), "text", 24),
        Column(say("What failed"), "long", 24),
        Column(say("As agreed"), "percent", 12),
        Column(say("Day"), "day"),
    )
    lines = found.displays[:MOST_LINES]
    rows: list[tuple[Value, ...]] = [
        (line.display.outlet, ", ".join(line.failed), line.share, line.display.day) for line in lines
    ]
    marks: list[Mark] = ["plain" if line.share == 1 else "warn" for line in lines]
    return Table(say("Displays"), columns, rows, marks)


def _markets(lines: Sequence[MarketLine], say: Say) -> Table:
    columns = (
        Column(say("Which market"), "text", 24),
        Column(say("How to cover it"), "text", 18),
        Column(say("Alike, 1 to 5"), "number", 12),
        Column(say("Who pushes"), "long", 13),
        Column(say("For people"), "long", 26),
        Column(say("For advertisements"), "long", 26),
    )
    rows: list[tuple[Value, ...]] = []
    for line in lines:
        coverage, push = line.coverage, line.push
        rows.append(
            (
                line.market or say("all"),
                say(coverage.strategy) if coverage else None,
                to_float(coverage.likeness) if coverage else None,
                say(push.push) if push else None,
                ", ".join(map(say, push.personal)) if push else "",
                ", ".join(map(say, push.advertising)) if push else "",
            )
        )
    return Table(say("Markets"), columns, rows)


def _fees(found: MarketWatch, say: Say) -> Table:
    columns = (
        Column(say("Shop"), "text", 24),
        Column(say("Entry fee"), "money", 14),
        Column(say("Margin a month"), "money", 14),
        Column(say("Months to pay back"), "number", 12),
        Column(say("Reasonable"), "text", 12),
    )
    rows: list[tuple[Value, ...]] = [
        (
            line.fee.outlet,
            line.fee.fee,
            line.fee.monthly_margin,
            line.months,
            say("yes" if line.in_time else "no"),
        )
        for line in found.fees
    ]
    marks: list[Mark] = ["plain" if line.in_time else "bad" for line in found.fees]
    return Table(say("Entry fees"), columns, rows, marks)
