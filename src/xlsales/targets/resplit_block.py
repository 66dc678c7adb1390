"""Rolling targets for many people: a target for each row, or for each column."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import CENT
from xlsales.targets.pools import Pools, check_fits, named_after, pools_of
from xlsales.targets.resplit import Carrying, resplit_target

Numbers: TypeAlias = Block[Fraction | None]


def resplit_targets(
    targets: Numbers,
    actuals: Numbers,
    weights: Numbers,
    closed: Block[int | None],
    unit: Fraction = CENT,
    carrying: Carrying | None = None,
) -> Numbers:
    """Return actuals and new targets of every pool of periods.

    Args:
        targets: One target for all weights, a column of targets (one for each row) or a row of
            targets (one for each column); the parts of a blank target are blank.
        actuals: Shape of the weights, or fewer periods; a single line serves every target.
        weights: Shape (n, k), or a single row or column to serve every target.
        closed: Closed periods, one for all or one for each target; blank counts the actuals.
        unit: Smallest amount handed out.
        carrying: What becomes of the gap.

    Raises:
        InvalidInputError: as ``resplit_target``, TARGET-006 and TARGET-007 other shapes.
    """
    pools = pools_of(targets.shape, weights.shape, "target")
    raise_if_any(check_fits("closed", closed.shape, Pools(targets.shape, "all")))
    lines = pools.split(_padded(actuals, pools))
    parts: list[tuple[Fraction | None, ...]] = []
    issues: list[Issue] = []
    for pool, (target, line, shares) in enumerate(
        zip(targets.cells(), lines, pools.split(weights), strict=True)
    ):
        if target is None:
            parts.append((None,) * len(shares))
            continue
        count = closed.at(*divmod(pool, targets.width))
        try:
            parts.append(
                resplit_target(target, line, shares, count, unit, carrying, partial(pools.place, pool))
            )
        except InvalidInputError as error:
            issues += named_after(error.issues, pools.name(pool))
    raise_if_any(issues)
    return pools.joined(parts)


def _padded(actuals: Numbers, pools: Pools) -> Numbers:
    """Return actuals with blanks for the periods that they do not reach."""
    height, width = pools.shape
    if actuals.height > height or actuals.width > width:
        raise InvalidInputError(
            Issue(
                "TARGET-007",
                "actuals",
                f"{actuals.height} x {actuals.width} cells",
                f"at most {height} x {width} cells",
                "Select a range of the same shape as the weights.",
            )
        )
    rows: Sequence[tuple[Fraction | None, ...]] = actuals.rows
    if pools.direction != "columns" or actuals.width > 1:
        rows = [row + (None,) * (width - len(row)) for row in rows]
    if pools.direction != "rows" or actuals.height > 1:
        rows = [*rows, *[(None,) * len(rows[0])] * (height - len(rows))]
    return Block(tuple(rows))
