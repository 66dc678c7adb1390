"""The rest of the year: what closed months leave is split again, by the plan's carry-over rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.numbers import ZERO
from xlsales.targets.resplit import Carrying, resplit_target

if TYPE_CHECKING:
    from xlsales.jobs.targets import Targets


@dataclass(frozen=True, slots=True)
class Resplit:
    """One line of the re-split.

    Attributes:
        labels: What it is the line of.
        planned: Target of each month as planned.
        revised: Actuals of closed months, new targets of open ones.
        closed: How many months are closed.
    """

    labels: tuple[str, ...]
    planned: tuple[Fraction, ...]
    revised: tuple[Fraction, ...]
    closed: int


def closed_months(result: Targets, as_of: date) -> int:
    """Return how many months are closed: as the plan says, else those that are over."""
    settings = result.tables.plan.settings
    if settings.closed is not None:
        return min(settings.closed, len(result.months))
    return sum(month_end(month) <= as_of for month in result.months)


def resplits_of(result: Targets, as_of: date) -> tuple[tuple[str, ...], list[Resplit]]:
    """Return the dimensions that actuals are told by, and every line of them split again.

    A line without a target takes no part. A month without an actual was sold nothing in.
    """
    names = tuple(
        name for name in result.dimensions if any(name in sale.labels for sale in result.tables.actuals)
    )
    closed = closed_months(result, as_of)
    if not names or not closed:
        return names, []
    places = [result.dimensions.index(name) for name in names]
    planned: dict[tuple[str, ...], dict[date, Fraction]] = {}
    for line in result.lines:
        months = planned.setdefault(tuple(line.labels[at] for at in places), {})
        months[line.month] = months.get(line.month, ZERO) + line.target
    actuals: dict[tuple[tuple[str, ...], date], Fraction] = {}
    for sale in result.tables.actuals:
        key = tuple(sale.labels.get(name, "") for name in names), month_start(sale.day)
        actuals[key] = actuals.get(key, ZERO) + sale.amount * sale.contribution
    settings = result.tables.plan.settings
    carrying = Carrying(Fraction(settings.carry), settings.surplus)
    lines = []
    for labels, months in planned.items():
        curve = tuple(months.get(month, ZERO) for month in result.months)
        if not any(curve):
            continue
        done = [actuals.get((labels, month), ZERO) for month in result.months[:closed]]
        still = [None] * (len(curve) - closed)
        revised = resplit_target(
            sum(curve, ZERO), [*done, *still], curve, closed, Fraction(settings.unit), carrying
        )
        lines.append(Resplit(labels, curve, tuple(amount or ZERO for amount in revised), closed))
    return names, lines
