"""When an outlay has paid for itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown


@dataclass(frozen=True, slots=True)
class CustomerCost:
    """What a purchase costs and brings to the customer, in money.

    Attributes:
        price: Price paid.
        hours: Hours that buying, waiting and learning take.
        hour_rate: What an hour of the customer is worth.
        monthly_gain: Savings and extra profit a month.
    """

    price: Fraction
    hours: Fraction
    hour_rate: Fraction
    monthly_gain: Fraction

    @property
    def outlay(self) -> Fraction:
        """Price and time together."""
        return self.price + self.hours * self.hour_rate


def payback_months(outlay: Fraction, monthly_gain: Fraction) -> Fraction | None:
    """Return after how many months gains have paid for an outlay (CG17, PR8).

    Args:
        outlay: Price and time of a customer, or an entry fee, 0 or more.
        monthly_gain: Gain or margin a month; 0 or less never pays back.

    Returns:
        Months, unrounded; ``None`` where it never pays back.

    Raises:
        InvalidInputError: PAYB-001 a negative outlay.

    References:
        Handbook: a customer's cost in money, efficiency and benefit; a reasonable fee of entry.

    Examples:
        >>> cost = CustomerCost(Fraction(900), Fraction(10), Fraction(30), Fraction(200))
        >>> payback_months(cost.outlay, cost.monthly_gain)
        Fraction(6, 1)
    """
    if outlay < 0:
        raise InvalidInputError(Issue("PAYB-001", "outlay", shown(outlay), "0 or more", "Drop the sign."))
    if not outlay:
        return Fraction(0)
    return outlay / monthly_gain if monthly_gain > 0 else None


def entry_fee_is_reasonable(fee: Fraction, monthly_margin: Fraction, longest_months: Fraction) -> bool:
    """Tell whether a fee of entry pays back in time (PR8).

    Examples:
        >>> entry_fee_is_reasonable(Fraction(6000), Fraction(1000), Fraction(6))
        True
    """
    months = payback_months(fee, monthly_margin)
    return months is not None and months <= longest_months
