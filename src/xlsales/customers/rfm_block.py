"""Recency, frequency and monetary value of millions of orders, in whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsales.customers.customer_order import customer_key
from xlsales.kernel.minor_units import INT64_SAFE
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PurchaseColumns:
    """What customers bought up to a day, sorted by customer; each column has shape (n,)."""

    customers: list[CellValue]
    recency_days: NDArray[np.int64]
    orders: NDArray[np.int64]
    amounts: NDArray[np.int64]


def group_codes(values: Sequence[CellValue]) -> tuple[list[CellValue], list[int]]:
    """Return the different values, as they come, and the place of each row's value among them.

    Examples:
        >>> group_codes(["b", 2, "b", 2.0])
        (['b', 2], [0, 1, 0, 1])
    """
    names = list(dict.fromkeys(values))
    places = dict(zip(names, range(len(names)), strict=True))
    return names, list(map(places.__getitem__, values))


def sum_purchases(
    customers: Sequence[CellValue],
    days: NDArray[np.int64],
    units: NDArray[np.int64],
    as_of: int,
    order_ids: Sequence[CellValue] | None,
) -> PurchaseColumns | None:
    """Sum up each customer's orders up to a day, see ``xlsales.customers.rfm.purchases_of``.

    Args:
        customers: Who ordered; texts and numbers, no truth values; shape (n,).
        days: When, serial days, shape (n,).
        units: How much, minor units, shape (n,).
        as_of: Last serial day that counts.
        order_ids: Order of each row, blank for an order of its own, or ``None``.

    Returns:
        One row a customer, or ``None`` where the sums could overflow, or where two different numbers
        read alike at 15 digits.
    """
    import numpy as np

    if len(units) * int(np.abs(units).max(initial=0)) >= INT64_SAFE:
        return None
    names, codes = group_codes(customers)
    merged, ordered = _merged(names)
    if len(ordered) < len(names):
        return None
    group = merged[np.array(codes, dtype=np.int64)]
    kept = days <= as_of
    return _summed(ordered, group[kept], days[kept], units[kept], as_of, _order_codes(order_ids, kept))


def _merged(names: list[CellValue]) -> tuple[NDArray[np.int64], list[CellValue]]:
    """Number the names in table order; names that read alike share a number."""
    import numpy as np

    keys = [customer_key(name) for name in names]
    merged = np.empty(len(names), dtype=np.int64)
    ordered: list[CellValue] = []
    before = None
    for place in sorted(range(len(names)), key=keys.__getitem__):
        if keys[place] != before:
            ordered.append(names[place])
        before = keys[place]
        merged[place] = len(ordered) - 1
    return merged, ordered


def _order_codes(order_ids: Sequence[CellValue] | None, kept: NDArray[np.bool_]) -> NDArray[np.int64] | None:
    import numpy as np

    if order_ids is None:
        return None
    names, codes = group_codes(order_ids)
    found = _merged(names)[0][np.array(codes, dtype=np.int64)]
    blank = np.array([value is None for value in order_ids])
    found[blank] = len(names) + np.arange(int(blank.sum()))  # an order of its own
    return found[kept]


def _summed(
    names: list[CellValue],
    group: NDArray[np.int64],
    days: NDArray[np.int64],
    units: NDArray[np.int64],
    as_of: int,
    orders: NDArray[np.int64] | None,
) -> PurchaseColumns:
    import numpy as np

    order = np.argsort(group, kind="stable")
    sorted_group = group[order]
    starts = np.flatnonzero(np.r_[True, sorted_group[1:] != sorted_group[:-1]]) if len(group) else order
    present = sorted_group[starts]
    if not len(present):
        return PurchaseColumns([], present, present, present)
    counts = np.diff(np.r_[starts, len(group)])
    if orders is not None:
        pairs = np.unique(np.stack((group, orders)), axis=1)[0]
        counts = np.bincount(pairs, minlength=len(names))[present]
    return PurchaseColumns(
        [names[i] for i in present.tolist()],
        as_of - np.maximum.reduceat(days[order], starts),
        counts,
        np.add.reduceat(units[order], starts),
    )
