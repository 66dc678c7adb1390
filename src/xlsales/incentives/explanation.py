"""The explanation of a payout: which part of the amount was paid at which tier."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.payouts import Piece, earned, pieces
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.numbers import ZERO, round_to_unit
from xlsales.kernel.steps import reached


class Step(NamedTuple):
    """One line of an explanation.

    Attributes:
        start: Where the tier begins; ``None`` below the first of tiers that begin below 0.
        end: Where it ends; ``None`` for the last.
        rate: Its rate, a fraction.
        amount: The part of the amount in it; negative where a refund leaves it.
        payout: What that part pays, in whole units.
    """

    start: Fraction | None
    end: Fraction | None
    rate: Fraction
    amount: Fraction
    payout: Fraction


def explain(tiers: Tiers, amount: Fraction, prior: Fraction, terms: Terms) -> tuple[Step, ...]:
    """Return one step a tier used; amounts sum to the amount, payouts exactly to the payout.

    Each step pays the rounded earning up to its end less the rounded earning up to its start,
    so no step is a whole unit from its exact pay. What lies below the first tier is a step at
    rate 0.

    Args:
        tiers: The tiers, bounds in the unit of ``amount``.
        amount: What is credited now; a refund is negative and goes down through the tiers.
        prior: What was already credited in the period.
        terms: Mode, boundary and rounding unit.

    Examples:
        >>> from xlsales.incentives.tiers import Tier
        >>> tiers = Tiers.of([Tier(Fraction(0), Fraction("0.05")), Tier(Fraction(100), Fraction("0.08"))])
        >>> for step in explain(tiers, Fraction(150), Fraction(0), Terms()):
        ...     print([None if value is None else float(value) for value in step])
        [0.0, 100.0, 0.05, 100.0, 5.0]
        [100.0, None, 0.08, 50.0, 4.0]
    """
    changes = _changes(tiers, amount, prior, terms)
    if not changes:
        changes = [Piece(max(reached(tiers.bounds, prior, terms.boundary), 0), ZERO, ZERO)]
    if amount < 0:
        changes.reverse()
    return tuple(_steps(tiers, changes, earned(tiers, prior, terms), terms.unit))


def _changes(tiers: Tiers, amount: Fraction, prior: Fraction, terms: Terms) -> list[Piece]:
    """Return what changes in each tier, by rising tier."""
    after = {piece.tier: piece for piece in pieces(tiers, prior + amount, terms)}
    before = {piece.tier: piece for piece in pieces(tiers, prior, terms)}
    changes = []
    for tier in sorted(after.keys() | before.keys()):
        new, old = after.get(tier, _nothing(tier)), before.get(tier, _nothing(tier))
        change = Piece(tier, new.amount - old.amount, new.pay - old.pay)
        if change.amount or change.pay:
            changes.append(change)
    return changes


def _nothing(tier: int) -> Piece:
    return Piece(tier, ZERO, ZERO)


def _steps(tiers: Tiers, changes: list[Piece], before: Fraction, unit: Fraction) -> Iterator[Step]:
    for change in changes:
        after = before + change.pay
        paid = round_to_unit(after, unit) - round_to_unit(before, unit)
        rate = tiers.rates[change.tier] if change.tier >= 0 else ZERO
        yield Step(_start(tiers, change.tier), tiers.end(change.tier), rate, change.amount, paid)
        before = after


def _start(tiers: Tiers, tier: int) -> Fraction | None:
    if tier >= 0:
        return tiers.bounds[tier]
    return ZERO if tiers.is_odd else None
