"""Amounts rolled up a tree of people: everyone stands for what those below reach."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ZERO

Period = TypeVar("Period", bound=Hashable)


def rolled_up(
    amounts: Mapping[tuple[str, Period], Fraction], manager_of: Callable[[str, Period], str | None]
) -> dict[tuple[str, Period], Fraction]:
    """Return own amounts and those of everyone below, for each person and period.

    An amount of a period goes up the line of managers as it was in that period, and counts once
    for each of them.

    Args:
        amounts: Amount of each person and period.
        manager_of: The manager of a person in a period, ``None`` on top.

    Raises:
        InvalidInputError: TARGET-123 managers that run in a circle.

    Examples:
        >>> line = {"Ann": "Meg", "Bob": "Meg", "Meg": None}
        >>> sums = rolled_up({("Ann", 1): Fraction(3), ("Bob", 1): Fraction(4)}, lambda who, _: line[who])
        >>> sums["Meg", 1], sums["Ann", 1]
        (Fraction(7, 1), Fraction(3, 1))
    """
    sums: dict[tuple[str, Period], Fraction] = {}
    for (person, period), amount in amounts.items():
        seen: list[str] = []
        above: str | None = person
        while above is not None:
            if above in seen:
                circle = " under ".join((*seen[seen.index(above) :], above))
                raise InvalidInputError(
                    Issue("TARGET-123", f"{period}", circle, "a tree without circles", "Correct a manager.")
                )
            seen.append(above)
            sums[above, period] = sums.get((above, period), ZERO) + amount
            above = manager_of(above, period)
    return sums
