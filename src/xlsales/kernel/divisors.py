"""Divisor methods: whole units by rounding every share at the method's own signposts."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from xlsales.kernel.bounds import Bounds
from xlsales.kernel.fair_shares import fair_level

DivisorMethod = Literal["webster", "jefferson", "adams", "hill"]


@dataclass(frozen=True, slots=True)
class Signposts:
    """Where a method rounds between ``k`` and ``k + 1`` units.

    Attributes:
        between: The signpost raised to ``power``, for ``k`` from 0.
        power: 2 where the signpost is a square root, so that everything stays rational.
    """

    between: Callable[[int], Fraction]
    power: int = 1

    def after(self, units: int) -> Fraction:
        """Return the signed powered signpost above ``units``; below 0 it mirrors the one above."""
        return self.between(units) if units >= 0 else -self.between(-units - 1)

    def powered(self, number: Fraction) -> Fraction:
        """Return a number as signposts are compared, its sign kept."""
        return number if self.power == 1 else number * abs(number)


SIGNPOSTS: Final[dict[DivisorMethod, Signposts]] = {
    "webster": Signposts(lambda k: Fraction(2 * k + 1, 2)),
    "jefferson": Signposts(lambda k: Fraction(k + 1)),
    "adams": Signposts(lambda k: Fraction(k)),
    "hill": Signposts(lambda k: Fraction(k * (k + 1)), power=2),
}

#: Place of a step in line: the level that reaches it; at level 0 the step and the weight; the cell.
Place = tuple[Fraction, int, Fraction, int]


def divide(
    total: Fraction,
    weights: Sequence[Fraction],
    lows: Bounds,
    highs: Bounds,
    unit: Fraction,
    signposts: Signposts,
) -> list[Fraction]:
    """Split a total by a divisor method, within bounds.

    Every share at the fair level is rounded at the signposts, which misses the number of units by
    at most one a cell; then the next steps in line are added or the last ones taken back.

    Args:
        total: Amount that the bounds allow.
        weights: Positive weights, shape (n,).
        lows: Lower bounds, shape (n,), multiples of the unit.
        highs: Upper bounds, shape (n,), multiples of the unit.
        unit: Smallest amount handed out, above 0.
        signposts: The method.

    Returns:
        Parts, shape (n,), that add up to the total exactly. Equal claims: the earlier cell; steps
        at level 0 (the first unit by Adams and Hill) go to the greater weight first. A rest below
        one unit goes to the next cell in line.

    References:
        Pukelsheim, Proportional Representation (2017), jump-and-step algorithm.

    Examples:
        >>> weights, free = [Fraction(10), Fraction(5), Fraction(1)], [None] * 3
        >>> [int(p) for p in divide(Fraction(4), weights, free, free, Fraction(1), SIGNPOSTS["adams"])]
        [2, 1, 1]
    """
    floors, caps = _in_units(lows, unit), _in_units(highs, unit)
    units = (total / unit).__floor__()
    level = fair_level(Fraction(units), weights, floors, caps)
    parts = [
        _rounded(level * w, low, high, signposts) for w, low, high in zip(weights, floors, caps, strict=True)
    ]
    powers = [w**signposts.power for w in weights]

    def place(cell: int, step: int) -> Place:
        reached = signposts.after(step) / powers[cell]
        return (reached, 0, Fraction(0), cell) if reached else (reached, step, -weights[cell], cell)

    _take_back(sum(parts) - units, parts, floors, place)
    following = _hand_out(units - sum(parts), parts, caps, place)
    amounts = [part * unit for part in parts]
    if following is not None:
        amounts[following] += total - units * unit
    return amounts


def _in_units(bounds: Bounds, unit: Fraction) -> Bounds:
    return [None if bound is None else bound / unit for bound in bounds]


def _rounded(share: Fraction, low: Fraction | None, high: Fraction | None, signposts: Signposts) -> int:
    whole = share.__floor__()
    whole += signposts.after(whole) <= signposts.powered(share)
    if low is not None and whole < low:
        return int(low)
    return int(high) if high is not None and whole > high else whole


def _take_back(count: int, parts: list[int], lows: Bounds, place: Callable[[int, int], Place]) -> None:
    line = [_last_first(place(i, part - 1)) for i, part in enumerate(parts) if part != lows[i]]
    if count <= 0:
        return
    heapq.heapify(line)
    for _ in range(count):
        cell = -line[0][3]
        parts[cell] -= 1
        if parts[cell] == lows[cell]:
            heapq.heappop(line)
        else:
            heapq.heapreplace(line, _last_first(place(cell, parts[cell] - 1)))


def _last_first(place: Place) -> Place:
    return (-place[0], -place[1], -place[2], -place[3])


def _hand_out(count: int, parts: list[int], highs: Bounds, place: Callable[[int, int], Place]) -> int | None:
    line = [place(i, part) for i, part in enumerate(parts) if part != highs[i]]
    heapq.heapify(line)
    for _ in range(count):
        cell = line[0][3]
        parts[cell] += 1
        if parts[cell] == highs[cell]:
            heapq.heappop(line)
        else:
            heapq.heapreplace(line, place(cell, parts[cell]))
    return line[0][3] if line else None
