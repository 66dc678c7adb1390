"""The tree of a target plan: every path that can carry a target, with its weight and bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xlsales.jobs.history_sums import HistorySums
from xlsales.jobs.service import Service
from xlsales.jobs.target_weights import Child, Reason, Spot, StepWeights
from xlsales.kernel.numbers import ONE
from xlsales.plans.policy import MONTH, PolicyStep
from xlsales.plans.targets import Limit, Seat, TargetPlan
from xlsales.targets.cascade import Part


@dataclass(frozen=True, slots=True)
class Tree:
    """Every path of a plan.

    Attributes:
        root: The tree as the cascade takes it.
        reasons: Why each part has its weight.
        notes: What was floored or filled in, by part.
        unused: Limits that no path has.
        lost_locks: Paths of the previous version that are not there any more.
    """

    root: Part
    reasons: Mapping[Part, tuple[Reason, ...]]
    notes: Mapping[Part, tuple[str, ...]]
    unused: Sequence[int]
    lost_locks: Sequence[tuple[str, ...]]


@dataclass
class TreeBuilder:
    """Builds the tree of a plan, one step below the other.

    Attributes:
        steps: Steps in force, the first one on top.
        locks: Amounts of leaves that are fixed already, by path.
    """

    plan: TargetPlan
    steps: Sequence[PolicyStep]
    history: HistorySums
    service: Service
    months: Sequence[date]
    locks: Mapping[tuple[str, ...], Fraction] = field(default_factory=dict)
    _reasons: dict[Part, tuple[Reason, ...]] = field(default_factory=dict)
    _notes: dict[Part, tuple[str, ...]] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)

    def tree(self) -> Tree:
        """Return the tree."""
        self._weights = [
            StepWeights(self.plan, step, self.history, self.service, self.months) for step in self.steps
        ]
        self._limits = {
            tuple(limit.labels[step.dimension] for step in self.steps[: len(limit.labels)]): i
            for i, limit in enumerate(self.plan.limits)
        }
        self._open_limits = dict(self._limits)
        self._open_locks = set(self.locks)
        root = Part(())
        self._grow(root, Spot({}, self.service.seats, range(len(self.months))))
        return Tree(
            root, self._reasons, self._notes, sorted(self._open_limits.values()), sorted(self._open_locks)
        )

    def _grow(self, part: Part, spot: Spot) -> None:
        depth = len(part.path)
        if depth == len(self.steps):
            return
        children = self._children(self.steps[depth].dimension, spot)
        weighed = self._weights[depth].of(spot, children)
        for child, weight in zip(children, weighed, strict=True):
            below = self._part((*part.path, child.label), weight.weight)
            self._reasons[below] = weight.reasons
            if weight.notes:
                self._notes[below] = weight.notes
            part.parts.append(below)
            if weight.weight is not None:
                self._grow(below, child.spot)
        self._even_if_nothing(part)

    def _even_if_nothing(self, part: Part) -> None:
        """Weigh parts evenly where all that can take anything have a weight of 0."""
        able = [below for below in part.parts if below.weight is not None]
        if able and not any(below.weight for below in able):
            for below in able:
                below.weight = ONE
                self._reasons[below] = (Reason("even", ONE),)
                self._notes[below] = (*self._notes.get(below, ()), "all weights are 0, split evenly")

    def _part(self, path: tuple[str, ...], weight: Fraction | None) -> Part:
        number = self._limits.get(path)
        limit = Limit(labels={}) if number is None else self.plan.limits[number]
        if weight is not None:
            self._open_limits.pop(path, None)
            self._open_locks.discard(path)
        lock = self.locks.get(path, None if limit.lock is None else Fraction(limit.lock))
        if lock is not None:
            return Part(path, weight, lock, lock)
        low = None if limit.floor is None else Fraction(limit.floor)
        return Part(path, weight, low, None if limit.cap is None else Fraction(limit.cap))

    def _children(self, dimension: str, spot: Spot) -> list[Child]:
        if dimension == MONTH:
            return [
                Child(f"{month:%Y-%m}", self._below(spot, dimension, f"{month:%Y-%m}", spot.seats, [number]))
                for number, month in enumerate(self.months)
            ]
        if self._is_of_seats(dimension):
            groups: dict[str, list[Seat]] = {}
            for seat in spot.seats:
                label = label_of(seat, dimension)
                if label:
                    groups.setdefault(label, []).append(seat)
            return [
                Child(label, self._below(spot, dimension, label, seats)) for label, seats in groups.items()
            ]
        return [
            Child(label, self._below(spot, dimension, label, spot.seats))
            for label in self._labels(dimension, spot)
        ]

    def _is_of_seats(self, dimension: str) -> bool:
        return any(label_of(seat, dimension) for seat in self.service.seats)

    def _below(
        self,
        spot: Spot,
        dimension: str,
        label: str,
        seats: Sequence[Seat],
        months: Sequence[int] | None = None,
    ) -> Spot:
        return Spot({**spot.labels, dimension: label}, seats, spot.months if months is None else months)

    def _labels(self, dimension: str, spot: Spot) -> Iterable[str]:
        listed = [member.member for member in self.plan.members if member.dimension == dimension]
        return listed or self._labels_in_history(dimension, spot)

    def _labels_in_history(self, dimension: str, spot: Spot) -> list[str]:
        """Return the labels that occur below a path, in the order of the history."""
        if not self._members:
            self._members = self.history.labels()
        above = [name for name in spot.labels if name in self.history.dimensions]
        wanted = tuple(spot.labels[name] for name in above)
        occurring = self.history.occurring((*above, dimension))
        return [label for label in self._members.get(dimension, ()) if (*wanted, label) in occurring]


def label_of(seat: Seat, dimension: str) -> str | None:
    """Return the label of a seat in a dimension."""
    if dimension == "person":
        return seat.person
    if dimension == "manager":
        return seat.manager
    return seat.labels.get(dimension)
