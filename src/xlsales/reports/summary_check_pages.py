"""Pages about the summary itself: what is missing, which rows have problems, how columns were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from xlsales.jobs.summary_sections import Section
from xlsales.reports.catalogue import Serves
from xlsales.reports.forms import named
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.summary_lines import Telling
from xlsales.tables.summary_specs import LEDGER

CATALOGUE: Final = (
    Serves("summary", "Completeness", ("RP10",)),
    Serves("summary", "Rows with problems", ("RP10",)),
)
#: Rows listed one by one; further ones are counted.
_MOST: Final = 2_000


def completeness_page(telling: Telling) -> Page:
    """Return every part of a whole summary: what feeds it, who answers for it, what is missing."""
    say = telling.say
    columns = (
        Column(say("Section"), "text", 26),
        Column(say("State"), "text", 14),
        Column(say("What is missing"), "long", 44),
        Column(say("Rows"), "whole", 10),
        Column(say("Owner"), "text", 14),
        Column(say("Deadline"), "day"),
        Column(say("Done"), "day"),
    )
    sections = telling.summary.sections
    rows: list[Sequence[Value]] = [
        (
            say(one.name),
            say(one.state),
            _lacking(telling, one),
            one.fed.rows,
            one.owner,
            one.deadline,
            one.done,
        )
        for one in sections
    ]
    marks: list[Mark] = [
        "good" if one.is_whole else "warn" if one.state == "complete" else "bad" for one in sections
    ]
    whole = sum(one.is_whole for one in sections)
    note = {
        "en": f"{whole} of {len(sections)} parts have data and an owner.",
        "zh": f"共 {len(sections)} 部分，其中 {whole} 部分数据与负责人齐全。",
    }[telling.language]
    title = say("Completeness")
    return Page(title, title, telling.subtitle, (Table("", columns, rows, marks),), (note,))


def problems_page(telling: Telling) -> Page:
    """Return what became of every row, and each row or cell that cannot be used with its reason."""
    say = telling.say
    notes = [*telling.summary.tables.ledger.notes, *telling.summary.tables.intake.notes]
    columns = (
        Column(say("Table"), "text", 18),
        Column(say("Row"), "text", 26),
        Column(say("Column"), "text", 14),
        Column(say("Reason"), "text", 18),
        Column(say("Got"), "text", 20),
        Column(say("Counted"), "text", 10),
    )
    rows = [
        (
            say(note.table),
            note.where,
            note.column,
            say(note.reason),
            note.got,
            say("yes" if note.counted else "no"),
        )
        for note in notes[:_MOST]
    ]
    marks: list[Mark] = ["warn" if note.counted else "bad" for note in notes[:_MOST]]
    tables = [_counts(telling), _left_out(telling), _unlabelled(telling)]
    if rows:
        tables.append(Table(say("Cells and rows with problems"), columns, rows, marks))
    more = len(notes) - len(rows)
    remarks = (f"+ {more:,}",) if more > 0 else ()
    title = say("Rows with problems")
    return Page(title, title, telling.subtitle, tuple(table for table in tables if table.rows), remarks)


def reading_page(telling: Telling) -> Page:
    """Return how the columns of the ledger were understood, and every remark."""
    say, summary = telling.say, telling.summary
    columns = (
        Column(say("Table"), "text", 20),
        Column(say("Column"), "text", 24),
        Column(say("Read as"), "text", 24),
        Column(say("Where"), "text", 26),
    )
    meanings = {field.name: named(field, telling.language) for field in LEDGER.fields}
    rows = [
        (one.table, one.column, meanings.get(one.meaning, one.meaning), one.where)
        for one in summary.tables.readings
    ]
    tables = [Table("", columns, rows)]
    if summary.issues:
        messages = [(issue.where, f"{issue.code}: {issue.got}. {issue.fix}") for issue in summary.issues]
        heads = (Column(say("Where"), "text", 20), Column(say("Message"), "long", 74))
        tables.append(Table(say("Message"), heads, messages))
    title = say("How it was read")
    return Page(title, title, "", tuple(tables))


def _lacking(telling: Telling, section: Section) -> str:
    say = telling.say
    parts = []
    if section.state != "complete":
        table, _, columns = section.fed.needs.partition(": ")
        needs = " + ".join(say(name) for name in table.split(" + "))
        parts.append(f"{needs}: {columns}" if columns else needs)
    if not section.owner:
        parts.append(say("nobody is responsible"))
    if section.deadline is None:
        parts.append(say("no deadline"))
    return ("；" if telling.language == "zh" else "; ").join(parts)


def _counts(telling: Telling) -> Table:
    say, tables = telling.say, telling.summary.tables
    columns = (
        Column(say("Table"), "text", 24),
        *(Column(say(name), "whole", 12) for name in ("Read", "Counted", "Left out")),
    )
    rows = [
        (say(count.table), count.read, count.counted, count.left_out)
        for count in (tables.ledger.counts, *tables.intake.counts)
    ]
    return Table(say("Rows of each table"), columns, rows)


def _left_out(telling: Telling) -> Table:
    say = telling.say
    columns = (
        Column(say("Reason"), "text", 24),
        Column(say("Rows"), "whole", 12, summed=True),
        Column(say("Amount"), "money", 16, summed=True),
    )
    rows = [(say(one.reason), one.rows, one.amount) for one in telling.summary.tables.ledger.left_out]
    title = f"{say('Rows left out')}: {say('sales ledger')}"
    return Table(title, columns, rows, total=say("Total"))


def _unlabelled(telling: Telling) -> Table:
    """Return the rows that count but state no label, such as a missing customer."""
    say, sums = telling.say, telling.summary.sums
    columns = (
        Column(say("Label"), "text", 24),
        Column(say("Rows"), "whole", 12),
        Column(say("Net sales"), "money", 16),
        Column(say("Share"), "percent", 10),
    )
    total, now = sums.total().now, sums.rows_of(sums.spans.now)
    rows: list[Sequence[Value]] = []
    for name in telling.summary.breakdowns:
        blank = next((line for line in telling.summary.breakdowns[name].lines if not line.label), None)
        if blank is not None:
            count = int(np.count_nonzero(now & (sums.ledger.labels[name].codes < 0)))
            rows.append((telling.label(name), count, blank.now, blank.now / total if total > 0 else None))
    return Table(say("Rows without a label"), columns, rows)
