"""The tables of a plan as arguments of the calculators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar

from xlsales.incentives.keys import key_of
from xlsales.incentives.payout_curve import Curve
from xlsales.incentives.rate_rules import RateRule, RuleBook
from xlsales.incentives.tiers import Tier, Tiers
from xlsales.jobs.incentives.matrices import Matrix
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.steps import reached
from xlsales.kernel.words import folded
from xlsales.plans.incentives import IncentivePlan, RateRow, RatingRow, WeightRow


@dataclass(frozen=True, slots=True)
class Steps:
    """Values by rising bound."""

    bounds: tuple[Fraction, ...]
    values: tuple[Fraction, ...]

    def at(self, number: Fraction, below: Fraction = ONE) -> Fraction:
        """Return the value of the step that a number has reached, ``below`` the first another."""
        step = reached(self.bounds, number)
        return self.values[step] if step >= 0 else below


@dataclass(frozen=True, slots=True)
class Rules:
    """Rate rules and the labels they look at, in order."""

    dimensions: tuple[str, ...]
    book: RuleBook

    @classmethod
    def of(cls, rows: list[tuple[int, RateRow]]) -> Rules:
        """Return the rules of some numbered rows."""
        names = tuple(sorted({name for _, row in rows for name in row.labels}))
        rules = [
            RateRule(
                number,
                tuple(key_of(row.labels.get(name)) for name in names),
                Fraction(row.rate),
                row.start,
                row.end,
            )
            for number, row in rows
        ]
        return cls(names, RuleBook.of(rules))


class PlanTables:
    """Tables by name, compared without case."""

    def __init__(self, plan: IncentivePlan) -> None:
        self.tiers: Mapping[str, Tiers] = {
            name: Tiers.of(Tier(Fraction(r.bound), Fraction(r.rate), Fraction(r.fixed)) for r in rows)
            for name, rows in _by_table(plan.tiers).items()
        }
        self.curves: Mapping[str, Curve] = {
            name: Curve(
                tuple(Fraction(row.attainment) for row in rows), tuple(Fraction(row.payout) for row in rows)
            )
            for name, rows in _by_table(plan.curves).items()
        }
        self.steps: Mapping[str, Steps] = {
            name: Steps(
                tuple(Fraction(row.bound) for row in rows), tuple(Fraction(row.value) for row in rows)
            )
            for name, rows in _by_table(plan.steps).items()
        }
        self.prizes: Mapping[str, tuple[Fraction, ...]] = {
            name: _places({row.place: Fraction(row.prize) for row in rows})
            for name, rows in _by_table(plan.prizes).items()
        }
        self.weights: Mapping[str, tuple[WeightRow, ...]] = {
            name: tuple(rows) for name, rows in _by_table(plan.weights).items()
        }
        self.matrices: Mapping[str, Matrix] = {
            name: Matrix.of(rows) for name, rows in _by_table(plan.matrices).items()
        }
        self.ratings: Mapping[str, tuple[RatingRow, ...]] = {
            name: tuple(rows) for name, rows in _by_table(plan.ratings).items()
        }
        numbered: dict[str, list[tuple[int, RateRow]]] = defaultdict(list)
        for number, row in enumerate(plan.rates, start=1):
            numbered[folded(row.table)].append((number, row))
        self.rules: Mapping[str, Rules] = {name: Rules.of(rows) for name, rows in numbered.items()}


class _Named(Protocol):
    @property
    def table(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)


def _by_table(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[folded(row.table)].append(row)
    return found


def _places(prizes: Mapping[int, Fraction]) -> tuple[Fraction, ...]:
    return tuple(prizes.get(place, ZERO) for place in range(1, max(prizes) + 1))
