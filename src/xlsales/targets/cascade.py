"""A target handed down level by level, each level with weights, a unit and a method of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xlsales.kernel.apportionment import Method, apportion_within
from xlsales.kernel.bounds import clamped, total_of
from xlsales.kernel.issues import ComputationError, InvalidInputError, Issue, XlSalesError
from xlsales.kernel.numbers import CENT, ONE, ZERO, round_to_unit, shown


@dataclass(frozen=True, slots=True)
class Level:
    """How the parts of one level are made.

    Attributes:
        name: What the level is called, such as ``region``.
        unit: Smallest amount handed out; 0 does not round.
        method: ``hamilton`` or a divisor method.
        over_assignment: The parts get their parent's amount x (1 + this), rounded to the unit.
    """

    name: str
    unit: Fraction = CENT
    method: Method = "hamilton"
    over_assignment: Fraction = ZERO


@dataclass(eq=False, slots=True)
class Part:
    """A place in the tree: a region, a person in it, a month of the person.

    Attributes:
        path: Labels from the first level on; the root's is empty.
        weight: Claim against the other parts of its parent; ``None`` takes no part.
        low, high: Bounds, from 0; ``None`` is free. Equal bounds are a lock.
        parts: The parts below.
    """

    path: tuple[str, ...]
    weight: Fraction | None = ONE
    low: Fraction | None = None
    high: Fraction | None = None
    parts: list[Part] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The path for a message."""
        return " / ".join(self.path) or "total"

    def walk(self) -> Iterator[Part]:
        """Go through this part and all below, none before its parent."""
        line = [self]
        while line:
            part = line.pop()
            yield part
            line.extend(reversed(part.parts))


@dataclass(frozen=True, slots=True)
class Handed:
    """What a part was given, and how it comes about.

    Attributes:
        amount: Its target.
        pool: What its parent's parts share: the parent's amount, over-assigned.
        held: The part of the pool that bounds hold at other amounts than the weights say.
        weight_sum: Weights of the parts that share the rest; 0 where this part itself is held.
        share: Exact share before rounding.
    """

    amount: Fraction
    pool: Fraction
    held: Fraction
    weight_sum: Fraction
    share: Fraction

    @property
    def is_held(self) -> bool:
        """Tell whether a bound decided the amount, not the weight."""
        return not self.weight_sum


def hand_down(total: Fraction, root: Part, levels: Sequence[Level]) -> dict[Part, Handed]:
    """Split a total down a tree, in whole units, so that each level sums exactly to the one above.

    Args:
        total: Amount of the root, from 0.
        root: The tree; its parts are those of the first level.
        levels: Rule of each level, shape (k,), the highest first.

    Returns:
        What each part is given; parts that take no part get 0.

    Raises:
        InvalidInputError: TARGET-110 bounds that leave a place no way; all of them at once.
        ComputationError: TARGET-111 an amount where no part can take any.

    Examples:
        >>> parts = [Part((name,), Fraction(weight)) for name, weight in (("North", 2), ("South", 1))]
        >>> given = hand_down(Fraction(100), Part((), parts=parts), [Level("region", ONE)])
        >>> [int(given[part].amount) for part in parts]
        [67, 33]
    """
    bounds = _bounds(root, levels)
    handed = {root: Handed(total, total, ZERO, ONE, total)}
    issues: list[Issue] = []
    for part in root.walk():
        if part.parts:
            try:
                handed.update(_shared(part, handed[part].amount, levels[len(part.path)], bounds))
            except XlSalesError as error:
                issues += (_named(issue, part) for issue in error.issues)
                _give_nothing(part, handed)
    if issues:
        kind = ComputationError if all(issue.code == "TARGET-111" for issue in issues) else InvalidInputError
        raise kind(*issues)
    return handed


_Bound = tuple[Fraction, Fraction | None]


def _bounds(root: Part, levels: Sequence[Level]) -> dict[Part, _Bound]:
    """Return the bounds of every part: its own, and the sums of those below."""
    bounds: dict[Part, _Bound] = {}
    issues: list[Issue] = []
    for part in reversed(list(root.walk())):
        low, high = _own_bounds(part, levels)
        taking = [bounds[below] for below in part.parts if below.weight is not None]
        if taking:
            growth = 1 + levels[len(part.path)].over_assignment
            least = sum((bound[0] for bound in taking), ZERO) / growth
            most = total_of([bound[1] for bound in taking])
            low = max(low, least)
            high = _lower(high, None if most is None else most / growth)
        if high is not None and low > high:
            issues.append(_crossed(part, low, high))
            low = high
        bounds[part] = low, high
    if issues:
        raise InvalidInputError(*issues)
    return bounds


def _own_bounds(part: Part, levels: Sequence[Level]) -> _Bound:
    low, high = part.low, part.high
    if low == high or not part.path:
        return low or ZERO, high
    unit = levels[len(part.path) - 1].unit
    if unit:
        up = None if low is None else -(-low // unit) * unit
        down = None if high is None else high // unit * unit
        if up is None or down is None or up <= down:
            low, high = up, down
    return low or ZERO, high


def _lower(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    known = [bound for bound in (left, right) if bound is not None]
    return min(known) if known else None


def _shared(part: Part, amount: Fraction, level: Level, bounds: dict[Part, _Bound]) -> dict[Part, Handed]:
    taking = [below for below in part.parts if below.weight is not None]
    idle = {below: Handed(ZERO, amount, ZERO, ZERO, ZERO) for below in part.parts if below.weight is None}
    if not taking:
        if amount:
            raise ComputationError(_nobody(part, amount, level))
        return idle
    lows = [bounds[below][0] for below in taking]
    highs = [bounds[below][1] for below in taking]
    weights = [below.weight for below in taking]
    pool = _pool(amount, level, lows, highs)
    amounts = apportion_within(pool, weights, level.unit, lows, highs, level.method)
    held, weight_sum, shares = _explained(pool, taking, lows, highs)
    return idle | {
        below: Handed(
            given or ZERO, pool, held, weight_sum if share is not None else ZERO, share or given or ZERO
        )
        for below, given, share in zip(taking, amounts, shares, strict=True)
    }


def _pool(
    amount: Fraction, level: Level, lows: Sequence[Fraction], highs: Sequence[Fraction | None]
) -> Fraction:
    if not level.over_assignment:
        return amount
    grown = amount * (1 + level.over_assignment)
    rounded = round_to_unit(grown, level.unit)
    least, most = sum(lows, ZERO), total_of(highs)
    return rounded if clamped(grown, least, most) != grown else clamped(rounded, least, most)


def _explained(
    pool: Fraction,
    parts: Sequence[Part],
    lows: Sequence[Fraction],
    highs: Sequence[Fraction | None],
) -> tuple[Fraction, Fraction, list[Fraction | None]]:
    """Return what is held, the weights that share the rest, and each share; ``None`` where held."""
    weights = [part.weight or ZERO for part in parts]
    if not any(weights):
        weights = [ONE] * len(parts)
    total = sum(weights, ZERO)
    if not any(lows) and all(high is None for high in highs):
        return ZERO, total, [pool * weight / total for weight in weights]
    fair = apportion_within(pool, weights, ZERO, lows, highs)
    inside = [
        share / weight
        for share, weight, low, high in zip(fair, weights, lows, highs, strict=True)
        if share is not None and weight and low < share and (high is None or share < high)
    ]
    if not inside:
        return pool, ZERO, [None] * len(parts)
    level = inside[0]
    shares = [share if share == level * weight else None for share, weight in zip(fair, weights, strict=True)]
    free = sum((w for w, share in zip(weights, shares, strict=True) if share is not None), ZERO)
    return pool - sum((share for share in shares if share is not None), ZERO), free, shares


def _give_nothing(part: Part, handed: dict[Part, Handed]) -> None:
    for below in part.parts:
        handed[below] = Handed(ZERO, ZERO, ZERO, ZERO, ZERO)


def _named(issue: Issue, part: Part) -> Issue:
    return issue if issue.code == "TARGET-111" else issue.at(f"{issue.where} below {part.name}")


def _crossed(part: Part, low: Fraction, high: Fraction) -> Issue:
    return Issue(
        "TARGET-110",
        part.name,
        f"floors and locks that need {shown(low)}",
        f"at most {shown(high)}, which caps and locks allow",
        "Lower the floors and locks, or raise the caps.",
    )


def _nobody(part: Part, amount: Fraction, level: Level) -> Issue:
    return Issue(
        "TARGET-111",
        part.name,
        f"{shown(amount)} and no {level.name} that can take it",
        f"at least one {level.name} with a weight, in service",
        f"Give it a {level.name}, or split by {level.name} before the level above.",
    )
