"""The arithmetic of a line of pay as a person writes it down."""

from __future__ import annotations

from fractions import Fraction

from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.decimals import written


def arithmetic(line: Line) -> str:
    """Return how a line comes about; with its factor, the steps come to its amount.

    Examples:
        >>> from datetime import date
        >>> half, day = Fraction(1, 2), date(2026, 1, 1)
        >>> steps = (
        ...     PayStep(Fraction(50), Fraction(1000), Fraction(1, 20)),
        ...     PayStep(Fraction(40), Fraction(500), Fraction(2, 25)),
        ... )
        >>> arithmetic(Line("Ann", "c", day, "pay", "T1", day, Fraction(45), steps=steps, factor=half))
        '(1000 × 5% + 500 × 8%) × 0.5'
    """
    text = " + ".join(_step(step) for step in line.steps)
    if line.factor != 1:
        text = (
            f"({text}) × {written(line.factor)}"
            if len(line.steps) > 1
            else f"{text} × {written(line.factor)}"
        )
    return f"{text}; {line.words}" if line.words and text else text or line.words


def _step(step: PayStep) -> str:
    if step.rate is None or step.base is None:
        return f"{written(step.pay)} ({step.words})" if step.words else written(step.pay)
    product = f"{written(step.base)} × {_rate(step.rate)}"
    if step.pay != step.base * step.rate:
        product += f" + {written(step.pay - step.base * step.rate)}"
    return f"{product} ({step.words})" if step.words else product


def _rate(rate: Fraction) -> str:
    return f"{written(rate * 100)}%" if abs(rate) <= 2 else written(rate)
