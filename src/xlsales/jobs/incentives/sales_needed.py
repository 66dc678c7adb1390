"""Sales needed: by how much a payee's own sales have to grow to earn as much under another plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xlsales.jobs.incentives.earning import EVENT_KINDS
from xlsales.jobs.incentives.engine import work_out
from xlsales.jobs.incentives.job import IncentiveRun
from xlsales.kernel.numbers import ZERO
from xlsales.plans.incentives import IncentivePlan
from xlsales.tables.incentive_rows import Happened, Payment, Transaction

#: What tops pay up or keeps it back, whatever was sold.
_TOPPED_UP: Final = frozenset(("draw", "guarantee"))
#: Growth is looked for in steps of a thousandth.
_STEP: Final = Fraction(1, 1000)
#: Growth beyond it is no answer.
MOST_GROWTH: Final = Fraction(4)


class SalesNeeded(NamedTuple):
    """What a payee would have to sell.

    Attributes:
        sold: Amount of the payee's own sales, without tax, in their own currencies.
        growth: By how much they have to grow, a fraction; ``None`` where no growth up to 400 % does.
    """

    sold: Fraction
    growth: Fraction | None

    @property
    def more(self) -> Fraction | None:
        """The sales that are missing."""
        return None if self.growth is None else self.sold * self.growth


def sales_needed(run: IncentiveRun, goals: Mapping[str, Fraction]) -> dict[str, SalesNeeded]:
    """Return what payees need to sell to be paid a goal by a run's plan.

    Every own sale, return and payment grows by the same part; prizes, pools, scorecards and overrides
    stay as they are. It is the least thousandth of growth that reaches the goal, where more sales
    never pay less.

    Args:
        run: The run under the plan in question.
        goals: What each payee wants to earn, over all months of the run, before guarantee and draw.
    """
    names = {one.component for one in run.tables.plan.components if one.kind in EVENT_KINDS - {"override"}}
    rest: dict[str, Fraction] = {}
    for (payee, component, _), amount in run.pay.sums.items():
        if component not in names | _TOPPED_UP:
            rest[payee] = rest.get(payee, ZERO) + amount
    own = _own_rows(run.tables.happened, frozenset(goals))
    found = {}
    for payee, goal in goals.items():
        seller = _Seller(run.tables.plan, own[payee], payee, run.pay.last, frozenset(names))
        found[payee] = SalesNeeded(seller.sold, seller.growth_for(goal - rest.get(payee, ZERO)))
    return found


def earned_by(run: IncentiveRun) -> dict[str, Fraction]:
    """Return what each payee earned over all months, before guarantee and draw."""
    sums: dict[str, Fraction] = {}
    for (payee, component, _), amount in run.pay.sums.items():
        if component not in _TOPPED_UP:
            sums[payee] = sums.get(payee, ZERO) + amount
    return sums


def _own_rows(happened: Happened, payees: frozenset[str]) -> dict[str, Happened]:
    """Return the rows of each payee: own and shared transactions, all that refers to them, targets."""
    transactions: dict[str, dict[str, Transaction]] = {payee: {} for payee in payees}
    shared: dict[str, set[str]] = {}
    for share in happened.credits:
        if share.person in payees:
            shared.setdefault(share.transaction, set()).add(share.person)
    for one in happened.transactions:
        for payee in ({one.person} & payees) | shared.get(one.original or one.id, set()):
            transactions[payee][one.id] = one
    payments: dict[str, list[Payment]] = {payee: [] for payee in payees}
    for payment in happened.payments:
        for payee in payees:
            if payment.transaction in transactions[payee]:
                payments[payee].append(payment)
    return {
        payee: Happened(
            tuple(transactions[payee].values()),
            tuple(payments[payee]),
            tuple(one for one in happened.credits if one.transaction in transactions[payee]),
            tuple(one for one in happened.targets if one.person == payee),
        )
        for payee in payees
    }


@dataclass(frozen=True, slots=True)
class _Seller:
    """A payee's own sales under a plan."""

    plan: IncentivePlan
    happened: Happened
    payee: str
    last: date
    names: frozenset[str]

    @property
    def sold(self) -> Fraction:
        return sum((one.amount for one in self.happened.transactions), ZERO)

    def growth_for(self, goal: Fraction) -> Fraction | None:
        """Return the least growth that pays a goal."""
        low, high = 0, int(MOST_GROWTH / _STEP)
        if self.sold <= 0 or self.pay(high * _STEP) < goal:
            return None
        while low < high:
            middle = (low + high) // 2
            if self.pay(middle * _STEP) >= goal:
                high = middle
            else:
                low = middle + 1
        return high * _STEP

    def pay(self, growth: Fraction) -> Fraction:
        """Return what the payee's own sales pay when they have grown."""
        times = 1 + growth
        grown = self.happened._replace(
            transactions=tuple(_grown(one, times) for one in self.happened.transactions),
            payments=tuple(one._replace(amount=one.amount * times) for one in self.happened.payments),
        )
        sums = work_out(self.plan, grown, self.last).sums
        return sum(
            (
                amount
                for (payee, name, _), amount in sums.items()
                if payee == self.payee and name in self.names
            ),
            ZERO,
        )


def _grown(one: Transaction, times: Fraction) -> Transaction:
    return one._replace(
        amount=one.amount * times,
        tax=one.tax * times,
        quantity=one.quantity * times,
        cost=one.cost * times,
    )
