"""Pages of what was due: visits against their plan, customers by when they are to be seen."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.activity_report import ActivityReport
from xlsales.jobs.contact_due import DueContact
from xlsales.kernel.words import folded
from xlsales.reports.activity_visits import days_of
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_PLAN: Final = "activity:plan"
_GRADES: Final = "activity:grades"


def plan_page(result: ActivityReport, say: Say) -> Page:
    """Return visits planned and made by person (FU4); extra visits do not make up for missed ones."""
    columns = (
        Column(say("Person"), "text", 20),
        Column(say("Leader"), "text", 16),
        Column(say("Planned"), "whole", 12, summed=True),
        Column(say("Done"), "whole", 12, summed=True),
        Column(say("Kept"), "whole", 14, summed=True),
        Column(say("Adherence"), "percent", 14),
        Column(say("Off plan"), "whole", 16, summed=True),
    )
    people = [one for one in (result.activity.people if result.activity else ()) if one.adherence is not None]
    rows: list[tuple[Value, ...]] = [
        (
            one.person,
            one.leader,
            plan.planned,
            plan.done,
            plan.kept,
            plan.rate,
            len(plan.off_plan),
        )
        for one in people
        if (plan := one.adherence) is not None
    ]
    table = Table("", columns, rows, total=say("Total"), key=_PLAN)
    chart = Chart(
        "combined",
        say("Plan against done"),
        _PLAN,
        say("Person"),
        (say("Planned"), say("Kept")),
        (say("Adherence"),),
        x_title=say("Person"),
        y_title=say("Visits"),
        right_title=say("Adherence"),
    )
    name = say("Plan")
    return Page(name, name, days_of(result), (table,), empty_note(table, say=say), charts=(chart,))


def due_page(result: ActivityReport, say: Say) -> Page:
    """Return customers by when they are due (FU2), and without a contact for too long (FU5)."""
    grades = Table(
        say("Due by grade"),
        (
            Column(say("Grade"), "text", 22),
            Column(say("Customers"), "whole", 14, summed=True),
            Column(say("Visits a year"), "number", 14),
            Column(say("Longest days"), "whole", 14),
            Column(say("Overdue"), "whole", 14, summed=True),
            Column(say("Too long"), "whole", 14, summed=True),
        ),
        _by_grade(result),
        total=say("Total"),
        key=_GRADES,
    )
    columns = (
        Column(say("Customer"), "text", 22),
        Column(say("Owner"), "text", 14),
        Column(say("Region"), "text", 14),
        Column(say("Grade"), "text", 14),
        Column(say("Last contact"), "day", 14),
        Column(say("Next visit"), "day", 14),
        Column(say("Overdue days"), "whole", 12),
        Column(say("Days without contact"), "whole", 14),
        Column(say("Too long"), "text", 12),
    )
    rows = [_row(one, say) for one in result.due]
    marks = [_mark(one) for one in result.due]
    customers = Table(say("Due"), columns, rows, marks, key="activity:due")
    chart = Chart(
        "column",
        say("Due by grade"),
        _GRADES,
        say("Grade"),
        (say("Customers"), say("Overdue"), say("Too long")),
        x_title=say("Grade"),
        y_title=say("Customers"),
    )
    day = f"{result.frame.period.end}"
    tables = (grades, customers)
    return Page(say("Due"), say("Due"), day, tables, empty_note(customers, say=say), charts=(chart,))


def _by_grade(result: ActivityReport) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for grade, rule in result.rules.items():
        own = [one for one in result.due if folded(one.grade) == grade]
        overdue, too_long = sum(bool(one.overdue_days) for one in own), sum(one.too_long for one in own)
        rows.append((rule.grade, len(own), rule.visits, rule.longest_days, overdue, too_long))
    return rows


def _row(one: DueContact, say: Say) -> tuple[Value, ...]:
    return (
        one.customer,
        one.owner,
        one.region,
        one.grade,
        one.last,
        one.due,
        one.overdue_days,
        one.silent_days,
        say("yes") if one.too_long else "",
    )


def _mark(one: DueContact) -> Mark:
    if one.too_long:
        return "bad"
    return "warn" if one.overdue_days else "plain"
