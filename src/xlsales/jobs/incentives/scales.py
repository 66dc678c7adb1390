"""Scales: what a running total of credited amounts earns, by tiers, curve or as a fixed amount."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from xlsales.incentives.explanation import explain
from xlsales.incentives.payout_curve import Curve, curve_payout
from xlsales.incentives.payouts import earned
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.jobs.incentives.lines import PayStep
from xlsales.jobs.incentives.plan_tables import PlanTables
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.phrases import Phrase
from xlsales.kernel.steps import Boundary, reached
from xlsales.kernel.words import folded
from xlsales.plans.incentives import Component


class Scale(Protocol):
    """What a total earns, exactly, and the arithmetic of one more amount."""

    def earned(self, total: Fraction) -> Fraction:
        """Return the pay of a total."""

    def steps(self, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
        """Return how an amount after a prior total is paid."""


@dataclass(frozen=True, slots=True)
class TierScale:
    """Pay by tiers, each slice at its own rate or everything at the reached tier's."""

    tiers: Tiers
    terms: Terms

    def earned(self, total: Fraction) -> Fraction:
        """Return the pay of a total."""
        return earned(self.tiers, total, self.terms)

    def steps(self, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
        """Return one step a tier used."""
        if self._stays_in_a_tier(amount, prior):
            rate = self.tiers.rates[reached(self.tiers.bounds, prior)]
            return (PayStep(amount * rate, amount, rate),)
        return tuple(
            PayStep(step.payout, step.amount, step.rate)
            if step.payout == step.amount * step.rate
            else PayStep(step.payout, step.amount, step.rate, Phrase("with fixed amount"))
            for step in explain(self.tiers, amount, prior, self.terms)
        )

    def _stays_in_a_tier(self, amount: Fraction, prior: Fraction) -> bool:
        """Tell whether one rate is all there is to an amount: the quick way for most of them."""
        if self.terms.mode == "whole" or prior <= 0 or prior + amount <= 0 or any(self.tiers.fixed):
            return False
        bounds = self.tiers.bounds
        tier = reached(bounds, prior)
        return tier >= 0 and tier == reached(bounds, prior + amount) and bounds[tier] != prior + amount


@dataclass(frozen=True, slots=True)
class HybridScale:
    """Whole up to a point, and above it each slice at its own rate."""

    tiers: Tiers
    point: Fraction
    boundary: Boundary

    def earned(self, total: Fraction) -> Fraction:
        """Return the pay of a total; a negative one mirrors the positive."""
        if total < 0:
            return -self.earned(-total)
        up_to = earned(self._below_point, min(total, self.point), Terms("whole", self.boundary, ZERO))
        if total <= self.point:
            return up_to
        slices = Terms("marginal", self.boundary, ZERO)
        return up_to + earned(self.tiers, total, slices) - earned(self.tiers, self.point, slices)

    def steps(self, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
        """Return one step: the difference of two totals."""
        return _difference(self, amount, prior)

    @property
    def _below_point(self) -> Tiers:
        """The tiers that begin below the point; the first one at least."""
        count = max(sum(bound < self.point for bound in self.tiers.bounds), 1)
        return Tiers(self.tiers.bounds[:count], self.tiers.rates[:count], self.tiers.fixed[:count])


@dataclass(frozen=True, slots=True)
class CurveScale:
    """Pay by a curve over attainment: a part of the target pay."""

    curve: Curve
    target: Fraction
    target_pay: Fraction

    def earned(self, total: Fraction) -> Fraction:
        """Return the pay of a total."""
        return self.target_pay * curve_payout(self.curve, total / self.target)

    def steps(self, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
        """Return the target pay times the change of the payout rate."""
        before = curve_payout(self.curve, prior / self.target)
        after = curve_payout(self.curve, (prior + amount) / self.target)
        return (
            PayStep(self.target_pay * (after - before), self.target_pay, after - before, Phrase("curve")),
        )


@dataclass(frozen=True, slots=True)
class FixedScale:
    """A fixed amount once the total is above 0 and has reached a minimum."""

    amount: Fraction
    minimum: Fraction

    def earned(self, total: Fraction) -> Fraction:
        """Return the amount, or 0."""
        return self.amount if total > 0 and total >= self.minimum else ZERO

    def steps(self, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
        """Return the amount, taken or given back."""
        return _difference(self, amount, prior)


@dataclass(frozen=True, slots=True)
class NoScale:
    """Pays nothing, because something such as the target is missing."""

    reason: str

    def earned(self, total: Fraction) -> Fraction:
        """Return 0."""
        return ZERO

    def steps(self, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
        """Return one step that says why."""
        return (PayStep(ZERO, amount, ZERO, self.reason),)


def _difference(scale: HybridScale | FixedScale, amount: Fraction, prior: Fraction) -> tuple[PayStep, ...]:
    before, after = scale.earned(prior), scale.earned(prior + amount)
    words = Phrase("total {} → {}", written(prior), written(prior + amount))
    return (PayStep(after - before, amount, None, words),)


def scale_of(
    component: Component, tables: PlanTables, target: Fraction | None, share: Fraction, pay: Fraction | None
) -> Scale:
    """Return the scale of a component for one payee and window.

    Args:
        component: Of kind tiered, curve, spiff or new listing.
        tables: Its tables.
        target: The payee's target of the window, already prorated; ``None`` without one.
        share: Part of the window in service, 1 unless the component is prorated.
        pay: The payee's target pay, already prorated.
    """
    if component.kind in ("spiff", "new listing"):
        return FixedScale(Fraction(component.amount or 0), Fraction(component.minimum or 0))
    if (component.of_target or component.kind == "curve") and not (target and target > 0):
        return NoScale(Phrase("no target"))
    table = folded(component.table or "")
    if component.kind == "curve":
        assert target is not None
        return CurveScale(tables.curves[table], target, pay or ZERO)
    tiers = tables.tiers[table]
    size = target if component.of_target else share
    if size is not None and size <= 0:
        return NoScale(Phrase("not in service"))
    scaled = tiers if size == ONE else tiers.of_quota(size)
    if component.mode == "hybrid":
        point = Fraction(component.whole_up_to or 0) * (size or ONE)
        return HybridScale(scaled, point, component.boundary)
    return TierScale(scaled, Terms(component.mode, component.boundary, ZERO))
