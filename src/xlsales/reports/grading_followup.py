"""The page of follow-up: by owner, and the customers that wait longest."""

from __future__ import annotations

from xlsales.jobs.grading import Grading
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say

#: Customers that wait longest are listed up to this many.
LONGEST: int = 100


def follow_up_page(result: Grading, say: Say) -> Page:
    """Return visits against the plan by owner, and overdue visits, longest first."""
    owners = Table(
        say("By owner"),
        (
            Column(say("Owner"), "text", 20),
            Column(say("Count"), "whole", 12),
            Column(say("Visits due"), "whole", 12),
            Column(say("Visits made"), "whole", 12),
            Column(say("Adherence"), "percent", 12),
            Column(say("Off plan"), "whole", 12),
            Column(say("Reported on the day"), "percent", 14),
            Column(say("Visits overdue"), "whole", 12),
            Column(say("To be released"), "whole", 12),
        ),
        [
            (
                one.owner or say("in the pool"),
                one.customers,
                one.adherence.planned,
                one.adherence.done,
                one.adherence.rate,
                len(one.adherence.off_plan),
                one.same_day_rate,
                one.overdue,
                one.releases,
            )
            for one in result.follow_up
        ],
    )
    return Page(say("Follow-up"), say("Follow-up"), f"{result.last.end}", (owners, _waiting(result, say)))


def _waiting(result: Grading, say: Say) -> Table:
    pairs = [
        (one, action)
        for one, action in zip(result.last.customers, result.actions, strict=True)
        if action.visit.overdue_days
    ]
    pairs.sort(key=lambda pair: (-(pair[1].visit.overdue_days or 0), pair[0].known.key))
    rows: list[tuple[Value, ...]] = [
        (
            result.name_of(one.known.key),
            one.known.file.owner if one.known.file else None,
            say(one.given.grade),
            action.visit.due,
            action.visit.overdue_days,
            say(action.release.state),
            action.release.day,
        )
        for one, action in pairs[:LONGEST]
    ]
    marks: list[Mark] = [
        "warn" if action.release.state == "release" else "plain" for _, action in pairs[:LONGEST]
    ]
    columns = (
        Column(say("Customer"), "text", 20),
        Column(say("Owner"), "text", 12),
        Column(say("Grade"), "text", 12),
        Column(say("Next visit"), "day"),
        Column(say("Overdue days"), "whole", 12),
        Column(say("Release"), "text", 12),
        Column(say("Release day"), "day"),
    )
    return Table(say("Visits overdue"), columns, rows, marks)
