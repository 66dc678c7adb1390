"""Asymmetric rules: a shortfall always costs, a surplus pays only where a plan says so."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.numbers import ZERO


@dataclass(frozen=True, slots=True)
class AsymmetricRule:
    """What a unit above or below a standard is worth.

    Attributes:
        penalty: Deducted per unit below the standard; mandatory.
        reward: Paid per unit above it; ``None`` pays nothing, because a reward is optional.
        penalty_cap: Most that is deducted; ``None`` is free.
    """

    penalty: Fraction
    reward: Fraction | None = None
    penalty_cap: Fraction | None = None


class AsymmetricPay(NamedTuple):
    """What came out.

    Attributes:
        difference: Done less standard.
        amount: Positive is paid, negative deducted.
        is_capped: The cap held part of the deduction back.
    """

    difference: Fraction
    amount: Fraction
    is_capped: bool


def asymmetric_pay(done: Fraction, standard: Fraction, rule: AsymmetricRule) -> AsymmetricPay:
    """Return what somebody gets or loses for meeting a standard (IN6, IN7).

    Args:
        done: What was done, such as follow-ups of a month.
        standard: What was to be done.
        rule: What each unit is worth.

    References:
        Handbook: good work need not be rewarded, bad work has to be punished.

    Examples:
        >>> rule = AsymmetricRule(Fraction(50))
        >>> [float(asymmetric_pay(Fraction(done), Fraction(10), rule).amount) for done in (8, 10, 12)]
        [-100.0, 0.0, 0.0]
    """
    difference = done - standard
    if difference >= 0:
        return AsymmetricPay(difference, difference * (rule.reward or ZERO), is_capped=False)
    exact = difference * rule.penalty
    if rule.penalty_cap is None or -exact <= rule.penalty_cap:
        return AsymmetricPay(difference, exact, is_capped=False)
    return AsymmetricPay(difference, -rule.penalty_cap, is_capped=True)


def above_legal_limit(deducted: Fraction, wage: Fraction, limit: Fraction) -> Fraction:
    """Return how much of a deduction lies above a part of the wage; a hint, not legal advice.

    Args:
        deducted: Sum of a month's deductions, from 0.
        wage: Fixed pay of the month.
        limit: Part of the wage that may be deducted, such as 0.2.

    Examples:
        >>> [float(above_legal_limit(Fraction(x), Fraction(1000), Fraction("0.2"))) for x in (200, 250)]
        [0.0, 50.0]
    """
    return max(deducted - limit * wage, ZERO)
