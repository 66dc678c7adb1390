"""The page of credit: ageing, days outstanding, expected loss, holds, whom to ask for money."""

from __future__ import annotations

from xlsales.jobs.grading import Grading
from xlsales.kernel.numbers import to_float
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say


def credit_page(result: Grading, say: Say) -> Page:
    """Return what is owed, how old it is, and what to do about it."""
    found = result.receivables
    assert found is not None
    dso = "" if found.dso is None else f"{say('Days sales outstanding')}: {to_float(found.dso):.1f}"
    ageing = Table(
        say("Ageing"),
        (
            Column(say("Age"), "text", 22),
            Column(say("Amount"), "money", summed=True),
            Column(say("Loss rate"), "percent", 14),
            Column(say("Expected loss"), "money", summed=True),
        ),
        [(say(label), amount, rate, loss) for label, amount, rate, loss in found.buckets],
        total=say("Total"),
    )
    tables = [ageing, _collection(result, say)]
    holds = _holds(result, say)
    if holds.rows:
        tables.append(holds)
    return Page(say("Credit"), say("Credit"), dso, tuple(tables))


def _collection(result: Grading, say: Say) -> Table:
    assert result.receivables is not None
    rows: list[tuple[Value, ...]] = []
    marks: list[Mark] = []
    for item in result.receivables.collection:
        name = result.name_of(item.customer)
        invoices = ", ".join(item.invoices)
        rows.append((name, item.overdue, item.oldest_days, say(item.step), invoices))
        marks.append("bad" if item.step in ("stop deliveries", "legal") else "warn")
    columns = (
        Column(say("Customer"), "text", 22),
        Column(say("Overdue"), "money", summed=True),
        Column(say("Oldest"), "whole", 14),
        Column(say("Next step"), "text", 18),
        Column(say("Invoices"), "long", 50),
    )
    return Table(say("Collection list"), columns, rows, marks, total=say("Total"))


def _holds(result: Grading, say: Say) -> Table:
    rows: list[tuple[Value, ...]] = [
        (result.name_of(one.known.key), credit.owed, credit.limit, say(credit.hold), say(one.given.grade))
        for one, credit in (
            (one, actions.credit) for one, actions in zip(result.last.customers, result.actions, strict=True)
        )
        if credit.hold
    ]
    columns = (
        Column(say("Customer"), "text", 22),
        Column(say("Owed"), "money"),
        Column(say("Limit"), "money"),
        Column(say("Hold")),
        Column(say("Grade")),
    )
    return Table(say("Credit holds"), columns, rows)
