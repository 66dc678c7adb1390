"""How long complaints wait for an answer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

LONGEST_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint; ``closed`` is ``None`` while it is open."""

    name: Hashable
    opened: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class ComplaintSummary:
    """How complaints stand on a day.

    Attributes:
        open_days: Name and age of each open complaint, oldest first.
        late: How many of them are older than allowed.
        mean_days: Mean days to close one; ``None`` where none is closed.
        in_time_rate: Part of the closed ones that were closed in time; ``None`` where none is closed.
    """

    open_days: tuple[tuple[Hashable, int], ...]
    late: int
    mean_days: Fraction | None
    in_time_rate: Fraction | None


def complaint_summary(
    complaints: Iterable[Complaint], as_of: date, longest_days: int = LONGEST_DAYS
) -> ComplaintSummary:
    """Sum up complaints on a day (FU6).

    Args:
        complaints: In any order; those opened later than ``as_of`` are not there yet, those closed later
            are open.
        as_of: The day of the question.
        longest_days: Days within which a complaint is to be closed.

    References:
        Handbook: feed complaints back and deal with them in time.

    Examples:
        >>> found = complaint_summary([Complaint("c1", date(2026, 1, 1))], date(2026, 1, 9))
        >>> found.open_days, found.late
        ((('c1', 8),), 1)
    """
    open_days: list[tuple[Hashable, int]] = []
    closed_days: list[int] = []
    for complaint in complaints:
        if complaint.opened > as_of:
            continue
        if complaint.closed is None or complaint.closed > as_of:
            open_days.append((complaint.name, (as_of - complaint.opened).days))
        else:
            closed_days.append((complaint.closed - complaint.opened).days)
    open_days.sort(key=lambda pair: (-pair[1], str(pair[0])))
    late = sum(days > longest_days for _, days in open_days)
    if not closed_days:
        return ComplaintSummary(tuple(open_days), late, None, None)
    in_time = sum(days <= longest_days for days in closed_days)
    count = len(closed_days)
    return ComplaintSummary(
        tuple(open_days), late, Fraction(sum(closed_days), count), Fraction(in_time, count)
    )
