"""Pages of quotes, how fast they go out, and of orders between contract and payment."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.pipeline_report import PipelineReport
from xlsales.kernel.numbers import ZERO
from xlsales.pipeline.order_tracking import STEPS
from xlsales.pipeline.quotes import AnswerRate
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_PEOPLE: Final = "pipeline:quotes by person"
_MONTHS: Final = "pipeline:quotes by month"
_STEPS: Final = "pipeline:orders by step"


def quotes_page(result: PipelineReport, say: Say) -> Page:
    """Return the part of quotes that went out in time: by person, by month, and the late ones (PR5)."""
    quotes = result.quotes
    people = _rates(say("Quotes answered in time, by person"), "Person", _PEOPLE, quotes.by_person, say)
    months = Table(
        say("Quotes answered in time, by month"),
        (Column(say("Month"), "month", 22), *people.columns[1:]),
        [(month, *_rate(rate)) for month, rate in quotes.by_month],
        total=say("Total"),
        key=_MONTHS,
    )
    late = Table(
        say("Late quotes"),
        (
            Column(say("Quote"), "text", 22),
            Column(say("Customer"), "text", 18),
            Column(say("Person"), "text", 14),
            Column(say("Items"), "whole", 12),
            Column(say("Asked"), "day", 14),
            Column(say("Answered"), "day", 14),
            Column(say("Days"), "whole", 10),
            Column(say("Amount"), "money", 14),
        ),
        [
            (
                one.name,
                one.customer,
                one.person,
                one.items,
                one.asked,
                one.answered,
                one.days(result.frame.period.end),
                one.amount,
            )
            for one in quotes.late
        ],
        ["bad" if one.answered is None else "plain" for one in quotes.late],
        key="pipeline:late quotes",
    )
    charts = tuple(
        Chart(
            "combined",
            say("Quotes and the part in time"),
            table,
            say(category),
            (say("Quotes"),),
            (say("Rate"),),
            x_title=say(category),
            y_title=say("Quotes"),
            right_title=say("Rate"),
        )
        for table, category in ((_PEOPLE, "Person"), (_MONTHS, "Month"))
    )
    period = result.frame.period
    subtitle = f"{period.start} – {period.end} · {say('In time')}: ≤ {quotes.answer_days} {say('Days')}"
    tables = (people, months, late)
    return Page(say("Quotes"), say("Quotes"), subtitle, tables, empty_note(people, say=say), charts=charts)


def orders_page(result: PipelineReport, say: Say) -> Page:
    """Return where orders stand between contract and payment (LD10)."""
    steps = Table(
        say("Orders by step"),
        (
            Column(say("Next step"), "text", 20),
            Column(say("Orders"), "whole", 18, summed=True),
            Column(say("Late"), "whole", 14, summed=True),
            Column(say("Amount"), "money", 16, summed=True),
        ),
        _by_step(result, say),
        total=say("Total"),
        key=_STEPS,
    )
    orders = Table(
        say("Orders"),
        (
            Column(say("Order"), "text", 20),
            Column(say("Customer"), "text", 18),
            Column(say("Person"), "text", 14),
            Column(say("Amount"), "money", 16),
            Column(say("Next step"), "text", 14),
            Column(say("Due"), "day", 14),
            Column(say("Days late"), "whole", 12),
            Column(say("Skipped"), "text", 20),
        ),
        [
            (
                line.order,
                line.customer,
                line.person,
                line.amount,
                say(line.progress.step or "done"),
                line.progress.due,
                line.progress.late_days,
                ", ".join(map(say, line.progress.skipped)),
            )
            for line in result.orders
        ],
        [_order_mark(line.progress.late_days, line.progress.skipped) for line in result.orders],
        key="pipeline:orders",
    )
    chart = Chart(
        "column",
        say("Orders by step"),
        _STEPS,
        say("Next step"),
        (say("Orders"), say("Late")),
        x_title=say("Next step"),
        y_title=say("Orders"),
    )
    day = f"{result.frame.period.end}"
    return Page(
        say("Orders"), say("Orders"), day, (steps, orders), empty_note(orders, say=say), charts=(chart,)
    )


def _rates(
    title: str, category: str, key: str, entries: tuple[tuple[str, AnswerRate], ...], say: Say
) -> Table:
    columns = (
        Column(say(category), "text", 22),
        Column(say("Quotes"), "whole", 18, summed=True),
        Column(say("In time"), "whole", 14, summed=True),
        Column(say("Late"), "whole", 12, summed=True),
        Column(say("Waiting"), "whole", 14, summed=True),
        Column(say("Rate"), "percent", 14),
    )
    return Table(
        title, columns, [(name, *_rate(rate)) for name, rate in entries], total=say("Total"), key=key
    )


def _rate(rate: AnswerRate) -> tuple[Value, ...]:
    whole = rate.in_time + rate.late + rate.waiting
    return whole, rate.in_time, rate.late, rate.waiting, rate.rate


def _by_step(result: PipelineReport, say: Say) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for step in (*STEPS, None):
        own = [line for line in result.orders if line.progress.step == step]
        if own:
            late = sum(bool(line.progress.late_days) for line in own)
            rows.append(
                (say(step or "done"), len(own), late, sum((line.amount or ZERO for line in own), ZERO))
            )
    return rows


def _order_mark(late_days: int | None, skipped: tuple[str, ...]) -> Mark:
    if late_days:
        return "bad"
    return "warn" if skipped else "plain"
