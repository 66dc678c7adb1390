"""The arithmetic alone, on columns too large for a sheet, against what one writes in pandas."""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import Any

import numpy as np

from measuring import Line, compare, show, timed
from xlsales.incentives.payout_blocks import Ledger, payout_block
from xlsales.incentives.tiers import Terms, Tiers
from xlsales.kernel.apportionment_block import apportion_rows

BOUNDS = (0, 500, 1_000, 2_000, 5_000)
RATES = ("0.01", "0.03", "0.05", "0.08", "0.1")


def lines(quick: bool = False) -> list[Line]:
    """Return the comparisons; none without pandas, which nothing here needs otherwise."""
    try:
        import pandas as pd
    except ImportError:
        print("pandas is not installed: nothing to compare the arithmetic with", file=sys.stderr)
        return []
    shrink = 10 if quick else 1
    return [split_line(pd, 1_000_000 // shrink), *tier_lines(pd, 10_000_000 // shrink)]


def split_line(pd: Any, leaves: int) -> Line:
    """Split a target in cents over a million leaves."""
    weights = np.random.default_rng(1).integers(1, 10_000, leaves)
    total = 123_456_789_00
    totals, taking = np.array([total]), np.ones((1, leaves), dtype=bool)
    column = pd.Series(weights)

    def theirs() -> Any:
        exact = total * column / column.sum()
        parts = exact.astype("int64")
        spare = int(total - parts.sum())
        parts[(exact - parts).nlargest(spare).index] += 1
        return parts

    ours = apportion_rows(totals, weights.reshape(1, -1), taking)
    assert ours is not None
    assert ours.sum() == total == theirs().sum()
    return compare(
        f"split a target over {leaves:,} leaves by largest remainder, exact",
        lambda: timed(lambda: apportion_rows(totals, weights.reshape(1, -1), taking)),
        "pandas: share, floor, nlargest, in doubles",
        lambda: timed(theirs),
        repeats=(9, 9),
    )


def tier_lines(pd: Any, rows: int) -> list[Line]:
    """Pay marginal tiers on ten million amounts, each rounded to the cent."""
    cents = np.random.default_rng(2).integers(0, 900_000, rows)
    tiers = Tiers(tuple(map(Fraction, BOUNDS)), tuple(map(Fraction, RATES)), (Fraction(0),) * len(BOUNDS))
    ledger = Ledger(cents, np.zeros_like(cents), 2, None, int(cents.max()))
    amounts = pd.Series(cents / 100)
    sample = amounts[: rows // 100]
    uppers = [*BOUNDS[1:], np.inf]
    rates = [float(rate) for rate in RATES]

    def clipped() -> Any:
        pay = 0.0
        for low, high, rate in zip(BOUNDS, uppers, rates, strict=True):
            pay = pay + (amounts - low).clip(0, high - low) * rate
        return pay.round(2)

    def of_one(amount: float) -> float:
        pay = 0.0
        for low, high, rate in zip(BOUNDS, uppers, rates, strict=True):
            pay += max(min(amount, high) - low, 0) * rate
        return round(pay, 2)

    def ours() -> Any:
        return payout_block(tiers, ledger, Terms())

    assert np.abs(ours() - clipped().to_numpy()).max() < 0.011
    what = f"marginal tiers on {rows:,} amounts, exact, halves up"
    return [
        compare(
            what,
            lambda: timed(ours),
            "pandas: clip by tier, in doubles",
            lambda: timed(clipped),
            repeats=(5, 5),
        ),
        compare(
            what,
            lambda: timed(ours),
            "pandas: Series.apply (a hundredth of the rows, times 100)",
            lambda: timed(lambda: sample.apply(of_one)).scaled(100),
            repeats=(5, 3),
        ),
    ]


if __name__ == "__main__":
    show(lines("--quick" in sys.argv))
