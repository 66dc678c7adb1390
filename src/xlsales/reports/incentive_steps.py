"""The arithmetic of a line of pay as a person writes it down, and as a person can check it."""

from __future__ import annotations

from fractions import Fraction

from xlsales.jobs.incentives.lines import Line, PayStep
from xlsales.kernel.decimals import written
from xlsales.kernel.phrases import told
from xlsales.reports.words import Say


def arithmetic(line: Line, say: Say = str) -> str:
    """Return how a line comes about: steps, factor, share and rounding come to its amount.

    Args:
        line: The line.
        say: Translates labels and phrases; English unless given.

    Examples:
        >>> from datetime import date
        >>> half, day = Fraction(1, 2), date(2026, 1, 1)
        >>> steps = (
        ...     PayStep(Fraction(50), Fraction(1000), Fraction(1, 20)),
        ...     PayStep(Fraction(40), Fraction(500), Fraction(2, 25)),
        ... )
        >>> arithmetic(Line("Ann", "c", day, "pay", "T1", day, Fraction(45), steps=steps, factor=half))
        '(1000 × 5% + 500 × 8%) × 0.5'
        >>> cents = (PayStep(Fraction("0.125"), Fraction("2.5"), Fraction("0.05")),)
        >>> arithmetic(Line("Ann", "c", day, "pay", "T1", day, Fraction("0.13"), steps=cents))
        '2.5 × 5% = 0.125, rounded 0.13'
    """
    text = " + ".join(_step(step, say) for step in line.steps)
    if len(line.steps) > 1 and (line.factor != 1 or line.share != 1):
        text = f"({text})"
    if line.factor != 1:
        text += f" × {written(line.factor)}"
    if line.share != 1:
        text += f" × {_rate(line.share)} {say('split')}"
    if line.steps and line.rounding:
        text += f" = {written(line.exact)}, {say('rounded')} {written(line.amount)}"
    words = told(line.words, say)
    return f"{text}; {words}" if words and text else text or words


def _step(step: PayStep, say: Say) -> str:
    words = told(step.words, say)
    if step.rate is None or step.base is None:
        return f"{written(step.pay)} ({words})" if words else written(step.pay)
    product = f"{written(step.base)} × {_rate(step.rate)}"
    if step.pay != step.base * step.rate:
        product += f" + {written(step.pay - step.base * step.rate)}"
    return f"{product} ({words})" if words else product


def _rate(rate: Fraction) -> str:
    return f"{written(rate * 100)}%" if abs(rate) <= 2 else written(rate)
