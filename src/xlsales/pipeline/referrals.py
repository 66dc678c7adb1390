"""Customers who bring customers: the funnel from a name to an order, by who gave the name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Referral:
    """A name that somebody gave; days are ``None`` until it comes so far."""

    referrer: str
    given: date
    contacted: date | None = None
    visited: date | None = None
    won: date | None = None
    amount: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class ReferralFunnel:
    """What became of the names that one person gave."""

    referrer: str
    given: int
    contacted: int
    visited: int
    won: int
    amount: Fraction

    @property
    def conversion_rate(self) -> Fraction:
        """Orders by names."""
        return Fraction(self.won, self.given)


def referral_funnel(referrals: Iterable[Referral], start: date, end: date) -> tuple[ReferralFunnel, ...]:
    """Count what became of referrals (issue 6: referrals and their funnel).

    Args:
        referrals: In any order.
        start: First day on which a name counts.
        end: Last day that counts; later steps are not there yet.

    Returns:
        One entry a referrer, most orders first, then most names, then by name. A step counts for every
        step before it, so that a funnel never widens.

    References:
        Handbook: a prize each month for whoever refers most customers.

    Examples:
        >>> day = date(2026, 1, 2)
        >>> found = referral_funnel([Referral("Li", day, won=day), Referral("Li", day)], day, day)[0]
        >>> found.given, found.contacted, found.won, found.conversion_rate
        (2, 1, 1, Fraction(1, 2))
    """
    steps: dict[str, list[tuple[int, Fraction]]] = {}
    for referral in referrals:
        if start <= referral.given <= end:
            reached = _steps_reached(referral, end)
            steps.setdefault(referral.referrer, []).append((reached, referral.amount))
    found = [_summed(name, reached) for name, reached in steps.items()]
    return tuple(sorted(found, key=lambda entry: (-entry.won, -entry.given, entry.referrer)))


def _summed(referrer: str, names: list[tuple[int, Fraction]]) -> ReferralFunnel:
    contacted, visited, won = (sum(reached >= step for reached, _ in names) for step in (1, 2, 3))
    amount = sum((money for reached, money in names if reached == 3), Fraction(0))
    return ReferralFunnel(referrer, len(names), contacted, visited, won, amount)


def _steps_reached(referral: Referral, end: date) -> int:
    days = (referral.contacted, referral.visited, referral.won)
    return max((step for step, day in enumerate(days, start=1) if day is not None and day <= end), default=0)
