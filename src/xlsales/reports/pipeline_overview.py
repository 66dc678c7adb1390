"""The first page of the pipeline report: what moved, how fast, and the three charts that matter."""

from __future__ import annotations

from fractions import Fraction

from xlsales.jobs.pipeline_report import PipelineReport
from xlsales.kernel.numbers import ZERO
from xlsales.reports.model import Chart, Column, Page, Table, Value
from xlsales.reports.pipeline_deals import AGES, STAGES
from xlsales.reports.words import Say


def overview_page(result: PipelineReport, say: Say) -> Page:
    """Return the movement of deals, their speed, and charts of funnel and age."""
    period = result.frame.period
    charts = (
        Chart(
            "bar",
            say("Deals that reached each stage"),
            STAGES,
            say("Stage"),
            (say("Reached"),),
            y_title=say("Deals"),
        ),
        Chart(
            "column",
            say("Open deals by age"),
            AGES,
            say("Age in days"),
            (say("Deals"),),
            x_title=say("Age in days"),
            y_title=say("Deals"),
        ),
    )
    table = _measures(result, say)
    day = f"{period.start} – {period.end}"
    return Page(say("Overview"), say("Pipeline report"), day, (table,), charts=charts)


def _measures(result: PipelineReport, say: Say) -> Table:
    """Return one line a measure: how many, how much, which part, how many days."""
    moves, lines = result.moves, result.open_deals
    amount = sum((line.deal.amount or ZERO for line in lines), ZERO)
    weighted = sum((line.weighted for line in lines), ZERO)
    cycle = result.pipeline.cycle if result.pipeline else None
    queue = result.pipeline.queue if result.pipeline else ()
    quotes, orders = result.quotes.total, result.orders
    late_leads = sum(bool(line.queued.late_days) for line in queue)
    late_orders = sum(bool(line.progress.late_days) for line in orders)
    measured = cycle.deals if cycle else 0
    rows: list[tuple[Value, ...]] = [
        (say("opened in the period"), *moves.opened, None, None),
        (say("won in the period"), *moves.won, moves.win_rate, None),
        (say("lost in the period"), *moves.lost, None, None),
        (say("open at the end"), len(lines), amount, None, None),
        (say("weighted at the end"), len(lines), weighted, _part(weighted, amount), None),
        (say("sales cycle, mean"), measured, None, None, cycle.mean_days if cycle else None),
        (say("sales cycle, median"), measured, None, None, cycle.median_days if cycle else None),
        (say("quotes answered in time"), quotes.in_time, None, quotes.rate, None),
        (say("leads answered late"), late_leads, None, _part(late_leads, len(queue)), None),
        (say("orders late"), late_orders, None, _part(late_orders, len(orders)), None),
    ]
    columns = (
        Column(say("What"), "text", 30),
        Column(say("Number"), "whole", 14),
        Column(say("Amount"), "money", 18),
        Column(say("Part"), "percent", 14),
        Column(say("Days"), "number", 14),
    )
    return Table("", columns, rows, key="pipeline:measures")


def _part(count: Fraction | int, whole: Fraction | int) -> Fraction | None:
    return Fraction(count) / whole if whole else None
