"""What counts for attainment: the credits of some kinds, as a set and not as they arrive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from xlsales.kernel.numbers import ZERO


def credited_totals(
    opening: Fraction, orders: Iterable[Mapping[str, Fraction]], counted: Collection[str]
) -> Sequence[Fraction]:
    """Return the total credited after each order, counting the credits of some kinds only.

    Args:
        opening: Credited before the first order.
        orders: Credits of each order by kind, such as ``revenue`` and ``booking``.
        counted: Kinds that count for this attainment.

    Returns:
        Totals, one an order.

    Examples:
        >>> order = {"revenue": Fraction(50), "booking": Fraction(100)}
        >>> [int(total) for total in credited_totals(Fraction(150), [order, order], {"revenue"})]
        [200, 250]
    """
    credits = (sum((amount for kind, amount in order.items() if kind in counted), ZERO) for order in orders)
    return tuple(accumulate(credits, initial=opening))[1:]
