"""Reconciliation of a split: what each level adds up to, beside what it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.numbers import ZERO
from xlsales.targets.cascade import Handed, Level, Part


@dataclass(frozen=True, slots=True)
class LevelCheck:
    """The sum of one level against the level above.

    Attributes:
        level: Name of the level, the total first.
        parts: How many take part.
        above: What the parts of the level above add up to.
        over_assigned: What the policy adds on this level.
        amount: What this level adds up to.
        difference: amount - above - over_assigned; 0.
        worst: The greatest difference below one single part.
    """

    level: str
    parts: int
    above: Fraction
    over_assigned: Fraction
    amount: Fraction
    difference: Fraction
    worst: Fraction


def level_checks(root: Part, handed: Mapping[Part, Handed], levels: Sequence[Level]) -> Iterator[LevelCheck]:
    """Go through the levels; sums are taken anew from the amounts handed out."""
    above = [root]
    for level in levels:
        over_assigned, worst, below = ZERO, ZERO, []
        for part in above:
            taking = [one for one in part.parts if one.weight is not None]
            if not taking:
                continue
            pool = handed[taking[0]].pool
            over_assigned += pool - handed[part].amount
            missed = sum((handed[one].amount for one in taking), ZERO) - pool
            worst = max(worst, abs(missed))
            below += taking
        given = sum((handed[part].amount for part in above), ZERO)
        amount = sum((handed[part].amount for part in below), ZERO)
        yield LevelCheck(
            level.name, len(below), given, over_assigned, amount, amount - given - over_assigned, worst
        )
        above = below
