"""What if: the same data under another plan, payee by payee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.jobs.incentives.sales_needed import SalesNeeded, earned_by, sales_needed
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO
from xlsales.tables import incentive_specs as specs
from xlsales.tables.raw import RawTable

#: Tables that the other plan replaces, as far as it has them; people and events stay.
_REPLACED: Final = (
    specs.COMPONENTS,
    specs.TIERS,
    specs.CURVES,
    specs.STEPS,
    specs.PRIZES,
    specs.RATES,
    specs.WEIGHTS,
    specs.MATRICES,
    specs.RATINGS,
)
#: So many of those who lose most are told what they would have to sell.
MOST_TOLD: Final = 50


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two plans on the same data.

    Attributes:
        name: What the other plan is called.
        first, last: First days of the first and the last month compared.
        payees: Each payee with the pay of all months now and then.
        needed: What those who lose would have to sell to earn as much; the fifty who lose most.
    """

    name: str
    first: date
    last: date
    payees: tuple[tuple[str, Fraction, Fraction], ...]
    needed: Mapping[str, SalesNeeded] = field(default_factory=dict)

    @property
    def now(self) -> Fraction:
        """What the plan in force costs."""
        return sum((now for _, now, _ in self.payees), ZERO)

    @property
    def then(self) -> Fraction:
        """What the other plan would have cost."""
        return sum((then for _, _, then in self.payees), ZERO)

    @property
    def winners(self) -> int:
        """How many would get more."""
        return sum(then > now for _, now, then in self.payees)

    @property
    def losers(self) -> int:
        """How many would get less."""
        return sum(then < now for _, now, then in self.payees)


def what_if(run: IncentiveRun, raw: Sequence[RawTable], other: Sequence[RawTable], name: str) -> WhatIf:
    """Return how pay would change under another plan, all months from the first to the open one.

    Args:
        run: The run under the plan in force.
        raw: Its tables.
        other: Tables of the other plan; those that it lacks are taken from ``raw``.
        name: What the other plan is called.

    Raises:
        InvalidInputError: INC-070 the other file has no components; else as ``run_incentives``.
    """
    replaced = [spec for spec in _REPLACED if any(spec.is_called(table.name) for table in other)]
    if specs.COMPONENTS not in replaced:
        fix = "Give a workbook or YAML file with the table components of the other plan."
        raise InvalidInputError(Issue("INC-070", "--what-if", name, "a file with a plan", fix))
    left = (*replaced, specs.TITLES)  # honours go with the components of the plan in force
    kept = [table for table in raw if not any(spec.is_called(table.name) for spec in left)]
    taken = [table for table in other if any(spec.is_called(table.name) for spec in replaced)]
    changed = run_incentives([*kept, *taken], run.month)
    now, then = _by_payee(run), _by_payee(changed)
    names = sorted(now.keys() | then.keys())
    payees = tuple((payee, now.get(payee, ZERO), then.get(payee, ZERO)) for payee in names)
    return WhatIf(name, run.pay.first, run.pay.last, payees, _needed(run, changed))


def _needed(run: IncentiveRun, changed: IncentiveRun) -> dict[str, SalesNeeded]:
    now, then = earned_by(run), earned_by(changed)
    losses = {payee: amount - then.get(payee, ZERO) for payee, amount in now.items()}
    losers = sorted(
        (payee for payee in losses if losses[payee] > 0), key=lambda payee: (-losses[payee], payee)
    )
    return sales_needed(changed, {payee: now[payee] for payee in losers[:MOST_TOLD]})


def _by_payee(run: IncentiveRun) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for (payee, _, _), amount in run.pay.sums.items():
        sums[payee] = sums.get(payee, ZERO) + amount
    return sums
