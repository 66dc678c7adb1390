"""Goods that have stood too long: their age against what is normal."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

FRESH_DAYS: Final = 60
SLOW_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class ShelfAge:
    """How old goods are and what that says about their sale."""

    product: Hashable
    age_days: int
    state: Literal["normal", "slowing", "slow mover"]


def shelf_ages(
    made: Iterable[tuple[Hashable, date]],
    as_of: date,
    fresh_days: int = FRESH_DAYS,
    slow_days: int = SLOW_DAYS,
) -> tuple[ShelfAge, ...]:
    """Tell slow movers by their days of production (IF4).

    Args:
        made: Product and its day of production as seen on the shelf.
        as_of: The day of the check.
        fresh_days: Up to this age goods move normally.
        slow_days: Beyond this age they are slow movers.

    Returns:
        One entry a row, oldest first, of equal ages in the order given.

    References:
        Handbook: the nearer the day of production, the better the goods move.

    Examples:
        >>> found = shelf_ages([("tea", date(2026, 1, 1)), ("oil", date(2025, 1, 1))], date(2026, 2, 1))
        >>> [(entry.product, entry.state) for entry in found]
        [('oil', 'slow mover'), ('tea', 'normal')]
    """
    entries = [_aged(product, (as_of - day).days, fresh_days, slow_days) for product, day in made]
    return tuple(sorted(entries, key=lambda entry: -entry.age_days))


def _aged(product: Hashable, age: int, fresh: int, slow: int) -> ShelfAge:
    if age <= fresh:
        return ShelfAge(product, age, "normal")
    return ShelfAge(product, age, "slowing" if age <= slow else "slow mover")
