"""Which lead to call next: the order of the queue and the time that is left to answer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

#: A lead is to be answered within this many days.
ANSWER_DAYS: Final = 1


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead that waits.

    Attributes:
        name: Which.
        score: How good it is, any scale; ``None`` where it could not be scored.
        qualified: Passed, failed, or still open (``None``).
        created: Day it came.
        answered: Day of the first answer, or ``None``.
    """

    name: Hashable
    score: Fraction | None
    qualified: bool | None
    created: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class QueuedLead:
    """A place in the queue; ``late_days`` counts beyond the time to answer, 0 in time."""

    place: int
    lead: Lead
    late_days: int


def lead_queue(leads: Iterable[Lead], as_of: date, answer_days: int = ANSWER_DAYS) -> tuple[QueuedLead, ...]:
    """Order leads by who is to be called first (LD4).

    Args:
        leads: In any order.
        as_of: Today.
        answer_days: Days within which a lead is to be answered.

    Returns:
        Qualified leads first, then open ones, disqualified last; in each the highest score, then the
        longest wait, then the name. Equal leads share a place.

    References:
        Handbook: give leads an order by their score, so that they turn into customers faster.

    Examples:
        >>> day = date(2026, 1, 1)
        >>> queue = lead_queue([Lead("a", Fraction(50), None, day), Lead("b", Fraction(40), True, day)], day)
        >>> [(entry.place, entry.lead.name) for entry in queue]
        [(1, 'b'), (2, 'a')]
    """
    ordered = sorted(leads, key=lambda lead: (*_urgency(lead), str(lead.name)))
    queue: list[QueuedLead] = []
    for position, lead in enumerate(ordered, start=1):
        same = queue and _urgency(queue[-1].lead) == _urgency(lead)
        place = queue[-1].place if same else position
        waited = ((lead.answered or as_of) - lead.created).days
        queue.append(QueuedLead(place, lead, max(0, waited - answer_days)))
    return tuple(queue)


def _urgency(lead: Lead) -> tuple[int, Fraction, date]:
    rank = {True: 0, None: 1, False: 2}[lead.qualified]
    return rank, -(lead.score if lead.score is not None else Fraction(-1)), lead.created
