"""Where targets stand during the year: actuals by contribution, rolled up, paced, with exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.kernel.dates import month_end, month_start
from xlsales.kernel.issues import Issue
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.words import folded
from xlsales.plans.targets import Seat
from xlsales.targets.attainment import attainment_of
from xlsales.targets.country_days import country_days
from xlsales.targets.pace import Pace, pace_of
from xlsales.targets.rollup import rolled_up
from xlsales.targets.season_pace import SeasonPace, season_pace
from xlsales.targets.spans import Span
from xlsales.targets.workdays import WorkCalendar

if TYPE_CHECKING:
    from xlsales.jobs.targets import Targets

_Amounts = dict[tuple[str, date], Fraction]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person or one region stands.

    Attributes:
        dimension: ``person`` or another dimension.
        label: Who or which.
        depth: Steps below the top of the organisation, 0 on top.
        target: Target of the plan's months.
        due: Targets of the months up to the day of the count, by the season.
        actual: Reached up to that day, weighted by contribution.
        attainment: Actual over the target of the whole plan.
        calendar, working: Pace by every day, and by working days.
        season: Pace along the monthly targets.
        is_alert: Behind the pace by more than the plan tolerates.
    """

    dimension: str
    label: str
    depth: int
    target: Fraction
    due: Fraction
    actual: Fraction
    attainment: Fraction | None
    calendar: Pace
    working: Pace
    season: SeasonPace
    is_alert: bool


def standings_of(result: Targets, as_of: date) -> tuple[list[Standing], list[Issue]]:
    """Return where every person, manager and region stands on a day.

    People's amounts are rolled up to their managers of each month. A sale of nobody that the plan
    knows is told as PLAN-070 and counts for its other labels only.

    Args:
        result: The targets.
        as_of: Day of the count; later sales are left out.
    """
    board = _Board(result, as_of)
    found: list[Standing] = []
    for dimension in result.dimensions:
        if board.is_told(dimension):
            found += board.of_people() if dimension == "person" else board.of(dimension)
    return found, list(board.strangers())


class _Board:
    def __init__(self, result: Targets, as_of: date) -> None:
        self._result = result
        self._as_of = as_of
        settings = result.tables.plan.settings
        country = country_days(settings.country) if settings.country else None
        self._calendar = WorkCalendar(country)
        self._alert = Fraction(settings.alert_below)
        first, last = result.months[0], min(month_end(result.months[-1]), as_of)
        self._sales = [sale for sale in result.tables.actuals if first <= sale.day <= last]

    def is_told(self, dimension: str) -> bool:
        return any(dimension in sale.labels for sale in self._result.tables.actuals)

    def of(self, dimension: str) -> list[Standing]:
        targets, actuals = self._targets(dimension), self._actuals(dimension)
        labels = dict.fromkeys(label for label, _ in targets)
        return [self._standing(dimension, label, 0, targets, actuals) for label in labels]

    def of_people(self) -> list[Standing]:
        targets = rolled_up(self._targets("person"), self._manager_of)
        actuals = rolled_up(self._known_actuals(), self._manager_of)
        people = dict.fromkeys(label for label, _ in (*targets, *actuals))
        last = month_start(min(self._as_of, month_end(self._result.months[-1])))
        depths = {person: self._depth(person, last) for person in people}
        lines = {person: self._line(person, last) for person in people}
        ordered = sorted(people, key=lambda person: lines[person])
        return [self._standing("person", one, depths[one], targets, actuals) for one in ordered]

    def strangers(self) -> Iterable[Issue]:
        known = {folded(name) for name in self._people()}
        for sale in self._sales:
            person = sale.labels.get("person")
            if person is not None and folded(person) not in known and "person" in self._result.dimensions:
                yield Issue(
                    "PLAN-070",
                    sale.where,
                    f"a sale of {person}",
                    "a person of the organisation",
                    "Correct the name, or add the person; the sale counts for nobody.",
                    severity="warning",
                )

    def _standing(
        self, dimension: str, label: str, depth: int, targets: _Amounts, actuals: _Amounts
    ) -> Standing:
        months = self._result.months
        curve = [targets.get((label, month), ZERO) for month in months]
        actual = sum((actuals.get((label, month), ZERO) for month in months), ZERO)
        spans = [Span(month, month_end(month)) for month in months]
        whole = Span(spans[0].first, spans[-1].last)
        total = sum(curve, ZERO)
        season = season_pace(actual, curve, spans, self._as_of, self._calendar)
        return Standing(
            dimension,
            label,
            depth,
            total,
            season.expected,
            actual,
            attainment_of(actual, total),
            pace_of(actual, total, self._as_of, whole),
            pace_of(actual, total, self._as_of, whole, self._calendar),
            season,
            season.progress is not None and season.progress < self._alert,
        )

    def _targets(self, dimension: str) -> _Amounts:
        at = self._result.dimensions.index(dimension)
        sums: _Amounts = {}
        for line in self._result.lines:
            key = line.labels[at], line.month
            sums[key] = sums.get(key, ZERO) + line.target
        return sums

    def _actuals(self, dimension: str) -> _Amounts:
        sums: _Amounts = {}
        for sale in self._sales:
            if dimension in sale.labels:
                key = sale.labels[dimension], month_start(sale.day)
                sums[key] = sums.get(key, ZERO) + sale.amount * sale.contribution
        return sums

    def _known_actuals(self) -> _Amounts:
        people = set(self._people())
        return {key: amount for key, amount in self._actuals("person").items() if key[0] in people}

    def _people(self) -> Mapping[str, list[Seat]]:
        people: dict[str, list[Seat]] = {}
        for seat in self._result.tables.plan.seats:
            people.setdefault(seat.person, []).append(seat)
        return people

    def _manager_of(self, person: str, month: date) -> str | None:
        seat = seat_at(self._people().get(person, []), month)
        return seat.manager if seat is not None else None

    def _line(self, person: str, month: date) -> tuple[str, ...]:
        """Return the managers above a person from the top on, and the person."""
        line = [person]
        while (above := self._manager_of(line[0], month)) is not None:
            line.insert(0, above)
        return tuple(line)

    def _depth(self, person: str, month: date) -> int:
        return len(self._line(person, month)) - 1


def seat_at(seats: Sequence[Seat], month: date) -> Seat | None:
    """Return the seat of a person in a month: the one in force last, else the nearest.

    Args:
        seats: All seats of the person.
        month: Any day of the month.
    """
    end = month_end(month)
    begun = [seat for seat in seats if seat.start <= end]
    if begun:
        return max(begun, key=lambda seat: seat.start)
    return min(seats, key=lambda seat: seat.start) if seats else None
