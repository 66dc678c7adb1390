"""Pages of leads: the queue and who gets which, what sources bring, names that customers gave."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.grading_pipeline import QueueLine
from xlsales.jobs.pipeline_report import PipelineReport
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_SOURCES: Final = "pipeline:sources"
_STEPS: Final = "pipeline:referral steps"


def leads_page(result: PipelineReport, say: Say) -> Page:
    """Return sources with their conversion (LD7), and the queue with who gets which (LD4, LD6)."""
    found = result.pipeline
    sources = Table(
        say("Conversion by source"),
        (
            Column(say("Source"), "text", 24),
            Column(say("Leads"), "whole", 10, summed=True),
            Column(say("Qualified"), "whole", 16, summed=True),
            Column(say("Won"), "whole", 14, summed=True),
            Column(say("Lost"), "whole", 10, summed=True),
            Column(say("Conversion"), "percent", 12),
            Column(say("Win rate"), "percent", 24),
            Column(say("Amount won"), "money", 14, summed=True),
        ),
        [
            (
                one.source,
                one.leads,
                one.qualified,
                one.won,
                one.lost,
                one.conversion_rate,
                one.win_rate,
                one.amount,
            )
            for one in (found.sources if found else ())
        ],
        total=say("Total"),
        key=_SOURCES,
    )
    queue = _queue(found.queue if found else (), say)
    chart = Chart(
        "combined",
        say("Conversion by source"),
        _SOURCES,
        say("Source"),
        (say("Leads"),),
        (say("Conversion"),),
        x_title=say("Source"),
        y_title=say("Leads"),
        right_title=say("Conversion"),
    )
    tables = (sources, queue)
    day = f"{result.frame.period.end}"
    return Page(say("Leads"), say("Leads"), day, tables, empty_note(*tables, say=say), charts=(chart,))


def referrals_page(result: PipelineReport, say: Say) -> Page:
    """Return what became of the names that customers gave in the period."""
    rows = result.pipeline.referrals if result.pipeline else ()
    people = Table(
        say("Referrals"),
        (
            Column(say("Referred by"), "text", 24),
            Column(say("Given"), "whole", 12, summed=True),
            Column(say("Contacted"), "whole", 12, summed=True),
            Column(say("Visited"), "whole", 12, summed=True),
            Column(say("Won"), "whole", 12, summed=True),
            Column(say("Conversion"), "percent", 12),
            Column(say("Amount won"), "money", 16, summed=True),
        ),
        [
            (one.referrer, one.given, one.contacted, one.visited, one.won, one.conversion_rate, one.amount)
            for one in rows
        ],
        total=say("Total"),
        key="pipeline:referrals",
    )
    steps = {
        "Given": sum(one.given for one in rows),
        "Contacted": sum(one.contacted for one in rows),
        "Visited": sum(one.visited for one in rows),
        "Won": sum(one.won for one in rows),
    }
    funnel = Table(
        say("Referral funnel"),
        (
            Column(say("Step"), "text", 24),
            Column(say("Number"), "whole", 12),
            Column(say("Share"), "percent", 12),
        ),
        [(say(step), count, count / steps["Given"]) for step, count in steps.items()] if rows else [],
        key=_STEPS,
    )
    chart = Chart("bar", say("Referral funnel"), _STEPS, say("Step"), (say("Number"),), y_title=say("Number"))
    period = result.frame.period
    day = f"{period.start} – {period.end}"
    tables = (people, funnel)
    return Page(say("Referrals"), say("Referrals"), day, tables, empty_note(people, say=say), charts=(chart,))


def _queue(lines: tuple[QueueLine, ...], say: Say) -> Table:
    columns = (
        Column(say("Lead"), "text", 24),
        Column(say("Place"), "whole", 10),
        Column(say("Source"), "text", 16),
        Column(say("Region"), "text", 14),
        Column(say("Score"), "number", 10),
        Column(say("Qualified"), "text", 12),
        Column(say("Unknown"), "text", 24),
        Column(say("Created"), "day", 14),
        Column(say("Days late"), "whole", 10),
        Column(say("Goes to"), "text", 26),
    )
    marks: list[Mark] = ["bad" if line.queued.late_days else "plain" for line in lines]
    return Table(
        say("Lead queue"), columns, [_queue_row(line, say) for line in lines], marks, key="pipeline:queue"
    )


def _queue_row(line: QueueLine, say: Say) -> tuple[Value, ...]:
    qualified = {True: "yes", False: "no", None: "undecided"}[line.queued.lead.qualified]
    unknown = ", ".join(map(say, line.qualification.unknown)) if line.qualification else ""
    goes_to = line.row.owner
    if not goes_to and line.allocation is not None:
        goes_to = line.allocation.owner or f"({say(line.allocation.reason)})"
    return (
        line.row.name,
        line.queued.place,
        line.row.source,
        line.row.region,
        line.queued.lead.score,
        say(qualified),
        unknown,
        line.row.created,
        line.queued.late_days,
        goes_to,
    )
