"""Splitting a million leaves and fitting 1.2 million cells, beside plain pandas and a memory copy.

``python benchmarks/targets.py``; times are the best of several runs on a machine that may be busy,
so the ratios say more than the milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from xlsales.kernel.apportionment_block import apportion_rows
from xlsales.targets.fit_margins import fit_margins
from xlsales.targets.given_margins import Axis, GivenMargin, Problem, other_axes

RUNS: Final = 7


def best(work: Callable[[], object]) -> float:
    """Return the shortest of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def split_of_a_million() -> None:
    """A total over a million leaves, exact to the cent, beside the rounding that pandas users write."""
    random = np.random.default_rng(7)
    weights = random.integers(1, 100_000, (1, 1_000_000))
    totals, taking = np.array([123_456_789_012]), np.ones((1, 1_000_000), dtype=bool)
    frame = pd.DataFrame({"weight": weights[0].astype(float)})

    def exact() -> object:
        return apportion_rows(totals, weights, taking)

    def plain() -> object:
        return (frame["weight"] / frame["weight"].sum() * 1_234_567_890.12).round(2)

    def repaired() -> object:
        share = frame["weight"] / frame["weight"].sum() * 123_456_789_012
        parts = np.floor(share)
        ahead = (share - parts).sort_values(ascending=False).index[: int(123_456_789_012 - parts.sum())]
        parts.loc[ahead] += 1
        return parts

    parts = apportion_rows(totals, weights, taking)
    assert parts is not None
    assert parts.sum() == totals[0]
    ours = best(exact)
    print(f"split of 1,000,000 leaves: {ours * 1e3:.1f} ms, sums exactly")
    print(f"  pandas, rounded, off by {plain_miss(plain()):.2f}: {best(plain) * 1e3:.1f} ms")
    theirs = best(repaired)
    print(f"  pandas, remainders handed out by sorting: {theirs * 1e3:.1f} ms, {theirs / ours:.1f} x ours")


def plain_miss(parts: object) -> float:
    """Return by how much rounded parts miss their total."""
    return abs(float(pd.Series(parts).sum()) - 1_234_567_890.12)  # type: ignore[call-overload]


def fit_of_cells() -> None:
    """12 months x 100 regions x 1,000 products fitted to three totals, beside copying its memory."""
    random = np.random.default_rng(1)
    shape = (12, 100, 1000)
    true, seed = random.uniform(1, 100, shape), random.uniform(0.1, 5, shape)
    axes = tuple(
        Axis(name, tuple(map(str, range(size))))
        for name, size in zip(("month", "region", "product"), shape, strict=True)
    )
    margins = tuple(GivenMargin((at,), true.sum(axis=other_axes(3, (at,)))) for at in range(3))
    problem = Problem(axes, seed, margins)
    fitted = fit_margins(problem, 1e-10)
    ours, copy = best(lambda: fit_margins(problem, 1e-10)), best(seed.copy)
    passes = fitted.passes * len(margins)
    print(f"fit of {seed.size:,} cells: {ours * 1e3:.1f} ms, {passes} passes, misses by {fitted.miss:.0e}")
    print(
        f"  memory copy of its passes: {copy * passes * 1e3:.1f} ms; ours / that: {ours / copy / passes:.1f}"
    )
    frame = pd.DataFrame({"cell": seed.reshape(-1)}, index=pd.MultiIndex.from_product(map(range, shape)))
    theirs = best_of_pandas(frame, [margin.totals for margin in margins], fitted.passes)
    print(f"  pandas, groupby and map: {theirs * 1e3:.0f} ms, {theirs / ours:.0f} x ours")


def best_of_pandas(frame: pd.DataFrame, totals: list[np.ndarray], passes: int) -> float:
    """Return the time of as many passes written with pandas."""
    start = time.perf_counter()
    cells = frame["cell"].copy()
    for _ in range(passes):
        for level, wanted in enumerate(totals):
            sums = cells.groupby(level=level).transform("sum")
            cells = cells * wanted[cells.index.get_level_values(level)] / sums
    return time.perf_counter() - start


if __name__ == "__main__":
    split_of_a_million()
    fit_of_cells()
