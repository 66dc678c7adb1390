"""Prices of competitors that move by more than usual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

LARGE: Final = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class PriceMove:
    """A large move of a price: its day, the change as a fraction, and what it may mean."""

    day: date
    change: Fraction
    direction: Literal["up", "down"]

    @property
    def reading(self) -> str:
        """What to look into."""
        if self.direction == "down":
            return "stock to clear, a new model, or a fight for share"
        return "costs rise, goods are short, or the brand moves up"


def price_moves(prices: Iterable[tuple[date, Fraction]], large: Fraction = LARGE) -> tuple[PriceMove, ...]:
    """Return the moves of a price series that are larger than usual (IF5).

    Args:
        prices: Day and price above 0, any order.
        large: Change against the price before, from which a move is told.

    References:
        Handbook: what a large fall or rise of a competitor's price says.

    Examples:
        >>> series = [(date(2026, 1, 1), Fraction(100)), (date(2026, 2, 1), Fraction(90))]
        >>> [(move.direction, str(move.change)) for move in price_moves(series)]
        [('down', '-1/10')]
    """
    moves = []
    for (_, before), (day, after) in pairwise(sorted(prices)):
        change = after / before - 1
        if abs(change) >= large:
            moves.append(PriceMove(day, change, "up" if change > 0 else "down"))
    return tuple(moves)
