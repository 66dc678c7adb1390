"""What a log of visits tells: quotas met, reports in time, visits that cannot have happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class LoggedVisit:
    """A visit or call as it was logged.

    Attributes:
        row: Row of the log.
        person: Who went.
        customer: Whom they saw.
        start: When it began; the day alone where times are unknown.
        end: When it ended, or ``None``.
        reported: Day of the report, or ``None``.
    """

    row: int
    person: Hashable
    customer: Hashable
    start: datetime
    end: datetime | None = None
    reported: date | None = None


@dataclass(frozen=True, slots=True)
class DailyCompliance:
    """One person's follow-up against a daily quota.

    Attributes:
        person: Who.
        days: Days that were due.
        days_met: Days on which the quota was made.
        visits: Visits on those days.
        same_day: Visits reported on their day.
    """

    person: Hashable
    days: int
    days_met: int
    visits: int
    same_day: int

    @property
    def met_rate(self) -> Fraction | None:
        """Part of the days on which the quota was made."""
        return Fraction(self.days_met, self.days) if self.days else None

    @property
    def same_day_rate(self) -> Fraction | None:
        """Part of the visits that were reported on their day."""
        return Fraction(self.same_day, self.visits) if self.visits else None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Two rows of a log that cannot both be true, or one that cannot be true at all."""

    kind: Literal["overlap", "duplicate", "ends before it starts"]
    first: int
    second: int


def daily_compliance(
    visits: Iterable[LoggedVisit], days: Sequence[date], quota: Mapping[Hashable, int]
) -> tuple[DailyCompliance, ...]:
    """Compare visits with a daily quota, and their reports with the day (FU1).

    Args:
        visits: The log, any order.
        days: Days that count, such as working days of a month.
        quota: Customers that each person has to see a day; a customer seen twice a day counts once.

    Returns:
        One entry a person of ``quota``, in its order.

    References:
        Handbook: see a certain number of customers every day and report what was said on that day.

    Examples:
        >>> noon = datetime(2026, 3, 2, 12)
        >>> log = [LoggedVisit(2, "Li", name, noon, reported=noon.date()) for name in "ab"]
        >>> found = daily_compliance(log, [noon.date(), date(2026, 3, 3)], {"Li": 2})[0]
        >>> found.met_rate, found.same_day_rate
        (Fraction(1, 2), Fraction(1, 1))
    """
    due = set(days)
    seen: dict[Hashable, set[tuple[date, Hashable]]] = defaultdict(set)
    made: Counter[Hashable] = Counter()
    in_time: Counter[Hashable] = Counter()
    for visit in visits:
        day = visit.start.date()
        if day in due:
            seen[visit.person].add((day, visit.customer))
            made[visit.person] += 1
            in_time[visit.person] += visit.reported == day
    return tuple(
        DailyCompliance(person, len(due), _days_met(seen[person], due, least), made[person], in_time[person])
        for person, least in quota.items()
    )


def visit_anomalies(visits: Iterable[LoggedVisit]) -> tuple[Anomaly, ...]:
    """Find visits of one person that overlap, are logged twice, or end before they start (FU3).

    Args:
        visits: The log, any order; a visit without an end overlaps none.

    Returns:
        Anomalies by row; each visit is compared with the one that ends last so far, so that a visit
        inside a long one is found too. One visit that begins when another ends is fine.

    References:
        Handbook: daily sheets of visits; somebody who claims to have talked for three hours.

    Examples:
        >>> at = [datetime(2026, 3, 2, hour) for hour in (9, 12, 11)]
        >>> visit_anomalies([LoggedVisit(2, "Li", "a", at[0], at[1]), LoggedVisit(3, "Li", "b", at[2])])
        (Anomaly(kind='overlap', first=2, second=3),)
    """
    found: list[Anomaly] = []
    by_person: dict[Hashable, list[LoggedVisit]] = defaultdict(list)
    for visit in visits:
        if visit.end is not None and visit.end < visit.start:
            found.append(Anomaly("ends before it starts", visit.row, visit.row))
        else:
            by_person[visit.person].append(visit)
    for log in by_person.values():
        found += _clashes(sorted(log, key=lambda visit: (visit.start, visit.row)))
    return tuple(sorted(found, key=lambda anomaly: (anomaly.first, anomaly.second)))


def _days_met(seen: Iterable[tuple[date, Hashable]], due: set[date], least: int) -> int:
    counts = Counter(day for day, _ in seen)
    return sum(counts[day] >= least for day in due)


def _clashes(log: Sequence[LoggedVisit]) -> list[Anomaly]:
    """Return overlaps and duplicates of one person's visits, sorted by start."""
    found: list[Anomaly] = []
    first_of: dict[tuple[Hashable, datetime], int] = {}
    longest: LoggedVisit | None = None
    for visit in log:
        key = (visit.customer, visit.start)
        if key in first_of:
            found.append(Anomaly("duplicate", first_of[key], visit.row))
        elif longest is not None and longest.end is not None and visit.start < longest.end:
            found.append(Anomaly("overlap", longest.row, visit.row))
        first_of.setdefault(key, visit.row)
        if visit.end is not None and (longest is None or longest.end is None or visit.end > longest.end):
            longest = visit
    return found
