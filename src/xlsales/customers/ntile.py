"""Groups of equal size, as SQL's NTILE deals them."""

from __future__ import annotations


def ntile(place: int, count: int, groups: int) -> int:
    """Return the group of one row in a sorted list.

    Args:
        place: Place of the row, from 0.
        count: Rows in all.
        groups: Groups wanted; where they do not come out even, the first ones are larger by one.

    Returns:
        Group from 1 to ``groups``; with fewer rows than groups, each row has its own.

    References:
        NTILE of the SQL standard, as documented for Transact-SQL. Rows with equal values can end in
        different groups; whoever sorts the list states how ties are ordered.

    Examples:
        >>> [ntile(place, 14, 4) for place in range(14)]
        [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    """
    small, larger = divmod(count, groups)
    in_larger = larger * (small + 1)
    if place < in_larger:
        return place // (small + 1) + 1
    return larger + (place - in_larger) // small + 1
