"""The quick way of RFM for large tables; it declines where anything is out of the ordinary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from xlsales.customers.quantiles import BinRule
from xlsales.customers.quantiles_block import bin_whole_numbers
from xlsales.customers.rfm import RfmScore
from xlsales.customers.rfm_block import PurchaseColumns, sum_purchases
from xlsales.functions.customers.columns import flat
from xlsales.functions.kinds import Unread
from xlsales.functions.raw_columns import numpy_is_there
from xlsales.kernel.dates import serial_of_date
from xlsales.kernel.minor_units import BLOCK_FROM, read_minor_units
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAMES: Final = frozenset({str, int, float})
_NUMBERS: Final = frozenset({int, float})
#: From here on serial days of the 1900 system have no gap; the last is 9999-12-31.
_FIRST_DAY, _LAST_DAY = 61, 2_958_466


def table_in_blocks(
    customers: Unread,
    dates: Unread,
    amounts: Unread,
    as_of: date,
    bins: int,
    rule: BinRule,
    order_ids: Unread | None,
) -> tuple[tuple[tuple[CellValue, ...], ...], int] | None:
    """Return the rows below the header and the number of rows after ``as_of``, or ``None``.

    It declines small tables, blanks, errors, truth values, unusual dates and amounts without exact
    minor units; the plain path computes or refuses them.
    """
    if customers.block.size < BLOCK_FROM or not numpy_is_there():
        return None
    names, days, units = _cells(customers), _days(dates), _units(amounts)
    ids = None if order_ids is None else _ids(order_ids)
    if names is None or days is None or units is None or (order_ids is not None and ids is None):
        return None
    if {len(names), len(days), len(units[0]), len(ids or names)} != {len(names)}:
        return None
    until = serial_of_date(as_of, dates.reading.system)
    found = sum_purchases(names, days, units[0], until, ids)
    if found is None:
        return None
    return _rows(found, bins, rule, units[1]), int((days > until).sum())


def _cells(column: Unread) -> list[CellValue] | None:
    cells = flat(column.block)
    return cells if set(map(type, cells)) <= _NAMES and "" not in cells else None


def _ids(column: Unread) -> list[CellValue] | None:
    cells = [None if cell == "" else cell for cell in flat(column.block)]
    return cells if set(map(type, cells)) <= _NAMES | {type(None)} else None


def _days(column: Unread) -> NDArray[np.int64] | None:
    import numpy as np

    cells = flat(column.block)
    if not set(map(type, cells)) <= _NUMBERS:
        return None
    days = np.floor(np.array(cells, dtype=np.float64))
    if days.min() < _FIRST_DAY or days.max() >= _LAST_DAY:
        return None
    return days.astype(np.int64)


def _units(column: Unread) -> tuple[NDArray[np.int64], int] | None:
    cells: list[Any] = flat(column.block)
    if not set(map(type, cells)) <= _NUMBERS:
        return None
    found = read_minor_units(cells, 2) or read_minor_units(cells)  # cents are the usual case
    return None if found is None else (found.units, found.places)


def _rows(found: PurchaseColumns, bins: int, rule: BinRule, places: int) -> tuple[tuple[CellValue, ...], ...]:
    if not found.customers:
        return ()
    scale = 10**places
    recency = bins + 1 - bin_whole_numbers(found.recency_days, bins, rule)
    frequency = bin_whole_numbers(found.orders, bins, rule)
    monetary = bin_whole_numbers(found.amounts, bins, rule, one=scale)
    codes: dict[tuple[int, int, int], str] = {}
    rows = []
    facts = zip(
        found.customers,
        found.recency_days.tolist(),
        found.orders.tolist(),
        (units / scale for units in found.amounts.tolist()),
        recency.tolist(),
        frequency.tolist(),
        monetary.tolist(),
        strict=True,
    )
    for row in facts:
        r, f, m = scores = row[4:]
        code = codes.get(scores)
        if code is None:
            code = codes[scores] = RfmScore(r, f, m, bins).code
        rows.append((*row, code))
    return tuple(rows)
