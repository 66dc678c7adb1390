"""Pay as a function of running totals, for all payees of a component at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from xlsales.jobs.incentives.columns.runs import Runs
from xlsales.jobs.incentives.columns.segments import NOTHING, Size, Sized, segments_of
from xlsales.jobs.incentives.plan_tables import PlanTables
from xlsales.jobs.incentives.rounding import rounded
from xlsales.jobs.incentives.scales import NoScale, Scale, scale_of
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component, RoundingMode
from xlsales.targets.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsales.jobs.incentives.context import Context

#: A tie at a rounding boundary is never told apart closer than this.
_CLOSE = 1e-6


def sized_scale(
    component: Component, context: Context, holders: Sequence[tuple[str, Span]], places: int
) -> Sized:
    """Return the scale of a version for some payees and windows, values in units of rounding."""
    tables = context.tables
    sizes = [_size(component, context, payee, window) for payee, window in holders]
    return Sized(
        segments_of(_common(component, tables), _knots(component, tables)),
        sizes,
        places,
        Fraction(component.multiplier) / context.unit,
    )


def _size(component: Component, context: Context, payee: str, window: Span) -> Size:
    is_sized = component.kind == "curve" or component.of_target or component.prorated
    if component.kind == "spiff" or not is_sized:
        return Size()
    target = context.target(component, payee, window)
    share = context.share(component, payee, window)
    pay = context.target_pay(component, payee, window) if component.kind == "curve" else None
    if isinstance(scale_of(component, context.tables, target, share, pay), NoScale):
        return NOTHING
    if component.kind == "curve":
        assert target is not None
        return Size(target, (pay or ZERO) / target, pay or ZERO)
    return Size((target if component.of_target else share) or ONE)


def _common(component: Component, tables: PlanTables) -> Callable[[Fraction], Callable[[Fraction], Fraction]]:
    """Return the component's scale for a size; a curve looks at attainment, for a pay of 1."""

    def scale(size: Fraction) -> Callable[[Fraction], Fraction]:
        if component.kind == "tiered":
            return scale_of(component, tables, size, size, None).earned
        single: Scale = scale_of(component, tables, ONE, ONE, ONE)
        return lambda total: single.earned(total / size)

    return scale


def _knots(component: Component, tables: PlanTables) -> list[Fraction]:
    if component.kind == "spiff":
        return [Fraction(component.minimum or 0)]
    table = folded(component.table or "")
    if component.kind == "curve":
        return list(tables.curves[table].attainments)
    bounds = [*tables.tiers[table].bounds, Fraction(component.whole_up_to or 0)]
    return [*bounds, *(-bound for bound in bounds)]


def scale_values(
    runs: Runs,
    units: NDArray[np.int64],
    variant: NDArray[np.int32],
    scales: Sequence[Sized],
    gates: NDArray[np.int64] | None,
    holder: NDArray[np.int64],
    mode: RoundingMode,
) -> NDArray[np.int64]:
    """Return what all events up to each one come to, in whole units of rounding.

    Args:
        runs: How the events run up; the other columns are in its order.
        units: Amounts.
        variant: Version of each event.
        scales: Scale of each version, by first day.
        gates: Least totals by version and holder, shape (v, h); ``None`` without gates.
        holder: Which payee and window each event belongs to.
        mode: How halves are rounded.

    A version pays F(all up to it) - F(all before it); the gate looks at all of it.
    """
    whole = runs.running(units)
    value = np.zeros(len(units), dtype=np.float64)
    error = np.full(len(units), _CLOSE)
    terms: list[tuple[int, Sized, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]] = []
    prior = np.zeros_like(units)
    for number, scale in enumerate(scales):
        after = prior + runs.running(np.where(variant == number, units, 0))
        opened = np.ones(len(units), dtype=bool) if gates is None else whole >= gates[number][holder]
        for sign, totals in ((1, after), (-1, prior)) if number else ((1, after),):
            read = scale.read(totals, holder)
            value += np.where(opened, sign * read.values, 0.0)
            error += np.where(opened, read.errors, 0.0)
            terms.append((sign, scale, totals, read.pieces, opened))
        prior = after
    size = np.abs(value)
    nearest = np.floor(size + 0.5)
    found: NDArray[np.int64] = np.where(value < 0, -nearest, nearest).astype(np.int64)
    close = np.flatnonzero(np.abs(size + 0.5 - np.rint(size + 0.5)) <= error)
    for at in close.tolist():
        exact = ZERO
        for sign, scale, totals, pieces, opened in terms:
            if opened[at]:
                exact += sign * scale.exact(int(totals[at]), int(holder[at]), int(pieces[at]))
        found[at] = int(rounded(exact, ONE, mode))
    return found
