"""Early warnings from a channel: goods that pile up, sales that fall, bills that are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

ChannelAlert = Literal["falling sales", "stock piles up", "overdue"]


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """What is still normal.

    Attributes:
        fall: Fall of the last period against the mean of those before, a fraction.
        stock_periods: Periods of sales that the stock may last.
        overdue: Overdue part of what is owed, a fraction.
    """

    fall: Fraction = Fraction(1, 5)
    stock_periods: Fraction = Fraction(2)
    overdue: Fraction = Fraction(1, 10)


def channel_alerts(
    sell_through: Sequence[Fraction],
    stock: Fraction | None = None,
    owed: Fraction = Fraction(0),
    overdue: Fraction = Fraction(0),
    limits: ChannelLimits | None = None,
) -> tuple[ChannelAlert, ...]:
    """Return what is wrong with a channel (FC3).

    Args:
        sell_through: What the channel sold on in each period, oldest first, shape (n,).
        stock: What it holds now, in the same unit; ``None`` is unknown.
        owed: What it owes.
        overdue: What of that is overdue.
        limits: What is still normal.

    Returns:
        Alerts; a value at its limit raises none.

    References:
        Handbook: foresee a crisis of a channel, report and deal with it.

    Examples:
        >>> channel_alerts([Fraction(100), Fraction(100), Fraction(70)], stock=Fraction(141))
        ('falling sales', 'stock piles up')
    """
    normal = limits or ChannelLimits()
    alerts: list[ChannelAlert] = []
    if len(sell_through) > 1:
        before = sum(sell_through[:-1], Fraction(0)) / (len(sell_through) - 1)
        if sell_through[-1] < before * (1 - normal.fall):
            alerts.append("falling sales")
    if stock is not None and sell_through and stock > normal.stock_periods * sell_through[-1]:
        alerts.append("stock piles up")
    if overdue > normal.overdue * owed:
        alerts.append("overdue")
    return tuple(alerts)
