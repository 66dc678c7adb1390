"""Tiers: where each begins, what it pays per unit sold, and what it pays once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ZERO, shown
from xlsales.kernel.steps import Boundary, reached

#: ``marginal`` pays each slice at its own rate, ``whole`` everything at the reached tier's.
Mode: TypeAlias = Literal["marginal", "whole"]
MODES: Final[tuple[Mode, ...]] = ("marginal", "whole")
BOUNDARIES: Final[tuple[Boundary, ...]] = ("lower", "upper")


class Tier(NamedTuple):
    """One tier.

    Attributes:
        bound: Where it begins, in the amounts' unit or as a multiple of the quota.
        rate: Pay per unit of amount, a fraction.
        fixed: Paid once when the tier is reached.
    """

    bound: Fraction
    rate: Fraction
    fixed: Fraction = ZERO


@dataclass(frozen=True)
class Tiers:
    """Tiers by rising bound; what lies below the first pays nothing.

    Attributes:
        bounds: Where each begins, strictly rising, shape (k,).
        rates: Pay per unit, shape (k,).
        fixed: Paid once when reached, shape (k,).
    """

    bounds: tuple[Fraction, ...]
    rates: tuple[Fraction, ...]
    fixed: tuple[Fraction, ...]

    @classmethod
    def of(cls, tiers: Iterable[Tier]) -> Tiers:
        """Return some tiers, given by rising bound."""
        bounds, rates, fixed = zip(*tiers, strict=True)
        return cls(bounds, rates, fixed)

    @cached_property
    def is_odd(self) -> bool:
        """Whether a refund pays the exact negative: no bound is negative."""
        return self.bounds[0] >= 0

    @cached_property
    def pay_below(self) -> tuple[Fraction, ...]:
        """What the slices from the first bound up to each bound pay, shape (k,)."""
        slices = zip(pairwise(self.bounds), self.rates, strict=False)
        pays = (rate * (end - start) for (start, end), rate in slices)
        return tuple(accumulate(pays, initial=ZERO))

    @cached_property
    def fixed_so_far(self) -> tuple[Fraction, ...]:
        """What all tiers up to each one pay once, shape (k,)."""
        return tuple(accumulate(self.fixed))

    @cached_property
    def pay_below_zero(self) -> Fraction:
        """What the slices from the first bound up to 0 pay."""
        return self.pay_up_to(ZERO, reached(self.bounds, ZERO))

    def pay_up_to(self, total: Fraction, tier: int) -> Fraction:
        """Return what the slices from the first bound up to a total in a tier pay."""
        if tier < 0:
            return ZERO
        return self.pay_below[tier] + self.rates[tier] * (total - self.bounds[tier])

    def end(self, index: int) -> Fraction | None:
        """Return where a tier ends, ``None`` for the last; ``-1`` is what lies below the first."""
        return self.bounds[index + 1] if index + 1 < len(self.bounds) else None

    def of_quota(self, quota: Fraction | None) -> Tiers:
        """Return the same tiers with bounds that are multiples of a quota; ``None`` is no quota.

        Raises:
            InvalidInputError: TIER-010 the quota is not above 0.
        """
        if quota is None:
            return self
        if quota <= 0:
            raise InvalidInputError(
                Issue("TIER-010", "quota", shown(quota), "more than 0", "Give the quota of the period.")
            )
        return Tiers(tuple(bound * quota for bound in self.bounds), self.rates, self.fixed)


@dataclass(frozen=True, slots=True)
class Terms:
    """How tiers are applied.

    Attributes:
        mode: Each slice at its own rate, or everything at the reached tier's.
        boundary: Whether an amount equal to a bound is in the tier above (``lower``) or below it.
        unit: Payouts are multiples of it; 0 does not round.
    """

    mode: Mode = "marginal"
    boundary: Boundary = "lower"
    unit: Fraction = CENT
