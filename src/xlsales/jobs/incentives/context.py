"""What the stages of a run share: plan, tables, roster, targets and months."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xlsales.jobs.incentives.plan_tables import PlanTables
from xlsales.jobs.incentives.rounding import rounded
from xlsales.jobs.incentives.windows import months_of
from xlsales.kernel.dates import month_start
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component, IncentivePlan
from xlsales.plans.versions import Roster, Versions
from xlsales.tables.incentive_rows import Happened
from xlsales.targets.proration import prorated_share
from xlsales.targets.spans import Span


@dataclass
class Context:
    """A plan and what happened, looked up quickly.

    Attributes:
        first, last: First days of the first month that is paid and of the open one.
        exceptions: What a person should look at.
    """

    plan: IncentivePlan
    happened: Happened
    first: date
    last: date
    exceptions: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.roster = Roster(self.plan.people)
        self.versions = Versions(self.plan.components)
        self.tables = PlanTables(self.plan)
        self.unit = Fraction(self.plan.settings.unit)
        self._targets: dict[tuple[str, str, date], Fraction] = {}
        for row in self.happened.targets:
            key = (row.person, folded(row.component), row.month)
            self._targets[key] = self._targets.get(key, ZERO) + row.amount
        self._in_windows: dict[tuple[object, ...], Fraction | None] = {}
        self._in_force: dict[tuple[str, date], tuple[Component, ...]] = {}

    def components(self, payee: str, day: date) -> tuple[Component, ...]:
        """Return the components that a payee is paid by for what happens on a day."""
        key = (payee, day)
        if key not in self._in_force:
            seat = self.roster.on(payee, day)
            plan = seat.plan if seat is not None else None
            self._in_force[key] = self.versions.on(plan, day) if plan else ()
        return self._in_force[key]

    def share(self, component: Component, payee: str, window: Span) -> Fraction:
        """Return the part of a window in service, 1 where the component is not prorated."""
        if not component.prorated:
            return ONE
        return sum(
            (
                prorated_share(Span(seat.start, seat.end), window, component.proration)
                for seat in self.roster.seats(payee)
                if seat.plan is not None
            ),
            ZERO,
        )

    def target(self, component: Component, payee: str, window: Span) -> Fraction | None:
        """Return a payee's target of a window, prorated; ``None`` where no month has one."""
        key = (component.component, component.prorated, component.proration, payee, window)
        if key not in self._in_windows:
            self._in_windows[key] = self._target(component, payee, window)
        return self._in_windows[key]

    def _target(self, component: Component, payee: str, window: Span) -> Fraction | None:
        own = folded(component.component)
        found = []
        for month in months_of(window):
            amount = self._targets.get((payee, own, month), self._targets.get((payee, "", month)))
            if amount is not None:
                found.append(amount)
        return sum(found, ZERO) * self.share(component, payee, window) if found else None

    def target_pay(self, component: Component, payee: str, window: Span) -> Fraction | None:
        """Return the pay at 100 %, the component's own before the payee's, prorated."""
        pay = component.target_pay
        if pay is None:
            seats = self.roster.seats(payee)
            held = [seat for seat in seats if seat.start <= window.last and seat.end >= window.first]
            pay = held[-1].target_pay if held else None
        return None if pay is None else Fraction(pay) * self.share(component, payee, window)

    def rounded(self, amount: Fraction) -> Fraction:
        """Return an amount in the plan's units."""
        return rounded(amount, self.unit, self.plan.settings.rounding_mode)

    def is_paid(self, month: date) -> bool:
        """Tell whether a month is between the first that is paid and the open one."""
        return self.first <= month <= self.last

    def posting(self, component: Component, posted: date, window: Span) -> date:
        """Return the first day of the month in which an event is paid."""
        month = month_start(posted)
        return max(month, month_start(window.last)) if component.pay_at == "end" else month
