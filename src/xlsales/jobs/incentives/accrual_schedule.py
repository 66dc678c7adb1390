"""The accrual schedule: which pay is an asset, and how it becomes an expense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xlsales.incentives.amortisation import Written, amortisation
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.jobs.incentives.lines import LineKind
from xlsales.kernel.dates import add_months, month_start
from xlsales.kernel.numbers import ZERO
from xlsales.plans.incentives import Component
from xlsales.plans.versions import Roster, Versions
from xlsales.tables.incentive_rows import Transaction

#: Lines that are a cost of a contract; holding pay back only moves the day of payment.
_COSTS: Final[frozenset[LineKind]] = frozenset(("pay", "override", "cap", "clawback"))


class Asset(NamedTuple):
    """The cost of a contract for one payee and component.

    Attributes:
        months: Of its benefit: the longer of the component's and the contract's.
        ended: First day of the month in which the contract ended.
        written: What happens to it, month by month up to the open one.
    """

    payee: str
    component: str
    deal: str
    months: int
    ended: date | None
    written: dict[date, Written]


class AccrualMonth(NamedTuple):
    """A month of all pay.

    Attributes:
        paid: Everything that is posted.
        capitalised: What of it becomes an asset.
        amortised: Written off of assets.
        asset: All assets at the end of the month.
    """

    month: date
    paid: Fraction
    capitalised: Fraction
    amortised: Fraction
    asset: Fraction

    @property
    def expense(self) -> Fraction:
        """Cost of the month: what is paid and no asset, and what is written off."""
        return self.paid - self.capitalised + self.amortised


@dataclass(frozen=True, slots=True)
class AccrualSchedule:
    """Pay as an expense; all that was paid = all expenses + the asset that is left."""

    assets: tuple[Asset, ...]
    months: tuple[AccrualMonth, ...]


def accrual_schedule(run: IncentiveRun) -> AccrualSchedule | None:
    """Return when pay becomes an expense (ASC 340-40), ``None`` where no component is capitalised.

    Pay for a contract is written off over the longer of its component's benefit and its own months.
    Pay for a benefit that is no longer than the plan's practical expedient is an expense at once. A
    contract that ends is written off.

    Args:
        run: What the job worked out; lines of all months count.
    """
    components = run.tables.plan.components
    if not any(one.benefit_months for one in components):
        return None
    last = run.pay.last
    assets = tuple(_assets(run))
    paid: dict[date, Fraction] = {}
    for (_, _, month), amount in run.pay.sums.items():
        paid[month] = paid.get(month, ZERO) + amount
    months = []
    month = run.pay.first
    while month <= last:
        written = [asset.written[month] for asset in assets if month in asset.written]
        months.append(
            AccrualMonth(
                month,
                paid.get(month, ZERO),
                sum((one.added for one in written), ZERO),
                sum((one.expense for one in written), ZERO),
                sum((one.left for one in written), ZERO),
            )
        )
        month = add_months(month, 1)
    return AccrualSchedule(assets, tuple(months))


def _assets(run: IncentiveRun) -> Iterator[Asset]:
    happened = run.tables.happened
    deals = {one.id: one for one in happened.transactions}
    deal_of = {one.id: one.original if one.kind in ("return", "cancel") else one.id for one in deals.values()}
    deal_of |= {one.id: one.transaction for one in happened.payments}
    ended = {deal_of[one.id]: month_start(one.day) for one in deals.values() if one.kind == "cancel"}
    roster, versions = Roster(run.tables.plan.people), Versions(run.tables.plan.components)
    costs: dict[tuple[str, str, str], dict[date, Fraction]] = {}
    for line in run.pay.lines:
        deal = deal_of.get(line.source)
        if deal is not None and line.kind in _COSTS:
            by_month = costs.setdefault((line.payee, line.component, deal), {})
            by_month[line.month] = by_month.get(line.month, ZERO) + line.amount
    for (payee, name, deal), by_month in sorted(costs.items()):
        component = _component(roster, versions, payee, name, deals[deal].day)
        months = _benefit_months(component, deals[deal])
        if months > run.tables.plan.settings.expedient_months:
            unit = Fraction(run.tables.plan.settings.unit)
            written = amortisation(by_month, months, run.pay.last, ended.get(deal), unit)
            yield Asset(payee, name, deal, months, ended.get(deal), written)


def _component(roster: Roster, versions: Versions, payee: str, name: str, day: date) -> Component | None:
    seat = roster.on(payee, day)
    in_force = versions.on(seat.plan, day) if seat is not None and seat.plan else ()
    return next((one for one in in_force if one.component == name), None)


def _benefit_months(component: Component | None, deal: Transaction) -> int:
    """Return the months of a benefit, 0 where the component's pay is no asset."""
    if component is None or component.benefit_months is None:
        return 0
    return max(component.benefit_months, deal.contract_months or 0)
