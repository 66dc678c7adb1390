"""The page of the log of visits: quotas, plan, outcomes, visits that cannot be, complaints, sign-offs."""

from __future__ import annotations

from datetime import datetime

from xlsales.jobs.grading import Grading
from xlsales.jobs.visit_activity import OddVisit, VisitActivity
from xlsales.reports.grading_list import without_empty_columns
from xlsales.reports.model import Column, Mark, Page, Table, Value
from xlsales.reports.words import Say
from xlsales.tables.activity_tables import Visit

#: Lines that are listed of each kind.
MOST_LINES: int = 200


def activity_pages(result: Grading, say: Say) -> list[Page]:
    """Return what the log of visits tells by person and day, and, if there is any, what is to be asked."""
    found = result.activity
    assert found is not None
    tables = [_people(found, say)]
    if found.outcomes:
        tables.append(_outcomes(found, say))
    if found.roll_up:
        tables.append(_roll_up(found, say))
    span = f"{found.start} – {found.end}"
    subtitle = f"{span} · {say('Working days')}: {found.working_days}"
    pages = [Page(say("Visit log"), say("Visit log"), subtitle, tuple(tables))]
    odd = [_odd(result, found, say)] if found.odd else []
    if found.complaints is not None:
        odd.append(_complaints(result, found, say))
    if odd:
        title = say("Odd visits and complaints")
        pages.append(Page(say("To be asked"), title, span, tuple(odd)))
    return pages


def _people(found: VisitActivity, say: Say) -> Table:
    columns = (
        Column(say("Person"), "text", 20),
        Column(say("Leader"), "text", 28),
        Column(say("Visits made"), "whole", 9),
        Column(say("Customers"), "whole", 10),
        Column(say("Days on quota"), "percent", 10),
        Column(say("Reported on the day"), "percent", 11),
        Column(say("Content noted"), "whole", 10),
        Column(say("Planned"), "whole", 9),
        Column(say("Plan kept"), "percent", 9),
        Column(say("Odd entries"), "whole", 10),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.person or say("not named"),
            one.leader,
            one.visits,
            one.customers,
            one.quota.met_rate if one.quota else None,
            one.same_day_rate,
            one.told,
            one.adherence.planned if one.adherence else None,
            one.adherence.rate if one.adherence else None,
            one.anomalies,
        )
        for one in found.people
    ]
    marks: list[Mark] = ["warn" if one.anomalies else "plain" for one in found.people]
    return without_empty_columns(Table(say("By person"), columns, rows, marks))


def _outcomes(found: VisitActivity, say: Say) -> Table:
    columns = (
        Column(say("Outcome"), "text", 24),
        Column(say("Visits made"), "whole", 12, summed=True),
        Column(say("Share"), "percent", 12),
    )
    rows = [(one.outcome, one.count, one.share) for one in found.outcomes]
    return Table(say("Outcomes"), columns, rows, total=say("Total"))


def _odd(result: Grading, found: VisitActivity, say: Say) -> Table:
    columns = (
        Column(say("Person"), "text", 20),
        Column(say("What is odd"), "text", 20),
        Column(say("One visit"), "long", 44),
        Column(say("The other"), "long", 44),
        Column(say("Row"), "text", 16),
    )
    rows = [_odd_row(result, pair, say) for pair in found.odd[:MOST_LINES]]
    return Table(say("Visits that cannot be"), columns, rows, ["bad"] * len(rows))


def _odd_row(result: Grading, pair: OddVisit, say: Say) -> tuple[Value, ...]:
    alone = pair.first is pair.second
    return (
        pair.first.person,
        say(pair.anomaly.kind),
        _visit_text(result, pair.first),
        "" if alone else _visit_text(result, pair.second),
        pair.second.where,
    )


def _visit_text(result: Grading, visit: Visit) -> str:
    ends = f"{_clock(visit.start)}–{_clock(visit.end)}"
    return f"{visit.day} {ends} {result.name_of(visit.customer)}"


def _clock(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else "?"


def _complaints(result: Grading, found: VisitActivity, say: Say) -> Table:
    limit = result.last.rules.policy.settings.complaint_days
    rows: list[tuple[Value, ...]] = [
        (name, days, result.name_of(customer) if customer else "")
        for name, customer, days in found.open_complaints[:MOST_LINES]
    ]
    marks: list[Mark] = ["bad" if days > limit else "plain" for _, _, days in found.open_complaints]
    columns = (
        Column(say("Complaint"), "long", 24),
        Column(say("Days open"), "whole", 20),
        Column(say("Customer"), "text", 44),
    )
    summary = found.complaints
    assert summary is not None
    title = f"{say('Open complaints')}: {len(summary.open_days)}, {say('late')} {summary.late}"
    if summary.mean_days is not None and summary.in_time_rate is not None:
        title += f" · {say('Closed in time')} {float(summary.in_time_rate):.0%}"
    return Table(title, columns, rows, marks[:MOST_LINES])


def _roll_up(found: VisitActivity, say: Say) -> Table:
    columns = (
        Column(say("Leader"), "text", 20),
        Column(say("Without a visit"), "long", 28),
        Column(say("Day"), "day"),
        Column(say("Visits made"), "whole", 10),
        Column(say("Reported on the day"), "whole", 10),
        Column(say("Signature"), "text", 12),
    )
    rows: list[tuple[Value, ...]] = [
        (one.leader, ", ".join(one.silent), one.day, one.visits, one.reported, say(one.state))
        for one in found.roll_up
    ]
    marks: list[Mark] = ["plain" if one.state == "signed" else "warn" for one in found.roll_up]
    return Table(say("Daily reports"), columns, rows, marks)
