"""The sales needed for a payout: the inverse of tiers, cliffs and rounding included."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from xlsales.incentives.payouts import earned, rounded_earning
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.issues import ComputationError, Issue
from xlsales.kernel.numbers import ONE, ZERO, shown

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the unrounded earning must reach, so that the rounded one does."""

    earning: Fraction
    or_equal: bool

    def met_by(self, earning: Fraction) -> bool:
        return earning > self.earning or (self.or_equal and earning == self.earning)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An open interval of totals on which the earning is a straight line; ``end`` may be infinite."""

    start: Fraction
    end: Fraction | None
    slope: Fraction
    level: Fraction

    def earning(self, total: Fraction) -> Fraction:
        return self.level + self.slope * total


def sales_for(tiers: Tiers, wanted_payout: Fraction, prior: Fraction, terms: Terms) -> Fraction | None:
    """Return the smallest amount, in units, that pays at least what is wanted.

    Args:
        tiers: The tiers, bounds in the unit of the amounts.
        wanted_payout: What is to be paid; 0 or less needs no amount.
        prior: What was already credited in the period.
        terms: Mode, boundary and unit; with unit 0 the amount is exact.

    Returns:
        The amount, 0 or more; ``None`` where no amount pays so much. In ``whole`` mode with falling
        rates, a larger amount may pay less again.

    Raises:
        ComputationError: TIER-011 with unit 0, where the payout is reached only above a bound, so
            that there is no smallest amount.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction("0.05")), Tier(Fraction(100), Fraction("0.08"))])
        >>> sales_for(tiers, Fraction(9), ZERO, Terms(unit=ZERO))
        Fraction(150, 1)
    """
    if wanted_payout <= 0:
        return ZERO
    wanted = _wanted(wanted_payout + rounded_earning(tiers, prior, terms), terms.unit)
    corners = _corners(tiers, prior)
    for corner, following in pairwise((*corners, None)):
        assert corner is not None
        on_grid = not terms.unit or not (corner - prior) % terms.unit
        if corner > prior and on_grid and wanted.met_by(earned(tiers, corner, terms)):
            return corner - prior
        stretch = _stretch(tiers, corner, following, terms)
        found = _in_units(stretch, wanted, prior, terms.unit) if terms.unit else _exact(stretch, wanted)
        if found is not None:
            return found - prior
    return None


def _wanted(total: Fraction, unit: Fraction) -> _Wanted:
    """Return the earning that rounds to at least ``total``; halves go away from zero."""
    if not unit:
        return _Wanted(total, or_equal=True)
    units = ceil(total / unit)
    return _Wanted((units - _HALF) * unit, or_equal=units > 0)


def _corners(tiers: Tiers, prior: Fraction) -> tuple[Fraction, ...]:
    """Return where the earning may bend or jump, from ``prior`` on."""
    bounds = {ZERO, *tiers.bounds}
    if tiers.is_odd:
        bounds |= {-bound for bound in tiers.bounds}
    return (prior, *sorted(bound for bound in bounds if bound > prior))


def _stretch(tiers: Tiers, start: Fraction, end: Fraction | None, terms: Terms) -> _Stretch:
    size = ONE if end is None else (end - start) / 3
    first, second = start + size, start + 2 * size
    low, high = earned(tiers, first, terms), earned(tiers, second, terms)
    slope = (high - low) / size
    return _Stretch(start, end, slope, low - slope * first)


def _in_units(stretch: _Stretch, wanted: _Wanted, prior: Fraction, unit: Fraction) -> Fraction | None:
    """Return the first total inside a stretch that is a whole number of units from ``prior``."""
    steps = floor((stretch.start - prior) / unit) + 1
    if stretch.slope > 0:
        needed = ((wanted.earning - stretch.level) / stretch.slope - prior) / unit
        least = ceil(needed) if wanted.or_equal else floor(needed) + 1
        steps = max(steps, least)
    total = prior + steps * unit
    inside = stretch.end is None or total < stretch.end
    return total if inside and wanted.met_by(stretch.earning(total)) else None


def _exact(stretch: _Stretch, wanted: _Wanted) -> Fraction | None:
    if wanted.met_by(stretch.earning(stretch.start)) and (
        stretch.slope >= 0 or stretch.earning(stretch.start) > wanted.earning
    ):
        raise ComputationError(_no_smallest(stretch.start))
    if stretch.slope <= 0:
        return None
    total = (wanted.earning - stretch.level) / stretch.slope
    return total if stretch.end is None or total < stretch.end else None


def _no_smallest(bound: Fraction) -> Issue:
    return Issue(
        "TIER-011",
        "unit",
        "0",
        f"a unit, because every total above {shown(bound)} pays enough and none is the smallest",
        "Give the smallest amount, such as 0.01.",
        cell_error="#NUM!",
    )
