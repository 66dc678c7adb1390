"""Honours: titles for the best people and teams, with every tie shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from xlsales.incentives.ranks import competition_ranks

#: Who a title is for.
Bearer: TypeAlias = Literal["person", "team"]


class Title(NamedTuple):
    """A title and how it is won.

    Attributes:
        name: Such as Sales champion.
        bearer: Persons or teams compete for it.
        places: How many of the best bear it; equals of the last one bear it too.
        minimum: Values below it win nothing; ``None`` is free.
    """

    name: str
    bearer: Bearer = "person"
    places: int = 1
    minimum: Fraction | None = None


class Honour(NamedTuple):
    """A title won: by whom, at which rank, with which value."""

    title: str
    name: str
    rank: int
    value: Fraction


def honours(
    titles: Sequence[Title],
    people: Mapping[str, Fraction | None],
    teams: Mapping[str, Fraction | None] | None = None,
) -> tuple[Honour, ...]:
    """Return who bears which title (IN8), in the order of titles, rank and name.

    Args:
        titles: What can be won.
        people: Score of each person; ``None`` does not compete.
        teams: Score of each team.

    References:
        Handbook: honorary titles such as sales champion and outstanding team.

    Examples:
        >>> champion = Title("Sales champion")
        >>> [won.name for won in honours([champion], {"Ann": Fraction(9), "Bob": Fraction(9), "Eve": None})]
        ['Ann', 'Bob']
    """
    won: list[Honour] = []
    for title in titles:
        competing = people if title.bearer == "person" else teams or {}
        won += sorted(_bearers(title, competing), key=lambda one: (one.rank, one.name))
    return tuple(won)


def _bearers(title: Title, competing: Mapping[str, Fraction | None]) -> list[Honour]:
    names = list(competing)
    values = [competing[name] for name in names]
    qualified = [
        value if value is not None and (title.minimum is None or value >= title.minimum) else None
        for value in values
    ]
    ranks = competition_ranks(qualified)
    return [
        Honour(title.name, name, rank, value)
        for name, value, rank in zip(names, values, ranks, strict=True)
        if value is not None and rank is not None and rank <= title.places
    ]
