"""The smallest change of numbers that lifts a score to a bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsales.customers.conditions import Between, Order
from xlsales.customers.score_rules import ScoreRules
from xlsales.customers.scoring import Missing, score_of
from xlsales.kernel.numbers import exact, to_float
from xlsales.kernel.values import CellValue, is_number
from xlsales.kernel.words import folded


@dataclass(frozen=True, slots=True)
class Change:
    """One number to change: attribute, what it is (``None`` unknown), and what it must become."""

    attribute: str
    have: Fraction | None
    need: Fraction

    @property
    def size(self) -> Fraction:
        """How far it is, as a part of the larger number; an unknown number is farthest."""
        if self.have is None:
            return Fraction(2)
        largest = max(abs(self.have), abs(self.need))
        return abs(self.need - self.have) / largest if largest else Fraction(0)


def shortest_step(
    values: Sequence[CellValue],
    columns: Mapping[str, int],
    rules: ScoreRules,
    wanted: Fraction,
    missing: Missing = "neutral",
) -> tuple[Change, ...] | None:
    """Return what to change so that a score reaches a bound.

    Args:
        values: One row of attributes, shape (k,).
        columns: Column of each folded attribute.
        rules: The rules; those that compare with numbers say what can be changed.
        wanted: Score to reach.
        missing: See ``score_of``.

    Returns:
        The single change with the smallest relative size, where one is enough; else a set of changes none
        of which can be left out, smallest first; empty where the score is enough already, ``None`` where
        numbers alone do not reach it. Every answer was proved by scoring again.

    Examples:
        >>> from xlsales.customers.score_rules import read_rules
        >>> rules = read_rules([["orders", ">=6", 20], ["orders", ">=12", 20], ["visits", ">=10", 20]])
        >>> step = shortest_step([5, 4], {"orders": 0, "visits": 1}, rules, Fraction(20))
        >>> [(change.attribute, change.have, change.need) for change in step]
        [('orders', Fraction(5, 1), Fraction(6, 1))]
    """

    def points(row: Sequence[CellValue]) -> Fraction | None:
        score = score_of(row, columns, rules, missing)
        return None if score is None else score.points

    now = points(values)
    if now is not None and now >= wanted:
        return ()
    best: dict[int, tuple[Fraction, Change]] = {}
    single: Change | None = None
    for name, column in _numeric(rules, columns).items():
        for change in _candidates(name, values[column], rules):
            found = points(_changed(values, {column: change.need}))
            if found is None:
                continue
            if found >= wanted and (single is None or change.size < single.size):
                single = change
            if column not in best or (found, -change.size) > (best[column][0], -best[column][1].size):
                best[column] = (found, change)
    if single is not None:
        return (single,)
    return _together(values, {column: change for column, (_, change) in best.items()}, wanted, points)


def _together(
    values: Sequence[CellValue],
    chosen: Mapping[int, Change],
    wanted: Fraction,
    points: Callable[[Sequence[CellValue]], Fraction | None],
) -> tuple[Change, ...] | None:
    """Take the best change of every attribute, and leave out the largest that are not needed."""

    def enough(changes: Mapping[int, Change]) -> bool:
        found = points(_changed(values, {column: change.need for column, change in changes.items()}))
        return found is not None and found >= wanted

    kept = dict(chosen)
    if not enough(kept):
        return None
    for column in sorted(chosen, key=lambda column: (-chosen[column].size, column)):
        without = {other: change for other, change in kept.items() if other != column}
        if enough(without):
            kept = without
    return tuple(sorted(kept.values(), key=lambda change: (change.size, change.attribute)))


def _numeric(rules: ScoreRules, columns: Mapping[str, int]) -> dict[str, int]:
    """Return the attributes that a rule compares with numbers, in the order of the rules."""
    found: dict[str, int] = {}
    for rule in rules.rules:
        if isinstance(rule.condition, (Order, Between)):
            found.setdefault(folded(rule.attribute), columns[folded(rule.attribute)])
    return found


def _candidates(name: str, value: CellValue, rules: ScoreRules) -> list[Change]:
    """Return the numbers at and beside every bound of an attribute."""
    own = [rule for rule in rules.rules if folded(rule.attribute) == name]
    bounds: list[Fraction] = []
    for rule in own:
        if isinstance(rule.condition, Order):
            bounds.append(rule.condition.bound)
        elif isinstance(rule.condition, Between):
            bounds += (rule.condition.low, rule.condition.high)
    have = exact(value) if is_number(value) else None  # type: ignore[arg-type]
    whole = all(bound.denominator == 1 for bound in bounds) and (have is None or have.denominator == 1)
    unit = Fraction(1) if whole else Fraction(1, 100)
    needs = {bound + step for bound in bounds for step in (-unit, Fraction(0), unit)}
    spelling = own[0].attribute
    return [Change(spelling, have, need) for need in sorted(needs) if need != have]


def _changed(values: Sequence[CellValue], needs: Mapping[int, Fraction]) -> list[CellValue]:
    row = list(values)
    for column, need in needs.items():
        row[column] = int(need) if need.denominator == 1 else to_float(need)
    return row
