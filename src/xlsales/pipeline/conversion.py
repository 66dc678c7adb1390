"""How many leads become customers, by where they come from; and how contacts end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Outcome = Literal["open", "won", "lost"]


@dataclass(frozen=True, slots=True)
class SourceConversion:
    """What became of the leads of a source."""

    source: str
    leads: int
    qualified: int
    won: int
    lost: int
    amount: Fraction

    @property
    def conversion_rate(self) -> Fraction | None:
        """Won leads by all leads."""
        return Fraction(self.won, self.leads) if self.leads else None

    @property
    def win_rate(self) -> Fraction | None:
        """Won leads by those that are decided."""
        decided = self.won + self.lost
        return Fraction(self.won, decided) if decided else None


def conversion_by_source(
    leads: Iterable[tuple[str, bool, Outcome, Fraction]],
) -> tuple[SourceConversion, ...]:
    """Count what becomes of leads by source (LD7).

    Args:
        leads: Source, whether qualified, outcome and amount won of each lead.

    Returns:
        One entry a source, the best conversion first, of equal ones the larger, then by name.

    References:
        Handbook: sort and screen leads, raise their conversion.

    Examples:
        >>> rows = [("fair", True, "won", Fraction(9)), ("web", True, "lost", Fraction(0))]
        >>> [(entry.source, str(entry.conversion_rate)) for entry in conversion_by_source(rows)]
        [('fair', '1'), ('web', '0')]
    """
    rows: dict[str, list[tuple[bool, Outcome, Fraction]]] = {}
    for source, qualified, outcome, amount in leads:
        rows.setdefault(source, []).append((qualified, outcome, amount))
    found = [_summed(source, fates) for source, fates in rows.items()]
    return tuple(sorted(found, key=lambda entry: (-(entry.conversion_rate or 0), -entry.leads, entry.source)))


def _summed(source: str, fates: list[tuple[bool, Outcome, Fraction]]) -> SourceConversion:
    outcomes = Counter(outcome for _, outcome, _ in fates)
    return SourceConversion(
        source,
        len(fates),
        sum(qualified for qualified, _, _ in fates),
        outcomes["won"],
        outcomes["lost"],
        sum((amount for _, outcome, amount in fates if outcome == "won"), Fraction(0)),
    )


def outcome_shares(outcomes: Iterable[str]) -> tuple[tuple[str, int, Fraction], ...]:
    """Return how contacts ended: outcome, count and share (LD8).

    Args:
        outcomes: How each contact ended, as logged.

    Returns:
        The commonest first, of equal ones in the order they first come.

    References:
        Handbook: 232 doors, 20 % refuse, 40 % are impatient, 30 % lukewarm, 10 % listen.

    Examples:
        >>> [(name, str(share)) for name, _, share in outcome_shares(["no", "yes", "no", "later"])]
        [('no', '1/2'), ('yes', '1/4'), ('later', '1/4')]
    """
    counts = Counter(outcomes)
    whole = counts.total()
    return tuple((name, count, Fraction(count, whole)) for name, count in counts.most_common())
