"""Who is paid by which components, and who manages whom, on the day of each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component, IncentivePlan, Payee
from xlsales.plans.versions import Roster

if TYPE_CHECKING:
    from numpy.typing import NDArray


#: More days than any ordinal.
_DAYS: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class DayTable:
    """A number for each person and stretch of days; -1 where there is none.

    Attributes:
        starts: Person times ``_DAYS`` plus first day, rising.
        ends: Last days.
        values: The numbers.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    values: NDArray[np.int32]

    @classmethod
    def of(cls, stretches: Iterable[tuple[int, date, date, int]]) -> DayTable:
        """Return a table of (person, first, last, number); those of one person do not overlap."""
        rows = sorted(
            (person * _DAYS + first.toordinal(), last.toordinal(), value)
            for person, first, last, value in stretches
        )
        found = np.array(rows, dtype=np.int64).reshape(-1, 3)
        return cls(found[:, 0], found[:, 1], found[:, 2].astype(np.int32))

    def at(self, people: NDArray[np.int32], days: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return the number of each person and day; of person -1 it is -1."""
        if not len(self.starts):
            return np.full(len(people), -1, dtype=np.int32)
        at = np.searchsorted(self.starts, people.astype(np.int64) * _DAYS + days, side="right") - 1
        known = (at >= 0) & (people >= 0)
        known &= (self.starts[at] // _DAYS == people) & (days <= self.ends[at])
        return np.where(known, self.values[at], np.int32(-1))


class SeatColumns:
    """The roster and the versions of a plan as tables of days.

    Attributes:
        names: Everybody, sorted; the place of each is the code.
        codes: Code of each name.
        terms: Plan and first day of each version.
        by_terms: Place in ``terms`` by payee and day.
        managers: Code of the manager by payee and day.
        seated: By payee and day, 1 for somebody on a plan and 0 for somebody on none.
    """

    def __init__(self, plan: IncentivePlan, roster: Roster) -> None:
        self.names: list[str] = sorted(roster.names)
        self.codes = {name: code for code, name in enumerate(self.names)}
        starts: dict[str, set[date]] = {}
        for component in plan.components:
            starts.setdefault(folded(component.plan), set()).add(component.effective_from)
        self.terms: list[tuple[str, date]] = [
            (name, first) for name in sorted(starts) for first in sorted(starts[name])
        ]
        numbers = {term: number for number, term in enumerate(self.terms)}
        seats = [(self.codes[name], seat) for name in roster.names for seat in roster.seats(name)]
        self.by_terms = DayTable.of(
            (code, max(seat.start, first), min(seat.end, last), numbers[folded(seat.plan), first])
            for code, seat in seats
            if seat.plan
            for first, last in _versions(seat, sorted(starts.get(folded(seat.plan), ())))
        )
        self.managers = DayTable.of(
            (code, seat.start, seat.end, self.codes[seat.manager])
            for code, seat in seats
            if seat.manager in self.codes
        )
        self.seated = DayTable.of((code, seat.start, seat.end, int(bool(seat.plan))) for code, seat in seats)

    def of_names(self, names: Sequence[str]) -> NDArray[np.int32]:
        """Return the codes of names, with -1 behind them for a blank."""
        return np.array([*(self.codes[name] for name in names), -1], dtype=np.int32)

    def variants(self, components: Sequence[Component]) -> NDArray[np.int32]:
        """Return which of some components each version of a plan has, with -1 behind them."""
        numbers = {(folded(one.plan), one.effective_from): number for number, one in enumerate(components)}
        return np.array([*(numbers.get(term, -1) for term in self.terms), -1], dtype=np.int32)


def _versions(seat: Payee, starts: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and last days of the versions that a seat meets."""
    ends = [first - timedelta(days=1) for first in starts[1:]]
    for first, last in zip(starts, [*ends, date.max], strict=False):
        if first <= seat.end and last >= seat.start:
            yield first, last
