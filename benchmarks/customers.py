"""RFM of a million orders, classes and grades of 100,000 customers, against plain pandas.

Both begin with the same Python columns, as a host hands them over, and end with Python rows.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

from measuring import Line, compare, show, timed
from xlsales.functions import call_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.values import CellError

ORDERS, CUSTOMERS = 1_000_000, 100_000
FIRST_DAY, DAYS = 45_000, 730
THRESHOLDS = [[5_000, 12, 0.1, 80]]


def lines(quick: bool = False) -> list[Line]:
    """Return the comparisons; none without pandas, which nothing here needs otherwise."""
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: nothing to compare customer grades with", file=sys.stderr)
        return []
    shrink = 10 if quick else 1
    orders, customers = ORDERS // shrink, CUSTOMERS // shrink
    return [rfm_line(pd, orders, customers), abc_line(pd, customers), grade_line(pd, customers)]


def rfm_line(pd: Any, orders: int, customers: int) -> Line:
    """Sum up and score orders."""
    draw = random.Random(11)
    names = [f"C{draw.randrange(customers):06d}" for _ in range(orders)]
    days = [FIRST_DAY + draw.randrange(DAYS) for _ in range(orders)]
    amounts = [round(draw.uniform(1, 900), 2) for _ in range(orders)]
    as_of = FIRST_DAY + DAYS
    blocks = [Block.column(column) for column in (names, days, amounts)]

    def theirs() -> Any:
        frame = pd.DataFrame({"name": names, "day": days, "amount": amounts})
        table = frame.groupby("name").agg(day=("day", "max"), n=("day", "size"), amount=("amount", "sum"))
        table["recency"] = as_of - table["day"]
        table["r"] = pd.qcut(-table["recency"].rank(method="first"), 5, labels=False) + 1
        for score, column in (("f", "n"), ("m", "amount")):
            table[score] = pd.qcut(table[column].rank(method="first"), 5, labels=False) + 1
        return table.reset_index().to_numpy().tolist()

    ours = caller("RFM", *blocks, as_of)
    assert len(ours()) == 1 + len(theirs())  # ours has headings
    return against(f"RFM: {orders:,} orders of {customers:,} customers", ours, "groupby, qcut", theirs)


def abc_line(pd: Any, customers: int) -> Line:
    """Class customers by their share of all sales."""
    draw = random.Random(12)
    sales = [round(draw.paretovariate(1.2) * 100, 2) for _ in range(customers)]

    def theirs() -> Any:
        column = pd.Series(sales)
        share = column.sort_values(ascending=False).cumsum() / column.sum()
        return pd.cut(share, [0, 0.8, 0.95, 2], labels=list("ABC")).reindex(column.index).tolist()

    ours = caller("ABC", Block.column(sales))
    return against(f"ABC classes of {customers:,} customers", ours, "sort_values, cumsum, cut", theirs)


def grade_line(pd: Any, customers: int) -> Line:
    """Grade customers by all conditions of a key account."""
    draw = random.Random(13)
    fits = [draw.random() > 0.1 for _ in range(customers)]
    ranges = ((0, 9_000), (0, 40), (0, 0.4), (40, 100))
    measures = [[round(draw.uniform(*limits), 3) for _ in range(customers)] for limits in ranges]

    def theirs() -> Any:
        frame = pd.DataFrame({"fit": fits} | {str(i): column for i, column in enumerate(measures)})
        key = frame["fit"].copy()
        for i, least in enumerate(THRESHOLDS[0]):
            key &= frame[str(i)] >= least
        grade = pd.Series("target", index=frame.index)
        return grade.mask(key, "key").mask(~frame["fit"], "potential").tolist()

    blocks = [Block.column(column) for column in (fits, *measures)]
    ours = caller("GRADE", *blocks, THRESHOLDS)
    assert [row[0] for row in ours()] == theirs()
    return against(f"GRADE of {customers:,} customers", ours, "mask by condition", theirs)


def caller(name: str, *arguments: object) -> Callable[[], Any]:
    """Return a call of a cell function, which must not end in an error."""

    def call() -> Any:
        rows = call_function(name, arguments).rows
        assert not isinstance(rows[0][0], CellError), rows[0][0].issue
        return rows

    return call


def against(what: str, ours: Callable[[], Any], how: str, theirs: Callable[[], Any]) -> Line:
    """Measure one function both ways."""
    return compare(what, lambda: timed(ours), f"pandas: {how}", lambda: timed(theirs), repeats=(5, 5))


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
