"""Running totals and averages within groups, where rows of one period share a value."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Running:
    """Sum and mean of everything up to and with a row's period."""

    total: Fraction
    mean: Fraction


def running_totals(
    groups: Sequence[Hashable], periods: Sequence[int], values: Sequence[Fraction]
) -> tuple[Running, ...]:
    """Return the running total and mean of each row within its group.

    Args:
        groups: What accumulates by itself, shape (n,); ``None`` is a group of its own.
        periods: What orders the rows, shape (n,); rows of one period share their values.
        values: Shape (n,).

    Returns:
        One entry a row, in the order given.

    References:
        Window functions of SQL with ``PARTITION BY ... ORDER BY`` and their default frame, as in the
        documentation of Transact-SQL, OVER clause, example C.

    Examples:
        >>> found = running_totals(["n", "n", "s"], [2005, 2006, 2006], [Fraction(x) for x in (4, 2, 9)])
        >>> [str(entry.total) for entry in found], [str(entry.mean) for entry in found]
        (['4', '6', '9'], ['4', '3', '9'])
    """
    members: dict[Hashable, list[int]] = {}
    for i, group in enumerate(groups):
        members.setdefault(group, []).append(i)
    found: dict[int, Running] = {}
    for rows in members.values():
        total, count = Fraction(0), 0
        for _, peers in groupby(sorted(rows, key=periods.__getitem__), key=periods.__getitem__):
            same = list(peers)
            total += sum((values[i] for i in same), Fraction(0))
            count += len(same)
            found.update(dict.fromkeys(same, Running(total, total / count)))
    return tuple(found[i] for i in range(len(values)))
