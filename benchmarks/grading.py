"""RFM, ABC and grade of a million transactions by 100,000 customers; and what plain pandas takes.

Run it, read it; ``--job`` also runs the whole job on a file of these transactions and on half of them, so
that a step that is not linear would show, in seconds of the processor. Nothing here fails but a difference
between the two in what both sum up.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from measuring import Line, compare, show, timed
from xlsales.customers.abc_block import class_units
from xlsales.customers.abc_classes import AbcRule
from xlsales.customers.quantiles_block import bin_whole_numbers
from xlsales.customers.rfm_block import PurchaseColumns, sum_purchases
from xlsales.functions import call_function
from xlsales.jobs.grading import run_grading
from xlsales.kernel.blocks import Block
from xlsales.kernel.dates import date_of_serial
from xlsales.tables.raw import RawTable

TRANSACTIONS = 1_000_000
CUSTOMERS = 100_000
AS_OF = 46_022
LIMITS = [[5_000, 10, None, None]]


def ledger(transactions: int, customers: int) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return customers, serial days and cents of invented orders; few customers buy most."""
    random = np.random.default_rng(7)
    ranks = np.minimum((customers * random.random(transactions) ** 2).astype(np.int64), customers - 1)
    names = [f"C{rank:06d}" for rank in range(customers)]
    days = random.integers(AS_OF - 364, AS_OF + 1, transactions)
    cents = random.integers(100, 100_000, transactions)
    return [names[rank] for rank in ranks.tolist()], days, cents


def rfm(found: PurchaseColumns) -> list[np.ndarray]:
    """Return R, F and M of every customer."""
    columns = (found.recency_days, found.orders, found.amounts)
    return [bin_whole_numbers(column, 5, "quantile", 0) for column in columns]


def grades(found: PurchaseColumns) -> Sequence[Sequence[object]]:
    """Return the grade of every customer by volume and orders a year."""
    volumes = Block.column((found.amounts / 100).tolist())
    orders = Block.column(found.orders.tolist())
    fits = Block.column([True] * len(found.customers))
    return call_function("GRADE", [fits, volumes, orders, None, None, LIMITS]).rows


def lines(quick: bool = False) -> list[Line]:
    """Return the comparison; none without pandas, which nothing here needs otherwise."""
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: nothing to compare grading with", file=sys.stderr)
        return []
    shrink = 10 if quick else 1
    customers, days, cents = ledger(TRANSACTIONS // shrink, CUSTOMERS // shrink)

    def ours() -> PurchaseColumns:
        found = sum_purchases(customers, days, cents, AS_OF, None)
        assert found is not None
        rfm(found)
        class_units(found.amounts, AbcRule())
        grades(found)
        return found

    def theirs() -> pd.DataFrame:
        frame = pd.DataFrame({"customer": customers, "day": days, "cents": cents})
        return frame.groupby("customer").agg(
            last=("day", "max"), orders=("day", "size"), cents=("cents", "sum")
        )

    found = ours()
    assert theirs()["cents"].tolist() == found.amounts.tolist()
    what = f"RFM, ABC and grade: {len(cents):,} transactions of {len(found.customers):,} customers"
    aim = "under 2 s"
    return [
        compare(
            what, lambda: timed(ours), "pandas: groupby alone", lambda: timed(theirs), repeats=(5, 5), aim=aim
        )
    ]


def whole_job() -> None:
    """Print the times of the job on half of the transactions and customers, and on all of them."""
    with tempfile.TemporaryDirectory() as folder:
        for part in (2, 1):
            _job(Path(folder), TRANSACTIONS // part, CUSTOMERS // part)


def _job(folder: Path, transactions: int, customers: int) -> None:
    names, days, cents = ledger(transactions, customers)
    dates = {day: date_of_serial(day).isoformat() for day in range(AS_OF - 364, AS_OF + 1)}
    file = folder / f"{transactions}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("customer", "date", "amount"))
        amounts = (cents / 100).tolist()
        writer.writerows(zip(names, (dates[day] for day in days.tolist()), amounts, strict=True))
    settings = [["transactions_file", file.name], ["as_of", date_of_serial(AS_OF)]]
    tables = [
        RawTable("policy", ("setting", "value"), settings, "policy:{}:{}".format),
        RawTable(
            "conditions",
            ("measure", "threshold"),
            [["volume", 5_000], ["frequency", 10]],
            "conditions:{}:{}".format,
        ),
    ]
    start = time.process_time()
    result = run_grading(tables, folder)
    seconds = time.process_time() - start
    volume = sum((one.known.measures.volume for one in result.last.customers), Fraction(0))
    assert volume == Fraction(int(cents.sum()), 100)
    print(
        f"the job on {transactions:,} transactions of {len(result.last.customers):,} customers: "
        f"{seconds:.1f} s, {seconds / transactions * 1e6:.1f} µs a transaction"
    )


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
    if "--job" in sys.argv:
        whole_job()
