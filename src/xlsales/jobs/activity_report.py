"""The job behind the report ``activity``: visits, their feedback and plan, due customers, complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.customers.complaints import LONGEST_DAYS
from xlsales.customers.directory import Directory
from xlsales.jobs.contact_due import ContactRule, DueContact, contact_rules, due_contacts
from xlsales.jobs.report_frame import ReportFrame, ReportPeriod, Settings, framed, opened, report_period
from xlsales.jobs.row_checks import visits_to_somebody
from xlsales.jobs.visit_activity import VisitActivity, visit_activity
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.tables import activity_specs
from xlsales.tables.activity_tables import ActivityTables, Member, Visit, read_activity_tables
from xlsales.tables.follow_up_specs import COMPLAINTS, CONTACT_RULES, GRADED_CUSTOMERS
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader
from xlsales.tables.row_intake import RowIntake, SourceRow

#: More days than a period can have: all of them are rolled up.
_EVERY_DAY: Final = 100_000


@dataclass(frozen=True, slots=True)
class DayLine:
    """All visits of a day."""

    day: date
    visits: int
    people: int
    customers: int
    reported: int

    @property
    def same_day_rate(self) -> Fraction | None:
        """Visits reported on their day by all visits."""
        return Fraction(self.reported, self.visits) if self.visits else None


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint and how long it took, or waits; ``closed`` after the last day is open."""

    name: str
    customer: str
    person: str
    kind: str
    opened: date
    closed: date | None
    days: int
    late: bool


@dataclass(frozen=True, slots=True)
class ActivityReport:
    """Everything that the report shows.

    Attributes:
        frame: Period, settings, and what became of the rows.
        activity: Quotas, plan, outcomes, anomalies, sign-offs; ``None`` without visits, plan and complaints.
        visits: Visits of the period, by day, person and customer.
        days: Days with a visit, in their order.
        due: Customers by when they are due, the longest overdue first.
        rules: What grades are promised, by folded name.
        complaints: Complaints that came by the last day and were open in the period, the longest first.
        complaint_days: Days within which a complaint is to be closed.
        names: How each customer is written, by key.
    """

    frame: ReportFrame
    activity: VisitActivity | None
    visits: tuple[Visit, ...]
    days: tuple[DayLine, ...]
    due: tuple[DueContact, ...]
    rules: Mapping[str, ContactRule]
    complaints: tuple[ComplaintLine, ...]
    complaint_days: int
    names: Mapping[str, str]

    def name_of(self, key: str) -> str:
        """Return what a customer is called."""
        return self.names.get(key, key)


def activity_report(
    raw: Sequence[RawTable], period: str | None = None, today: date | None = None
) -> ActivityReport:
    """Work out the activity report (FU1 to FU6, LD8, OR4).

    Args:
        raw: All tables of the file; any of them may be missing or empty.
        period: ``2026``, ``2026-Q1`` or ``2026-03``; the file decides unless given.
        today: The day on which it is made.

    Raises:
        InvalidInputError: REPORT-020 and REPORT-021 as ``report_period``.
    """
    intake, settings = opened(raw)
    visit_rows = intake.rows(activity_specs.VISITS, "date", feeds="quotas, feedback, overlaps, outcomes")
    plan_rows = intake.rows(activity_specs.VISIT_PLAN, "date", feeds="plan against done")
    intake.rows(activity_specs.TEAM, "person", feeds="daily quotas and leaders")
    intake.rows(activity_specs.SIGN_OFFS, "leader", "date", feeds="daily sign-off")
    complaint_rows = intake.rows(COMPLAINTS, "complaint", "opened", feeds="complaints and their age")
    customer_rows = intake.rows(GRADED_CUSTOMERS, feeds="due visits")
    rule_rows = intake.rows(CONTACT_RULES, "grade", "visits", feeds="due visits")
    span = report_period(period, settings, [row.day("date") for row in visit_rows], today or date.today())
    directory, customer_rows = _directory(customer_rows, intake)
    tables = _tables(raw, directory, settings)
    visits = tuple(visit for visit in tables.visits if span.holds(visit.day))
    _tell(visit_rows, plan_rows, intake, span)
    rules = contact_rules(rule_rows, intake)
    contacts: dict[str, list[date]] = {}
    for visit in tables.visits:
        contacts.setdefault(visit.customer, []).append(visit.day)
    due = due_contacts(customer_rows, rules, contacts, directory, intake, span.end) if rules else ()
    complaint_days = settings.whole("complaint_days", LONGEST_DAYS)
    complaints = _complaints(complaint_rows, intake, span, complaint_days)
    activity, issues = _activity(tables, settings, span, complaint_days)
    names = _names(customer_rows, directory)
    frame = framed(intake, settings, span)
    return ActivityReport(
        replace(frame, issues=(*frame.issues, *issues)),
        activity,
        tuple(sorted(visits, key=lambda visit: (visit.day, visit.person, visit.customer, visit.where))),
        _days(visits),
        due,
        rules,
        complaints,
        complaint_days,
        {**tables.names, **names},
    )


def _directory(rows: Sequence[SourceRow], intake: RowIntake) -> tuple[Directory, tuple[SourceRow, ...]]:
    """Return the customers by id and name, and their rows without those that come twice."""
    directory = Directory()
    kept = []
    for row in rows:
        name, identity = row.text("customer"), row.text("customer_id")
        aliases = [word for word in row.text("alias").replace("；", ";").split(";") if word.strip()]
        if not name and not identity:
            intake.refuse(row, "customer", "no customer")
        elif directory.add(identity or None, name or None, aliases) is None:
            intake.refuse(row, "customer_id", "repeated")
        else:
            kept.append(row)
    return directory, tuple(kept)


def _names(rows: Sequence[SourceRow], directory: Directory) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows:
        match = directory.match(row.text("customer_id") or None, row.text("customer") or None)
        if match is not None:
            names.setdefault(match.key, row.text("customer") or row.text("customer_id"))
    return names


def _tables(raw: Sequence[RawTable], directory: Directory, settings: Settings) -> ActivityTables:
    """Read what the follow-up of a period is worked out from; its issues are noted by the intake already.

    A person without a daily quota has the usual one of the settings, where these state one.
    """
    tables = read_activity_tables(TableReader(raw), directory)
    usual = settings.whole("visits_a_day", 0)
    if not usual:
        return tables
    team = [one if one.daily_visits is not None else one._replace(daily_visits=usual) for one in tables.team]
    known = {one.person for one in team}
    others = dict.fromkeys(visit.person for visit in tables.visits if visit.person not in known)
    return replace(tables, team=(*team, *(Member(person, "", usual) for person in others if person)))


def _tell(
    visits: Sequence[SourceRow], plan: Sequence[SourceRow], intake: RowIntake, span: ReportPeriod
) -> None:
    """Note visits of nobody and to nobody, and reports before their visit; count those outside."""
    visits_to_somebody(plan, intake)
    for row in intake.within(visits_to_somebody(visits, intake), "date", span.start, span.end):
        reported = row.day("reported")
        if not row.text("person"):
            intake.remark(row, "person", "no person")
        if reported is not None and reported < row.needed_day("date"):
            intake.remark(row, "reported", "before the visit")
    intake.within(plan, "date", span.start, span.end)


def _days(visits: Sequence[Visit]) -> tuple[DayLine, ...]:
    by_day: dict[date, list[Visit]] = {}
    for visit in visits:
        by_day.setdefault(visit.day, []).append(visit)
    return tuple(
        DayLine(
            day,
            len(own),
            len({visit.person for visit in own}),
            len({visit.customer for visit in own}),
            sum(visit.reported == day for visit in own),
        )
        for day, own in sorted(by_day.items())
    )


def _complaints(
    rows: Sequence[SourceRow], intake: RowIntake, span: ReportPeriod, longest: int
) -> tuple[ComplaintLine, ...]:
    """Return complaints that were open on a day of the period."""
    found = []
    for row in intake.within(rows, "opened", date.min, span.end):
        opened_on, closed = row.needed_day("opened"), row.day("closed")
        if closed is not None and closed < opened_on:
            intake.remark(row, "closed", "before it was opened")
        if closed is not None and closed > span.end:
            closed = None
        if closed is None or closed >= span.start:
            days = ((closed or span.end) - opened_on).days
            found.append(
                ComplaintLine(
                    row.text("complaint"),
                    row.text("customer") or row.text("customer_id"),
                    row.text("person"),
                    row.text("kind"),
                    opened_on,
                    closed,
                    days,
                    days > longest,
                )
            )
    return tuple(sorted(found, key=lambda line: (line.closed is not None, -line.days, line.name)))


def _activity(
    tables: ActivityTables, settings: Settings, span: ReportPeriod, complaint_days: int
) -> tuple[VisitActivity | None, tuple[Issue, ...]]:
    """Work out the follow-up; by plain weekdays where the calendar of the country is not to be had."""
    country = settings.text("country")
    try:
        return visit_activity(tables, span.start, span.end, country, complaint_days, _EVERY_DAY), ()
    except InvalidInputError as error:
        told = tuple(replace(issue, severity="warning") for issue in error.issues)
        return visit_activity(tables, span.start, span.end, "", complaint_days, _EVERY_DAY), told
