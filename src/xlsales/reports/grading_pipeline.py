"""Pages of leads and deals."""

from __future__ import annotations

from xlsales.jobs.grading import Grading
from xlsales.jobs.grading_pipeline import DealLine, QueueLine
from xlsales.kernel.numbers import to_float
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say


def leads_page(result: Grading, say: Say) -> Page:
    """Return the queue of leads, who gets which, and what leads become by source."""
    found = result.pipeline
    assert found is not None
    marks: list[Mark] = ["bad" if line.queued.late_days else "plain" for line in found.queue]
    queue = Table(
        say("Lead queue"),
        (
            Column(say("Lead"), "text", 22),
            Column(say("Place"), "whole", 8),
            Column(say("Source"), "text", 14),
            Column(say("Region"), "text", 14),
            Column(say("Score"), "number", 10),
            Column(say("Qualified"), "text", 10),
            Column(say("Unknown"), "text", 20),
            Column(say("Created"), "day"),
            Column(say("Days late"), "whole", 10),
            Column(say("Goes to"), "text", 20),
        ),
        [_queue_row(line, say) for line in found.queue],
        marks,
    )
    sources = Table(
        say("Conversion by source"),
        (
            Column(say("Source"), "text", 22),
            Column(say("Leads"), "whole"),
            Column(say("Qualified"), "whole"),
            Column(say("Won"), "whole"),
            Column(say("Conversion"), "percent"),
            Column(say("Win rate"), "percent"),
            Column(say("Amount won"), "money"),
        ),
        [
            (one.source, one.leads, one.qualified, one.won, one.conversion_rate, one.win_rate, one.amount)
            for one in found.sources
        ],
    )
    tables = [queue, sources]
    if found.referrals:
        tables.append(_referrals(result, say))
    return Page(say("Leads"), say("Leads"), f"{result.last.end}", tuple(tables))


def pipeline_page(result: Grading, say: Say) -> Page:
    """Return the weighted pipeline, what each stage lets through, and every open deal."""
    found = result.pipeline
    assert found is not None
    passes = {entry.stage: entry for entry in found.passes}
    stages = Table(
        say("Weighted pipeline"),
        (
            Column(say("Stage"), "text", 22),
            Column(say("Deals"), "whole", summed=True),
            Column(say("Amount"), "money", summed=True),
            Column(say("Probability"), "percent"),
            Column(say("Weighted"), "money", summed=True),
            Column(say("Reached"), "whole"),
            Column(say("From stage before"), "percent"),
        ),
        [
            (
                stage.name,
                count,
                amount,
                stage.probability,
                weighted,
                passes[stage.name].reached,
                passes[stage.name].from_previous,
            )
            for stage, count, amount, weighted in found.stages
        ],
        total=say("Total"),
    )
    open_deals = [line for line in found.deals if line.deal.outcome == "open"]
    open_deals.sort(key=lambda line: (-line.weighted, line.deal.name))
    deals = Table(
        say("Deals"),
        (
            Column(say("Deal"), "text", 22),
            Column(say("Owner"), "text", 14),
            Column(say("Amount"), "money"),
            Column(say("Claimed stage"), "text", 14),
            Column(say("Real stage"), "text", 14),
            Column(say("Weighted"), "money"),
            Column(say("Days in stage"), "whole"),
            Column(say("Missing"), "text", 26),
            Column(say("Why"), "text", 26),
        ),
        [_deal_row(line, say) for line in open_deals],
        [_deal_mark(line) for line in open_deals],
    )
    cycle = found.cycle
    subtitle = ""
    if cycle is not None:
        subtitle = (
            f"{say('Sales cycle')}: {say('Mean days')} {to_float(cycle.mean_days):.1f}, "
            f"{say('Median days')} {to_float(cycle.median_days):g} ({say('Deals won')} {cycle.deals})"
        )
    return Page(say("Pipeline"), say("Pipeline"), subtitle, (stages, deals))


def _queue_row(line: QueueLine, say: Say) -> tuple[Value, ...]:
    qualified = {True: "yes", False: "no", None: "open"}[line.queued.lead.qualified]
    unknown = ", ".join(map(say, line.qualification.unknown)) if line.qualification else ""
    goes_to: str | None = line.row.owner or None
    if line.allocation is not None:
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


def _referrals(result: Grading, say: Say) -> Table:
    assert result.pipeline is not None
    columns = (
        Column(say("Referred by"), "text", 22),
        Column(say("Given"), "whole"),
        Column(say("Contacted"), "whole"),
        Column(say("Visited"), "whole"),
        Column(say("Won"), "whole"),
        Column(say("Conversion"), "percent"),
        Column(say("Amount won"), "money"),
    )
    rows: list[tuple[Value, ...]] = [
        (one.referrer, one.given, one.contacted, one.visited, one.won, one.conversion_rate, one.amount)
        for one in result.pipeline.referrals
    ]
    return Table(say("Referrals"), columns, rows)


def _deal_row(line: DealLine, say: Say) -> tuple[Value, ...]:
    why = []
    if line.verdict.proforma:
        why.append(say("proforma is no order"))
    if line.age is not None and line.age.stale:
        why.append(say("stale"))
    return (
        line.deal.name,
        line.deal.owner,
        line.deal.amount,
        line.deal.stage,
        line.verdict.stage.name,
        line.weighted,
        line.age.stage_days if line.age else None,
        ", ".join(line.verdict.missing),
        ", ".join(why),
    )


def _deal_mark(line: DealLine) -> Mark:
    if line.verdict.proforma or line.verdict.stage.name != line.deal.stage:
        return "bad"
    return "warn" if line.age is not None and line.age.stale else "plain"
