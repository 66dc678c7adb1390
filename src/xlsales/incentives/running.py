"""Payouts down a column: each row after the rows above it, each payee by itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from fractions import Fraction

from xlsales.incentives.payouts import payout
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.numbers import ZERO


@dataclass
class Account:
    """What one payee has been credited in one period so far.

    Attributes:
        credited: Sum of the amounts of the rows above.
        opening: What was credited before the first row; the latest that was given holds.
        quota: Quota of the period; the latest that was given holds.
    """

    credited: Fraction = ZERO
    opening: Fraction = ZERO
    quota: Fraction | None = None

    def pay(self, tiers: Tiers, amount: Fraction, terms: Terms) -> Fraction:
        """Return what the next amount pays, and credit it."""
        scaled = tiers.of_quota(self.quota)
        paid = payout(scaled, amount, self.opening + self.credited, terms)
        self.credited += amount
        return paid


@dataclass
class Accounts:
    """The accounts of a ledger, by key.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction("0.1")), Tier(Fraction(50), Fraction("0.2"))])
        >>> accounts = Accounts()
        >>> [float(accounts["ann"].pay(tiers, Fraction(x), Terms())) for x in (40, 40, -80)]
        [4.0, 7.0, -11.0]
    """

    by_key: dict[Hashable, Account] = field(default_factory=dict)

    def __getitem__(self, key: Hashable) -> Account:
        return self.by_key.setdefault(key, Account())
