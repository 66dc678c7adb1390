"""Draws: pay in advance, recovered from what is earned above it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import ONE, ZERO, shown


class DrawPeriod(NamedTuple):
    """One period of a draw.

    Attributes:
        paid: What is paid out.
        recovered: What is kept back to repay earlier draws.
        owed: Balance still owed afterwards.
    """

    paid: Fraction
    recovered: Fraction
    owed: Fraction


@dataclass
class DrawAccount:
    """The draws of one payee, period after period.

    Attributes:
        owed: Balance owed; only a recoverable draw adds to it or takes from it.
        recoverable: Whether a draw above the earnings is owed.
        recovery_cap: The most of a surplus that repays, a fraction.

    Examples:
        >>> account = DrawAccount()
        >>> [float(account.pay(Fraction(earned), Fraction(1000)).paid) for earned in (400, 1400)]
        [1000.0, 1000.0]
    """

    owed: Fraction = ZERO
    recoverable: bool = True
    recovery_cap: Fraction = ONE

    def pay(self, earned: Fraction, draw: Fraction) -> DrawPeriod:
        """Return what a period pays: the draw at least, and repay only from the surplus over it.

        Raises:
            InvalidInputError: DRAW-001 the draw is negative.
        """
        if draw < 0:
            fix = "Give the amount guaranteed for the period."
            raise InvalidInputError(Issue("DRAW-001", "draw", shown(draw), "0 or more", fix))
        surplus = max(earned - draw, ZERO)
        recovered = ZERO
        if self.recoverable:
            recovered = min(self.owed, surplus * self.recovery_cap)
            self.owed += max(draw - earned, ZERO) - recovered
        return DrawPeriod(draw + surplus - recovered, recovered, self.owed)


def opened(owed: Fraction, *, recoverable: bool, recovery_cap: Fraction) -> DrawAccount:
    """Return an account with an opening balance.

    Raises:
        InvalidInputError: DRAW-002 a negative balance, DRAW-003 a cap outside 0 to 1.
    """
    issues = []
    if owed < 0:
        fix = "Give what is owed from earlier draws as a positive number."
        issues.append(Issue("DRAW-002", "opening", shown(owed), "0 or more", fix))
    if not 0 <= recovery_cap <= 1:
        fix = "Give the share of the surplus that may repay, such as 50%."
        issues.append(Issue("DRAW-003", "recovery_cap", shown(recovery_cap), "0 to 1", fix))
    if issues:
        raise InvalidInputError(*issues)
    return DrawAccount(owed, recoverable, recovery_cap)
