"""How many customers buy again."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction


def repeat_rate(purchases: Iterable[int]) -> Fraction | None:
    """Return the part of buyers that bought more than once (CG12).

    Args:
        purchases: Number of purchases of each customer, shape (n,); 0 is no buyer.

    Returns:
        A fraction of 1; ``None`` without buyers.

    References:
        Handbook: repeat purchase rate.

    Examples:
        >>> repeat_rate([1, 3, 0, 2, 1])
        Fraction(1, 2)
    """
    buyers = [count for count in purchases if count > 0]
    return Fraction(sum(count > 1 for count in buyers), len(buyers)) if buyers else None
