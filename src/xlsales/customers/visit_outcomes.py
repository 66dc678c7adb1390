"""What visits and calls end in: how many of each outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.words import folded


@dataclass(frozen=True, slots=True)
class OutcomeShare:
    """How often an outcome came, and its part of the visits that have one."""

    outcome: str
    count: int
    share: Fraction


def outcome_shares(outcomes: Iterable[str]) -> tuple[OutcomeShare, ...]:
    """Return how visits ended (LD8).

    Args:
        outcomes: Outcome of each visit, shape (n,); blanks are not known and count nowhere. Spellings that
            differ in width or case are one.

    Returns:
        One entry an outcome, most frequent first, then by name; shares add up to 1.

    References:
        Handbook: of 232 doors, 20 % are hostile, 40 % impatient, 30 % indifferent, 10 % listen.

    Examples:
        >>> found = outcome_shares(["listens", "hostile", "Hostile", "", "hostile"])
        >>> [(one.outcome, one.count, str(one.share)) for one in found]
        [('hostile', 3, '3/4'), ('listens', 1, '1/4')]
    """
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for outcome in outcomes:
        key = folded(outcome)
        if key:
            names.setdefault(key, outcome.strip())
            counts[key] = counts.get(key, 0) + 1
    total = sum(counts.values())
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(OutcomeShare(names[key], counts[key], Fraction(counts[key], total)) for key in ordered)
