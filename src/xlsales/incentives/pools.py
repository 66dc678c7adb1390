"""Pools: one amount shared by weight, score and days present, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.apportionment import apportion
from xlsales.kernel.numbers import CENT, ONE, ZERO


class Member(NamedTuple):
    """Somebody who takes part in a pool.

    Attributes:
        weight: Of the position, any scale.
        score: Of the appraisal; 1 is as expected.
        presence: Part of the period in service.
    """

    weight: Fraction = ONE
    score: Fraction = ONE
    presence: Fraction = ONE

    @property
    def claim(self) -> Fraction:
        """What the member's part is measured by; never below 0."""
        return max(self.weight * self.score * self.presence, ZERO)


def pool_shares(pool: Fraction, members: Sequence[Member], unit: Fraction = CENT) -> tuple[Fraction, ...]:
    """Return each member's part of a pool: weight × score × presence, over that of all.

    Args:
        pool: What is shared, any sign: a negative one is taken back as a positive is given.
        members: In a stable order; on equal remainders the earlier one takes the spare unit.
        unit: Smallest amount handed out; 0 shares exactly.

    Returns:
        Parts, shape (n,), that sum exactly to the pool; nobody has a claim: nobody gets anything.

    References:
        Handbook: the conclusions of the summary are the basis of the year-end rewards (IN3); the
        split of credit between those who earned it (IN10).

    Examples:
        >>> half = Fraction(1, 2)
        >>> parts = pool_shares(Fraction(100), [Member(), Member(presence=half), Member(score=half)])
        >>> [float(part) for part in parts]
        [50.0, 25.0, 25.0]
    """
    claims = [member.claim for member in members]
    if not any(claims):
        return (ZERO,) * len(members)
    weights = [claim if claim else None for claim in claims]
    return tuple(part or ZERO for part in apportion(pool, weights, unit))
