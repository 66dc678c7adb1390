"""Sentences of the grading report: the step up, what failed, the note of a decision."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

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

    What is to be reached is rounded up, so that doing what is written is enough.

    Examples:
        >>> need_text(Need("volume", Fraction(80), Fraction(100)), str, "en")
        'volume 80 → 100 (+20)'
        >>> need_text(Need("margin", Fraction(23083, 100000), Fraction(1, 4)), str, "en")
        'margin 23.08% → 25% (+1.92 pp)'
    """
    zh = language == "zh"
    name = say(need.name)
    if need.need is None:
        have = ("未知" if zh else "unknown") if need.have is None else _plain(need.have)
        return f"{name}：{have}，须 {need.test}" if zh else f"{name} is {have}, must be {need.test}"
    rate = need.name in RATES
    scale = 100 if rate else 1
    sign = "%" if rate else ""
    down = isinstance(need.have, Fraction) and need.have > need.need
    target = _hundredths(need.need * scale, up=not down)
    if not isinstance(need.have, Fraction):
        return f"{name} {'未知' if zh else 'unknown'} → {_written(target)}{sign}"
    have_shown = _hundredths(need.have * scale, up=False)
    gap = target - have_shown
    points = " pp" if rate else ""
    signed = f"{'+' if gap >= 0 else '−'}{_written(abs(gap))}{points}"
    return f"{name} {_written(have_shown)}{sign} → {_written(target)}{sign} ({signed})"


def _hundredths(number: Fraction, *, up: bool) -> Fraction:
    """Round to hundredths, upwards or downwards."""
    cents = number * 100
    return Fraction(ceil(cents) if up else floor(cents), 100)


def _written(number: Fraction) -> str:
    """Write hundredths with separators and without idle zeroes.

    Examples:
        >>> _written(Fraction(1234567)), _written(Fraction(5, 2))
        ('1,234,567', '2.5')
    """
    return f"{to_float(number):,.2f}".rstrip("0").rstrip(".")


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
