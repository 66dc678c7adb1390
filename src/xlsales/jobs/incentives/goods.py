"""Goods: rewards in kind, told with their worth and paid without money."""

from __future__ import annotations

from dataclasses import replace

from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.decimals import written
from xlsales.kernel.numbers import ONE, ZERO
from xlsales.kernel.phrases import Phrase, joined
from xlsales.plans.incentives import Component


def in_kind(line: Line, component: Component) -> Line:
    """Return a line as one of goods, where the component gives them: worth something, but no money."""
    if component.in_kind is None:
        return line
    told = joined((*(step.words for step in line.steps), line.words))
    step = PayStep(ZERO, words=Phrase("{}, worth {}", component.in_kind, written(line.amount)))
    return replace(line, amount=ZERO, steps=(step,), factor=ONE, share=ONE, words=told, goods=line.amount)
