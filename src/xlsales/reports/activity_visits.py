"""Pages of visits: what they add up to, by person, by day, how they ended, all of them as flat data."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Final

from xlsales.jobs.activity_report import ActivityReport
from xlsales.jobs.visit_activity import PersonActivity
from xlsales.reports.model import Chart, Column, ColumnKind, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_PEOPLE: Final = "activity:people"
_DAYS: Final = "activity:days"
_OUTCOMES: Final = "activity:outcomes"
#: Below this part of the days with the quota made, a person is marked.
_WEAK: Final = Fraction(1, 2)


def overview_page(result: ActivityReport, say: Say) -> Page:
    """Return one line a measure, and the two charts that matter."""
    columns = (
        Column(say("What"), "text", 40),
        Column(say("Number"), "whole", 14),
        Column(say("All"), "whole", 14),
        Column(say("Part"), "percent", 14),
    )
    rows = [(say(what), count, whole, _part(count, whole)) for what, count, whole in _measures(result)]
    table = Table("", columns, rows, key="activity:measures")
    charts = (
        Chart(
            "combined",
            say("Visits and quota by person"),
            _PEOPLE,
            say("Person"),
            (say("Visits"),),
            (say("Quota made"), say("Same day")),
            x_title=say("Person"),
            y_title=say("Visits"),
            right_title=say("Part"),
        ),
        _by_day(say),
    )
    days = days_of(result)
    if result.activity:
        days += f" · {say('working days')}: {result.activity.working_days}"
    return Page(say("Overview"), say("Activity report"), days, (table,), charts=charts)


def people_page(result: ActivityReport, say: Say) -> Page:
    """Return what each person did against the daily quota, and what was reported in time (FU1, FU2)."""
    columns = (
        Column(say("Person"), "text", 16),
        Column(say("Leader"), "text", 14),
        Column(say("Visits"), "whole", 10, summed=True),
        Column(say("Customers"), "whole", 11),
        Column(say("Days due"), "whole", 10, summed=True),
        Column(say("Days made"), "whole", 10, summed=True),
        Column(say("Quota made"), "percent", 11),
        Column(say("Same day"), "percent", 11),
        Column(say("With content"), "whole", 11, summed=True),
        Column(say("Odd"), "whole", 9, summed=True),
    )
    people = result.activity.people if result.activity else ()
    marks: list[Mark] = [_person_mark(one) for one in people]
    rows = [_person_row(one) for one in people]
    table = Table("", columns, rows, marks, total=say("Total"), key=_PEOPLE)
    return Page(say("People"), say("People"), days_of(result), (table,), empty_note(table, say=say))


def days_page(result: ActivityReport, say: Say) -> Page:
    """Return the visits of each day."""
    columns = (
        Column(say("Day"), "day", 16),
        Column(say("Visits"), "whole", 14, summed=True),
        Column(say("People"), "whole", 14),
        Column(say("Customers"), "whole", 14),
        Column(say("Reported"), "whole", 16, summed=True),
        Column(say("Same day"), "percent", 14),
    )
    rows = [
        (line.day, line.visits, line.people, line.customers, line.reported, line.same_day_rate)
        for line in result.days
    ]
    table = Table("", columns, rows, total=say("Total"), key=_DAYS)
    name = say("Days of visits")
    return Page(name, name, days_of(result), (table,), empty_note(table, say=say))


def outcomes_page(result: ActivityReport, say: Say) -> Page:
    """Return how visits ended (LD8)."""
    columns = (
        Column(say("Outcome"), "text", 26),
        Column(say("Visits"), "whole", 14, summed=True),
        Column(say("Share"), "percent", 14, summed=True),
    )
    outcomes = result.activity.outcomes if result.activity else ()
    rows = [(one.outcome, one.count, one.share) for one in outcomes]
    table = Table("", columns, rows, total=say("Total"), key=_OUTCOMES)
    chart = Chart(
        "bar",
        say("Outcomes"),
        _OUTCOMES,
        say("Outcome"),
        (say("Share"),),
        x_title=say("Outcome"),
        y_title=say("Share"),
    )
    name = say("Outcomes")
    return Page(name, name, days_of(result), (table,), empty_note(table, say=say), charts=(chart,))


def visit_data_page(result: ActivityReport, say: Say) -> Page:
    """Return every visit of the period as flat data for pivot tables."""
    titles: tuple[tuple[str, ColumnKind, float], ...] = (
        ("Day", "day", 12),
        ("Person", "text", 14),
        ("Customer", "text", 22),
        ("Start", "text", 8),
        ("End", "text", 8),
        ("Report date", "day", 12),
        ("Same day", "text", 10),
        ("Outcome", "text", 16),
        ("Content", "text", 40),
    )
    columns = tuple(Column(say(title), kind, width) for title, kind, width in titles)
    rows: list[tuple[Value, ...]] = [
        (
            visit.day,
            visit.person,
            result.name_of(visit.customer),
            clock(visit.start),
            clock(visit.end),
            visit.reported,
            "" if visit.reported is None else say("yes" if visit.reported == visit.day else "no"),
            visit.outcome,
            visit.content,
        )
        for visit in result.visits
    ]
    table = Table("", columns, rows, name="VisitData")
    return Page(say("Visit data"), say("Visit data"), "", (table,), is_flat=True)


def clock(moment: datetime | None) -> str:
    """Return a time of day as text, blank where it is unknown.

    Examples:
        >>> clock(datetime(2026, 3, 2, 9, 5)), clock(None)
        ('09:05', '')
    """
    return "" if moment is None else f"{moment:%H:%M}"


def days_of(result: ActivityReport) -> str:
    """Return the period as people read it."""
    return f"{result.frame.period.start} – {result.frame.period.end}"


def _by_day(say: Say) -> Chart:
    return Chart(
        "line",
        say("Visits by day"),
        _DAYS,
        say("Day"),
        (say("Visits"), say("Reported")),
        x_title=say("Day"),
        y_title=say("Visits"),
    )


def _measures(result: ActivityReport) -> list[tuple[str, int, int | None]]:
    """Return what is counted: how many, and of how many."""
    found = result.activity
    people = found.people if found else ()
    quotas = [one.quota for one in people if one.quota is not None]
    plans = [one.adherence for one in people if one.adherence is not None]
    visits = len(result.visits)
    closed = [line for line in result.complaints if line.closed is not None]
    roll_up = found.roll_up if found else ()
    signed = sum(report.state == "signed" for report in roll_up)
    reported = sum(visit.reported == visit.day for visit in result.visits)
    return [
        ("visits", visits, None),
        ("days on which the quota was made", sum(q.days_met for q in quotas), sum(q.days for q in quotas)),
        ("visits reported on their day", reported, visits),
        ("planned visits that were made", sum(p.kept for p in plans), sum(p.planned for p in plans)),
        ("odd visits", len(found.odd) if found else 0, visits),
        ("customers overdue", sum(bool(one.overdue_days) for one in result.due), len(result.due)),
        (
            "customers without a contact for too long",
            sum(one.too_long for one in result.due),
            len(result.due),
        ),
        ("complaints open", len(result.complaints) - len(closed), len(result.complaints)),
        ("complaints closed in time", sum(not line.late for line in closed), len(closed)),
        ("days signed off", signed, len(roll_up)),
    ]


def _part(count: int, whole: int | None) -> Fraction | None:
    return Fraction(count, whole) if whole else None


def _person_row(one: PersonActivity) -> tuple[Value, ...]:
    quota = one.quota
    return (
        one.person,
        one.leader,
        one.visits,
        one.customers,
        quota.days if quota else None,
        quota.days_met if quota else None,
        quota.met_rate if quota else None,
        one.same_day_rate,
        one.told,
        one.anomalies,
    )


def _person_mark(one: PersonActivity) -> Mark:
    rate = one.quota.met_rate if one.quota else None
    if rate is not None and rate < _WEAK:
        return "bad"
    return "warn" if one.anomalies else "plain"
