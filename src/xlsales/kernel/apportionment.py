"""Apportionment: a total split by weights so that the parts sum exactly to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Final, Literal, Protocol, TypeAlias

from xlsales.kernel.bounds import (
    Bounds,
    Place,
    allowed,
    clamped,
    crossed_issues,
    directed_bounds,
    in_column,
    limit_issues,
    total_of,
    whole_bounds,
)
from xlsales.kernel.divisors import SIGNPOSTS, divide
from xlsales.kernel.fair_shares import fair_shares
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.largest_remainder import largest_remainder, largest_remainder_freely
from xlsales.kernel.numbers import CENT, ONE, ZERO, shown

Method: TypeAlias = Literal["hamilton", "webster", "jefferson", "adams", "hill"]
METHODS: Final[tuple[Method, ...]] = ("hamilton", "webster", "jefferson", "adams", "hill")


def apportion(
    total: Fraction,
    weights: Bounds,
    unit: Fraction = CENT,
    *,
    floors: Bounds | None = None,
    caps: Bounds | None = None,
    locked: Bounds | None = None,
    method: Method = "hamilton",
    place: Place = in_column,
) -> tuple[Fraction | None, ...]:
    """Split a total by weights, in whole units, so that the parts sum exactly to it.

    Locked parts are taken out first; the rest is shared pro rata within the bounds, what a bound
    holds back going to the others. A bound between two multiples of the unit counts as the next
    one inside; where that leaves no way, the bounds themselves may be handed out. Without a
    floor, a part does not take the sign opposite to the total's.

    Args:
        total: Amount to split, any sign: the split of ``-total`` mirrors that of ``total``.
        weights: Weight of each part, shape (n,), any scale; ``None`` takes no part and stays
            ``None``. Where all are 0, and among the parts of weight 0 that alone are still free,
            the split is even.
        unit: Smallest amount handed out; 0 splits exactly, without rounding.
        floors: Least of each part, shape (n,); ``None`` is free.
        caps: Most of each part, shape (n,); ``None`` is free.
        locked: Fixed parts, shape (n,); ``None`` is free.
        method: ``hamilton`` (largest remainder) or a divisor method.
        place: Says where part ``i`` stands, for messages; by default in a column.

    Returns:
        Parts, shape (n,). On equal claims the earlier part gets the spare unit, and a rest below
        one unit goes to the next part in line.

    Raises:
        InvalidInputError: TARGET-001 every weight is blank, TARGET-002 a negative weight,
            TARGET-003 floors, caps or locks that cannot make the total, TARGET-004 a floor above
            its cap, TARGET-005 a negative unit.

    References:
        Balinski and Young, Fair Representation (1982).

    Examples:
        >>> apportion(Fraction(10), [Fraction(1)] * 3, Fraction(1))
        (Fraction(4, 1), Fraction(3, 1), Fraction(3, 1))
    """
    raise_if_any(weight_issues(total, weights, unit, place))
    free: Bounds = [None] * len(weights)
    floors, caps, locked = floors or free, caps or free, locked or free
    raise_if_any(crossed_issues(floors, caps, place))
    if any(bound is not None for bounds in (floors, caps, locked) for bound in bounds):
        raise_if_any(limit_issues(total, weights, floors, caps, locked))
    lows, highs = directed_bounds(total, floors, caps, locked)
    return apportion_within(total, weights, unit, lows, highs, method)


def apportion_within(
    total: Fraction,
    weights: Bounds,
    unit: Fraction,
    lows: Bounds,
    highs: Bounds,
    method: Method = "hamilton",
) -> tuple[Fraction | None, ...]:
    """Split a total within bounds that are taken as they are, equal ones being locks.

    Arguments, result and errors are those of ``apportion``.

    Examples:
        >>> one, free = Fraction(1), [None, None]
        >>> [int(part) for part in apportion_within(Fraction(-7), [one, one], one, free, free)]
        [-4, -3]
    """
    parts: list[Fraction | None] = [
        low if weight is not None and low is not None and low == high else None
        for weight, low, high in zip(weights, lows, highs, strict=True)
    ]
    free = [i for i, weight in enumerate(weights) if weight is not None and parts[i] is None]
    rest = total - sum((part for part in parts if part is not None), ZERO)
    task = _Task(rest, [weights[i] or ZERO for i in free], [lows[i] for i in free], [highs[i] for i in free])
    if not allowed(rest, task.lows, task.highs):
        raise InvalidInputError(*limit_issues(total, weights, lows, highs, parts))
    for i, part in zip(free, _solved(task, unit, method, total < 0 or rest < 0 == total), strict=True):
        parts[i] = part
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is left to split once locked and blank parts are out."""

    total: Fraction
    weights: list[Fraction]
    lows: Bounds
    highs: Bounds

    @property
    def is_unbound(self) -> bool:
        return (
            self.total >= 0
            and all(high is None for high in self.highs)
            and all(low is None or low <= 0 for low in self.lows)
        )

    def mirrored(self) -> _Task:
        lows = [None if high is None else -high for high in self.highs]
        highs = [None if low is None else -low for low in self.lows]
        return _Task(-self.total, self.weights, lows, highs)


def weight_issues(
    total: Fraction, weights: Bounds, unit: Fraction, place: Place = in_column
) -> tuple[Issue, ...]:
    """Return what is wrong with weights and unit, as ``apportion`` would raise it."""
    issues = [
        Issue(
            "TARGET-002",
            f"weights{place(i)}",
            shown(weight),
            "0 or more",
            "Use weights that are not negative, or leave the cell blank to take it out.",
        )
        for i, weight in enumerate(weights)
        if weight is not None and weight < 0
    ]
    if total and all(weight is None for weight in weights):
        issues.append(
            Issue("TARGET-001", "weights", "only blank cells", "at least one number", "Give a weight, or 0.")
        )
    if unit < 0:
        issues.append(
            Issue(
                "TARGET-005",
                "unit",
                shown(unit),
                "0 or more",
                "Give the smallest amount to hand out, such as 0.01; 0 does not round.",
            )
        )
    return tuple(issues)


def _solved(task: _Task, unit: Fraction, method: Method, backwards: bool) -> list[Fraction]:
    if len(task.weights) < 2:
        return [task.total] * len(task.weights)
    if backwards:
        return [-part for part in _solved(task.mirrored(), unit, method, False)]
    if not unit:
        return _by_rank(task, fair_shares)
    if method == "hamilton" and task.is_unbound:
        return largest_remainder_freely(task.total, task.weights, unit)
    lows, highs = whole_bounds(task.lows, task.highs, unit)
    if not allowed(task.total, lows, highs) or crossed_issues(lows, highs):
        return _by_rank(task, partial(largest_remainder, unit=unit))
    task = replace(task, lows=lows, highs=highs)
    if method == "hamilton":
        return _by_rank(task, partial(largest_remainder, unit=unit))
    return _by_rank(task, partial(divide, unit=unit, signposts=SIGNPOSTS[method]))


class _Splitter(Protocol):
    def __call__(
        self, total: Fraction, weights: Sequence[Fraction], lows: Bounds, highs: Bounds
    ) -> list[Fraction]: ...


def _by_rank(task: _Task, split: _Splitter) -> list[Fraction]:
    """Split among the parts that have a weight; those without follow when the others are full.

    Parts of weight 0 stay at the amount nearest to 0. Only where the others cannot make the
    total, they share evenly what is missing.
    """
    parts = [clamped(ZERO, low, high) for low, high in zip(task.lows, task.highs, strict=True)]
    weighted = [i for i, weight in enumerate(task.weights) if weight]
    others = [i for i, weight in enumerate(task.weights) if not weight]
    lows, highs = [task.lows[i] for i in weighted], [task.highs[i] for i in weighted]
    rest = task.total - sum((parts[i] for i in others), ZERO)
    moving, weights = weighted, [task.weights[i] for i in weighted]
    if not weighted or not allowed(rest, lows, highs):
        most = total_of(highs)
        full = highs if most is not None and rest > most else lows
        for i, bound in zip(weighted, full, strict=True):
            parts[i] = bound or ZERO
        rest = task.total - sum((parts[i] for i in weighted), ZERO)
        moving, weights = others, [ONE] * len(others)
        lows, highs = [task.lows[i] for i in others], [task.highs[i] for i in others]
    for i, part in zip(moving, split(rest, weights, lows, highs), strict=True):
        parts[i] = part
    return parts
