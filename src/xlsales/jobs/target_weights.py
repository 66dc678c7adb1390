"""Weights of the members of one step, with the reasons that let a person work them out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.jobs.history_sums import HistorySums, trailing_year, year_before
from xlsales.jobs.service import Service
from xlsales.kernel.dates import add_months, month_end
from xlsales.kernel.numbers import ONE, ZERO, exact, to_float
from xlsales.plans.policy import MONTH, PolicyStep
from xlsales.plans.targets import Seat, StepElement, TargetPlan
from xlsales.targets.blend import blended_weights
from xlsales.targets.country_days import country_days
from xlsales.targets.seasonality import season_indices
from xlsales.targets.spans import Span
from xlsales.targets.workdays import WorkCalendar

#: Years of history that season indices are taken from.
_SEASON_YEARS: Final = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a step splits: the labels above, the people below, the months it covers.

    Attributes:
        labels: Labels of the path by dimension, the month as 2026-01.
        seats: Seats that fit the labels; empty where the plan has none.
        months: Numbers of the months, from 0.
    """

    labels: Mapping[str, str]
    seats: Sequence[Seat]
    months: Sequence[int]


@dataclass(frozen=True, slots=True)
class Child:
    """A member of a step below a spot."""

    label: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Reason:
    """One element of a weight: its value, and the part it has in a blend.

    Attributes:
        kind: Such as ``last year`` or ``in service``.
        value: What it is.
        part: Its factor in a blend, ``None`` for what is multiplied.
        of: The sum that the value is a share of, in a blend.
    """

    kind: str
    value: Fraction
    part: Fraction | None = None
    of: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weight of a member; ``None`` where it cannot take anything."""

    weight: Fraction | None
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...] = ()


class StepWeights:
    """Weighs the members of a step.

    Weights that are worked out are cut to ten digits, so that whoever redoes a number uses the same.
    """

    def __init__(
        self,
        plan: TargetPlan,
        step: PolicyStep,
        history: HistorySums,
        service: Service,
        months: Sequence[date],
    ) -> None:
        self._plan = plan
        self._step = step
        self._history = history
        self._service = service
        self._months = months
        self._seasons: dict[tuple[str | None, ...], list[Fraction]] = {}

    def of(self, spot: Spot, children: Sequence[Child]) -> list[Weighed]:
        """Return the weight of each member below a spot."""
        columns, reasons, notes = [], [], []
        for element in self._step.elements:
            values, remarks = self._column(element, spot, children)
            columns.append(values)
            notes.append(remarks)
            reasons.append(self._reasons(element, values))
        if len(columns) == 1:
            mixed: list[Fraction] = [value or ZERO for value in columns[0]]
        else:
            parts = [Fraction(element.factor) for element in self._step.elements]
            mixed = [weight or ZERO for weight in blended_weights(columns, [p / sum(parts) for p in parts])]
        weighed = []
        for i, child in enumerate(children):
            factors = self._factors(spot, child)
            weight = mixed[i]
            for factor in factors:
                weight *= factor.value
            able = all(factor.value for factor in factors if factor.kind == "in service")
            weighed.append(
                Weighed(
                    _short(weight) if able else None,
                    (*(line[i] for line in reasons), *factors),
                    tuple(remarks[i] for remarks in notes if remarks[i]),
                )
            )
        return weighed

    def _reasons(self, element: StepElement, values: Sequence[Fraction]) -> list[Reason]:
        if len(self._step.elements) == 1:
            return [Reason(element.weights, value) for value in values]
        total = sum(values, ZERO)
        all_parts = sum(Fraction(one.factor) for one in self._step.elements)
        part = Fraction(element.factor) / all_parts
        if not total:
            return [Reason(element.weights, ONE, part, Fraction(len(values))) for _ in values]
        return [Reason(element.weights, value, part, total) for value in values]

    # Elements

    def _column(
        self, element: StepElement, spot: Spot, children: Sequence[Child]
    ) -> tuple[list[Fraction], list[str]]:
        """Return a value from 0 for each member, and a remark where it was not taken as it is."""
        values = [self._value(element, spot, child) for child in children]
        remarks = ["negative history" if value is not None and value < 0 else "" for value in values]
        known = [max(value, ZERO) for value in values if value is not None]
        rule = element.without_history or ("average" if self._step.dimension == "person" else "zero")
        average = _short(sum(known, ZERO) / len(known)) if known else ZERO
        missing = average if rule == "average" else ZERO
        for i, value in enumerate(values):
            if value is None and not remarks[i]:
                remarks[i] = "no history, average taken" if missing else "no history"
        return [max(value, ZERO) if value is not None else missing for value in values], remarks

    def _value(self, element: StepElement, spot: Spot, child: Child) -> Fraction | None:
        kind = element.weights
        if kind == "even":
            return ONE
        if kind == "column":
            return self._of_column(element.column or "", child) or ZERO
        if kind == "working days":
            return self._working_days(child)
        if kind == "season":
            return self._season(element, spot, child)
        if kind in ("4-4-5", "4-5-4", "5-4-4"):
            return Fraction(int(kind.split("-")[child.spot.months[0] % 3]))
        past = self._past(element, spot, child)
        if kind == "growth" and past is not None:
            growth = self._of_column(element.column or "", child) or ZERO
            return _short(past * (1 + growth))
        return past

    def _past(self, element: StepElement, spot: Spot, child: Child) -> Fraction | None:
        names = self._history_names(element, spot)
        key = tuple(
            int(child.spot.labels[name][-2:]) if name == MONTH else child.spot.labels[name] for name in names
        )
        return self._history.by(self._base(element), names).get(key)

    def _history_names(self, element: StepElement, spot: Spot) -> list[str]:
        own = self._step.dimension
        above = [] if element.scope == "member" else list(spot.labels)
        known = {*self._history.dimensions, MONTH}
        return [name for name in (*above, own) if name in known]

    def _base(self, element: StepElement) -> Span:
        last = self._history.last_month
        if element.weights == "trailing" and last is not None:
            return trailing_year(last)
        return year_before(self._months[0])

    def _season(self, element: StepElement, spot: Spot, child: Child) -> Fraction:
        indices = self._indices(element, spot)
        return indices[self._months[child.spot.months[0]].month - 1]

    def _indices(self, element: StepElement, spot: Spot) -> list[Fraction]:
        names = [name for name in self._history_names(element, spot) if name != MONTH]
        labels = tuple(spot.labels[name] for name in names)
        if (*names, *labels) not in self._seasons:
            last = year_before(self._months[0])
            span = Span(add_months(last.first, -12 * (_SEASON_YEARS - 1)), last.last)
            values = [
                None if value is None else max(value, ZERO)
                for value in self._history.series(span, names, labels)
            ]
            before = [None] * (span.first.month - 1)
            indices = season_indices([*before, *values], 12)
            self._seasons[*names, *labels] = [_short(index) for index in indices]
        return self._seasons[*names, *labels]

    def _working_days(self, child: Child) -> Fraction:
        month = self._months[child.spot.months[0]]
        country = self._plan.settings.country
        calendar = WorkCalendar(country_days(country) if country else None)
        return calendar.weight_of(Span(month, month_end(month)))

    def _of_column(self, name: str, child: Child) -> Fraction | None:
        """Return a member's number, or the sum over its people, each by the months in service."""
        for member in self._plan.members:
            if member.dimension == self._step.dimension and member.member == child.label:
                return Fraction(member.values[name]) if name in member.values else None
        people: dict[str, list[Seat]] = {}
        for seat in child.spot.seats:
            people.setdefault(seat.person, []).append(seat)
        found = [self._of_person(name, seats) for seats in people.values()]
        known = [value for value in found if value is not None]
        return sum(known, ZERO) if known else None

    def _of_person(self, name: str, seats: Sequence[Seat]) -> Fraction | None:
        """Return a person's number; of several rows the latest that gives one."""
        given = [
            seat.values[name] for seat in sorted(seats, key=lambda seat: seat.start) if name in seat.values
        ]
        return Fraction(given[-1]) if given else None

    # Factors

    def _factors(self, spot: Spot, child: Child) -> list[Reason]:
        factors = []
        names = {name for element in self._step.elements for name in (element.coefficient or "").split(",")}
        for name in sorted(names - {""}):
            value = self._mean_of_column(name, child)
            factors.append(Reason(name, value))
        return factors + self._in_service(spot, child)

    def _mean_of_column(self, name: str, child: Child) -> Fraction:
        total = self._of_column(name, child)
        people = len({seat.person for seat in child.spot.seats if name in seat.values})
        is_member = any(one.dimension == self._step.dimension for one in self._plan.members)
        if total is None:
            return ONE
        return total if is_member or people < 2 else _short(total / people)

    def _in_service(self, spot: Spot, child: Child) -> list[Reason]:
        own = self._step.dimension
        if own not in ("person", MONTH):
            if spot.seats and not any(
                self._service.of_seats(child.spot.seats, month) for month in child.spot.months
            ):
                return [Reason("in service", ZERO)]
            if not self._service.is_dated(own, child.label):
                return []
            parts = [self._service.of_member(own, child.label, month) for month in child.spot.months]
            return _service_reason(parts)
        return _service_reason([self._able(child.spot, month) for month in child.spot.months])

    def _able(self, spot: Spot, month: int) -> Fraction:
        """Return what the people and members of a path can carry in a month."""
        able = ONE
        if "person" in spot.labels:
            able = self._service.of_seats(spot.seats, month)
        elif spot.seats and not self._service.of_seats(spot.seats, month):
            return ZERO
        for dimension, label in spot.labels.items():
            able *= self._service.of_member(dimension, label, month)
        return able


def _service_reason(parts: Sequence[Fraction]) -> list[Reason]:
    share = _short(sum(parts, ZERO) / len(parts))
    return [] if share == ONE else [Reason("in service", share)]


def _short(number: Fraction) -> Fraction:
    """Return a worked-out number as it is written down: whole ten digits, what is shorter stays."""
    return exact(float(f"{to_float(number):.9e}")) if number != exact(to_float(number)) else number
