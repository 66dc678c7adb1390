"""Milestones: which are done, open or late on a day."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

MilestoneState = Literal["done", "done late", "open", "late"]


class MilestoneStanding(NamedTuple):
    """Where a milestone stands; ``days_late`` counts to the day done, or to the day of the count."""

    state: MilestoneState
    days_late: int


def milestone_standing(due: date, done: date | None, as_of: date) -> MilestoneStanding:
    """Return whether a milestone is done, and how late it is.

    Args:
        due: Last day that is in time.
        done: Day on which it was done; one after ``as_of`` is not done yet.
        as_of: Day of the count.

    Examples:
        >>> milestone_standing(date(2026, 3, 31), None, date(2026, 4, 2))
        MilestoneStanding(state='late', days_late=2)
        >>> milestone_standing(date(2026, 3, 31), date(2026, 3, 31), date(2026, 4, 2)).state
        'done'
    """
    if done is not None and done <= as_of:
        late = max((done - due).days, 0)
        return MilestoneStanding("done late" if late else "done", late)
    late = max((as_of - due).days, 0)
    return MilestoneStanding("late" if late else "open", late)
