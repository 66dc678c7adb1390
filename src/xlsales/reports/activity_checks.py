"""Pages of checks: visits that cannot have been, complaints and their age, daily sign-off."""

from __future__ import annotations

from typing import Final

from xlsales.jobs.activity_report import ActivityReport, ComplaintLine
from xlsales.jobs.visit_activity import OddVisit
from xlsales.reports.activity_visits import clock, days_of
from xlsales.reports.model import Chart, Column, Mark, Page, Table, Value
from xlsales.reports.row_report import empty_note
from xlsales.reports.words import Say

_KINDS: Final = "activity:complaint kinds"
_LEADERS: Final = "activity:leaders"


def odd_visits_page(result: ActivityReport, say: Say) -> Page:
    """Return visits that overlap, come twice or end before they start (FU3), both rows named."""
    columns = (
        Column(say("Person"), "text", 16),
        Column(say("Kind"), "text", 20),
        Column(say("Day"), "day", 12),
        Column(f"{say('First')}: {say('Customer')}", "text", 22),
        Column(say("Start"), "text", 8),
        Column(say("End"), "text", 8),
        Column(f"{say('First')}: {say('Where')}", "text", 18),
        Column(f"{say('Second')}: {say('Customer')}", "text", 22),
        Column(say("Start"), "text", 8),
        Column(say("End"), "text", 8),
        Column(f"{say('Second')}: {say('Where')}", "text", 18),
    )
    odd = result.activity.odd if result.activity else ()
    rows = [_odd_row(one, result, say) for one in odd]
    table = Table("", columns, rows, ["bad"] * len(rows), key="activity:odd")
    name = say("Odd visits")
    return Page(name, name, days_of(result), (table,), empty_note(table, say=say))


def complaints_page(result: ActivityReport, say: Say) -> Page:
    """Return complaints: how many are late, by kind, and each with its age (FU6)."""
    kinds = Table(
        say("Complaints by kind"),
        (
            Column(say("Kind"), "text", 20),
            Column(say("Complaints"), "whole", 20, summed=True),
            Column(say("Open"), "whole", 14, summed=True),
            Column(say("In time"), "whole", 14, summed=True),
            Column(say("Late"), "whole", 14, summed=True),
            Column(say("Mean days"), "number", 14),
        ),
        _by_kind(result.complaints),
        total=say("Total"),
        key=_KINDS,
    )
    columns = (
        Column(say("Complaint"), "text", 20),
        Column(say("Customer"), "text", 20),
        Column(say("Owner"), "text", 14),
        Column(say("Kind"), "text", 14),
        Column(say("Opened"), "day", 14),
        Column(say("Closed"), "day", 14),
        Column(say("Days"), "whole", 10),
        Column(say("State"), "text", 14),
    )
    rows: list[tuple[Value, ...]] = [
        (
            line.name,
            line.customer,
            line.person,
            line.kind,
            line.opened,
            line.closed,
            line.days,
            say("open") if line.closed is None else say("late" if line.late else "in time"),
        )
        for line in result.complaints
    ]
    marks: list[Mark] = [_complaint_mark(line) for line in result.complaints]
    each = Table(say("Complaints"), columns, rows, marks, key="activity:complaints")
    chart = Chart(
        "stacked",
        say("Complaints by kind"),
        _KINDS,
        say("Kind"),
        (say("In time"), say("Late")),
        x_title=say("Kind"),
        y_title=say("Complaints"),
    )
    subtitle = f"{days_of(result)} · {say('allowed')}: {result.complaint_days} {say('Days')}"
    name = say("Complaints")
    return Page(name, name, subtitle, (kinds, each), empty_note(each, say=say), charts=(chart,))


def sign_off_page(result: ActivityReport, say: Say) -> Page:
    """Return each leader's days and whether they were signed (OR4), the last day first."""
    reports = result.activity.roll_up if result.activity else ()
    leaders = Table(
        say("Sign-off by leader"),
        (
            Column(say("Leader"), "text", 18),
            Column(say("Days"), "whole", 14, summed=True),
            Column(say("Signed"), "whole", 12, summed=True),
            Column(say("Signed late"), "whole", 12, summed=True),
            Column(say("Not signed"), "whole", 16, summed=True),
            Column(say("Signed in time"), "percent", 14),
        ),
        _by_leader(result),
        total=say("Total"),
        key=_LEADERS,
    )
    columns = (
        Column(say("Leader"), "text", 18),
        Column(say("Day"), "day", 14),
        Column(say("Visits"), "whole", 12, summed=True),
        Column(say("Reported"), "whole", 12, summed=True),
        Column(say("State"), "text", 16),
        Column(say("Silent people"), "whole", 14),
        Column(say("Silent"), "long", 36),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.leader,
            one.day,
            one.visits,
            one.reported,
            say(one.state),
            len(one.silent),
            ", ".join(one.silent),
        )
        for one in reports
    ]
    marks: list[Mark] = [
        "bad" if one.state == "not signed" else "warn" if one.state == "signed late" else "plain"
        for one in reports
    ]
    each = Table(say("Daily roll-up"), columns, rows, marks, total=say("Total"), key="activity:roll-up")
    chart = Chart(
        "stacked",
        say("Sign-off by leader"),
        _LEADERS,
        say("Leader"),
        (say("Signed"), say("Signed late"), say("Not signed")),
        x_title=say("Leader"),
        y_title=say("Days"),
    )
    name = say("Sign-off")
    tables = (leaders, each)
    return Page(name, name, days_of(result), tables, empty_note(each, say=say), charts=(chart,))


def _odd_row(one: OddVisit, result: ActivityReport, say: Say) -> tuple[Value, ...]:
    first, second = one.first, one.second
    return (
        second.person,
        say(one.anomaly.kind),
        second.day,
        result.name_of(first.customer),
        clock(first.start),
        clock(first.end),
        first.where,
        "" if first is second else result.name_of(second.customer),
        "" if first is second else clock(second.start),
        "" if first is second else clock(second.end),
        "" if first is second else second.where,
    )


def _by_kind(lines: tuple[ComplaintLine, ...]) -> list[tuple[Value, ...]]:
    kinds: dict[str, list[ComplaintLine]] = {}
    for line in lines:
        kinds.setdefault(line.kind, []).append(line)
    rows: list[tuple[Value, ...]] = []
    for kind, own in sorted(kinds.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        is_open = sum(line.closed is None for line in own)
        late = sum(line.late for line in own)
        rows.append(
            (kind or "–", len(own), is_open, len(own) - late, late, sum(line.days for line in own) / len(own))
        )
    return rows


def _complaint_mark(line: ComplaintLine) -> Mark:
    if line.closed is None:
        return "bad" if line.late else "warn"
    return "plain"


def _by_leader(result: ActivityReport) -> list[tuple[Value, ...]]:
    states: dict[str, list[str]] = {}
    for report in result.activity.roll_up if result.activity else ():
        states.setdefault(report.leader, []).append(report.state)
    return [
        (
            leader,
            len(own),
            own.count("signed"),
            own.count("signed late"),
            own.count("not signed"),
            own.count("signed") / len(own),
        )
        for leader, own in sorted(states.items())
    ]
