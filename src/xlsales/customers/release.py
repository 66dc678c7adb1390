"""Customers nobody follows up: when they go back to the common pool (公海)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

ReleaseState = Literal["kept", "due soon", "release", "protected", "in the pool"]


@dataclass(frozen=True, slots=True)
class ReleaseRule:
    """When a customer is released.

    Attributes:
        silent_days: Days without follow-up after which it goes back.
        protection_days: Days after it was given to somebody during which it stays.
        warn_days: Days before release from which the owner is warned.
    """

    silent_days: int = 90
    protection_days: int = 30
    warn_days: int = 14


@dataclass(frozen=True, slots=True)
class Release:
    """Whether a customer is released, and the day from which it is."""

    state: ReleaseState
    day: date | None


def release_of(
    owner: str | None,
    assigned: date | None,
    last_contact: date | None,
    as_of: date,
    rule: ReleaseRule,
    protected: bool = False,
) -> Release:
    """Tell whether a customer goes back to the pool.

    Args:
        owner: Who has it; nobody: it is in the pool.
        assigned: Day on which the owner got it.
        last_contact: Day of the last follow-up; ``None`` counts from ``assigned``.
        as_of: Today.
        rule: The days.
        protected: Locked by hand or by a grade that is never released.

    Returns:
        The state; the release day is the later of the ends of silence and of protection. Without any day
        to count from there is no protection and it is released now.

    References:
        Chinese CRM practice: no follow-up within the period returns a customer to 公海, locked ones
        excepted (crmbbs 183).

    Examples:
        >>> rule = ReleaseRule(silent_days=60)
        >>> release_of("Li", date(2026, 1, 1), None, date(2026, 3, 2), rule).state
        'release'
    """
    if owner is None:
        return Release("in the pool", None)
    if protected:
        return Release("protected", None)
    ends = [last + timedelta(days=rule.silent_days) for last in (last_contact or assigned,) if last]
    if assigned is not None:
        ends.append(assigned + timedelta(days=rule.protection_days))
    day = max(ends, default=as_of)
    if as_of >= day:
        return Release("release", day)
    return Release("due soon" if (day - as_of).days <= rule.warn_days else "kept", day)
