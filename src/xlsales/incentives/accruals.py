"""Capitalised commission: the asset, written off in a straight line."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.dates import add_months, months_between
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import shown


class Accrual(NamedTuple):
    """Where a capitalised commission stands.

    Attributes:
        per_month: Written off each month.
        amortised: Written off so far.
        asset_left: Still an asset.
    """

    per_month: Fraction
    amortised: Fraction
    asset_left: Fraction


def accrual(amount: Fraction, start: date, months: Fraction, as_of: date) -> Accrual | None:
    """Return where a commission written off in a straight line stands, unrounded.

    Args:
        amount: What was capitalised.
        start: First day of the benefit.
        months: How long it lasts, in months.
        as_of: The day that counts; full months up to and with it are written off.

    Returns:
        The accrual; ``None`` for a benefit of 0 months.

    Raises:
        InvalidInputError: ACCRUAL-001 a negative number of months.

    References:
        ASC 340-40, costs to obtain a contract.

    Examples:
        >>> half = accrual(Fraction(3600), date(2026, 1, 1), Fraction(36), date(2026, 6, 30))
        >>> [float(part) for part in half]
        [100.0, 600.0, 3000.0]
    """
    if months < 0:
        fix = "Give the months of the benefit."
        raise InvalidInputError(Issue("ACCRUAL-001", "months", shown(months), "0 or more", fix))
    if not months:
        return None
    passed = min(Fraction(full_months(start, as_of)), months)
    per_month = amount / months
    return Accrual(per_month, per_month * passed, amount - per_month * passed)


def full_months(start: date, as_of: date) -> int:
    """Return the full months from a day up to and with another, 0 before it.

    Examples:
        >>> start = date(2026, 1, 15)
        >>> full_months(start, date(2026, 2, 13)), full_months(start, date(2026, 2, 14))
        (0, 1)
    """
    if as_of < start:
        return 0
    after = as_of + timedelta(days=1) if as_of < date.max else as_of
    months = months_between(start, after)
    return months if add_months(start, months) <= after else months - 1
