"""Team and person: one score of both."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown

#: ``mean`` weighs both, ``product`` lets the team's score multiply the person's.
Combination: TypeAlias = Literal["mean", "product"]
COMBINATIONS: Final[tuple[Combination, ...]] = ("mean", "product")


def combined_score(
    person: Fraction | None,
    team: Fraction | None,
    team_weight: Fraction = Fraction(1, 2),
    combination: Combination = "mean",
) -> Fraction | None:
    """Return a person's score with the team's in it (AP10).

    Args:
        person, team: Scores where 1 is as expected; ``None`` is unknown and leaves the result so.
        team_weight: Weight of the team's score in a mean, 0 to 1; a product does not use it.
        combination: How both meet.

    Raises:
        InvalidInputError: SCORE-020 a weight outside 0 to 1.

    Examples:
        >>> float(combined_score(Fraction("1.2"), Fraction("0.8"), Fraction("0.25")))
        1.1
        >>> float(combined_score(Fraction("1.2"), Fraction("0.8"), combination="product"))
        0.96
    """
    if not 0 <= team_weight <= 1:
        fix = "Give the team's part of the score as a fraction."
        raise InvalidInputError(Issue("SCORE-020", "team_weight", shown(team_weight), "0 to 1", fix))
    if person is None or team is None:
        return None
    if combination == "product":
        return person * team
    return person * (1 - team_weight) + team * team_weight
