"""Redoes targets from their explanations, with nothing but the text and the rule of its signs."""

from __future__ import annotations

import re
from fractions import Fraction

NUMBER = r"-?\d+(?:\.\d+)?"
STEP = re.compile(
    rf"(?P<label>.*): (?:■ (?P<held>{NUMBER})"
    rf"|(?P<pool>.+) × (?P<weight>{NUMBER}) / (?P<weights>{NUMBER}) (?P<sign>[=↑↓⊕]) (?P<amount>{NUMBER}))"
)
GROWN = re.compile(rf"\((?P<base>{NUMBER}) × (?P<growth>{NUMBER}) → (?P<pool>{NUMBER})\)")
LESS = re.compile(rf"\((?P<pool>.+) − (?P<held>{NUMBER})\)")


def redone(explanation: str, total: Fraction, *units: Fraction) -> Fraction:
    """Return the target that an explanation arrives at, every step of it worked out anew.

    Args:
        explanation: The text beside a target.
        total: Total of the plan.
        units: Unit of each step, or one for all.

    Raises:
        AssertionError: A step does not follow from the one before.
    """
    amount = total
    steps = explanation.split("; ")
    for step, unit in zip(steps, units * len(steps) if len(units) == 1 else units, strict=True):
        found = STEP.fullmatch(step)
        assert found, step
        if found["held"]:
            amount = Fraction(found["held"])
            continue
        pool = _pool(found["pool"], amount)
        share = pool * Fraction(found["weight"]) / Fraction(found["weights"])
        given = Fraction(found["amount"])
        if found["sign"] == "=":
            assert share == given, step
        elif found["sign"] == "⊕":
            assert abs(share - given) < unit, step
            assert (given - pool % unit) % unit == 0
        elif found["sign"] == "↓":
            assert 0 < share - given < unit, step
            assert share // unit * unit == given
        else:
            assert 0 < given - share < unit, step
            assert -(-share // unit) * unit == given
        amount = given
    return amount


def _pool(text: str, parent: Fraction) -> Fraction:
    if grown := GROWN.fullmatch(text):
        assert Fraction(grown["base"]) == parent
        assert abs(Fraction(grown["pool"]) - parent * Fraction(grown["growth"])) <= 1
        return Fraction(grown["pool"])
    if less := LESS.fullmatch(text):
        return _pool(less["pool"], parent) - Fraction(less["held"])
    assert Fraction(text) == parent, text
    return Fraction(text)
