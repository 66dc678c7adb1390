"""The meter of a matrix: running totals by column, the row by what has been reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from xlsales.incentives.tiers import Terms, Tiers
from xlsales.jobs.incentives.events import Event
from xlsales.jobs.incentives.lines import PayStep
from xlsales.jobs.incentives.matrices import Matrix
from xlsales.jobs.incentives.meters import Earned, Gate, completed
from xlsales.jobs.incentives.scales import TierScale
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.kernel.steps import reached
from xlsales.plans.incentives import Component

#: Running totals by column; blank for what belongs to none.
Totals: TypeAlias = Mapping[str, Fraction]


class MatrixTerms(NamedTuple):
    """A version of a matrix for a payee and window.

    Attributes:
        matrix: Its columns; ``None`` where it pays nothing, as without a target.
        component: Says mode, boundaries and multiplier.
        size: What the bounds are multiples of.
        gate: Whether it pays at all.
    """

    matrix: Matrix | None
    component: Component
    size: Fraction
    gate: Gate

    def earned(self, totals: Totals) -> Fraction:
        """Return what totals earn.

        ``marginal``: each column runs up by itself, slice by slice. ``whole``: the row is that of the
        total of all columns, and each column's amount is paid at its rate there.
        """
        whole = sum(totals.values(), ZERO)
        return sum((self._of_column(name, total, whole) for name, total in totals.items()), ZERO)

    def _of_column(self, name: str, total: Fraction, whole: Fraction) -> Fraction:
        tiers = self.tiers(name)
        if tiers is None:
            return ZERO
        if self.component.mode == "whole":
            return total * self.rate(tiers, whole)
        return TierScale(tiers, self._slices).earned(total)

    def steps(self, amount: Fraction, name: str, totals: Totals) -> tuple[PayStep, ...]:
        """Return the arithmetic of one more amount in a column."""
        tiers = self.tiers(name)
        if tiers is None:
            words = Phrase("no column for {}", repr(name)) if self.matrix is not None else Phrase("no target")
            return (PayStep(ZERO, amount, ZERO, words),)
        if self.component.mode != "whole":
            return TierScale(tiers, self._slices).steps(amount, totals.get(name, ZERO))
        whole = sum(totals.values(), ZERO) + amount
        rate = self.rate(tiers, whole)
        words = Phrase("row of {}, column {}", written(whole), name)
        return (PayStep(amount * rate, amount, rate, words),)

    def tiers(self, name: str) -> Tiers | None:
        """Return the tiers of a column, ``None`` where there is none."""
        tiers = self.matrix.columns.get(name) if self.matrix is not None else None
        return tiers if tiers is None or self.size == 1 else tiers.of_quota(self.size)

    def rate(self, tiers: Tiers, whole: Fraction) -> Fraction:
        """Return the rate of the row that a total has reached; a negative one mirrors the positive."""
        row = reached(tiers.bounds, abs(whole), self.component.boundary)
        return tiers.rates[row] if row >= 0 else ZERO

    @property
    def _slices(self) -> Terms:
        return Terms("marginal", self.component.boundary, ZERO)


@dataclass
class MatrixMeter:
    """Pay by matrix as events run up; a version pays for all up to it, less all before it.

    Attributes:
        terms: Returns the terms of a version.
        versions, totals: Terms and totals by column of each version so far, by its first day.
        value: What they come to.
    """

    terms: Callable[[Component], MatrixTerms]
    versions: dict[date, MatrixTerms] = field(default_factory=dict)
    totals: dict[date, dict[str, Fraction]] = field(default_factory=dict)
    value: Fraction = ZERO

    def add(self, event: Event, component: Component) -> Earned:
        """Return what an event adds."""
        version = component.effective_from
        if version not in self.versions:
            self.versions[version] = self.terms(component)
        terms = self.versions[version]
        name = column_of(event, component, terms.matrix)
        prior = merged([totals for first, totals in self.totals.items() if first <= version])
        steps = terms.steps(event.amount, name, prior)
        mine = self.totals.setdefault(version, {})
        mine[name] = mine.get(name, ZERO) + event.amount
        before, self.value = self.value, self._earned()
        factor = Fraction(component.multiplier)
        words = "" if factor == 1 else Phrase("multiplier {}", written(factor))
        return completed(self.value - before, steps, factor, words)

    def _earned(self) -> Fraction:
        whole = sum((sum(totals.values(), ZERO) for totals in self.totals.values()), ZERO)
        value = ZERO
        prior: dict[str, Fraction] = {}
        for version in sorted(self.totals):
            terms = self.versions[version]
            after = merged([prior, self.totals[version]])
            if terms.gate.is_open(whole):
                value += Fraction(terms.component.multiplier) * (terms.earned(after) - terms.earned(prior))
            prior = after
        return value


def merged(parts: list[dict[str, Fraction]]) -> dict[str, Fraction]:
    """Return the sums of some totals by column."""
    sums: dict[str, Fraction] = {}
    for part in parts:
        for name, total in part.items():
            sums[name] = sums.get(name, ZERO) + total
    return sums


def column_of(event: Event, component: Component, matrix: Matrix | None) -> str:
    """Return the header of an event's column; its own label where the matrix has none."""
    value: str | Fraction | None
    if component.across == "discount":
        value = event.discount
    elif component.across == "margin":
        value = event.margin_rate
    else:
        value = event.labels.get(component.across or "", "")
    if value is None or matrix is None:
        return ""
    header = matrix.column(value, component.boundary_across)
    return header if header is not None else value if isinstance(value, str) else written(value)
