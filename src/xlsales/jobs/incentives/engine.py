"""The engine: from a plan and what happened to lines of pay. Pure, exact, and blind to row order.

Amounts go through the stages in one order: rate, multiplier, split, cap, then holdback, clawback and
amounts set by hand, guarantee and draw. Where the deal alone decides its pay (a rate, a fixed amount,
tiers by deal), that pay is worked out on the whole deal and split to the unit. Where a person's own
total decides (tiers over a month or longer, a gate), the total holds the person's part of each deal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.incentives.draws import DrawPeriod
from xlsales.jobs.incentives.afterwards import (
    adjustment_lines,
    clawback_lines,
    draw_lines,
    holdback_lines,
    manual_lines,
    rounding_lines,
    sums_of,
)
from xlsales.jobs.incentives.caps import cap_lines
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.currencies import Exchange
from xlsales.jobs.incentives.earning import Credited, Earnings, Key
from xlsales.jobs.incentives.events import EventBook
from xlsales.jobs.incentives.lines import Line
from xlsales.jobs.incentives.window_prizes import penalty_lines, prize_lines, scorecard_lines
from xlsales.kernel.dates import month_start
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.plans.incentives import Component, IncentivePlan
from xlsales.tables.incentive_rows import Happened
from xlsales.targets.spans import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a payee's total stands in a window, for attainment and cliffs."""

    payee: str
    component: Component
    window: Span
    total: Fraction
    target: Fraction | None


@dataclass(frozen=True, slots=True)
class Pay:
    """Everything that a run works out.

    Attributes:
        first, last: First days of the first paid month and of the open one.
        lines: All lines of these months, in one order.
        draws: State of each draw by payee and month.
        standings: Totals and targets of every window that holds the open month.
        exceptions: What a person should look at.
    """

    first: date
    last: date
    lines: tuple[Line, ...]
    draws: Mapping[tuple[str, date], DrawPeriod]
    standings: tuple[Standing, ...]
    exceptions: tuple[Issue, ...]


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
    book = EventBook(happened, Exchange(plan.settings, plan.exchange))
    earnings = Earnings(context, book)
    earnings.collect()
    rankings = Earnings(context, book)
    rankings.collect(frozenset({"rank prize"}))
    paid = list(earnings.paid())
    caps = list(cap_lines(context, paid))
    lines = [one.line for one in paid] + caps
    if plan.settings.rounding == "component":
        lines += list(rounding_lines(context, lines))
    lines += [*prize_lines(context, rankings), *penalty_lines(context), *scorecard_lines(context)]
    lines += list(holdback_lines(context, paid, lines))
    lines += list(clawback_lines(context, book, paid, caps))
    lines += list(adjustment_lines(context))
    lines += list(manual_lines(context, lines))
    lines = [line for line in lines if context.is_paid(line.month)]
    draws: dict[tuple[str, date], DrawPeriod] = {}
    lines += list(draw_lines(context, lines, draws))
    lines.sort(key=lambda line: line.order)
    standings = tuple(_standings(context, earnings.groups))
    _negative_pay(context, lines)
    return Pay(context.first, context.last, tuple(lines), draws, standings, tuple(context.exceptions))


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


def _negative_pay(context: Context, lines: list[Line]) -> None:
    sums: dict[str, Fraction] = {}
    for (payee, _, month), amount in sums_of(lines).items():
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
