"""Who can carry a target in which month: service, ramps, and what both leave of a full target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from xlsales.kernel.dates import month_end
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.words import folded
from xlsales.plans.targets import Member, Seat, TargetPlan
from xlsales.targets.proration import prorated_share
from xlsales.targets.ramp import ramp_fraction
from xlsales.targets.spans import Span


class Service:
    """The part of a full target that each seat and each member can carry, month by month.

    Attributes:
        seats: The seats that carry targets: everyone to whom nobody reports, unless the plan says
            otherwise.
    """

    def __init__(self, plan: TargetPlan, months: Sequence[date]) -> None:
        self._months = months
        self._ramps = _ramps_of(plan)
        managers = {folded(seat.manager) for seat in plan.seats if seat.manager}
        self.seats = [
            seat
            for seat in plan.seats
            if (seat.carries if seat.carries is not None else folded(seat.person) not in managers)
        ]
        self._of_seat = {id(seat): self._parts(seat) for seat in self.seats}
        self._of_member = {(one.dimension, one.member): self._parts(one) for one in plan.members}

    def of_seats(self, seats: Sequence[Seat], month: int) -> Fraction:
        """Return what some seats of one person can carry in a month, 1 is all of it."""
        if len(seats) == 1:
            return self._of_seat[id(seats[0])][month]
        return sum((self._of_seat[id(seat)][month] for seat in seats), ZERO)

    def of_member(self, dimension: str, member: str, month: int) -> Fraction:
        """Return what a member can carry in a month; one without dates can carry all."""
        parts = self._of_member.get((dimension, member))
        return ONE if parts is None else parts[month]

    def is_dated(self, dimension: str, member: str) -> bool:
        """Tell whether a member starts, ends or ramps up within the plan."""
        parts = self._of_member.get((dimension, member))
        return parts is not None and any(part != ONE for part in parts)

    def _parts(self, one: Seat | Member) -> list[Fraction]:
        service = Span(one.start, one.end)
        ramp = self._ramps.get(one.ramp or "", [])
        return [
            prorated_share(service, Span(month, month_end(month))) * ramp_fraction(one.start, month, ramp)
            for month in self._months
        ]


def _ramps_of(plan: TargetPlan) -> dict[str, list[Fraction]]:
    ramps: dict[str, list[Fraction]] = {}
    for step in sorted(plan.ramps, key=lambda step: step.month):
        ramps.setdefault(step.ramp, []).append(Fraction(step.fraction))
    return ramps
