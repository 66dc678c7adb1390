"""The split policy in force: which steps, in which order, with which rule each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from xlsales.plans.targets import Method, StepElement, TargetPlan

#: The dimension of time, which every plan splits by.
MONTH: Final = "month"


@dataclass(frozen=True, slots=True)
class PolicyStep:
    """One step of a split: the elements of its weights, and its rule.

    Attributes:
        dimension: What is split by.
        rows: Numbers of its rows in the plan's steps, from 0.
        elements: The rows themselves; several are a blend.
        unit, method, over_assignment: The first that a row gives, else the plan's.
    """

    dimension: str
    rows: tuple[int, ...]
    elements: tuple[StepElement, ...]
    unit: Decimal
    method: Method
    over_assignment: Decimal


def policy_of(plan: TargetPlan) -> tuple[PolicyStep, ...]:
    """Return the steps in force on the first day of a plan, the latest version dated before it."""
    start = plan.settings.start
    dated = [step.effective_from for step in plan.steps if step.effective_from <= start]
    if not dated:
        return ()
    version = max(dated)
    steps: list[PolicyStep] = []
    rows: list[int] = []
    for number, step in enumerate(plan.steps):
        if step.effective_from != version:
            continue
        if rows and plan.steps[rows[-1]].dimension != step.dimension:
            steps.append(_step(plan, rows))
            rows = []
        rows.append(number)
    return (*steps, _step(plan, rows))


def _step(plan: TargetPlan, rows: list[int]) -> PolicyStep:
    elements = tuple(plan.steps[row] for row in rows)
    units = [element.unit for element in elements if element.unit is not None]
    methods = [element.method for element in elements if element.method is not None]
    more = [element.over_assignment for element in elements if element.over_assignment is not None]
    return PolicyStep(
        elements[0].dimension,
        tuple(rows),
        elements,
        units[0] if units else plan.settings.unit,
        methods[0] if methods else plan.settings.method,
        more[0] if more else Decimal(0),
    )


def version_of(plan: TargetPlan) -> date:
    """Return the day from which the steps in force are dated."""
    return max(step.effective_from for step in plan.steps if step.effective_from <= plan.settings.start)
