"""Splits: the pay of a whole deal shared by those who earned it, to the unit."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from xlsales.incentives.credit import split_credit
from xlsales.kernel.numbers import ZERO
from xlsales.plans.incentives import Component


class Split(NamedTuple):
    """A payee's part of a deal.

    Attributes:
        whole: What the whole deal counts, in the basis.
        shares: Shares of everyone who shares it, total 1; of an overlay the one share on top.
        seat: Which of them is the payee's.
        overlay: The share comes on top, so that it is no part of the others' total.
    """

    whole: Fraction
    shares: tuple[Fraction, ...]
    seat: int
    overlay: bool = False

    @property
    def share(self) -> Fraction:
        """The payee's share."""
        return self.shares[self.seat]

    def part(self, pay: Fraction, unit: Fraction) -> Fraction:
        """Return the payee's part of a pay in whole units; without overlays all parts sum exactly to it.

        Examples:
            >>> half = (Fraction(1, 2), Fraction(1, 2))
            >>> cent = Fraction(1, 100)
            >>> [float(Split(ZERO, half, seat).part(Fraction("0.05"), cent)) for seat in (0, 1)]
            [0.03, 0.02]
        """
        if self.overlay or not unit:
            return pay * self.share
        return split_credit(pay, self.shares, unit)[self.seat] or ZERO


def splits_pay(component: Component) -> bool:
    """Tell whether a component's pay is worked out on the whole deal and then split.

    It is where the deal alone decides: a rate on it, a fixed amount for it, tiers that begin anew with
    each deal. Where a person's own total decides (tiers over a month, a gate), that total has to hold
    the person's part only, and so the amount itself is divided; at the same rates both come to the same.
    """
    if component.gate is not None:
        return False
    if component.kind in ("flat", "spiff", "new listing"):
        return True
    return component.kind in ("tiered", "curve", "matrix") and component.accumulator == "deal"
