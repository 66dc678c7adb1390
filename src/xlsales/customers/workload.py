"""How many people a visit plan takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.numbers import shown


def people_needed(
    accounts: Sequence[Fraction | None],
    visits: Sequence[Fraction | None],
    capacity: Sequence[Fraction | None],
    hours: Sequence[Fraction | None],
) -> Fraction | None:
    """Return how many people a visit plan takes.

    Args:
        accounts: Accounts of each class, shape (n,); a class with a blank takes no part.
        visits: Visits to each account in the period, shape (n,).
        capacity: Visits, or hours, that one person does in the period, shape (n,).
        hours: Hours a visit, shape (n,); 1 where capacity counts visits.

    Returns:
        The sum of accounts x visits x hours / capacity, unrounded; ``None`` where no class is complete
        or a capacity is 0.

    Raises:
        InvalidInputError: WORK-001 a negative number.

    References:
        Workload approach to the size of a sales force: Talley (1961), in Kotler, Marketing Management.

    Examples:
        >>> able, hour = [Fraction(600)] * 2, [Fraction(1)] * 2
        >>> people_needed([Fraction(100), Fraction(200)], [Fraction(12), Fraction(6)], able, hour)
        Fraction(4, 1)
    """
    columns = {"accounts": accounts, "visits": visits, "capacity": capacity, "hours": hours}
    raise_if_any(issue for name, values in columns.items() for issue in _negative(name, values))
    needed = []
    for count, visit, able, hour in zip(accounts, visits, capacity, hours, strict=True):
        if able == 0:
            return None
        if count is not None and visit is not None and able is not None and hour is not None:
            needed.append(count * visit * hour / able)
    return sum(needed, Fraction(0)) if needed else None


def _negative(name: str, values: Sequence[Fraction | None]) -> Iterable[Issue]:
    fix = "Give counts and hours without a sign."
    return (
        Issue("WORK-001", name, shown(value), "0 or more", fix)
        for value in values
        if value is not None and value < 0
    )
