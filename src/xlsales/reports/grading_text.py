"""Sentences of the grading report: the step up, what failed, the note of a decision."""

from __future__ import annotations

from fractions import Fraction

from xlsales.jobs.grading_period import GradedCustomer, Period
from xlsales.jobs.grading_steps import Need, StepUp
from xlsales.kernel.numbers import shown, to_float
from xlsales.kernel.values import CellValue
from xlsales.kernel.words import Language
from xlsales.reports.words import Say

#: Measures that are written as a percentage.
RATES = frozenset({"margin", "return_rate"})


def step_text(step: StepUp, one: GradedCustomer, say: Say, language: Language) -> str:
    """Return the shortest step up in words, every number in it."""
    zh = language == "zh"
    if step.kind == "top":
        return say("highest grade")
    if step.kind == "none":
        return "仅靠数字无法达到" if zh else "numbers alone do not reach it"
    if step.kind == "wait":
        return _waiting(one, zh)
    return ("；" if zh else "; ").join(need_text(need, say, language) for need in step.needs)


def need_text(need: Need, say: Say, language: Language) -> str:
    """Return one thing to reach: from, to and the difference; or the test that fails.

    Examples:
        >>> need_text(Need("volume", Fraction(80), Fraction(100)), str, "en")
        'volume 80 → 100 (+20)'
    """
    zh = language == "zh"
    name = say(need.name)
    if need.need is None:
        have = ("未知" if zh else "unknown") if need.have is None else _plain(need.have)
        return f"{name}：{have}，须 {need.test}" if zh else f"{name} is {have}, must be {need.test}"
    target = number_text(need.name, need.need)
    if not isinstance(need.have, Fraction):
        return f"{name} 未知 → {target}" if zh else f"{name} unknown → {target}"
    gap = need.need - need.have
    sign = "+" if gap >= 0 else "−"
    have = number_text(need.name, need.have)
    return f"{name} {have} → {target} ({sign}{number_text(need.name, abs(gap), points=True)})"


def number_text(name: str, number: Fraction, *, points: bool = False) -> str:
    """Return a number as the report writes it: rates in percent, money with separators.

    Numbers to be reached keep every digit that they need, so that doing what is written is enough.

    Examples:
        >>> number_text("volume", Fraction(1234567)), number_text("margin", Fraction(3, 10))
        ('1,234,567', '30%')
    """
    if name in RATES:
        return f"{shown(number * 100)}{' pp' if points else '%'}"
    if number.denominator == 1:
        return f"{int(number):,}"
    whole, _, digits = f"{to_float(number):.10f}".rstrip("0").rstrip(".").partition(".")
    return f"{int(whole):,}.{digits}" if digits else whole


def failed_text(one: GradedCustomer, period: Period, say: Say) -> str:
    """Return the needs that cannot be met, or else the conditions that are not."""
    if one.fit.failed:
        return ", ".join(map(say, one.fit.failed))
    missing = [
        say(threshold.rule.measure)
        for threshold, met in zip(period.thresholds, one.met, strict=True)
        if not met
    ]
    return ", ".join(missing)


def decided_text(one: GradedCustomer, say: Say, language: Language) -> str:
    """Return what decided a grade, with the day until which it holds and the reason of an override."""
    given = one.given
    text = say(given.reason)
    if given.until is not None:
        text += f"（至 {given.until}）" if language == "zh" else f" until {given.until}"
    return f"{text}: {given.note}" if given.note else text


def _waiting(one: GradedCustomer, zh: bool) -> str:
    until = one.given.until
    if one.given.reason == "override":
        return f"手工调级至 {until} 到期" if zh else f"the override ends on {until}"
    return f"已达到，任期至 {until}" if zh else f"earned already, tenure ends on {until}"


def _plain(value: CellValue | Fraction) -> str:
    return shown(value) if isinstance(value, (int, float, Fraction)) else str(value)
