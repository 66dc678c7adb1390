"""Prizes by rank: the best get them, and ties are settled by rule."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final, Literal, TypeAlias

from xlsales.kernel.apportionment import apportion
from xlsales.kernel.numbers import CENT, ONE, ZERO

Ties: TypeAlias = Literal["share", "same", "first"]
TIES: Final[tuple[Ties, ...]] = ("share", "same", "first")


def rank_prizes(
    values: Sequence[Fraction | None],
    prizes: Sequence[Fraction],
    ties: Ties = "share",
    minimum: Fraction | None = None,
    unit: Fraction = CENT,
    *,
    dense: bool = False,
) -> tuple[Fraction | None, ...]:
    """Return the prize of each value, the highest being first.

    Args:
        values: What is ranked, shape (n,); ``None`` does not compete.
        prizes: Prize of each place, first place first.
        ties: Equal values ``share`` the prizes of the places they take, all get the ``same`` (the
            best of those places), or the ``first`` row goes ahead.
        minimum: Values below it win nothing and take no place.
        unit: Smallest amount of a shared prize; the parts sum exactly.
        dense: Equal values take one place together, and the next value the place after it; else they
            take as many places as they are. With ties ``first`` nobody is equal.

    Returns:
        Prizes, shape (n,): 0 without a prize, ``None`` for ``None``.

    Examples:
        >>> won = rank_prizes([Fraction(7), Fraction(9), Fraction(7)], [Fraction(100), Fraction(25)])
        >>> [float(prize) for prize in won]
        [12.5, 100.0, 12.5]
        >>> values, prizes = [Fraction(9), Fraction(9), Fraction(7)], [Fraction(100), Fraction(25)]
        >>> [float(prize) for prize in rank_prizes(values, prizes, "same", dense=True)]
        [100.0, 100.0, 25.0]
    """
    won: list[Fraction | None] = [None if value is None else ZERO for value in values]
    competing = [
        (value, i)
        for i, value in enumerate(values)
        if value is not None and (minimum is None or value >= minimum)
    ]
    competing.sort(key=lambda entry: (-entry[0], entry[1]))
    place = 0
    for _, group in groupby(competing, key=lambda entry: entry[0]):
        equals = [i for _, i in group]
        places = 1 if dense and ties != "first" else len(equals)
        taken = list(prizes[place : place + places])
        for i, prize in zip(equals, _settled(taken, len(equals), ties, unit), strict=True):
            won[i] = prize
        place += places
    return tuple(won)


def _settled(taken: list[Fraction], count: int, ties: Ties, unit: Fraction) -> Sequence[Fraction | None]:
    if ties == "share" and count > 1:
        return apportion(sum(taken, ZERO), [ONE] * count, unit)
    if ties == "same":
        return [taken[0] if taken else ZERO] * count
    return taken + [ZERO] * (count - len(taken))
