"""Quotes: how fast they go out, whether their price may stand, and what samples bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown

ANSWER_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class AnswerRate:
    """How many quotes were answered in time; those still waiting within time are not judged yet."""

    in_time: int
    late: int
    waiting: int

    @property
    def rate(self) -> Fraction | None:
        """Part in time of those that are judged."""
        judged = self.in_time + self.late
        return Fraction(self.in_time, judged) if judged else None


@dataclass(frozen=True, slots=True)
class Approval:
    """Who has to approve a price.

    Attributes:
        margin_rate: Margin of the price, a fraction of it.
        level: Who approves; ``None`` where nobody has to.
        below_floor: The price is below the lowest allowed.
        floor: Lowest price allowed.
    """

    margin_rate: Fraction
    level: str | None
    below_floor: bool
    floor: Fraction


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What samples cost and brought; days are to the note with the parcel's number."""

    sent: int
    orders: int
    net_fee: Fraction
    noted_in_time: int

    @property
    def hit_rate(self) -> Fraction | None:
        """Orders by samples."""
        return Fraction(self.orders, self.sent) if self.sent else None


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample that was sent."""

    sent: date
    cost: Fraction
    charged: Fraction
    noted: date | None
    ordered: bool


def quote_answers(
    quotes: Iterable[tuple[date, date | None]], as_of: date, answer_days: int = ANSWER_DAYS
) -> AnswerRate:
    """Count quotes that went out in time (PR5).

    Args:
        quotes: Day asked and day answered (``None`` is not yet).
        as_of: Today.
        answer_days: Days to answer; the third day is still in time with 3.

    References:
        Handbook: a list of twenty items is answered within three days; speed comes first.

    Examples:
        >>> days = [date(2026, 1, day) for day in (1, 4, 5)]
        >>> quote_answers([(days[0], days[1]), (days[0], days[2])], days[2]).rate
        Fraction(1, 2)
    """
    in_time = late = waiting = 0
    for asked, answered in quotes:
        days = ((answered or as_of) - asked).days
        if days > answer_days:
            late += 1
        elif answered is None:
            waiting += 1
        else:
            in_time += 1
    return AnswerRate(in_time, late, waiting)


def price_approval(
    price: Fraction, cost: Fraction, floor_margin: Fraction, levels: Sequence[tuple[Fraction, str]] = ()
) -> Approval:
    """Tell whether a price may be quoted, and who has to approve it (PR3).

    Args:
        price: Price quoted, above 0.
        cost: Cost of the same unit.
        floor_margin: Least margin, a fraction of the price below 1; under it nobody may sell.
        levels: Margin below which somebody approves, and who; any order.

    Returns:
        The approval of the lowest level whose margin is undercut. A price at a margin needs no
        approval of that level.

    Raises:
        InvalidInputError: PRICE-010 a price of 0 or less, PRICE-011 a floor margin of 1 or more.

    References:
        Handbook: lowest price, and prices that are adjusted so that profit is greatest.

    Examples:
        >>> levels = [(Fraction(3, 10), "manager"), (Fraction(1, 5), "director")]
        >>> found = price_approval(Fraction(100), Fraction(75), Fraction(1, 10), levels)
        >>> found.level, found.below_floor, round(float(found.floor), 2)
        ('manager', False, 83.33)
    """
    if price <= 0:
        issue = Issue("PRICE-010", "price", shown(price), "a price above 0", "Correct the price.")
        raise InvalidInputError(issue)
    if floor_margin >= 1:
        issue = Issue("PRICE-011", "floor_margin", shown(floor_margin), "below 1", "Write 0.1 for 10 %.")
        raise InvalidInputError(issue)
    margin = (price - cost) / price
    undercut = [(bound, name) for bound, name in levels if margin < bound]
    level = min(undercut)[1] if undercut else None
    return Approval(margin, level, margin < floor_margin, cost / (1 - floor_margin))


def peer_margin_gap(own: Fraction, peers: Sequence[Fraction]) -> Fraction | None:
    """Return our margin less the median of peers, in the same unit (PR4).

    References:
        Handbook: a margin like that of the many who sell the same.

    Examples:
        >>> peer_margin_gap(Fraction(30, 100), [Fraction(20, 100), Fraction(24, 100), Fraction(40, 100)])
        Fraction(3, 50)
    """
    if not peers:
        return None
    ordered = sorted(peers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return own - ordered[middle]
    return own - (ordered[middle - 1] + ordered[middle]) / 2


def sample_result(samples: Iterable[Sample], note_days: int = 2) -> SampleResult:
    """Sum up what samples cost and brought (PR7).

    Args:
        samples: Samples sent.
        note_days: Days within which the customer is told the parcel's number.

    References:
        Handbook: sample fee, and the number of the parcel within one to two days.

    Examples:
        >>> day = date(2026, 1, 5)
        >>> sample_result([Sample(day, Fraction(20), Fraction(5), day, True)]).net_fee
        Fraction(15, 1)
    """
    rows = list(samples)
    noted = sum(row.noted is not None and (row.noted - row.sent).days <= note_days for row in rows)
    fees = sum((row.cost - row.charged for row in rows), Fraction(0))
    return SampleResult(len(rows), sum(row.ordered for row in rows), fees, noted)
