"""Some payees with their own rows: what the plain engine needs to explain their pay, wherever it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xlsales.jobs.incentives.caps import cap_lines
from xlsales.jobs.incentives.context import Context
from xlsales.jobs.incentives.earning import Credited, Earnings, Key, PaidEvent
from xlsales.jobs.incentives.events import EventBook
from xlsales.jobs.incentives.lines import Line
from xlsales.plans.versions import Roster
from xlsales.tables.incentive_rows import Happened


@dataclass(frozen=True, slots=True)
class PaidPart:
    """The events of some payees.

    Attributes:
        context: The run.
        happened: The rows that their events come from, and all that these refer to.
        names: Payees by component.
    """

    context: Context
    happened: Happened
    names: Mapping[str, frozenset[str]]

    def explained(self, payees: Iterable[str]) -> list[Line]:
        """Return the lines of some of the payees in full."""
        wanted = frozenset(payees)
        paid, _ = self.paid(wanted)
        return [*(one.line for one in paid), *cap_lines(self.context, paid)]

    def paid(self, payees: frozenset[str] | None = None) -> tuple[list[PaidEvent], dict[Key, list[Credited]]]:
        """Return what the plain engine pays, and what ran up for it."""
        found: list[PaidEvent] = []
        groups: dict[Key, list[Credited]] = {}
        book = EventBook(self.happened)
        for name, people in sorted(self.names.items()):
            asked = people if payees is None else people & payees
            if asked:
                earnings = Earnings(self.context, book, frozenset({name}), asked)
                earnings.collect()
                found += earnings.paid()
                groups |= earnings.groups
        return found, groups

    def part(self, payees: Iterable[str]) -> PaidPart:
        """Return the same for fewer payees."""
        wanted = frozenset(payees)
        return replace(self, names={name: people & wanted for name, people in self.names.items()})

    def detached(self) -> PaidPart:
        """Return the same with as little of the plan as explaining takes, to be sent elsewhere."""
        people = self._people()
        context = self.context
        seats = tuple(seat for seat in context.plan.people if seat.person in people)
        plan = context.plan.model_copy(update={"people": seats})
        targets = tuple(row for row in context.happened.targets if row.person in people)
        own = Context(plan, Happened(targets=targets), context.first, context.last)
        return replace(self, context=own)

    def _people(self) -> set[str]:
        """Return the payees, who sold what they are paid for, and everybody above them."""
        found = {name for people in self.names.values() for name in people}
        found |= {one.person for one in self.happened.transactions if one.person}
        found |= {one.person for one in self.happened.credits}
        return with_managers(found, self.context.roster)


def with_managers(people: Iterable[str], roster: Roster) -> set[str]:
    """Return people with everybody who was ever above them."""
    found: set[str] = set()
    left = list(people)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [seat.manager for seat in roster.seats(name) if seat.manager]
    return found
