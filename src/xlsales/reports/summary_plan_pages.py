"""What the summary hands on: conclusions, growth of the next plan, bonuses, and the base as a flat table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsales.jobs.summary_next_plan import BonusBase, Proposal
from xlsales.reports.catalogue import Serves
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.summary_lines import Telling, with_total
from xlsales.tables import summary_specs as specs

CATALOGUE: Final = (
    Serves("summary", "Conclusions and plan", ("RP9",)),
    Serves("summary", "Plan base", ("RP9",)),
)


def plan_pages(telling: Telling) -> list[Page]:
    """Return conclusions with what they feed, and the base of the next plan."""
    say, summary = telling.say, telling.summary
    tables = []
    if summary.rows(specs.CONCLUSIONS):
        tables.append(_conclusions(telling))
    tables.append(_proposals(telling, summary.handed_on.proposals))
    if summary.handed_on.bonuses:
        tables.append(_bonuses(telling, summary.handed_on.bonuses))
    note = {
        "en": f"The sheet {say('Plan base')} is the table of history for the next plan: "
        "copy it into the plan's workbook.",
        "zh": f"“{say('Plan base')}”页即下年计划的历史表，可直接复制到计划工作簿使用。",
    }[telling.language]
    title = say("Conclusions and plan")
    return [Page(title, title, telling.subtitle, tuple(tables), (note,)), _base(telling)]


def _conclusions(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Conclusion"), "long", 44),
        Column(say("Evidence"), "long", 34),
        Column(say("Feeds"), "text", 10),
        Column(say("About"), "text", 16),
        Column(say("Owner"), "text", 14),
        Column(say("Deadline"), "day"),
    )
    rows: list[Sequence[Value]] = [
        (
            row.text("conclusion"),
            row.text("evidence"),
            say(row.text("feeds")) if row.text("feeds") else "",
            row.text("member"),
            row.text("owner"),
            row.day("deadline"),
        )
        for row in telling.summary.rows(specs.CONCLUSIONS)
    ]
    marks: list[Mark] = ["plain" if row[4] and row[5] else "warn" for row in rows]
    return Table(say("Conclusions"), columns, rows, marks)


def _proposals(telling: Telling, proposals: Sequence[Proposal]) -> Table:
    say = telling.say
    columns = (
        Column(say("About"), "text", 22),
        Column(say("Level"), "text", 14),
        Column(say("Base"), "money", 15),
        Column(say("Growth"), "percent", 9),
        Column(say("Proposed"), "money", 15),
        Column(say("Conclusion"), "text", 34),
    )
    rows = [
        (
            one.member or say("Everything"),
            telling.label(one.dimension) if one.dimension else "",
            one.base,
            one.growth,
            one.proposed,
            one.conclusion or say("usual growth"),
        )
        for one in proposals
    ]
    marks = with_total(len(rows) - 1)
    return Table(say("Next plan"), columns, rows, marks)


def _bonuses(telling: Telling, bonuses: Sequence[BonusBase]) -> Table:
    say = telling.say
    columns = (
        Column(say("About"), "text", 22),
        Column(say("Level"), "text", 14),
        Column(say("Net sales"), "money", 15),
        Column(say("YoY"), "percent", 9),
        Column(say("Factor"), "index", 12),
        Column(say("Conclusion"), "text", 34),
    )
    rows = [
        (
            one.member or say("Everything"),
            telling.label(one.dimension) if one.dimension else "",
            one.sales,
            one.growth,
            one.factor,
            one.conclusion,
        )
        for one in bonuses
    ]
    return Table(say("What bonuses stand on"), columns, rows)


def _base(telling: Telling) -> Page:
    """Return the base with the headings that the plan's table of history is known by."""
    base, zh = telling.summary.handed_on.base, telling.language == "zh"
    columns = (
        Column("月份" if zh else "month", "month", 12),
        *(Column(telling.label(name) if zh else name, "text", 18) for name in base.dimensions),
        Column("金额" if zh else "amount", "number", 16),
    )
    rows: list[Sequence[Value]] = [(row.month, *row.labels, row.amount) for row in base.rows]
    name = "历史" if zh else "History"
    return Page(telling.say("Plan base"), "", tables=(Table("", columns, rows, name=name),), is_flat=True)
