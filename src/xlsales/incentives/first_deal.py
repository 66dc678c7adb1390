"""First deals: how long somebody sells before the first order comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from statistics import median
from typing import NamedTuple


class FirstDeal(NamedTuple):
    """The time to a first deal.

    Attributes:
        day: Day of the first deal; ``None`` while there is none.
        days: Days from the first day of work to it, or up to the day of the question.
    """

    day: date | None
    days: int


def first_deal(hired: date, deals: Iterable[date], as_of: date) -> FirstDeal | None:
    """Return how long somebody took, or has been waiting, for a first deal (AP12).

    Args:
        hired: First day of work; a deal on it took 0 days.
        deals: Days of deals in any order; those before ``hired`` or after ``as_of`` do not count.
        as_of: The day of the question.

    Returns:
        The first deal; ``None`` for somebody who has not started.

    Examples:
        >>> first_deal(date(2026, 1, 5), [date(2026, 4, 1), date(2026, 2, 4)], date(2026, 6, 30))
        FirstDeal(day=datetime.date(2026, 2, 4), days=30)
        >>> first_deal(date(2026, 1, 5), [], date(2026, 6, 30)).days
        176
    """
    if as_of < hired:
        return None
    first = min((day for day in deals if hired <= day <= as_of), default=None)
    return FirstDeal(first, ((first or as_of) - hired).days)


class FirstDealSummary(NamedTuple):
    """A group's time to first deals.

    Attributes:
        median_days: Of those who have one; ``None`` where nobody has.
        waiting: How many have none yet.
        longest_wait: Days of the one who has waited longest, 0 where nobody waits.
    """

    median_days: Fraction | None
    waiting: int
    longest_wait: int


def first_deal_summary(found: Sequence[FirstDeal]) -> FirstDealSummary:
    """Sum up a group.

    Examples:
        >>> day = date(2026, 2, 4)
        >>> first_deal_summary([FirstDeal(day, 30), FirstDeal(day, 45), FirstDeal(None, 80)])
        FirstDealSummary(median_days=Fraction(75, 2), waiting=1, longest_wait=80)
    """
    done = [Fraction(one.days) for one in found if one.day is not None]
    waits = [one.days for one in found if one.day is None]
    return FirstDealSummary(median(done) if done else None, len(waits), max(waits, default=0))
