"""Pages of deals: the funnel, their age, each open one, what they will bring, all of them as flat data."""

from __future__ import annotations

from datetime import date
from typing import Final

from xlsales.jobs.grading_pipeline import DealLine
from xlsales.jobs.pipeline_report import AGE_BOUNDS, AgeBand, PipelineReport
from xlsales.kernel.numbers import to_float
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

#: Keys by which charts find these tables.
STAGES: Final = "pipeline:stages"
AGES: Final = "pipeline:ages"
_EXPECTED: Final = "pipeline:expected"
_OUTLOOK: Final = "pipeline:outlook"
#: Months of the past that stand beside the forecast.
_PAST_MONTHS: Final = 12


def funnel_page(result: PipelineReport, say: Say) -> Page:
    """Return each stage: how many deals came so far, what stands there and what it is worth (LD5)."""
    found = result.pipeline
    passes = {entry.stage: entry for entry in found.passes} if found else {}
    first = found.passes[0].reached if found and found.passes else 0
    rows = [
        (
            stage.name,
            passes[stage.name].reached,
            passes[stage.name].from_previous,
            passes[stage.name].reached / first if first else None,
            count,
            amount,
            stage.probability,
            weighted,
        )
        for stage, count, amount, weighted in (found.stages if found else ())
    ]
    columns = (
        Column(say("Stage"), "text", 22),
        Column(say("Reached"), "whole", 12),
        Column(say("From stage before"), "percent", 14),
        Column(say("From the first"), "percent", 14),
        Column(say("Open deals"), "whole", 12, summed=True),
        Column(say("Amount"), "money", 16, summed=True),
        Column(say("Probability"), "percent", 12),
        Column(say("Weighted"), "money", 16, summed=True),
    )
    table = Table(say("Funnel"), columns, rows, total=say("Total"), key=STAGES)
    chart = Chart(
        "column",
        say("Open amount and what it is worth"),
        STAGES,
        say("Stage"),
        (say("Amount"), say("Weighted")),
        x_title=say("Stage"),
        y_title=say("Amount"),
    )
    return Page(
        say("Funnel"), say("Funnel"), _day(result), (table,), empty_note(table, say=say), charts=(chart,)
    )


def ageing_page(result: PipelineReport, say: Say) -> Page:
    """Return open deals by age (LD5)."""
    columns = (
        Column(say("Age in days"), "text", 22),
        Column(say("Deals"), "whole", 14, summed=True),
        Column(say("Amount"), "money", 18, summed=True),
        Column(say("Weighted"), "money", 18, summed=True),
        Column(say("Stale"), "whole", 14, summed=True),
    )
    rows = [(_band(band, say), band.deals, band.amount, band.weighted, band.stale) for band in result.ages]
    table = Table(say("Open deals by age"), columns, rows, total=say("Total"), key=AGES)
    chart = Chart(
        "combined",
        say("Open deals by age"),
        AGES,
        say("Age in days"),
        (say("Amount"),),
        (say("Deals"),),
        x_title=say("Age in days"),
        y_title=say("Amount"),
        right_title=say("Deals"),
    )
    return Page(say("Ageing"), say("Ageing"), _day(result), (table,), charts=(chart,))


def open_deals_page(result: PipelineReport, say: Say) -> Page:
    """Return each open deal with the stage that its facts support (LD9, LD11)."""
    columns = (
        Column(say("Deal"), "text", 20),
        Column(say("Owner"), "text", 12),
        Column(say("Amount"), "money", 12, summed=True),
        Column(say("Claimed stage"), "text", 12),
        Column(say("Real stage"), "text", 12),
        Column(say("Probability"), "percent", 10),
        Column(say("Weighted"), "money", 12, summed=True),
        Column(say("Age in days"), "whole", 9),
        Column(say("Days in stage"), "whole", 9),
        Column(say("Expected"), "day", 12),
        Column(say("Missing"), "long", 22),
        Column(say("Remarks"), "long", 32),
    )
    lines = result.open_deals
    rows = [_open_row(line, result, say) for line in lines]
    marks: list[Mark] = [_mark(line, result) for line in lines]
    table = Table("", columns, rows, marks, total=say("Total"), key="pipeline:open")
    return Page(say("Open deals"), say("Open deals"), _day(result), (table,), empty_note(table, say=say))


def forecast_page(result: PipelineReport, say: Say) -> Page:
    """Return what open deals will bring, by the month in which they are to close (FC1)."""
    columns = (
        Column(say("Month"), "text", 22),
        Column(say("Deals"), "whole", 14, summed=True),
        Column(say("Amount"), "money", 18, summed=True),
        Column(say("Weighted"), "money", 18, summed=True),
    )
    months = result.expected.months
    rows = [
        (_month(one.month, say, overdue=one.overdue), one.deals, one.amount, one.weighted) for one in months
    ]
    marks: list[Mark] = ["bad" if one.overdue else "plain" for one in months]
    title = say("Open deals by month of closing")
    table = Table(title, columns, rows, marks, total=say("Total"), key=_EXPECTED)
    chart = Chart(
        "column",
        say("What open deals bring"),
        _EXPECTED,
        say("Month"),
        (say("Amount"), say("Weighted")),
        x_title=say("Month"),
        y_title=say("Amount"),
    )
    name = say("Forecast")
    return Page(name, name, _day(result), (table,), empty_note(table, say=say), charts=(chart,))


def outlook_page(result: PipelineReport, say: Say) -> Page:
    """Return what the past says of the coming months, and open deals beside it (FC1)."""
    table = _outlook(result, say)
    chart = Chart(
        "line",
        say("Sales and forecast"),
        _OUTLOOK,
        say("Month"),
        (say("Sold"), say("Forecast of the past"), say("Low"), say("High")),
        x_title=say("Month"),
        y_title=say("Amount"),
    )
    name = say("Outlook")
    notes = empty_note(table, say=say) or (say("The range holds four months of five."),)
    return Page(name, name, _day(result), (table,), notes, charts=(chart,))


def deal_data_page(result: PipelineReport, say: Say) -> Page:
    """Return every deal as flat data for pivot tables."""
    titles = (
        ("Deal", "text", 22),
        ("Owner", "text", 14),
        ("Source", "text", 14),
        ("Created", "day", 12),
        ("Closed", "day", 12),
        ("Outcome", "text", 10),
        ("Claimed stage", "text", 14),
        ("Real stage", "text", 14),
        ("Amount", "money", 14),
        ("Probability", "percent", 11),
        ("Weighted", "money", 14),
        ("Age in days", "whole", 10),
        ("Days in stage", "whole", 10),
        ("Stale", "text", 8),
        ("Missing", "text", 30),
    )
    lines = sorted(result.pipeline.deals, key=lambda line: line.deal.name) if result.pipeline else ()
    columns = tuple(Column(say(title), kind, width) for title, kind, width in titles)  # type: ignore[arg-type]
    table = Table("", columns, [_data_row(line, say) for line in lines], name="DealData")
    return Page(say("Deal data"), say("Deal data"), "", (table,), is_flat=True)


def _day(result: PipelineReport) -> str:
    return f"{result.frame.period.end}"


def _band(band: AgeBand, say: Say) -> str:
    if band.last_days is None:
        return f"{say('over')} {AGE_BOUNDS[-1]}"
    before = [bound for bound in AGE_BOUNDS if bound < band.last_days]
    return f"{before[-1] + 1 if before else 0}–{band.last_days}"


def _month(month: date | None, say: Say, *, overdue: bool) -> str:
    if month is None:
        return say("no day")
    return f"{month:%Y-%m}" + (f" ({say('overdue')})" if overdue else "")


def _expected(line: DealLine, result: PipelineReport) -> date | None:
    return result.expected.days.get(line.deal.name)


def _open_row(line: DealLine, result: PipelineReport, say: Say) -> tuple[Value, ...]:
    return (
        line.deal.name,
        line.deal.owner,
        line.deal.amount,
        line.deal.stage,
        line.verdict.stage.name,
        line.verdict.stage.probability,
        line.weighted,
        line.age.age_days if line.age else None,
        line.age.stage_days if line.age else None,
        _expected(line, result),
        ", ".join(line.verdict.missing),
        "; ".join(map(say, _remarks(line, result))),
    )


def _remarks(line: DealLine, result: PipelineReport) -> list[str]:
    found = []
    if line.verdict.proforma:
        found.append("proforma is no order")
    elif line.verdict.stage.name.casefold() != line.deal.stage.casefold():
        found.append("earlier stage than claimed")
    if line.age is not None and line.age.stale:
        found.append("stale")
    expected = _expected(line, result)
    if expected is not None and expected <= result.frame.period.end:
        found.append("expected day has passed")
    return found


def _mark(line: DealLine, result: PipelineReport) -> Mark:
    remarks = _remarks(line, result)
    if {"proforma is no order", "earlier stage than claimed"} & set(remarks):
        return "bad"
    return "warn" if remarks else "plain"


def _data_row(line: DealLine, say: Say) -> tuple[Value, ...]:
    return (
        line.deal.name,
        line.deal.owner,
        line.deal.source,
        line.deal.created,
        line.deal.closed,
        say(line.deal.outcome),
        line.deal.stage,
        line.verdict.stage.name,
        line.deal.amount,
        line.verdict.stage.probability,
        line.weighted if line.deal.outcome == "open" else None,
        line.age.age_days if line.age else None,
        line.age.stage_days if line.age else None,
        say("yes" if line.age.stale else "no") if line.age else "",
        ", ".join(line.verdict.missing),
    )


def _outlook(result: PipelineReport, say: Say) -> Table:
    """Return past months and coming ones."""
    columns = (
        Column(say("Month"), "month", 22),
        Column(say("Sold"), "money", 14),
        Column(say("Forecast of the past"), "money", 18),
        Column(say("Low"), "money", 18),
        Column(say("High"), "money", 14),
        Column(say("By deals"), "money", 14),
    )
    if result.outlook is None:
        return Table(say("Past and coming months"), columns, [], key=_OUTLOOK)
    deals = {one.month: one.weighted for one in result.expected.months if not one.overdue}
    past: list[tuple[Value, ...]] = [
        (month, to_float(sold), None, None, None, None) for month, sold in result.outlook.past[-_PAST_MONTHS:]
    ]
    coming: list[tuple[Value, ...]] = [
        (month, None, point.value, point.low, point.high, deals.get(month))
        for month, point in result.outlook.coming
    ]
    marks: list[Mark] = ["good" if row[1] is None else "plain" for row in (*past, *coming)]
    return Table(say("Past and coming months"), columns, [*past, *coming], marks, key=_OUTLOOK)
