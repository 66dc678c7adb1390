"""Where a customer stands: new, active, dormant, lost or won back."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final, Literal

from xlsales.kernel.issues import InvalidInputError, Issue

Status = Literal["new", "active", "dormant", "lost", "reactivated"]

ACTIVE_DAYS: Final = 180
LAPSED_DAYS: Final = 365


def status_of(
    first_order: date | None,
    last_order: date | None,
    as_of: date,
    active_days: int = ACTIVE_DAYS,
    lapsed_days: int = LAPSED_DAYS,
    previous_order: date | None = None,
) -> Status | None:
    """Return the status of one customer.

    Args:
        first_order: Day of the first order.
        last_order: Day of the last order up to ``as_of``; ``None`` where only the first is known.
        as_of: The day of the question.
        active_days: A customer is active up to this many days after an order.
        lapsed_days: A customer is lost after more days than this.
        previous_order: Day of the order before the last.

    Returns:
        ``lost`` or ``dormant`` by the days since the last order; of the others ``new`` when the first
        order is at most ``active_days`` old, ``reactivated`` when more than ``active_days`` lay between
        the last two orders, else ``active``. ``None`` without an order.

    Raises:
        InvalidInputError: STAT-001 the days do not rise, STAT-002 orders out of order or after
            ``as_of``.

    References:
        Handbook: customers that vanish for half a year or a year and appear again.

    Examples:
        >>> day = date(2026, 12, 31)
        >>> status_of(date(2020, 1, 1), date(2026, 12, 1), day)
        'active'
        >>> status_of(date(2020, 1, 1), date(2026, 12, 1), day, previous_order=date(2026, 1, 1))
        'reactivated'
    """
    if not 0 <= active_days <= lapsed_days:
        came = f"{active_days} and {lapsed_days}"
        fix = "Give active_days at most as large as lapsed_days."
        raise InvalidInputError(Issue("STAT-001", "active_days", came, "0 or more, rising", fix))
    last = last_order or first_order
    if last is None:
        return None
    _check_order(first_order, previous_order, last, as_of)
    silent = (as_of - last).days
    if silent > active_days:
        return "lost" if silent > lapsed_days else "dormant"
    if first_order is not None and (as_of - first_order).days <= active_days:
        return "new"
    if previous_order is not None and (last - previous_order).days > active_days:
        return "reactivated"
    return "active"


def _check_order(first: date | None, previous: date | None, last: date, as_of: date) -> None:
    named = [("first_order", first), ("previous_order", previous), ("last_order", last), ("as_of", as_of)]
    days = [(name, day) for name, day in named if day is not None]
    for (earlier, before), (later, after) in pairwise(days):
        if before > after:
            came = f"{earlier} {before} after {later} {after}"
            fix = "Take only orders up to as_of, and the earliest as first_order."
            raise InvalidInputError(Issue("STAT-002", earlier, came, "days in this order", fix))
