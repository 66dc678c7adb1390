"""Letter grades that move by thirds of a letter as a profile's criteria match."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue

LADDER: Final = ("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+")


def letter_grade(criteria: Iterable[tuple[bool | None, int]], start: str = "D") -> str:
    """Return the grade of a prospect.

    Args:
        criteria: Whether each criterion matches, and the thirds of a letter that it moves: up on a
            match, down on a mismatch, not at all where it is unknown.
        start: Grade of a prospect that nothing is known about.

    Returns:
        A grade of ``LADDER``, never beyond its ends.

    Raises:
        InvalidInputError: LETTER-001 ``start`` is no grade.

    References:
        Grading of Salesforce Account Engagement (Pardot): thirteen steps, every prospect starts at D.

    Examples:
        >>> letter_grade([(True, 2)] * 5), letter_grade([(True, 3), (False, 1), (None, 2)])
        ('A+', 'C-')
    """
    if start not in LADDER:
        fix = f"Use one of {', '.join(LADDER)}."
        raise InvalidInputError(Issue("LETTER-001", "start", repr(start), "a letter grade", fix))
    moves = (0 if match is None else thirds * (1 if match else -1) for match, thirds in criteria)
    place = LADDER.index(start) + sum(moves)
    return LADDER[min(max(place, 0), len(LADDER) - 1)]
