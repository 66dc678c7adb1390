"""Payouts of large blocks: whole minor units times whole rates, exact in int64, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.minor_units import INT64_SAFE, MinorUnits, round_units, whole_rate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Whole numbers below this are doubles without loss.
_EXACT_DOUBLE = 1 << 53
#: So many rows at a time stay in the processor's nearest caches, and so do their sums in between.
_PIECE = 1 << 13


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is paid, in whole minor units of one size.

    Attributes:
        after: Credited in the period with each amount, int64, shape (n,).
        before: Credited before each amount, int64, shape (n,).
        places: Decimal places of both, and of the quotas.
        quotas: Quota of each, int64, shape (n,), above 0; ``None`` without quotas.
        largest: No magnitude in ``after`` and ``before`` is greater.
    """

    after: NDArray[np.int64]
    before: NDArray[np.int64]
    places: int
    quotas: NDArray[np.int64] | None
    largest: int


@dataclass(frozen=True, slots=True)
class _WholeTiers:
    """Tiers as integers: bounds in the ledger's finer units, pay in ``1 / scale``."""

    bounds: list[NDArray[np.int64] | int]
    rates: list[int]
    fixed: list[int]
    refine: int
    scale: int

    @property
    def steepest(self) -> int:
        """The greatest pay per unit that any partial sum can hold."""
        return sum(abs(high - low) for low, high in pairwise((0, *self.rates)))

    def of_rows(self, rows: slice) -> _WholeTiers:
        """Return the tiers of some rows, which have quotas of their own."""
        bounds = [bound if isinstance(bound, int) else bound[rows] for bound in self.bounds]
        return replace(self, bounds=bounds)


def same_places(columns: Sequence[MinorUnits]) -> list[MinorUnits] | None:
    """Return columns with as many decimal places as the finest has, or ``None`` if too large."""
    places = max(column.places for column in columns)
    factors = [10 ** (places - column.places) for column in columns]
    if any(c.largest * factor >= INT64_SAFE for c, factor in zip(columns, factors, strict=True)):
        return None
    return [
        MinorUnits(column.units * factor, places, column.blank)
        for column, factor in zip(columns, factors, strict=True)
    ]


def payout_block(tiers: Tiers, ledger: Ledger, terms: Terms) -> NDArray[np.float64] | None:
    """Return every payout of a ledger, equal to the plain path as doubles.

    Returns:
        Payouts, shape (n,); ``None`` where int64 or doubles would not be exact, or where a total
        lies below 0 in tiers that go below 0.
    """
    if not tiers.is_odd and (ledger.after.min(initial=0) < 0 or ledger.before.min(initial=0) < 0):
        return None
    whole = _whole_tiers(tiers, ledger)
    if whole is None:
        return None
    step = terms.unit * whole.scale or Fraction(1)
    most = whole.steepest * max(ledger.largest * whole.refine, 1) + sum(map(abs, whole.fixed))
    if 2 * most * step.denominator + step.numerator >= INT64_SAFE:
        return None
    paid = _paid(whole, ledger, terms, step)
    size = terms.unit or Fraction(1, whole.scale)
    return _doubles(paid, size)


def _whole_tiers(tiers: Tiers, ledger: Ledger) -> _WholeTiers | None:
    bounds, rates = whole_rate(tiers.bounds), whole_rate(tiers.rates)
    if bounds is None or rates is None:
        return None
    refine = 10 ** bounds[1]
    scale = 10 ** (ledger.places + bounds[1] + rates[1])
    fixed = [amount * scale for amount in tiers.fixed]
    beyond = ledger.largest * refine + 1
    widest = 1 if ledger.quotas is None else int(ledger.quotas.max(initial=1))
    if any(amount.denominator != 1 for amount in fixed) or beyond >= INT64_SAFE:
        return None
    if ledger.quotas is None:
        per_unit = 10**ledger.places
        starts = [min(max(bound, 0) * per_unit, beyond) for bound in bounds[0]]
    elif max(bounds[0]) * widest < INT64_SAFE:
        starts = [ledger.quotas * max(bound, 0) for bound in bounds[0]]
    else:
        return None
    return _WholeTiers(starts, rates[0], [int(amount) for amount in fixed], refine, scale)


def _paid(whole: _WholeTiers, ledger: Ledger, terms: Terms, step: Fraction) -> NDArray[np.int64]:
    """Return what each row adds to what was earned before it, in ``step``; piece by piece."""
    import numpy as np

    paid = np.empty(len(ledger.after), dtype=np.int64)
    for start in range(0, len(paid), _PIECE):
        rows = slice(start, start + _PIECE)
        tiers, before = whole.of_rows(rows), ledger.before[rows]
        paid[rows] = _earned(tiers, ledger.after[rows], terms, step)
        if before.any():
            paid[rows] -= _earned(tiers, before, terms, step)
    return paid


def _earned(tiers: _WholeTiers, totals: NDArray[np.int64], terms: Terms, step: Fraction) -> NDArray[np.int64]:
    """Return the earning of each total in whole steps, halves away from zero."""
    import numpy as np

    sizes = np.abs(totals)
    if tiers.refine != 1:
        sizes *= tiers.refine
    pay = _whole(tiers, sizes, terms) if terms.mode == "whole" else _slices(tiers, sizes, terms)
    earned = _rounded(pay, step)
    if totals.min(initial=0) < 0:
        np.negative(earned, out=earned, where=totals < 0)
    return earned


def _whole(tiers: _WholeTiers, sizes: NDArray[np.int64], terms: Terms) -> NDArray[np.int64]:
    import numpy as np

    top = np.zeros(len(sizes), dtype=np.int64)
    for bound in tiers.bounds:
        top += _reached(sizes, bound, terms)
    pay: NDArray[np.int64] = np.array([0, *tiers.rates], dtype=np.int64)[top] * sizes
    pay += np.array([0, *tiers.fixed], dtype=np.int64)[top]
    pay[sizes == 0] = 0
    return pay


def _slices(tiers: _WholeTiers, sizes: NDArray[np.int64], terms: Terms) -> NDArray[np.int64]:
    """Return what lies above each bound times what the rate rises there, in one array all along."""
    import numpy as np

    pay, above = np.zeros_like(sizes), np.empty_like(sizes)
    for bound, (below, rate) in zip(tiers.bounds, pairwise((0, *tiers.rates)), strict=True):
        np.subtract(sizes, bound, out=above)
        np.maximum(above, 0, out=above)
        np.multiply(above, rate - below, out=above)
        pay += above
    if any(tiers.fixed):
        for bound, fixed in zip(tiers.bounds, tiers.fixed, strict=True):
            pay += _reached(sizes, bound, terms) * np.int64(fixed)
        pay[sizes == 0] = 0
    return pay


def _reached(sizes: NDArray[np.int64], bound: NDArray[np.int64] | int, terms: Terms) -> NDArray[np.bool_]:
    passed: NDArray[np.bool_] = sizes >= bound if terms.boundary == "lower" else sizes > bound
    return passed


def _rounded(pay: NDArray[np.int64], step: Fraction) -> NDArray[np.int64]:
    """Return pay in whole steps; the array that came is used up."""
    if step.denominator != 1:
        pay *= step.denominator
    if pay.min(initial=0) < 0:
        return round_units(pay, step.numerator)
    pay += step.numerator // 2
    pay //= step.numerator
    return pay


def _doubles(counts: NDArray[np.int64], size: Fraction) -> NDArray[np.float64] | None:
    """Return ``counts * size`` as the nearest doubles: one division of exact whole numbers."""

    most = max(int(counts.max(initial=0)), -int(counts.min(initial=0))) * size.numerator
    if most >= _EXACT_DOUBLE or size.denominator > _EXACT_DOUBLE:
        return None
    whole = counts if size.numerator == 1 else counts * size.numerator
    quotients: NDArray[np.float64] = whole / size.denominator
    return quotients
