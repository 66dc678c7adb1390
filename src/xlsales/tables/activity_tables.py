"""The log of visits and what it is held against, read into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

from xlsales.customers.directory import Directory
from xlsales.tables import activity_specs as specs
from xlsales.tables.entries import CustomerKeys, Entry, day_of, text_of
from xlsales.tables.reading import TableReader


class Visit(NamedTuple):
    """A visit or call.

    Attributes:
        customer: Key of whom they saw.
        person: Who went; blank where the log does not say.
        day: When.
        reported: Day of the report.
        start, end: When it began and ended; ``None`` where times are unknown.
        outcome: What came of it.
        content: What was said.
        where: Its row.
    """

    customer: str
    person: str
    day: date
    reported: date | None = None
    start: datetime | None = None
    end: datetime | None = None
    outcome: str = ""
    content: str = ""
    where: str = ""


class PlannedVisit(NamedTuple):
    """A visit that was planned."""

    customer: str
    person: str
    day: date


class Member(NamedTuple):
    """Somebody who visits: who leads, and how many customers are to be seen a day."""

    person: str
    leader: str
    daily_visits: int | None


class SignOff(NamedTuple):
    """A leader's signature under the reports of a day; ``signed`` is ``None`` as long as it lacks."""

    leader: str
    day: date
    signed: date | None


class LoggedComplaint(NamedTuple):
    """A complaint of a customer."""

    name: str
    customer: str
    opened: date
    closed: date | None


@dataclass(frozen=True, slots=True)
class ActivityTables:
    """Everything about follow-up that a file has.

    Attributes:
        visits, plan: Visits made, and those that were planned.
        team: Who visits, under whom.
        sign_offs: Signatures under the reports of a day.
        complaints: Complaints of customers.
        names: How each customer is first written, by key.
    """

    visits: tuple[Visit, ...] = ()
    plan: tuple[PlannedVisit, ...] = ()
    team: tuple[Member, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    complaints: tuple[LoggedComplaint, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def last_day(self) -> date | None:
        """Return the last day of the log, ``None`` without visits and complaints."""
        days = [visit.day for visit in self.visits]
        days += [complaint.closed or complaint.opened for complaint in self.complaints]
        return max(days, default=None)


def read_activity_tables(reader: TableReader, directory: Directory | None = None) -> ActivityTables:
    """Read the log of visits and what it is held against.

    Args:
        reader: The tables of the file; what cannot be read is added to its issues.
        directory: Customers of the customer file; without one every name stands for itself.
    """
    keys = CustomerKeys(directory or Directory(), reader.issues)
    return ActivityTables(
        tuple(_visits(reader, keys)),
        tuple(_plan(reader, keys)),
        tuple(_team(reader)),
        tuple(_sign_offs(reader)),
        tuple(_complaints(reader, keys)),
        keys.names,
    )


def _visits(reader: TableReader, keys: CustomerKeys) -> Iterator[Visit]:
    for entry, where in reader.facts(specs.VISITS, "date"):
        key = keys.key(entry, where)
        if key is not None:
            yield Visit(
                key,
                text_of(entry, "person"),
                entry["date"],
                day_of(entry, "reported"),
                _moment(entry, "start"),
                _moment(entry, "end"),
                text_of(entry, "outcome"),
                text_of(entry, "content"),
                where,
            )


def _plan(reader: TableReader, keys: CustomerKeys) -> Iterator[PlannedVisit]:
    for entry, where in reader.facts(specs.VISIT_PLAN, "date"):
        key = keys.key(entry, where)
        if key is not None:
            yield PlannedVisit(key, text_of(entry, "person"), entry["date"])


def _team(reader: TableReader) -> Iterator[Member]:
    for entry, _ in reader.facts(specs.TEAM, "person", people=("person", "leader")):
        daily = entry.get("daily_visits")
        yield Member(entry["person"], text_of(entry, "leader"), daily if isinstance(daily, int) else None)


def _sign_offs(reader: TableReader) -> Iterator[SignOff]:
    for entry, _ in reader.facts(specs.SIGN_OFFS, "leader", "date", people=("leader",)):
        yield SignOff(entry["leader"], entry["date"], day_of(entry, "signed"))


def _complaints(reader: TableReader, keys: CustomerKeys) -> Iterator[LoggedComplaint]:
    for entry, where in reader.facts(specs.COMPLAINTS, "complaint", "opened"):
        named = "customer" in entry or "customer_id" in entry
        key = keys.key(entry, where) if named else ""
        if key is not None:
            yield LoggedComplaint(entry["complaint"], key, entry["opened"], day_of(entry, "closed"))


def _moment(entry: Entry, name: str) -> datetime | None:
    """Return the day of a visit at one of its times."""
    at = entry.get(name)
    return datetime.combine(entry["date"], at) if isinstance(at, time) else None
