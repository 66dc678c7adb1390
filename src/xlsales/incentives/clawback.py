"""Clawback: what is taken back when a customer leaves too early."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.kernel.numbers import CENT, ZERO, round_to_unit

ClawbackMode: TypeAlias = Literal["prorated", "full", "none"]
CLAWBACK_MODES: Final[tuple[ClawbackMode, ...]] = ("prorated", "full", "none")


def clawback(
    paid: Fraction,
    kept: Fraction,
    required: Fraction,
    mode: ClawbackMode = "prorated",
    unit: Fraction = CENT,
) -> Fraction:
    """Return the amount to take back, 0 or more and never more than was paid.

    Args:
        paid: What was paid out; instalments not yet paid do not count.
        kept: How long the customer stayed, in the unit of ``required``.
        required: How long the pay is conditional.
        mode: ``prorated`` by the time missing, ``full`` or ``none``.
        unit: The amount is a multiple of it; 0 does not round.

    Examples:
        >>> float(clawback(Fraction(1200), Fraction(9), Fraction(12)))
        300.0
    """
    kept = max(kept, ZERO)
    if mode == "none" or kept >= required or paid <= 0:
        return ZERO
    if mode == "full":
        return paid
    missing = 1 - kept / required
    return min(round_to_unit(paid * missing, unit), paid)
