"""Meters: the pay of a component as its events run up, whatever the version of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from xlsales.incentives.keys import key_of
from xlsales.jobs.incentives.events import Event
from xlsales.jobs.incentives.lines import PayStep
from xlsales.jobs.incentives.plan_tables import PlanTables
from xlsales.jobs.incentives.scales import Scale
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.phrases import Phrase, joined
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component

#: What an event moves beside its own arithmetic, such as earlier sales that pass a gate with it.
OTHER_SALES: Final = Phrase("effect on other sales")


class Earned(NamedTuple):
    """What an event adds, exactly: the steps times the factor."""

    exact: Fraction
    steps: tuple[PayStep, ...]
    factor: Fraction
    words: str


class Gate(NamedTuple):
    """Pays only from an attainment on; without a target it stays shut."""

    least: Fraction | None
    target: Fraction | None

    def is_open(self, total: Fraction) -> bool:
        """Tell whether a total passes."""
        if self.least is None:
            return True
        return self.target is not None and self.target > 0 and total / self.target >= self.least


#: First day and plan: somebody may change plans within a window.
Version: TypeAlias = tuple[date, str]


def version_of(component: Component) -> Version:
    """Return what tells the versions of a component apart, in the order in which they follow."""
    return (component.effective_from, folded(component.plan))


@dataclass
class ScaleMeter:
    """Pay as a function of the window's total.

    The events of an earlier plan version come first, whenever they are posted: a version pays
    F(all up to it) - F(all before it), so that the result depends on the set of events alone. For
    the same reason factors of deals, such as one for discount, count by their mean, weighted by
    amount.

    Attributes:
        scale: Returns the scale of a version.
        gate: Returns its gate.
        tables: Factors by discount and by days overdue.
        versions, totals: Component and total of each version so far, by first day and plan.
        weighted: Sum of amount times factor of each version.
        value: What they come to.
    """

    scale: Callable[[Component], Scale]
    gate: Callable[[Component], Gate]
    tables: PlanTables
    versions: dict[Version, tuple[Component, Scale, Gate]] = field(default_factory=dict)
    totals: dict[Version, Fraction] = field(default_factory=dict)
    weighted: dict[Version, Fraction] = field(default_factory=dict)
    value: Fraction = ZERO

    def add(self, event: Event, component: Component) -> Earned:
        """Return what an event adds."""
        version = version_of(component)
        if version not in self.versions:
            self.versions[version] = (component, self.scale(component), self.gate(component))
        prior = sum((total for first, total in self.totals.items() if first <= version), ZERO)
        before = self.value
        factor, words = factor_of(event, component, self.tables)
        self.totals[version] = self.totals.get(version, ZERO) + event.amount
        self.weighted[version] = self.weighted.get(version, ZERO) + event.amount * factor
        steps = self.versions[version][1].steps(event.amount, prior)
        self.value = self._earned()
        return completed(self.value - before, steps, factor, words)

    def _earned(self) -> Fraction:
        whole = sum(self.totals.values(), ZERO)
        value = prior = ZERO
        for version in sorted(self.totals):
            component, scale, gate = self.versions[version]
            after = prior + self.totals[version]
            if gate.is_open(whole):
                earned = scale.earned(after) - scale.earned(prior)
                value += self._mean_factor(component) * earned
            prior = after
        return value

    def _mean_factor(self, component: Component) -> Fraction:
        """Return the factor of a version: the mean of its deals, its multiplier where they sum to 0."""
        version = version_of(component)
        total = self.totals[version]
        return self.weighted[version] / total if total else Fraction(component.multiplier)


@dataclass
class RateMeter:
    """Pay as a rate on each event, with factors for discount and lateness.

    Attributes:
        tables: Rate rules and factors.
        gate: Returns the gate of a version.
    """

    tables: PlanTables
    gate: Callable[[Component], Gate]
    pay: Fraction = ZERO
    total: Fraction = ZERO
    shut: Fraction = ZERO

    def add(self, event: Event, component: Component, rate: Fraction | None = None) -> Earned:
        """Return what an event adds; ``rate`` goes before the component's own."""
        before = self._value()
        if rate is None:
            rate = rate_of(event, component, self.tables)
        factor, words = factor_of(event, component, self.tables)
        steps = (PayStep(event.amount * rate, event.amount, rate),)
        self.pay += event.amount * rate * factor
        self.total += event.amount
        self.shut = ZERO if self.gate(component).is_open(self.total) else self.pay
        return completed(self._value() - before, steps, factor, words)

    def _value(self) -> Fraction:
        return self.pay - self.shut


def completed(exact: Fraction, steps: tuple[PayStep, ...], factor: Fraction, words: str) -> Earned:
    """Return an event's pay with steps that come to it.

    What the event moves beside its own arithmetic, such as earlier sales that pass a gate with it,
    is a step of its own.
    """
    own = sum((step.pay for step in steps), ZERO)
    if own * factor == exact:
        return Earned(exact, steps, factor, words)
    if not factor:
        return Earned(exact, (PayStep(exact, words=OTHER_SALES),), ONE, words)
    rest = PayStep(exact / factor - own, words=OTHER_SALES)
    return Earned(exact, (*steps, rest), factor, words)


def rate_of(event: Event, component: Component, tables: PlanTables) -> Fraction:
    """Return the rate of an event: of the most specific rule, or the component's own.

    Raises:
        InvalidInputError: RULE-001 two rules fit equally.
        ComputationError: RULE-002 no rule fits.
    """
    if component.table is None:
        return Fraction(component.rate or 0)
    rules = tables.rules[folded(component.table)]
    return rules.book.rate_for([key_of(event.labels.get(name)) for name in rules.dimensions], event.earned)


def factor_of(event: Event, component: Component, tables: PlanTables) -> tuple[Fraction, str]:
    """Return the product of an event's multipliers, and each of them in words."""
    factor = Fraction(component.multiplier)
    words = [] if factor == ONE else [Phrase("multiplier {}", written(factor))]
    if component.discount_table is not None:
        part = tables.steps[folded(component.discount_table)].at(event.discount)
        factor *= part
        words.append(Phrase("discount {}% → {}", written(event.discount * 100), written(part)))
    if component.late_table is not None and event.overdue_days is not None:
        part = tables.steps[folded(component.late_table)].at(Fraction(event.overdue_days))
        factor *= part
        days = event.overdue_days
        late = "{} days overdue → {}" if days >= 0 else "{} days before it was due → {}"
        words.append(Phrase(late, str(abs(days)), written(part)))
    return factor, joined(words, ", ")
