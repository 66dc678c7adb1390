"""Follow-up by owner: visits planned and made, reported on their day, overdue, customers to be released."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.customers.plan_adherence import Adherence, plan_adherence
from xlsales.jobs.grading_actions import Actions
from xlsales.jobs.grading_period import GradedCustomer, Period
from xlsales.tables.activity_tables import Visit
from xlsales.tables.grading_rows import GradingTables


@dataclass(frozen=True, slots=True)
class OwnerFollowUp:
    """How one owner follows up.

    Attributes:
        owner: Who; blank for customers of nobody.
        customers: How many.
        adherence: Visits of the period against those that grades ask for.
        same_day_rate: Part of the visits that were reported on their day; ``None`` without days of reports.
        overdue: Customers whose next visit is overdue.
        releases: Customers that go back to the pool.
    """

    owner: str
    customers: int
    adherence: Adherence
    same_day_rate: Fraction | None
    overdue: int
    releases: int


def follow_up_of(
    tables: GradingTables, period: Period, actions: Sequence[Actions]
) -> tuple[OwnerFollowUp, ...]:
    """Sum up follow-up by owner (FU1, FU2, FU4, FU5).

    Args:
        tables: What was read.
        period: The last period.
        actions: What to do about its customers, in their order.

    Returns:
        One entry an owner, by name; nothing where no customer has an owner.
    """
    owned: dict[str, list[tuple[GradedCustomer, Actions]]] = {}
    for one, action in zip(period.customers, actions, strict=True):
        owner = one.known.file.owner if one.known.file else None
        owned.setdefault(owner or "", []).append((one, action))
    if set(owned) <= {""}:
        return ()
    months = Fraction(period.rules.policy.settings.period_months, 12)
    tells_reports = any(visit.reported is not None for visit in tables.visits)
    by_customer: dict[str, list[Visit]] = {}
    for visit in tables.visits:
        if period.start <= visit.day <= period.end:
            by_customer.setdefault(visit.customer, []).append(visit)
    return tuple(_owner(owner, owned[owner], months, by_customer, tells_reports) for owner in sorted(owned))


def _owner(
    owner: str,
    pairs: Sequence[tuple[GradedCustomer, Actions]],
    months: Fraction,
    visits: Mapping[str, Sequence[Visit]],
    tells_reports: bool,
) -> OwnerFollowUp:
    planned: dict[Hashable, int] = {one.known.key: int(action.visits * months) for one, action in pairs}
    made: dict[Hashable, int] = {one.known.key: int(one.known.number("visits") or 0) for one, _ in pairs}
    log = [visit for one, _ in pairs for visit in visits.get(one.known.key, ())]
    same_day = sum(visit.reported == visit.day for visit in log)
    return OwnerFollowUp(
        owner,
        len(pairs),
        plan_adherence(planned, made),
        Fraction(same_day, len(log)) if log and tells_reports else None,
        sum(bool(action.visit.overdue_days) for _, action in pairs),
        sum(action.release.state == "release" for _, action in pairs),
    )
