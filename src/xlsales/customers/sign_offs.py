"""Daily reports rolled up to leaders, and whether each leader signed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

SignState = Literal["signed", "signed late", "not signed"]


@dataclass(frozen=True, slots=True)
class DayReport:
    """One day of a leader's people.

    Attributes:
        leader: Who has to sign.
        day: The day.
        visits: Visits of the people.
        reported: Visits that were reported on their day.
        silent: People without a visit, in the order given.
        state: Whether the leader signed in time.
    """

    leader: str
    day: date
    visits: int
    reported: int
    silent: tuple[str, ...]
    state: SignState


def daily_roll_up(
    visits: Iterable[tuple[str, date, date | None]],
    teams: Mapping[str, Sequence[str]],
    signed: Mapping[tuple[str, date], date],
    days: Sequence[date],
    sign_days: int = 1,
) -> tuple[DayReport, ...]:
    """Return what each leader had to sign and whether it was done (OR4).

    Args:
        visits: Person, day and day of the report (``None`` without one), shape (n,).
        teams: People of each leader.
        signed: Day on which a leader signed a day.
        days: Days that count.
        sign_days: Days after the day itself within which a signature is in time.

    Returns:
        One entry a leader and day, in the order of ``days`` and ``teams``.

    References:
        Handbook: group leaders sum up the reports of every day, sales managers check them regularly.

    Examples:
        >>> day = date(2026, 3, 2)
        >>> found = daily_roll_up([("Li", day, day)], {"Wu": ["Li", "He"]}, {("Wu", day): day}, [day])[0]
        >>> found.visits, found.reported, found.silent, found.state
        (1, 1, ('He',), 'signed')
    """
    made: Counter[tuple[str, date]] = Counter()
    in_time: Counter[tuple[str, date]] = Counter()
    for person, day, reported in visits:
        made[person, day] += 1
        in_time[person, day] += reported == day
    return tuple(
        DayReport(
            leader,
            day,
            sum(made[person, day] for person in people),
            sum(in_time[person, day] for person in people),
            tuple(person for person in people if not made[person, day]),
            _state(signed.get((leader, day)), day, sign_days),
        )
        for day in days
        for leader, people in teams.items()
    )


def _state(signed: date | None, day: date, sign_days: int) -> SignState:
    if signed is None:
        return "not signed"
    return "signed" if (signed - day).days <= sign_days else "signed late"
