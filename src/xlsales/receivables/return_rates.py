"""How much comes back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction


def return_rates(
    rows: Iterable[tuple[Hashable, Fraction, Fraction]],
) -> tuple[tuple[Hashable, Fraction, Fraction, Fraction | None], ...]:
    """Return sales, returns and their rate by product, customer or person (CR5).

    Args:
        rows: Key, amount sold and amount returned, both 0 or more.

    Returns:
        Key, sold, returned, rate (``None`` without sales); the most returned first, of equal ones in the
        order they first come.

    Examples:
        >>> [(key, str(rate)) for key, _, _, rate in return_rates([("a", Fraction(100), Fraction(5))])]
        [('a', '1/20')]
    """
    sums: dict[Hashable, list[Fraction]] = {}
    for key, sold, returned in rows:
        pair = sums.setdefault(key, [Fraction(0), Fraction(0)])
        pair[0] += sold
        pair[1] += returned
    ordered = sorted(sums.items(), key=lambda item: -item[1][1])
    return tuple((key, sold, back, back / sold if sold else None) for key, (sold, back) in ordered)
