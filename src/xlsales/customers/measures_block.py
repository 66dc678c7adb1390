"""Measures of a ledger in columns, the same as the plain path's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.customers.ledger_columns import LedgerColumns
from xlsales.customers.measures import CustomerMeasures, Transaction, measures_of
from xlsales.kernel.minor_units import INT64_SAFE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def period_measures(rows: Sequence[Transaction], start: date, end: date) -> dict[str, CustomerMeasures]:
    """Sum up each customer's transactions of a period, by column where they come so.

    Args:
        rows: Transactions in any order.
        start, end: First and last day of the period.

    Returns:
        As ``xlsales.customers.measures.measures_of``.
    """
    if isinstance(rows, LedgerColumns) and _is_safe(rows):
        return column_measures(rows, start, end)
    return measures_of(rows, start, end)


def column_measures(ledger: LedgerColumns, start: date, end: date) -> dict[str, CustomerMeasures]:
    """Sum up each customer's transactions, see ``xlsales.customers.measures.measures_of``.

    Args:
        ledger: Columns whose sums are within int64.
        start, end: First and last day of the period.
    """
    import numpy as np

    known = ledger.days <= end.toordinal()
    inside = known & (ledger.days >= start.toordinal())
    bought = known & (ledger.amounts.units > 0)
    count = len(ledger.keys)
    sold = _sums(ledger.customers, ledger.amounts.units, inside, count)
    returned = _sums(ledger.customers, ledger.returned.units, inside, count)
    orders = _orders(ledger, bought & inside, count)
    all_orders = _orders(ledger, bought, count)
    first, last, previous = _days(ledger, bought, count)
    margins = _margins(ledger, inside, count)
    payments = _payments(ledger, known, start, end)
    scale = 10**ledger.amounts.places
    present = np.flatnonzero(np.bincount(ledger.customers[known], minlength=count))
    found = {}
    for place in present.tolist():
        margin, base = margins.get(place, (None, Fraction(0)))
        found[ledger.keys[place]] = CustomerMeasures(
            Fraction(sold[place], scale),
            Fraction(returned[place], scale),
            orders[place],
            margin,
            base,
            _date(first[place]),
            _date(last[place]),
            _date(previous[place]),
            all_orders[place],
            payments.get(place, ()),
        )
    return found


def _is_safe(ledger: LedgerColumns) -> bool:
    """Tell whether no sum can overflow, nor a pair of customer and order."""
    columns = [ledger.amounts, ledger.returned, *([ledger.margins] if ledger.margins else [])]
    orders = int(ledger.orders.max(initial=0)) + 1
    return (
        all(len(ledger) * column.largest < INT64_SAFE for column in columns)
        and len(ledger.keys) * orders < INT64_SAFE
        and ledger.amounts.places == ledger.returned.places
    )


def _sums(
    customers: NDArray[np.int64], units: NDArray[np.int64], chosen: NDArray[np.bool_], count: int
) -> list[int]:
    import numpy as np

    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, customers[chosen], units[chosen])
    return [int(total) for total in sums.tolist()]


def _orders(ledger: LedgerColumns, chosen: NDArray[np.bool_], count: int) -> list[int]:
    """Count the different orders of each customer; one order of two customers counts for both."""
    import numpy as np

    width = int(ledger.orders.max(initial=0)) + 1
    pairs = np.unique(ledger.customers[chosen] * width + ledger.orders[chosen])
    return [int(number) for number in np.bincount(pairs // width, minlength=count).tolist()]


def _days(
    ledger: LedgerColumns, bought: NDArray[np.bool_], count: int
) -> tuple[list[int], list[int], list[int]]:
    """Return the first, the last and the last but one day with an order, 0 for none."""
    import numpy as np

    width = 1 << 23  # beyond the last ordinal
    pairs = np.unique(ledger.customers[bought] * width + ledger.days[bought])
    customers, days = pairs // width, pairs % width
    starts = np.searchsorted(customers, np.arange(count), side="left")
    ends = np.searchsorted(customers, np.arange(count), side="right")
    padded = np.append(days, (0, 0))  # what is looked up of a customer without a day
    first = np.where(ends > starts, padded[starts], 0)
    last = np.where(ends > starts, padded[ends - 1], 0)
    previous = np.where(ends > starts + 1, padded[ends - 2], 0)
    return first.tolist(), last.tolist(), previous.tolist()


def _margins(
    ledger: LedgerColumns, inside: NDArray[np.bool_], count: int
) -> dict[int, tuple[Fraction, Fraction]]:
    """Return margin and its base of each customer with a known margin in the period."""
    import numpy as np

    if ledger.margins is None:
        return {}
    odd = np.zeros(len(ledger), dtype=bool)
    odd[list(ledger.odd_margins)] = True
    known = inside & (odd | ~ledger.margins.blank)
    sums = _sums(ledger.customers, ledger.margins.units, known & ~odd, count)
    bases = _sums(ledger.customers, ledger.amounts.units - ledger.returned.units, known, count)
    scale, base_scale = 10**ledger.margins.places, 10**ledger.amounts.places
    found = {
        place: (Fraction(sums[place], scale), Fraction(bases[place], base_scale))
        for place in np.unique(ledger.customers[known]).tolist()
    }
    for row, margin in ledger.odd_margins.items():
        if inside[row]:
            place = int(ledger.customers[row])
            found[place] = (found[place][0] + margin, found[place][1])
    return found


def _payments(
    ledger: LedgerColumns, known: NDArray[np.bool_], start: date, end: date
) -> dict[int, tuple[tuple[Fraction, int], ...]]:
    """Return amount and days beyond terms of what each customer paid in the period."""
    import numpy as np

    if ledger.due is None or ledger.paid is None:
        return {}
    paid_inside = (ledger.paid >= start.toordinal()) & (ledger.paid <= end.toordinal())
    chosen = known & paid_inside & (ledger.due > 0) & (ledger.amounts.units > 0)
    late = (ledger.paid - ledger.due)[chosen]
    units, customers = ledger.amounts.units[chosen], ledger.customers[chosen]
    order = np.lexsort((late, units, customers))
    scale = 10**ledger.amounts.places
    found: dict[int, list[tuple[Fraction, int]]] = {}
    columns = (column[order].tolist() for column in (customers, units, late))
    for customer, amount, days in zip(*columns, strict=True):
        found.setdefault(customer, []).append((Fraction(amount, scale), days))
    return {customer: tuple(rows) for customer, rows in found.items()}


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
