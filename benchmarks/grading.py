"""RFM, ABC and grade of a million transactions by 100,000 customers; and what plain pandas takes.

Run it, read it; nothing here fails but a difference between the two in what both sum up.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

import numpy as np

from xlsales.customers.abc_block import class_units
from xlsales.customers.abc_classes import AbcRule
from xlsales.customers.grade import GradeLabels, grade_of
from xlsales.customers.quantiles_block import bin_whole_numbers
from xlsales.customers.rfm_block import PurchaseColumns, sum_purchases

TRANSACTIONS = 1_000_000
CUSTOMERS = 100_000
AS_OF = 46_022
REPEATS = 3
LIMITS = (Fraction(5_000), Fraction(10), None, None)
T = TypeVar("T")


def ledger() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return customers, serial days and cents of invented orders; few customers buy most."""
    random = np.random.default_rng(7)
    ranks = np.minimum((CUSTOMERS * random.random(TRANSACTIONS) ** 2).astype(np.int64), CUSTOMERS - 1)
    names = [f"C{rank:06d}" for rank in range(CUSTOMERS)]
    days = random.integers(AS_OF - 365, AS_OF + 1, TRANSACTIONS)
    cents = random.integers(100, 100_000, TRANSACTIONS)
    return [names[rank] for rank in ranks.tolist()], days, cents


def best_seconds(work: Callable[[], T]) -> tuple[float, T]:
    """Return the shortest time of some runs, and the result."""
    shortest, result = float("inf"), work()
    for _ in range(REPEATS):
        start = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, result


def rfm(found: PurchaseColumns) -> list[np.ndarray]:
    """Return R, F and M of every customer."""
    columns = (found.recency_days, found.orders, found.amounts)
    return [bin_whole_numbers(column, 5, "quantile", 0) for column in columns]


def grades(found: PurchaseColumns) -> list[object]:
    """Return the grade of every customer by volume and orders a year."""
    labels = GradeLabels()
    pairs = zip(found.amounts.tolist(), found.orders.tolist(), strict=True)
    return [
        grade_of(True, (Fraction(cents, 100), Fraction(orders), None, None), LIMITS, labels)
        for cents, orders in pairs
    ]


def main() -> None:
    """Print the times of both ways and their ratio."""
    customers, days, cents = ledger()

    def whole() -> PurchaseColumns:
        found = sum_purchases(customers, days, cents, AS_OF, None)
        assert found is not None
        rfm(found)
        class_units(found.amounts, AbcRule())
        grades(found)
        return found

    ours, found = best_seconds(whole)
    summed, _ = best_seconds(lambda: sum_purchases(customers, days, cents, AS_OF, None))
    print(
        f"sums, RFM, ABC and grade of {len(found.customers):,} customers: {ours:.2f} s, "
        f"of that the sums {summed:.2f} s"
    )
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed")
        return

    def plain() -> pd.DataFrame:
        frame = pd.DataFrame({"customer": customers, "day": days, "cents": cents})
        return frame.groupby("customer").agg(
            last=("day", "max"), orders=("day", "size"), cents=("cents", "sum")
        )

    theirs, frame = best_seconds(plain)
    assert frame["cents"].tolist() == found.amounts.tolist()
    print(f"pandas groupby alone: {theirs:.2f} s; ratio of the whole to it {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
