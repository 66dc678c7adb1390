"""Which visits count towards the coverage of customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def counted_visits(visits: Iterable[tuple[str, int]], targets: Mapping[str, int]) -> tuple[int, ...]:
    """Return how many visits count towards coverage: at most the target of the customer's class.

    Args:
        visits: Class and visits made, one pair a customer.
        targets: Visits wanted of each class.

    References:
        Coverage rate without extra visits, Revo help 4834849.

    Examples:
        >>> counted_visits([("A", 4), ("A", 2)], {"A": 3})
        (3, 2)
    """
    return tuple(min(made, targets[name]) for name, made in visits)
