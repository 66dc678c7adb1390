"""Credit splits: a deal shared by those who earned it, exact to the unit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.apportionment import apportion
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ONE, round_to_unit, shown
from xlsales.kernel.shares import HUNDRED, normalised, scale_of, total_of


def split_credit(
    amount: Fraction, shares: Sequence[Fraction | None], unit: Fraction = CENT, *, overlay: bool = False
) -> tuple[Fraction | None, ...]:
    """Split the credit of a deal by shares, so that the parts sum exactly.

    Args:
        amount: What is credited; a refund is negative and splits as its deal did.
        shares: Fractions or percentages, shape (k,); ``None`` takes no part and stays ``None``.
        unit: Smallest amount credited; 0 does not round.
        overlay: Shares may exceed the total, as for specialists who are credited besides; the
            parts then sum to that multiple of the amount, rounded. A share above 1 says that
            shares are percentages.

    Returns:
        Credits, shape (k,).

    Raises:
        InvalidInputError: CREDIT-001 a negative share, SHARE-001 a wrong total.

    Examples:
        >>> [float(part) for part in split_credit(Fraction(100), [Fraction(1, 3)] * 3)]
        [33.34, 33.33, 33.33]
        >>> [float(part) for part in split_credit(Fraction(100), [Fraction(1)] * 2, overlay=True)]
        [100.0, 100.0]
    """
    issues = [
        Issue("CREDIT-001", f"shares[{i}]", shown(share), "0 or more", "A refund is a negative amount.")
        for i, share in enumerate(shares, start=1)
        if share is not None and share < 0
    ]
    if issues:
        raise InvalidInputError(*issues)
    if all(share is None for share in shares):
        return tuple(shares)
    credited = amount
    if overlay and scale_of(total_of(shares)) is None:
        credited = round_to_unit(amount * _overlaid(shares), unit)
    else:
        normalised(shares, "shares")
    return apportion(credited, shares, unit)


def _overlaid(shares: Sequence[Fraction | None]) -> Fraction:
    """Return how many times the amount is credited."""
    percent = any(share is not None and share > ONE + Fraction(1, 10_000) for share in shares)
    times = total_of(shares) / (HUNDRED if percent else ONE)
    if times < 1:
        came, fix = f"a total of {shown(total_of(shares))}", "Correct the shares; nobody has the rest."
        raise InvalidInputError(Issue("SHARE-001", "shares", came, "a total of at least 1 or 100", fix))
    return times
