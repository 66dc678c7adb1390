"""Which version of a plan and which manager hold on a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component, IncentivePlan, Payee


class Versions:
    """The components of each plan by day: of all first days not after it, the latest holds."""

    def __init__(self, components: Iterable[Component]) -> None:
        self._by_plan: dict[str, dict[date, list[Component]]] = {}
        for component in components:
            versions = self._by_plan.setdefault(folded(component.plan), {})
            versions.setdefault(component.effective_from, []).append(component)
        self._starts = {plan: sorted(versions) for plan, versions in self._by_plan.items()}

    def names(self) -> set[str]:
        """Return the names of all plans, as they are compared."""
        return set(self._by_plan)

    def on(self, plan: str, day: date) -> tuple[Component, ...]:
        """Return the components of a plan in force on a day; none before its first version."""
        starts = self._starts.get(folded(plan), [])
        found = bisect_right(starts, day)
        return tuple(self._by_plan[folded(plan)][starts[found - 1]]) if found else ()


class Roster:
    """Who is on which plan, under whom, on a day."""

    def __init__(self, people: Iterable[Payee]) -> None:
        self._seats: dict[str, list[Payee]] = {}
        for seat in people:
            self._seats.setdefault(seat.person, []).append(seat)
        for seats in self._seats.values():
            seats.sort(key=lambda seat: seat.start)

    @property
    def names(self) -> list[str]:
        """Everyone, in the order of the table."""
        return list(self._seats)

    def seats(self, person: str) -> list[Payee]:
        """Return a person's rows by first day."""
        return self._seats.get(person, [])

    def on(self, person: str, day: date) -> Payee | None:
        """Return a person's row on a day, ``None`` when not in service."""
        return next((seat for seat in self.seats(person) if seat.start <= day <= seat.end), None)

    def above(self, person: str, day: date) -> Iterator[tuple[int, str]]:
        """Go up the managers of a day, direct one first, each with the distance from 1."""
        seen = {person}
        seat = self.on(person, day)
        distance = 1
        while seat is not None and seat.manager and seat.manager not in seen:
            yield distance, seat.manager
            seen.add(seat.manager)
            seat = self.on(seat.manager, day)
            distance += 1


def version_text(plan: IncentivePlan, name: str, day: date) -> str:
    """Return what a version is called on a statement: the plan and its first day."""
    components = Versions(plan.components).on(name, day)
    first = components[0].effective_from if components else None
    return name if first in (None, date.min) else f"{name} ({first})"
