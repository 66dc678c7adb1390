"""The probability that a lead is won, learnt from leads that were won and lost."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

#: Added to every count, so that nothing is impossible or certain.
SMOOTHING: Final = Fraction(1, 10)
_LOWEST, _HIGHEST = Fraction(1, 100), Fraction(9999, 100)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many leads were won and lost, with smoothing."""

    won: Fraction
    lost: Fraction


@dataclass(frozen=True, slots=True)
class PastLead:
    """A closed lead.

    Attributes:
        won: Whether it was won.
        values: Value of each field.
        stage: Place of the last stage it reached, from 0.
    """

    won: bool
    values: Mapping[str, Hashable]
    stage: int


def count_values(leads: Iterable[PastLead], field: str) -> dict[Hashable, Counts]:
    """Count closed leads by the value of a field.

    Examples:
        >>> count_values([PastLead(True, {"country": "CN"}, 0)], "country")["CN"].won
        Fraction(11, 10)
    """
    won: dict[Hashable, int] = {}
    lost: dict[Hashable, int] = {}
    for lead in leads:
        value = lead.values.get(field)
        if value is not None:
            won[value] = won.get(value, 0) + lead.won
            lost[value] = lost.get(value, 0) + (not lead.won)
    return {value: Counts(won[value] + SMOOTHING, lost[value] + SMOOTHING) for value in won}


def count_stages(leads: Sequence[PastLead], stages: int) -> tuple[Counts, ...]:
    """Count closed leads by stage: a won lead passed all, a lost one those up to its last.

    Args:
        leads: Closed leads.
        stages: How many stages there are.

    Returns:
        Shape (stages,).
    """
    won = sum(lead.won for lead in leads)
    return tuple(
        Counts(won + SMOOTHING, sum(not lead.won and lead.stage >= place for lead in leads) + SMOOTHING)
        for place in range(stages)
    )


def lead_probability(
    prior: Counts,
    fields: Iterable[tuple[Mapping[Hashable, Counts], Hashable]],
    stage: Counts | None = None,
) -> Fraction:
    """Return the probability that a lead is won, in percent.

    Args:
        prior: All leads won and lost.
        fields: Counts by value of a field, and the lead's value; a value that is missing or was never
            seen changes nothing. A field with several values, such as tags, comes once for each.
        stage: Counts of the lead's stage, if it has one.

    Returns:
        0.01 to 99.99.

    References:
        Naive Bayes with additive smoothing of 0.1, as in Odoo's predictive lead scoring.

    Examples:
        >>> def counts(won, lost):
        ...     return Counts(Fraction(won), Fraction(lost))
        >>> prior = counts("42.1", "105.1")
        >>> tags = {"a": counts("33.1", "65.1"), "b": counts("23.1", "75.1")}
        >>> round(float(lead_probability(prior, [(tags, "a")])), 2)
        33.69
    """
    won, lost = prior.won, prior.lost
    for counts, value in fields:
        if value in counts:
            won *= counts[value].won / sum((entry.won for entry in counts.values()), Fraction(0))
            lost *= counts[value].lost / sum((entry.lost for entry in counts.values()), Fraction(0))
    if stage is not None:
        won *= stage.won / prior.won
        lost *= stage.lost / prior.lost
    return min(max(100 * won / (won + lost), _LOWEST), _HIGHEST)
