"""The list of customers to print: grade, the numbers behind it, what failed, the shortest step up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlsales.jobs.grading import Grading
from xlsales.jobs.grading_actions import Actions
from xlsales.jobs.grading_period import GradedCustomer
from xlsales.kernel.words import Language
from xlsales.reports.grading_text import failed_text, step_text
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say

#: Customers on pages to be read; all of them are on the page of customer data.
MOST_LISTED: Final = 5_000


def grades_page(result: Grading, say: Say, language: Language) -> Page:
    """Return the customers, highest grade and largest volume first, as a page that can be read on paper."""
    everybody = ranked(result)
    pairs = everybody[:MOST_LISTED]
    columns = (
        Column(say("Customer"), "text", 20),
        Column(say("Owner"), "text", 14),
        Column(say("Grade"), "text", 12),
        Column(say("Before"), "text", 12),
        Column(say("Score"), "number", 8),
        Column(say("Volume"), "money", 12),
        Column(say("Frequency"), "number", 9),
        Column(say("Margin"), "percent", 8),
        Column(say("Payment score"), "number", 9),
        Column(say("What failed"), "text", 18),
        Column(say("Shortest step up"), "long", 52),
        Column(say("Relationship"), "text", 14),
        Column(say("Next visit"), "day"),
        Column(say("Hold"), "text", 10),
    )
    rows = [_row(result, one, actions, say, language) for one, actions in pairs]
    marks = [mark_of(result, one, actions) for one, actions in pairs]
    subtitle = f"{result.last.start} – {result.last.end}"
    table = Table("", columns, rows, marks)
    notes = (more_note(len(everybody) - len(pairs), say),) if len(everybody) > len(pairs) else ()
    return Page(say("Customers"), say("Grades and steps"), subtitle, (table,), notes)


def more_note(count: int, say: Say) -> str:
    """Say how many customers of a long list stand on the page of customer data only."""
    return f"+ {count:,} ({say('Customer data')})"


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns in which nothing stands, the first one excepted."""
    filled = [
        place
        for place in range(len(table.columns))
        if not place or any(row[place] not in (None, "") for row in table.rows)
    ]
    columns = tuple(table.columns[place] for place in filled)
    return replace(table, columns=columns, rows=[[row[place] for place in filled] for row in table.rows])


def ranked(result: Grading) -> list[tuple[GradedCustomer, Actions]]:
    """Return customers with what to do about them, highest grade and largest volume first."""
    ranks = {grade: rank for rank, grade in enumerate(result.last.rules.ladder.grades)}
    return sorted(
        zip(result.last.customers, result.actions, strict=True),
        key=lambda pair: (
            -ranks.get(pair[0].given.grade, -1),
            -pair[0].known.measures.volume,
            pair[0].known.key,
        ),
    )


def mark_of(result: Grading, one: GradedCustomer, actions: Actions) -> Mark:
    """Mark rises green, falls and stopped deliveries red, releases amber."""
    ranks = {grade: rank for rank, grade in enumerate(result.last.rules.ladder.grades)}
    before, now = ranks.get(one.before.grade or ""), ranks.get(one.given.grade)
    if actions.credit.hold or (before is not None and now is not None and now < before):
        return "bad"
    if actions.release.state == "release":
        return "warn"
    return "good" if before is not None and now is not None and now > before else "plain"


def _row(
    result: Grading, one: GradedCustomer, actions: Actions, say: Say, language: Language
) -> tuple[Value, ...]:
    known = one.known
    return (
        result.name_of(known.key),
        known.file.owner if known.file else None,
        say(one.given.grade),
        say(one.before.grade) if one.before.grade else None,
        one.points,
        known.number("volume"),
        known.number("frequency"),
        known.number("margin"),
        known.number("credit"),
        failed_text(one, result.last, say),
        step_text(one.step, one, say, language),
        say(actions.relationship),
        actions.visit.due,
        say(actions.credit.hold) if actions.credit.hold else None,
    )
