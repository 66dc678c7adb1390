"""Top down beside bottom up: what is assigned and what is committed to, level by level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.plans.policy import MONTH

if TYPE_CHECKING:
    from xlsales.jobs.targets import Targets


@dataclass(frozen=True, slots=True)
class CommitmentGap:
    """One place: what it was assigned, and what those below commit to.

    Attributes:
        level: Dimension of the place.
        path: Its labels; empty for the total.
        assigned: Its target.
        committed: Sum of the commitments at and below it.
    """

    level: str
    path: tuple[str, ...]
    assigned: Fraction
    committed: Fraction

    @property
    def gap(self) -> Fraction:
        """What is missing of the target, below 0 where more is committed to."""
        return self.assigned - self.committed


def commitment_gaps(result: Targets) -> tuple[list[CommitmentGap], list[Issue]]:
    """Return the gap of every place for which somebody commits to something, from the top.

    A commitment may name any labels of the split but the month, on any level. One that fits no
    place is told as PLAN-071 and counts in the total only.
    """
    names = [step.dimension for step in result.steps]
    gaps, issues = [], []
    used: set[int] = set()
    for part, handed in result.handed.items():
        labels = dict(zip(names, part.path, strict=False))
        if MONTH in labels or (part.path and part.weight is None):
            continue
        fitting = [
            number
            for number, commitment in enumerate(result.tables.commitments)
            if all(commitment.labels.get(name) == label for name, label in labels.items())
        ]
        if fitting:
            committed = sum((result.tables.commitments[number].amount for number in fitting), ZERO)
            level = names[len(part.path) - 1] if part.path else "total"
            gaps.append(CommitmentGap(level, part.path, handed.amount, committed))
            if part.path:
                used.update(fitting)
    for number, commitment in enumerate(result.tables.commitments):
        if number not in used:
            issues.append(
                Issue(
                    "PLAN-071",
                    commitment.where,
                    "a commitment of " + (", ".join(commitment.labels.values()) or "nobody"),
                    "labels of the split",
                    "Correct the labels; it counts in the total only.",
                    severity="warning",
                )
            )
    return gaps, issues
