"""From-to-rate tables: how they are told from tables of lower bound, rate and fixed amount."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias

#: Cells of a table as numbers, ``None`` for a blank or a text.
NumberRows: TypeAlias = Sequence[Sequence[Fraction | None]]

FROM_TO_FIX: Final = (
    "Give the first and third columns only (from and rate), for example CHOOSECOLS(range,1,3), "
    "or move them side by side."
)
_NEARLY: Final = Fraction(1, 100)


def meets(rows: NumberRows, *, prices: bool = False) -> bool:
    """Tell whether column 2 meets the next row's column 1 all the way down.

    A step of 1 between whole numbers (0-999, 1000-1999) or of less than a hundredth (0-999.99,
    1000-...) meets as well. Of two rows only, one meeting may be a coincidence: it counts where
    the last range is open or rises, or where column 2 is no rate; prices may be of any size.

    Examples:
        >>> ranges = [[Fraction(0), Fraction(10), Fraction(1)], [Fraction(10), None, Fraction(2)]]
        >>> meets(ranges), meets([row[:2] for row in ranges])
        (True, False)
    """
    if len(rows) < 2 or len(rows[0]) != 3:
        return False
    ends = [row[1] for row in rows[:-1]]
    starts = [row[0] for row in rows[1:]]
    if not all(_touch(end, start) for end, start in zip(ends, starts, strict=True)):
        return False
    last_start, last_end = rows[-1][0], rows[-1][1]
    rises = last_end is None or (last_start is not None and last_end > last_start)
    return rises or len(rows) > 2 or (not prices and (ends[0] or 0) > 1)


def _touch(end: Fraction | None, start: Fraction | None) -> bool:
    if end is None or start is None:
        return False
    if end == start:
        return True
    gap = start - end
    whole = end.denominator == start.denominator == 1
    return end > 1 and (0 < gap <= start * _NEARLY or (whole and gap == 1))


def looks_like_from_to(rows: NumberRows) -> bool:
    """Tell whether a table of three columns is meant as from, to, rate, even with gaps.

    Column 2 then lies above column 1 and rises from row to row, or column 3 holds rates and column 2
    what cannot be rates or lies above column 1.

    Examples:
        >>> gap = [[Fraction(0), Fraction(10), Fraction("0.1")], [Fraction(20), None, Fraction("0.2")]]
        >>> looks_like_from_to(gap)
        True
    """
    if not rows or len(rows[0]) != 3:
        return False
    if meets(rows):
        return True
    if len(rows) > 1 and all(map(_is_range, rows)) and _rises([row[1] for row in rows]):
        return True
    rates = [row[2] for row in rows if row[2] is not None]
    if not any(rates) or not all(0 <= rate <= 1 for rate in rates):
        return False
    ends = [row[1] for row in rows if row[1] is not None]
    return any(end > 1 for end in ends) or (len(rows) > 1 and all(map(_is_range, rows)))


def _rises(ends: Sequence[Fraction | None]) -> bool:
    closed = [end for end in ends if end is not None]
    return any(end > 1 for end in closed) and all(a < b for a, b in pairwise(closed))


def _is_range(row: Sequence[Fraction | None]) -> bool:
    start, end = row[0], row[1]
    return end is None or (start is not None and end > start)
