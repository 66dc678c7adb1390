"""Amortisation: the cost of a contract, written off over its benefit month by month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from xlsales.kernel.dates import add_months
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.numbers import CENT, ZERO, round_to_unit


class Written(NamedTuple):
    """A month of an asset.

    Attributes:
        added: Cost that comes to the asset; negative where it is taken back.
        expense: Written off in the month.
        left: The asset at the end of the month.
    """

    added: Fraction
    expense: Fraction
    left: Fraction


def amortisation(
    costs: Mapping[date, Fraction],
    months: int,
    until: date,
    ended: date | None = None,
    unit: Fraction = CENT,
) -> dict[date, Written]:
    """Write a contract's cost off in a straight line, from the month of its first cost on.

    Each month writes off what is left over the months that are left, so that a later cost or return
    changes only the months to come and the last month leaves nothing.

    Args:
        costs: Cost by first day of the month in which it is posted.
        months: Months of the benefit, from 1; what comes after them is an expense at once.
        until: First day of the last month wanted.
        ended: First day of the month in which the contract ended: all that is left is written off.
        unit: Smallest amount written off; 0 does not round.

    Returns:
        Every month from the first cost to ``until``; costs = expenses + asset left, exactly.

    Raises:
        InvalidInputError: ACCRUAL-002 a benefit of less than a month.

    References:
        ASC 340-40, costs to obtain a contract.

    Examples:
        >>> january = date(2026, 1, 1)
        >>> found = amortisation({january: Fraction(100)}, 3, date(2026, 3, 1))
        >>> [float(month.expense) for month in found.values()]
        [33.33, 33.34, 33.33]
    """
    if months < 1:
        fix = "Give the months of the benefit."
        raise InvalidInputError(Issue("ACCRUAL-002", "months", f"{months}", "1 or more", fix))
    found: dict[date, Written] = {}
    if not costs:
        return found
    month = first = min(costs)
    end = add_months(first, months - 1)
    left = ZERO
    remaining = months
    while month <= until:
        added = costs.get(month, ZERO)
        left += added
        is_over = month >= end or (ended is not None and month >= ended)
        expense = left if is_over else round_to_unit(left / remaining, unit)
        left -= expense
        found[month] = Written(added, expense, left)
        remaining -= 1
        month = add_months(month, 1)
    return found
