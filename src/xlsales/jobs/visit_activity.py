"""Follow-up of a period: quotas, reports, plan, outcomes, visits that cannot be, complaints, sign-offs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from xlsales.customers.complaints import Complaint, ComplaintSummary, complaint_summary
from xlsales.customers.plan_adherence import Adherence, plan_adherence
from xlsales.customers.sign_offs import DayReport, daily_roll_up
from xlsales.customers.visit_log import (
    Anomaly,
    DailyCompliance,
    LoggedVisit,
    daily_compliance,
    visit_anomalies,
)
from xlsales.customers.visit_outcomes import OutcomeShare, outcome_shares
from xlsales.tables.activity_tables import ActivityTables, Visit
from xlsales.targets.country_days import country_days
from xlsales.targets.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class PersonActivity:
    """What one person did in a period.

    Attributes:
        person, leader: Who, and under whom; the leader is blank where the file names none.
        visits, customers: Visits made, and how many customers they were paid to.
        told: Visits whose content was written down; ``None`` where the log has no contents at all.
        same_day_rate: Part of the visits reported on their day; ``None`` without days of reports.
        quota: The daily quota against the days; ``None`` without one.
        adherence: The plan against what was done; ``None`` without a plan of this person.
        anomalies: Entries of the log that cannot be true.
    """

    person: str
    leader: str
    visits: int
    customers: int
    told: int | None
    same_day_rate: Fraction | None
    quota: DailyCompliance | None
    adherence: Adherence | None
    anomalies: int


@dataclass(frozen=True, slots=True)
class OddVisit:
    """Two entries of a log that cannot both be true, or one that cannot be true at all."""

    anomaly: Anomaly
    first: Visit
    second: Visit


@dataclass(frozen=True, slots=True)
class VisitActivity:
    """Follow-up of a period.

    Attributes:
        start, end: First and last day.
        working_days: Working days among them.
        people: What each person did, by name.
        outcomes: How visits ended (LD8); empty without outcomes.
        odd: Visits that overlap, come twice or end before they start (FU3).
        complaints: How complaints stand on the last day (FU6); ``None`` without.
        open_complaints: Those that are open: number, customer, days.
        roll_up: Each leader's days, newest first (OR4); empty without leaders.
    """

    start: date
    end: date
    working_days: int
    people: tuple[PersonActivity, ...]
    outcomes: tuple[OutcomeShare, ...]
    odd: tuple[OddVisit, ...]
    complaints: ComplaintSummary | None
    open_complaints: tuple[tuple[str, str, int], ...]
    roll_up: tuple[DayReport, ...]


def visit_activity(
    tables: ActivityTables,
    start: date,
    end: date,
    country: str = "",
    complaint_days: int = 7,
    roll_up_days: int = 10,
) -> VisitActivity | None:
    """Sum up follow-up (FU1, FU3, FU4, FU6, LD8, OR4).

    Args:
        tables: What was read.
        start, end: First and last day of the period.
        country: ISO code whose holidays are no working days; blank takes Monday to Friday.
        complaint_days: Days within which a complaint is to be closed.
        roll_up_days: How many of the last working days are rolled up to leaders.

    Returns:
        The follow-up; ``None`` where there is neither a visit nor a plan nor a complaint.

    Raises:
        InvalidInputError: TARGET-051 no such country, TARGET-052 a year whose holidays are not official.
    """
    if not tables.visits and not tables.complaints and not tables.plan:
        return None
    days = _working_days(start, end, country)
    visits = [visit for visit in tables.visits if start <= visit.day <= end]
    odd = _odd_visits(visits)
    found = complaint_summary(_complaints(tables), end, complaint_days) if tables.complaints else None
    return VisitActivity(
        start,
        end,
        len(days),
        _people(tables, visits, odd, days, start, end),
        outcome_shares(visit.outcome for visit in visits),
        odd,
        found,
        _open_complaints(tables, found),
        _roll_up(tables, visits, days[-roll_up_days:]),
    )


def _working_days(start: date, end: date, country: str) -> list[date]:
    calendar = WorkCalendar(country_days(country) if country else None)
    days = (start + timedelta(days=step) for step in range((end - start).days + 1))
    return [day for day in days if calendar.weight(day)]


def _people(
    tables: ActivityTables,
    visits: Sequence[Visit],
    odd: Sequence[OddVisit],
    days: Sequence[date],
    start: date,
    end: date,
) -> tuple[PersonActivity, ...]:
    quotas: dict[Hashable, int] = {
        one.person: one.daily_visits for one in tables.team if one.daily_visits is not None
    }
    logged = [_logged(place, visit) for place, visit in enumerate(visits)]
    kept = {found.person: found for found in daily_compliance(logged, days, quotas)}
    leaders = {one.person: one.leader for one in tables.team}
    plan = [visit for visit in tables.plan if start <= visit.day <= end]
    names = {visit.person for visit in visits} | {visit.person for visit in plan} | set(quotas)
    by_person: dict[str, list[Visit]] = {}
    for visit in visits:
        by_person.setdefault(visit.person, []).append(visit)
    planned: dict[str, list[str]] = {}
    for entry in plan:
        planned.setdefault(entry.person, []).append(entry.customer)
    strange: dict[str, int] = {}
    for pair in odd:
        strange[pair.second.person] = strange.get(pair.second.person, 0) + 1
    tells_reports = any(visit.reported is not None for visit in tables.visits)
    tells_contents = any(visit.content for visit in tables.visits)
    return tuple(
        _person(
            name,
            leaders.get(name, ""),
            by_person.get(name, ()),
            kept.get(name),
            planned.get(name, ()),
            (tells_reports, tells_contents),
            strange.get(name, 0),
        )
        for name in sorted(map(str, names))
    )


def _person(
    name: str,
    leader: str,
    visits: Sequence[Visit],
    quota: DailyCompliance | None,
    planned: Sequence[str],
    tells: tuple[bool, bool],
    anomalies: int,
) -> PersonActivity:
    """Sum up one person; ``tells`` says whether the log has days of reports, and contents."""
    tells_reports, tells_contents = tells
    same_day = sum(visit.reported == visit.day for visit in visits)
    return PersonActivity(
        name,
        leader,
        len(visits),
        len({visit.customer for visit in visits}),
        sum(bool(visit.content) for visit in visits) if tells_contents else None,
        Fraction(same_day, len(visits)) if visits and tells_reports else None,
        quota,
        plan_adherence(_counted(planned), _counted(visit.customer for visit in visits)) if planned else None,
        anomalies,
    )


def _counted(customers: Iterable[str]) -> dict[Hashable, int]:
    counts: dict[Hashable, int] = {}
    for customer in customers:
        counts[customer] = counts.get(customer, 0) + 1
    return counts


def _odd_visits(visits: Sequence[Visit]) -> tuple[OddVisit, ...]:
    """Compare visits whose time is known; those of a day alone cannot overlap."""
    timed = [_logged(place, visit) for place, visit in enumerate(visits) if visit.start is not None]
    return tuple(
        OddVisit(anomaly, visits[anomaly.first], visits[anomaly.second]) for anomaly in visit_anomalies(timed)
    )


def _logged(place: int, visit: Visit) -> LoggedVisit:
    start = visit.start or datetime.combine(visit.day, time())
    return LoggedVisit(place, visit.person, visit.customer, start, visit.end, visit.reported)


def _complaints(tables: ActivityTables) -> list[Complaint]:
    return [Complaint(place, one.opened, one.closed) for place, one in enumerate(tables.complaints)]


def _open_complaints(
    tables: ActivityTables, found: ComplaintSummary | None
) -> tuple[tuple[str, str, int], ...]:
    entries = []
    for place, days in found.open_days if found else ():
        assert isinstance(place, int)
        complaint = tables.complaints[place]
        entries.append((complaint.name, complaint.customer, days))
    return tuple(entries)


def _roll_up(tables: ActivityTables, visits: Sequence[Visit], days: Sequence[date]) -> tuple[DayReport, ...]:
    teams: dict[str, list[str]] = {}
    for one in tables.team:
        if one.leader:
            teams.setdefault(one.leader, []).append(one.person)
    signed = {(one.leader, one.day): one.signed for one in tables.sign_offs if one.signed is not None}
    rows = ((visit.person, visit.day, visit.reported) for visit in visits)
    return daily_roll_up(rows, teams, signed, list(reversed(days)))
