"""True-ups: what is still due of what was earned."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from xlsales.kernel.numbers import ZERO

Negative: TypeAlias = Literal["pay", "carry", "zero"]
NEGATIVES: Final[tuple[Negative, ...]] = ("pay", "carry", "zero")


@dataclass
class TrueUp:
    """The true-ups of one payee, period after period.

    Attributes:
        negative: What becomes of an overpayment: taken back at once (``pay``), set against later
            periods (``carry``) or let go (``zero``).
        carried: Overpayment still to be set off, 0 or less.

    Examples:
        >>> carry = TrueUp("carry")
        >>> [float(carry.due(Fraction(earned), Fraction(100))) for earned in (80, 110, 130)]
        [0.0, 0.0, 20.0]
    """

    negative: Negative = "pay"
    carried: Fraction = ZERO

    def due(self, earned: Fraction, paid: Fraction) -> Fraction:
        """Return what is due for a period."""
        difference = earned - paid
        if self.negative == "pay":
            return difference
        if self.negative == "carry":
            difference += self.carried
            self.carried = min(difference, ZERO)
        return max(difference, ZERO)
