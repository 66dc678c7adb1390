"""COMMISSION_RUNNING on long lines: totals by key in int64."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlsales.functions.kinds import Unread
from xlsales.functions.raw_columns import numpy_is_there, raw_column
from xlsales.incentives.keys import Key, key_of
from xlsales.incentives.payout_blocks import Ledger, payout_block, same_places
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.blocks import Block
from xlsales.kernel.minor_units import BLOCK_FROM, INT64_SAFE, MinorUnits, read_minor_units
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def running_line(
    tiers: Tiers,
    terms: Terms,
    line: Sequence[tuple[int, int]],
    keys: Sequence[tuple[CellValue, ...]] | None,
    amounts: Block[CellValue],
    prior: Unread | None,
    quota: Unread | None,
) -> list[Any] | None:
    """Return the payouts of a long line, or ``None`` to leave it to the plain path.

    It declines lines with texts or errors, with a prior or a quota for each row, and numbers
    that int64 does not hold exactly.
    """
    if len(line) < BLOCK_FROM or not numpy_is_there():
        return None
    whole = amounts.shape == (len(line), 1)
    columns = [list(amounts.nth_column(0)) if whole else [amounts.at(*place) for place in line]]
    for single in (prior, quota):
        if single is None:
            continue
        if single.block.size > 1:
            return None
        columns.append([single.block.rows[0][0]])
    raw = [raw_column(column) for column in columns]
    if any(column.aside for column in raw):
        return None
    read = [read_minor_units(column.numbers) for column in raw]
    if any(units is None for units in read):
        return None
    fine = same_places([units for units in read if units is not None])
    codes = _codes(keys, len(line))
    if fine is None or codes is None:
        return None
    ledger = _ledger(fine, codes, has_prior=prior is not None, has_quota=quota is not None)
    paid = payout_block(tiers, ledger, terms) if ledger else None
    if paid is None:
        return None
    cells: list[Any] = paid.tolist()
    for i in fine[0].blank.nonzero()[0].tolist():
        cells[i] = None
    return cells


def _codes(keys: Sequence[tuple[CellValue, ...]] | None, count: int) -> NDArray[np.int64] | None:
    """Return a whole number for each row, equal for equal keys; ``None`` where a key is an error."""
    import numpy as np

    if keys is None:
        return np.zeros(count, dtype=np.int64)
    by_cell: dict[tuple[type, CellValue], Key] = {}
    by_key: dict[tuple[Key, ...], int] = {}
    codes = np.empty(count, dtype=np.int64)
    for i, row in enumerate(keys):
        parts = []
        for value in row:
            cell = (type(value), value)
            part = by_cell.get(cell)
            if part is None:
                part = by_cell[cell] = key_of(value)
            parts.append(part)
        codes[i] = by_key.setdefault(tuple(parts), len(by_key))
    return None if any(kind == "error" for kind, _ in by_cell.values()) else codes


def _ledger(
    fine: list[MinorUnits], codes: NDArray[np.int64], *, has_prior: bool, has_quota: bool
) -> Ledger | None:
    import numpy as np

    amounts = fine[0]
    opening = int(fine[1].units[0]) if has_prior else 0
    quota = int(fine[-1].units[0]) if has_quota else 1
    largest = sum(map(abs, amounts.units.tolist())) + abs(opening)
    if largest >= INT64_SAFE or quota <= 0:
        return None
    after = running_totals(amounts.units, codes) + opening
    quotas = np.full(len(after), quota, dtype=np.int64) if has_quota else None
    return Ledger(after, after - amounts.units, amounts.places, quotas, largest)


def running_totals(units: NDArray[np.int64], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the total of each row and the rows above it that have its code.

    Examples:
        >>> import numpy as np
        >>> running_totals(np.array([5, 7, 1, 2]), np.array([0, 1, 0, 1])).tolist()
        [5, 7, 6, 9]
    """
    import numpy as np

    order = np.argsort(codes, kind="stable")
    sorted_codes, totals = codes[order], np.cumsum(units[order])
    starts = np.flatnonzero(np.r_[True, sorted_codes[1:] != sorted_codes[:-1]])
    sizes = np.diff(np.r_[starts, len(codes)])
    totals -= np.repeat(totals[starts] - units[order][starts], sizes)
    result = np.empty_like(totals)
    result[order] = totals
    return result
