"""Targets fitted to totals given for several dimensions at once, exact to the unit in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.jobs.explanations import DOWN, UP
from xlsales.kernel.decimals import written
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ZERO, shown
from xlsales.tables.target_tables import TargetTables
from xlsales.targets.cascade import Handed, Part
from xlsales.targets.fit_margins import FittedTable, fit_margins
from xlsales.targets.given_margins import Axis, GivenMargin, Problem
from xlsales.targets.round_margins import round_margins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The sign of a cell that other totals moved by a unit or more from its fitted value.
_SHIFTED = "≈"
_REST = "line"
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarginCheck:
    """A total that was given, beside what the targets add up to."""

    labels: Mapping[str, str]
    given: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class FittedTargets:
    """Leaves fitted to given totals.

    Attributes:
        amounts: Target of each leaf.
        explanations: How it comes about.
        checks: Every given total.
    """

    amounts: Mapping[Part, Fraction]
    explanations: Mapping[Part, str]
    checks: tuple[MarginCheck, ...]


def fit_to_margins(
    tables: TargetTables, names: Sequence[str], handed: Mapping[Part, Handed]
) -> FittedTargets:
    """Fit the leaves of a split to the totals that a plan gives.

    Args:
        tables: The plan, with margins.
        names: Dimension of each level.
        handed: The split; its leaves are the seed, bounds of leaves are kept.

    Raises:
        InvalidInputError: PLAN-055 a total of a dimension or a label that the split has not,
            PLAN-056 a total that is no multiple of the unit, TARGET-130 to TARGET-132.
        ComputationError: TARGET-104, TARGET-133, TARGET-134 totals that cannot be met together.
    """
    leaves = [part for part in handed if len(part.path) == len(names) and part.weight is not None]
    table = _Table(tables, names, leaves)
    problem = table.problem(handed)
    fitted = fit_margins(problem)
    cells = round_margins(problem, fitted)
    unit = table.unit
    amounts = {leaf: int(cells[table.place(leaf)]) * unit for leaf in leaves}
    explanations = {
        leaf: table.explanation(leaf, handed[leaf].amount, fitted, amounts[leaf]) for leaf in leaves
    }
    return FittedTargets(amounts, explanations, tuple(table.checks(amounts)))


def with_amounts(
    root: Part, handed: Mapping[Part, Handed], amounts: Mapping[Part, Fraction]
) -> dict[Part, Handed]:
    """Return what was handed out with other amounts for the leaves, summed up to the top."""
    sums: dict[Part, Fraction] = {}
    for part in reversed(list(root.walk())):
        if part.parts:
            sums[part] = sum((sums[below] for below in part.parts), ZERO)
        else:
            sums[part] = amounts.get(part, ZERO)
    return {
        part: replace(given, amount=sums[part], pool=sums[part] if part is root else given.pool)
        for part, given in handed.items()
    }


class _Table:
    """The leaves as a table: one axis for each dimension of a margin, one for the rest."""

    def __init__(self, tables: TargetTables, names: Sequence[str], leaves: Sequence[Part]) -> None:
        self._tables = tables
        self._names = list(names)
        self.unit = Fraction(tables.plan.settings.unit) or CENT
        used = {name for margin in tables.plan.margins for name in margin.labels}
        self._check_names()
        self._axis_names = [name for name in names if name in used]
        self._leaves = leaves
        self._labels = [
            list(dict.fromkeys(leaf.path[self._names.index(name)] for leaf in leaves))
            for name in self._axis_names
        ]
        self._rests = list(dict.fromkeys(self._rest(leaf) for leaf in leaves))
        self._numbers = [{label: at for at, label in enumerate(labels)} for labels in self._labels]
        self._rest_numbers = {rest: at for at, rest in enumerate(self._rests)}

    def problem(self, handed: Mapping[Part, Handed]) -> Problem:
        import numpy as np

        axes = tuple(
            Axis(name, tuple(labels)) for name, labels in zip(self._axis_names, self._labels, strict=True)
        )
        axes = (*axes, Axis(_REST, tuple(" / ".join(rest) or "all" for rest in self._rests)))
        shape = tuple(len(axis.labels) for axis in axes)
        seed = np.zeros(shape)
        low, high = np.zeros(shape), np.full(shape, np.inf)
        is_bounded = False
        for leaf in self._leaves:
            place = self.place(leaf)
            seed[place] = float(handed[leaf].amount / self.unit)
            if leaf.low is not None or leaf.high is not None:
                is_bounded = True
                low[place] = -(-(leaf.low or ZERO) // self.unit)
                high[place] = np.inf if leaf.high is None else leaf.high // self.unit
        margins = self._margins(shape)
        if not is_bounded:
            return Problem(axes, seed, margins)
        return Problem(axes, seed, margins, low, np.minimum(high, self._total()))

    def place(self, leaf: Part) -> tuple[int, ...]:
        own = (
            numbers[leaf.path[self._names.index(name)]]
            for name, numbers in zip(self._axis_names, self._numbers, strict=True)
        )
        return (*own, self._rest_numbers[self._rest(leaf)])

    def explanation(self, leaf: Part, seed: Fraction, fitted: FittedTable, amount: Fraction) -> str:
        place = self.place(leaf)
        text = f"fit: {written(seed)}"
        kinds = self._kinds()
        for kind, factor in zip(kinds, fitted.factors, strict=True):
            at = tuple(place[self._axis_names.index(name)] for name in kind)
            text += f" × {float(factor[at]):.15g} ({' and '.join(kind)})"
        share = Fraction(float(fitted.cells[place])) * self.unit
        rounded = UP if amount > share else DOWN
        sign = _SHIFTED if abs(share - amount) >= self.unit else rounded
        return f"{text} {sign} {written(amount)}"

    def checks(self, amounts: Mapping[Part, Fraction]) -> list[MarginCheck]:
        found = []
        for margin in self._tables.plan.margins:
            total = ZERO
            for leaf, amount in amounts.items():
                labels = dict(zip(self._names, leaf.path, strict=True))
                if all(labels[name] == label for name, label in margin.labels.items()):
                    total += amount
            found.append(MarginCheck(margin.labels, Fraction(margin.amount), total))
        return found

    def _rest(self, leaf: Part) -> _Path:
        return tuple(
            label for name, label in zip(self._names, leaf.path, strict=True) if name not in self._axis_names
        )

    def _kinds(self) -> list[tuple[str, ...]]:
        found = dict.fromkeys(
            tuple(name for name in self._axis_names if name in margin.labels)
            for margin in self._tables.plan.margins
        )
        return list(found)

    def _margins(self, shape: tuple[int, ...]) -> tuple[GivenMargin, ...]:
        import numpy as np

        issues: list[Issue] = []
        margins = []
        for kind in self._kinds():
            axes = tuple(self._axis_names.index(name) for name in kind)
            totals: NDArray[np.float64] = np.zeros([shape[axis] for axis in axes])
            for number, margin in enumerate(self._tables.plan.margins):
                if set(margin.labels) != set(kind):
                    continue
                units = Fraction(margin.amount) / self.unit
                try:
                    at = tuple(
                        self._numbers[axis][margin.labels[name]]
                        for axis, name in zip(axes, kind, strict=True)
                    )
                except KeyError as error:
                    issues.append(self._unknown(number, str(error.args[0])))
                    continue
                if units.denominator != 1:
                    issues.append(self._no_multiple(number, Fraction(margin.amount)))
                totals[at] += float(units)
            margins.append(GivenMargin(axes, totals))
        if issues:
            raise InvalidInputError(*issues)
        return tuple(margins)

    def _total(self) -> float:
        return float(sum(margin.amount for margin in self._tables.plan.margins)) / float(self.unit)

    def _check_names(self) -> None:
        for number, margin in enumerate(self._tables.plan.margins):
            unknown = [name for name in margin.labels if name not in self._names]
            if unknown or len(margin.labels) > 2:
                raise InvalidInputError(
                    Issue(
                        "PLAN-055",
                        self._tables.places.where(("margins", number)),
                        f"a total by {' and '.join(margin.labels)}",
                        f"one or two of {', '.join(self._names)}",
                        "Give totals by dimensions of the split, at most two together.",
                    )
                )

    def _unknown(self, number: int, label: str) -> Issue:
        return Issue(
            "PLAN-057",
            self._tables.places.where(("margins", number)),
            label,
            "a label that the split has",
            "Correct the label, or open a path for it in the organisation or the members.",
        )

    def _no_multiple(self, number: int, amount: Fraction) -> Issue:
        return Issue(
            "PLAN-056",
            self._tables.places.where(("margins", number, "amount")),
            shown(amount),
            f"a multiple of the unit, {shown(self.unit)}",
            "Round the total, or give a smaller unit.",
        )
