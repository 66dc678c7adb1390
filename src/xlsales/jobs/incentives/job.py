"""The job: tables read and checked, pay worked out, and posted to the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain

from xlsales.jobs.incentives.checks import happened_issues
from xlsales.jobs.incentives.engine import Pay, work_out
from xlsales.jobs.incentives.lines import Line
from xlsales.jobs.incentives.paid_part import PaidPart
from xlsales.jobs.incentives.stamps import stamp_of
from xlsales.kernel.dates import month_start
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import ZERO
from xlsales.ledger.entries import Entry, Source, delta_entries
from xlsales.ledger.store import Ledger, Stamp
from xlsales.plans.incentive_checks import incentive_plan_issues
from xlsales.tables.incentive_rows import Happened, is_by_column, last_day
from xlsales.tables.incentive_tables import IncentiveTables, read_incentive_tables
from xlsales.tables.plan_places import PlanPlaces
from xlsales.tables.raw import RawTable


@dataclass(frozen=True)
class IncentiveRun:
    """Everything that a run comes to.

    Attributes:
        tables: What was read.
        month: First day of the open month.
        pay: Pay of all months up to it.
        deltas: What is posted now for locked months.
        stamp: What the run was made of.
        issues: Warnings and notes.
    """

    tables: IncentiveTables
    month: date
    pay: Pay
    deltas: tuple[Entry, ...]
    stamp: Stamp
    issues: tuple[Issue, ...]

    @cached_property
    def payable(self) -> Mapping[str, Fraction]:
        """What each payee gets for the month, deltas included; everyone with a line."""
        sums: dict[str, Fraction] = {}
        for (payee, _), amount in self.sums.items():
            sums[payee] = sums.get(payee, ZERO) + amount
        for entry in self.deltas:
            sums[entry.source.payee] = sums.get(entry.source.payee, ZERO) + entry.amount
        return dict(sorted(sums.items()))

    @cached_property
    def sums(self) -> Mapping[tuple[str, str], Fraction]:
        """What lines of the open month come to, by payee and component."""
        return {
            (payee, component): amount
            for (payee, component, month), amount in self.pay.sums.items()
            if month == self.month
        }

    @property
    def lines(self) -> tuple[Line, ...]:
        """Lines of the open month."""
        return tuple(line for line in self.pay.lines if line.month == self.month)

    def lines_of(self, payee: str) -> tuple[Line, ...]:
        """Return a payee's lines of the open month."""
        return tuple(line for line in self.pay.lines_of(payee) if line.month == self.month)

    def part(self, payees: Sequence[str]) -> IncentiveRun:
        """Return the run of some payees, small enough to be sent to where their statements are made."""
        wanted = frozenset(payees)
        pay = self.pay.part(payees)
        if isinstance(pay.columns, PaidPart):
            pay = replace(pay, columns=pay.columns.detached())
        plan, happened = self.tables.plan, self.tables.happened
        seats = tuple(seat for seat in plan.people if seat.person in wanted)
        disputes = tuple(one for one in happened.disputes if one.person in wanted)
        tables = IncentiveTables(
            plan.model_copy(update={"people": seats}), Happened(disputes=disputes), PlanPlaces()
        )
        deltas = tuple(entry for entry in self.deltas if entry.source.payee in wanted)
        return IncentiveRun(tables, self.month, pay, deltas, self.stamp, ())

    @property
    def entries(self) -> Iterator[Entry]:
        """What the ledger posts in the month."""
        return chain(entries_of(self.pay, {self.month}), self.deltas)


def run_incentives(
    raw: Sequence[RawTable], month: date | None = None, ledger: Ledger | None = None
) -> IncentiveRun:
    """Read a plan and what happened, check both as a whole, and work out a month.

    Args:
        raw: All tables of the workbook or file.
        month: A day of the open month; the plan's own, or the last with events, unless given.
        ledger: Where locked months are looked up; nothing is written to it.

    Raises:
        InvalidInputError: Every problem of cells, columns, plan and rows at once; INC-060 an open
            month before the plan's first.
        ComputationError: RULE-002 an event that no rate rule fits.
    """
    tables, issues = read_incentive_tables(raw)
    if tables is None:
        raise_if_any(issues)
        raise AssertionError("a plan that cannot be built has an issue")
    checked = _to_be_checked(tables)
    dimensions = {name for one in checked.transactions for name in one.labels}
    issues += incentive_plan_issues(tables.plan, tables.places.where, dimensions)
    issues += happened_issues(tables.plan, checked)
    raise_if_any(issues)
    opened = _open_month(tables, month)
    pay = work_out(tables.plan, tables.happened, opened)
    deltas, notes = _deltas(pay, opened, ledger)
    kept = [issue for issue in issues if issue.severity != "error"]
    stamp = stamp_of(tables.plan, tables.happened, opened)
    return IncentiveRun(tables, opened, pay, tuple(deltas), stamp, (*kept, *pay.exceptions, *notes))


def _to_be_checked(tables: IncentiveTables) -> Happened:
    """Return what the checks of rows have to look at."""
    if not is_by_column(tables.happened):
        return tables.happened
    from xlsales.jobs.incentives.columns.suspects import to_be_checked

    return to_be_checked(tables.plan, tables.happened)


def _open_month(tables: IncentiveTables, month: date | None) -> date:
    first = month_start(tables.plan.settings.start)
    day = month or tables.plan.settings.period
    if day is None:
        facts = (tables.happened.transactions, tables.happened.payments)
        day = max((day for rows in facts if (day := last_day(rows)) is not None), default=first)
    if day < first:
        got, expected = f"{day:%Y-%m}", f"{first:%Y-%m}, the plan's first month, or later"
        fix = "Choose a later month, or begin the plan earlier."
        where = tables.places.where(("settings", "period"))
        raise InvalidInputError(Issue("INC-060", where, got, expected, fix))
    return month_start(day)


def _deltas(pay: Pay, opened: date, ledger: Ledger | None) -> tuple[list[Entry], list[Issue]]:
    """Return what differs from locked months, and INC-105 earlier months that are still open."""
    locked = ledger.locked_months(opened) if ledger is not None else []
    months = {month for _, _, month in pay.sums if month < opened}
    notes = [
        Issue(
            "INC-105",
            f"{month:%Y-%m}",
            "a month that is not locked",
            "earlier months locked",
            "Run and lock it first; its pay is no part of this run.",
            severity="warning",
        )
        for month in sorted(months - set(locked))
    ]
    if ledger is None or not locked:
        return [], notes
    return delta_entries(opened, entries_of(pay, set(locked)), ledger.posted(locked)), notes


def entries_of(pay: Pay, months: Set[date]) -> Iterator[Entry]:
    """Go through the lines of some months as entries, those of one payee, component and source together."""
    sums: dict[Source, Fraction] = {}
    for line in pay.kept:
        if line.month in months:
            source = Source(line.payee, line.component, line.month, f"{line.kind} {line.source}".strip())
            sums[source] = sums.get(source, ZERO) + line.amount
    yield from (Entry(source.earned, source, amount) for source, amount in sorted(sums.items()))
    if pay.columns is not None and not isinstance(pay.columns, PaidPart):
        yield from pay.columns.entries(month for month in months if pay.first <= month <= pay.last)
