"""The base of the next plan: what was sold, net of what came back, by month and chosen columns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.numbers import ZERO
from xlsales.plans.incentives import IncentivePlan
from xlsales.tables.dimensions import dimension_name
from xlsales.tables.incentive_rows import Happened, Transaction


class NextBase(NamedTuple):
    """A history that the job ``targets`` reads.

    Attributes:
        dimensions: Columns beside date and amount.
        rows: Month, label of each dimension, amount.
    """

    dimensions: tuple[str, ...]
    rows: tuple[tuple[date, tuple[str, ...], Fraction], ...]


def next_base(plan: IncentivePlan, happened: Happened, last: date) -> NextBase | None:
    """Return the base of the next plan (RP9), ``None`` where the plan does not ask for it.

    A return lowers the month of its sale, so that the base holds what really stayed; a sale that was
    cancelled is left out.

    Args:
        plan: Its setting ``base_by`` names the columns: ``person``, or those of the transactions.
        happened: What was sold.
        last: A day of the last month that counts.

    References:
        Handbook: summary and plan are to be made together, so that one supports the other.
    """
    if not plan.settings.base_by:
        return None
    names = plan.settings.base_by.replace("，", ",").split(",")
    dimensions = tuple(dimension_name(name) for name in names if name.strip())
    end = month_end(last)
    known = {one.id: one for one in happened.transactions if one.day <= end}
    cancelled = {one.original for one in known.values() if one.kind == "cancel"}
    sums: dict[tuple[date, tuple[str, ...]], Fraction] = {}
    for one in known.values():
        origin = known.get(one.original, one)
        if one.kind in ("cancel", "booking") or origin.id in cancelled or origin.kind == "booking":
            continue
        key = (month_start(origin.day), tuple(_label(origin, name) for name in dimensions))
        sums[key] = sums.get(key, ZERO) + one.amount
    rows = tuple((month, labels, amount) for (month, labels), amount in sorted(sums.items()))
    return NextBase(dimensions, rows)


def _label(origin: Transaction, name: str) -> str:
    return origin.person if name == "person" else origin.labels.get(name, "")
