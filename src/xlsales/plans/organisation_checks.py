"""Rules of the people in a plan: dates, managers, no one above themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations

from xlsales.kernel.issues import Issue
from xlsales.kernel.words import folded
from xlsales.plans.base import Location
from xlsales.plans.targets import Seat, TargetPlan

Where = Callable[[Location], str]


def organisation_issues(plan: TargetPlan, where: Where) -> list[Issue]:
    """Return what is wrong with the people of a plan.

    Returns:
        PLAN-030 an end before its start, PLAN-031 overlapping dates of one person, PLAN-032 a
        manager that nobody knows, PLAN-033 a person without a manager, PLAN-034 a circle of
        managers, PLAN-035 a member that ends before it starts.
    """
    return [
        *_dates(plan, where),
        *_overlaps(plan.seats, where),
        *_managers(plan.seats, where),
        *_circles(plan.seats, where),
    ]


def _dates(plan: TargetPlan, where: Where) -> Iterator[Issue]:
    spans = [("seats", i, seat.start, seat.end) for i, seat in enumerate(plan.seats)]
    spans += [("members", i, member.start, member.end) for i, member in enumerate(plan.members)]
    for kind, i, start, end in spans:
        if end < start:
            yield Issue(
                "PLAN-030",
                where((kind, i, "end")),
                f"{end}",
                f"{start} or later",
                "Correct the dates, or leave the end blank.",
            )


def _overlaps(seats: tuple[Seat, ...], where: Where) -> Iterator[Issue]:
    """Two rows of one person may not be in force on the same day."""
    by_person: dict[str, list[int]] = {}
    for i, seat in enumerate(seats):
        by_person.setdefault(folded(seat.person), []).append(i)
    for rows in by_person.values():
        for first, second in combinations(rows, 2):
            left, right = seats[first], seats[second]
            if left.start <= right.end and right.start <= left.end:
                yield Issue(
                    "PLAN-031",
                    where(("seats", second, "start")),
                    f"{_span(right)} of {right.person}",
                    f"days outside {_span(left)} at {where(('seats', first))}",
                    "End one row on the day before the other starts.",
                )


def _span(seat: Seat) -> str:
    start = "the beginning" if seat.start == date.min else f"{seat.start}"
    end = "open" if seat.end == date.max else f"{seat.end}"
    return f"{start} to {end}"


def _managers(seats: tuple[Seat, ...], where: Where) -> Iterator[Issue]:
    people = {folded(seat.person) for seat in seats}
    managers = {folded(seat.manager) for seat in seats if seat.manager}
    for i, seat in enumerate(seats):
        if seat.manager and folded(seat.manager) not in people:
            yield Issue(
                "PLAN-032",
                where(("seats", i, "manager")),
                repr(seat.manager),
                "a person of the organisation",
                "Correct the name, or add a row for the manager.",
            )
        if managers and not seat.manager and folded(seat.person) not in managers:
            yield Issue(
                "PLAN-033",
                where(("seats", i, "manager")),
                f"{seat.person} without a manager",
                "a manager for everyone who is not one",
                "Name the manager.",
            )


def _circles(seats: tuple[Seat, ...], where: Where) -> Iterator[Issue]:
    told: set[str] = set()
    for day in sorted({seat.start for seat in seats}):
        above = {
            folded(seat.person): (i, folded(seat.manager))
            for i, seat in enumerate(seats)
            if seat.manager and seat.start <= day <= seat.end
        }
        for person in above:
            circle = _circle_from(person, above)
            if circle and not told & set(circle):
                told.update(circle)
                row = above[circle[0]][0]
                names = [seats[above[name][0]].person for name in (*circle, circle[0])]
                yield Issue(
                    "PLAN-034",
                    where(("seats", row, "manager")),
                    " under ".join(names),
                    "a tree without circles",
                    "Name another manager for one of them.",
                )


def _circle_from(person: str, above: Mapping[str, tuple[int, str]]) -> list[str]:
    """Return the circle that the managers above a person end in, if they do."""
    line: list[str] = []
    while person in above:
        if person in line:
            return line[line.index(person) :]
        line.append(person)
        person = above[person][1]
    return []
