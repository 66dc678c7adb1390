"""The engine: from a plan and what happened to lines of pay. Pure, exact, and blind to row order.

Amounts go through the stages in one order: rate, multiplier, split, cap, then holdback, clawback and
amounts set by hand, guarantee and draw. Where the deal alone decides its pay (a rate, a fixed amount,
tiers by deal), that pay is worked out on the whole deal and split to the unit. Where a person's own
total decides (tiers over a month or longer, a gate), the total holds the person's part of each deal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from xlsales.incentives.draws import DrawPeriod
from xlsales.incentives.honours import Honour
from xlsales.jobs.incentives.advances import draw_lines
from xlsales.jobs.incentives.afterwards import (
    adjustment_lines,
    clawback_lines,
    holdback_lines,
    manual_lines,
    rounding_lines,
    sums_of,
)
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Credited, Key
from xlsales.jobs.incentives.event_pay import event_pay
from xlsales.jobs.incentives.guarantees import guarantee_lines
from xlsales.jobs.incentives.honours_list import honours_won
from xlsales.jobs.incentives.lines import Line
from xlsales.jobs.incentives.paid_part import PaidPart
from xlsales.jobs.incentives.penalties import penalty_lines
from xlsales.jobs.incentives.scorecards import scorecard_lines
from xlsales.jobs.incentives.team_pools import pool_lines
from xlsales.jobs.incentives.window_prizes import prize_lines
from xlsales.kernel.dates import month_start
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.plans.incentives import Component, IncentivePlan
from xlsales.tables.incentive_rows import Happened
from xlsales.targets.spans import Span

if TYPE_CHECKING:
    from xlsales.jobs.incentives.columns.paid_columns import PaidColumns


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a payee's total stands in a window, for attainment and cliffs."""

    payee: str
    component: Component
    window: Span
    total: Fraction
    target: Fraction | None


@dataclass(frozen=True)
class Pay:
    """Everything that a run works out.

    Attributes:
        first, last: First days of the first paid month and of the open one.
        kept: Lines of these months that are kept in full, in one order.
        sums: What all lines come to, by payee, component and month.
        draws: State of each draw by payee and month.
        honours: Titles of the windows that end with the open month.
        standings: Totals and targets of every window that holds the open month.
        exceptions: What a person should look at.
        columns: Lines of events that are kept by column, or the rows of some payees from which they
            are worked out; ``None`` where all are in ``kept``.
    """

    first: date
    last: date
    kept: tuple[Line, ...]
    sums: Mapping[tuple[str, str, date], Fraction]
    draws: Mapping[tuple[str, date], DrawPeriod]
    standings: tuple[Standing, ...]
    honours: tuple[Honour, ...]
    exceptions: tuple[Issue, ...]
    columns: PaidColumns | PaidPart | None = None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in one order; of events that are kept by column they are worked out now."""
        return self._with_events(self.kept, sorted({payee for payee, _, _ in self.sums}))

    def lines_of(self, payee: str) -> tuple[Line, ...]:
        """Return a payee's lines of all months, in one order."""
        if self.columns is None or isinstance(self.columns, PaidPart):
            return self._by_payee.get(payee, ())
        return self.part([payee]).lines_of(payee)

    @cached_property
    def _by_payee(self) -> dict[str, tuple[Line, ...]]:
        return _grouped(self.lines)

    @cached_property
    def _kept_by_payee(self) -> dict[str, tuple[Line, ...]]:
        return _grouped(self.kept)

    @cached_property
    def _sums_by_payee(self) -> dict[str, dict[tuple[str, str, date], Fraction]]:
        found: dict[str, dict[tuple[str, str, date], Fraction]] = {}
        for key, amount in self.sums.items():
            found.setdefault(key[0], {})[key] = amount
        return found

    def part(self, payees: Sequence[str]) -> Pay:
        """Return the pay of some payees, with no more of the others than explaining takes."""
        wanted = frozenset(payees)
        kept = [line for payee in sorted(wanted) for line in self._kept_by_payee.get(payee, ())]
        sums = {key: amount for payee in wanted for key, amount in self._sums_by_payee.get(payee, {}).items()}
        draws = {key: state for key, state in self.draws.items() if key[0] in wanted}
        columns = self.columns.part(wanted) if self.columns is not None else None
        return replace(
            self, kept=tuple(kept), sums=sums, draws=draws, standings=(), exceptions=(), columns=columns
        )

    def _with_events(self, kept: Iterable[Line], payees: Sequence[str]) -> tuple[Line, ...]:
        if self.columns is None:
            return tuple(kept)
        worked_out = self.columns.explained(payees)
        paid = [line for line in worked_out if self.first <= line.month <= self.last]
        return tuple(sorted([*kept, *paid], key=lambda line: line.order))


def _grouped(lines: Iterable[Line]) -> dict[str, tuple[Line, ...]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.payee, []).append(line)
    return {payee: tuple(own) for payee, own in found.items()}


def work_out(plan: IncentivePlan, happened: Happened, last: date) -> Pay:
    """Return the pay of every payee, component and month from the plan's first month on.

    Args:
        plan: A plan without problems.
        happened: Checked rows, in any order.
        last: A day of the open month; what is posted later is left for later.

    Raises:
        InvalidInputError: RULE-001 two rate rules fit an event equally.
        ComputationError: RULE-002 no rate rule fits an event.

    Among the exceptions: INC-103 sales without a target, INC-104 a negative amount payable.
    """
    context = Context(plan, happened, month_start(plan.settings.start), month_start(last))
    earned = event_pay(context)
    lines = earned.lines + earned.sums
    if plan.settings.rounding == "component":
        lines += list(rounding_lines(context, lines))
    lines += [*prize_lines(context, earned.rankings), *pool_lines(context, earned.rankings)]
    lines += [*penalty_lines(context), *scorecard_lines(context)]
    lines += list(holdback_lines(context, earned.held, lines))
    lines += list(clawback_lines(context, earned.ended, earned.paid, earned.caps))
    lines += list(adjustment_lines(context))
    lines += list(manual_lines(context, lines))
    lines = [line for line in lines if context.is_paid(line.month)]
    lines += list(guarantee_lines(context, lines))
    draws: dict[tuple[str, date], DrawPeriod] = {}
    lines += list(draw_lines(context, lines, draws))
    standings = tuple(_standings(context, earned.groups))
    sums = sums_of(lines)
    _negative_pay(context, sums)
    by_column = {id(line) for line in earned.sums}
    kept = sorted((line for line in lines if id(line) not in by_column), key=lambda line: line.order)
    return Pay(
        context.first,
        context.last,
        tuple(kept),
        sums,
        draws,
        standings,
        tuple(honours_won(context, {**earned.groups, **earned.rankings.groups})),
        tuple(context.exceptions),
        earned.columns,
    )


def _standings(context: Context, groups: Mapping[Key, list[Credited]]) -> list[Standing]:
    found = []
    for key, group in sorted(groups.items()):
        component = group[-1].component
        if component.kind not in ("tiered", "matrix", "curve") or key.deal:
            continue
        if key.window.first <= context.last <= key.window.last:
            total = sum((one.event.amount for one in group), ZERO)
            target = context.target(component, key.payee, key.window)
            found.append(Standing(key.payee, component, key.window, total, target))
            if target is None and (component.of_target or component.kind == "curve"):
                context.exceptions.append(_no_target(key, component))
    return found


def _no_target(key: Key, component: Component) -> Issue:
    return Issue(
        "INC-103",
        f"{key.payee} {key.window.first:%Y-%m}",
        "no target",
        f"a target above 0 for {component.component}",
        "Add it to the targets; until then the component pays nothing.",
        severity="warning",
    )


def _negative_pay(context: Context, by_component: Mapping[tuple[str, str, date], Fraction]) -> None:
    sums: dict[str, Fraction] = {}
    for (payee, _, month), amount in by_component.items():
        if month == context.last:
            sums[payee] = sums.get(payee, ZERO) + amount
    context.exceptions += [
        Issue(
            "INC-104",
            f"{payee} {context.last:%Y-%m}",
            "a negative amount payable",
            "0 or more",
            "Decide whether it is taken back or carried forward by an adjustment.",
            severity="warning",
        )
        for payee, amount in sorted(sums.items())
        if amount < 0
    ]
