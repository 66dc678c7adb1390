"""Pages of what the market shows in short, and of what the field reports."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlsales.jobs.market_report import FeedbackCount, MarketReport
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_TYPES: Final = "market:feedback types"
_REGIONS: Final = "market:feedback regions"


def overview_page(result: MarketReport, say: Say) -> Page:
    """Return one line a measure, and what the field reports as a chart."""
    columns = (
        Column(say("What"), "text", 34),
        Column(say("Number"), "whole", 14),
        Column(say("All"), "whole", 14),
        Column(say("Part"), "percent", 14),
    )
    rows: list[tuple[Value, ...]] = [
        (say(what), count, whole, Fraction(count, whole) if whole else None)
        for what, count, whole in _measures(result)
    ]
    table = Table("", columns, rows, key="market:measures")
    charts = (_by_type(say),)
    return Page(say("Overview"), say("Market report"), days_of(result), (table,), charts=charts)


def feedback_page(result: MarketReport, say: Say) -> Page:
    """Return the register by type and region, and each entry (IF1)."""
    types = _counts(say("Feedback by type"), "Type", result.feedback.by_type, _TYPES, say)
    regions = _counts(say("Feedback by region"), "Region", result.feedback.by_region, _REGIONS, say)
    columns = (
        Column(say("Type"), "text", 22),
        Column(say("Day"), "day", 14),
        Column(say("Region"), "text", 14),
        Column(say("Person"), "text", 14),
        Column(say("Days"), "whole", 14),
        Column(say("Answered on"), "day", 14),
        Column(say("Subject"), "long", 50),
    )
    lines = result.feedback.lines
    rows = [
        (say(line.kind), line.day, line.region, line.person, line.days, line.answered, line.subject)
        for line in lines
    ]
    marks: list[Mark] = ["warn" if line.answered is None else "plain" for line in lines]
    register = Table(say("Register"), columns, rows, marks, key="market:register")
    charts = (_by_type(say),)
    tables = (types, regions, register)
    name = say("Feedback")
    return Page(name, name, days_of(result), tables, empty_note(register, say=say), charts=charts)


def days_of(result: MarketReport) -> str:
    """Return the period as people read it."""
    return f"{result.frame.period.start} – {result.frame.period.end}"


def _by_type(say: Say) -> Chart:
    return Chart(
        "stacked",
        say("Feedback by type"),
        _TYPES,
        say("Type"),
        (say("Answered"), say("Waiting")),
        x_title=say("Type"),
        y_title=say("Entries"),
    )


def _counts(title: str, first: str, counts: tuple[FeedbackCount, ...], key: str, say: Say) -> Table:
    columns = (
        Column(say(first), "text", 22),
        Column(say("Entries"), "whole", 14, summed=True),
        Column(say("Answered"), "whole", 14, summed=True),
        Column(say("Waiting"), "whole", 14, summed=True),
        Column(say("Mean days"), "number", 14),
    )
    rows = [
        (say(one.kind) or "–", one.entries, one.answered, one.entries - one.answered, one.mean_days)
        for one in counts
    ]
    return Table(title, columns, rows, total=say("Total"), key=key)


def _measures(result: MarketReport) -> list[tuple[str, int, int | None]]:
    """Return what is counted: how many, and of how many."""
    entries = len(result.feedback.lines)
    answered = sum(line.answered is not None for line in result.feedback.lines)
    lists = result.competitors
    now = sum(one.changes.after for one in lists)
    known = [one for one in lists if one.before is not None]
    goods = len(result.shelves)
    displays = result.watch.displays if result.watch else ()
    return [
        ("entries of feedback", entries, None),
        ("feedback answered", answered, entries),
        ("competitors now", now, None),
        ("competitors added", sum(len(one.changes.added) for one in known), now),
        ("competitors removed", sum(len(one.changes.removed) for one in known), None),
        ("promotions in the period", len(result.promotions), None),
        ("large moves of prices", len(result.price_moves), None),
        ("slow movers", sum(line.age.state == "slow mover" for line in result.shelves), goods),
        ("goods with low stock", sum(line.state == "low" for line in result.shelves), goods),
        ("displays as agreed", sum(not line.failed for line in displays), len(displays)),
    ]
