"""Shares of customers that moved between grades, without those that lost theirs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xlsales.kernel.issues import InvalidInputError, Issue


def without_withdrawn(row: Sequence[Fraction], withdrawn: Fraction) -> tuple[Fraction, ...]:
    """Spread the share of customers without a grade over the grades, in proportion.

    Args:
        row: Share of one grade's customers that went to each grade, shape (k,).
        withdrawn: Share that has no grade any more; ``row`` and it sum to 1 or 100.

    Returns:
        Shares in the same unit that sum to the whole.

    Raises:
        InvalidInputError: MIGR-004 nobody is left.

    References:
        Removal of the state "not rated" from a transition matrix: p / (1 - p_NR), as in
        open-risk/transitionMatrix.

    Examples:
        >>> without_withdrawn([Fraction(60), Fraction(20)], Fraction(20))
        (Fraction(75, 1), Fraction(25, 1))
    """
    kept = sum(row, Fraction(0))
    if not kept:
        fix = "Leave such a grade out."
        raise InvalidInputError(Issue("MIGR-004", "row", "no customer with a grade", "at least one", fix))
    whole = kept + withdrawn
    return tuple(share * whole / kept for share in row)
