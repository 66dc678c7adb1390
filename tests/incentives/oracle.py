"""A slow second opinion on tiers: it counts whole units one by one, in decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

Table = Sequence[Sequence[float | str | None]]

_HALF = Decimal("0.5")


def decimal(value: float | str | None) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value or 0)


def in_tier(table: Table, place: Decimal, *, above: bool = False) -> Sequence[float | str | None] | None:
    """Return the last row whose bound is at (or, with ``above``, strictly below) a place."""
    found = None
    for row in table:
        bound = decimal(row[0])
        if bound < place or (bound == place and not above):
            found = row
    return found


def slow_earning(table: Table, total: int, mode: str = "marginal", boundary: str = "lower") -> Decimal:
    """Return F of a whole number of units, for bounds that are whole numbers too."""
    above = boundary == "upper"
    if total == 0:
        return Decimal(0)
    if total < 0 and all(decimal(row[0]) >= 0 for row in table):
        return -slow_earning(table, -total, mode, boundary)
    if mode == "whole":
        row = in_tier(table, Decimal(total), above=above)
        return Decimal(0) if row is None else decimal(row[1]) * total + fixed_of(row)
    pay = Decimal(0)
    step = 1 if total > 0 else -1
    for unit in range(abs(total)):
        row = in_tier(table, step * (unit + _HALF))
        pay += step * decimal(row[1]) if row else 0
    for row in table:
        bound = decimal(row[0])
        if bound < total or (bound == total and not above):
            pay += fixed_of(row)
    return pay


def fixed_of(row: Sequence[float | str | None]) -> Decimal:
    return decimal(row[2]) if len(row) > 2 else Decimal(0)


def cents(value: Decimal, unit: str = "0.01") -> Decimal:
    step = Decimal(unit)
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step if step else value


def slow_payout(
    table: Table,
    amount: int,
    prior: int = 0,
    mode: str = "marginal",
    boundary: str = "lower",
    unit: str = "0.01",
) -> float:
    """Return R(F(prior + amount)) - R(F(prior))."""
    after = cents(slow_earning(table, prior + amount, mode, boundary), unit)
    return float(after - cents(slow_earning(table, prior, mode, boundary), unit))
