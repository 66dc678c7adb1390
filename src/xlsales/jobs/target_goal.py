"""The goal of a plan: a total, or what growth, a market share or a profit asks for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlsales.jobs.history_sums import HistorySums, year_before
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO, round_to_unit
from xlsales.plans.targets import PlanSettings, TargetPlan
from xlsales.targets.growth import grown
from xlsales.targets.market_goal import market_goal
from xlsales.targets.profit_target import sales_for_profit


@dataclass(frozen=True, slots=True)
class Goal:
    """The total of a plan.

    Attributes:
        total: What is split, rounded to the plan's unit.
        kind: ``total``, ``growth``, ``market``, ``profit`` or ``margins``.
        inputs: What it was worked out from, by setting.
    """

    total: Fraction
    kind: str
    inputs: tuple[tuple[str, Fraction], ...]


def goal_of(plan: TargetPlan, history: HistorySums, where: str = "plan") -> Goal:
    """Return the total that a plan's goal asks for.

    Raises:
        InvalidInputError: PLAN-014 a growth goal without sales in the year before, TARGET-060 and
            TARGET-120 as their calculators.
    """
    settings = plan.settings
    if settings.total is not None:
        return Goal(Fraction(settings.total), "total", ())
    if settings.growth is not None:
        return _from_growth(settings, history, where)
    if settings.market is not None and settings.share is not None:
        market, share = Fraction(settings.market), Fraction(settings.share)
        return _goal(settings, market_goal(market, share), "market", market=market, share=share)
    if settings.profit is not None and settings.margin is not None:
        profit, margin, fixed = (
            Fraction(settings.profit),
            Fraction(settings.margin),
            Fraction(settings.fixed_costs),
        )
        needed = sales_for_profit(profit, [margin], None, fixed)[0] or ZERO
        return _goal(settings, needed, "profit", profit=profit, margin=margin, fixed_costs=fixed)
    kinds = tuple(sorted(plan.margins[0].labels))
    given = (one.amount for one in plan.margins if tuple(sorted(one.labels)) == kinds)
    return Goal(sum((Fraction(amount) for amount in given), ZERO), "margins", ())


def _from_growth(settings: PlanSettings, history: HistorySums, where: str) -> Goal:
    base = history.by(year_before(settings.start), ()).get((), ZERO)
    if base <= 0:
        raise InvalidInputError(
            Issue(
                "PLAN-014",
                where,
                "no sales in the year before the plan",
                "a base for the growth",
                "Add the history of that year, or give a total.",
            )
        )
    growth = Fraction(settings.growth or 0)
    return _goal(settings, grown(base, growth), "growth", base=base, growth=growth)


def _goal(settings: PlanSettings, amount: Fraction, kind: str, **inputs: Fraction) -> Goal:
    return Goal(round_to_unit(amount, Fraction(settings.unit)), kind, tuple(inputs.items()))
