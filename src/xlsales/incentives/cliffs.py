"""Cliffs: where one more unit of sales changes the payout by a jump."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.payouts import earned
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.numbers import ZERO


class Cliff(NamedTuple):
    """The payout on both sides of a bound, exact.

    Attributes:
        bound: Where the tier begins.
        below: Payout just below the tier: as near to the bound as one likes, or at the bound itself
            where it still belongs to the tier below (boundary ``upper``).
        reached: Payout as soon as the tier is reached.
        jump: ``reached - below``.
    """

    bound: Fraction
    below: Fraction
    reached: Fraction
    jump: Fraction


def cliffs(tiers: Tiers, terms: Terms) -> tuple[Cliff, ...]:
    """Return the jump at every bound, by rising bound; 0 where the payout goes on smoothly.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction(0)), Tier(Fraction(15000), Fraction("0.02"))])
        >>> [float(value) for value in cliffs(tiers, Terms("whole"))[1]]
        [15000.0, 0.0, 300.0, 300.0]
    """
    return tuple(_cliffs(tiers, terms))


def _cliffs(tiers: Tiers, terms: Terms) -> Iterator[Cliff]:
    gaps = [high - low for low, high in zip(tiers.bounds, tiers.bounds[1:], strict=False)]
    step = min([*gaps, *(abs(bound) for bound in tiers.bounds if bound), Fraction(1)]) / 4
    for bound in tiers.bounds:
        below = _limit(tiers, bound, -step, terms) if bound or not tiers.is_odd else ZERO
        above = _limit(tiers, bound, step, terms)
        yield Cliff(bound, below, above, above - below)


def _limit(tiers: Tiers, bound: Fraction, step: Fraction, terms: Terms) -> Fraction:
    """Return the earning towards a bound from one side, where it is a straight line."""
    near, far = earned(tiers, bound + step, terms), earned(tiers, bound + 2 * step, terms)
    return 2 * near - far
