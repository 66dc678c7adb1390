"""Splits of targets over a block of cells: one total, a total for each row, or for each column."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from xlsales.kernel.apportionment import Method, apportion
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import CENT
from xlsales.targets.pools import Pools, check_fits, named_after, pools_of

Numbers: TypeAlias = Block[Fraction | None]

_FREE: Numbers = Block.cell(None)


@dataclass(frozen=True, slots=True)
class Limits:
    """What parts must keep to; blank is free, one cell stands for all.

    Attributes:
        floors: Least of each part.
        caps: Most of each part.
        locked: Fixed parts.
    """

    floors: Numbers = _FREE
    caps: Numbers = _FREE
    locked: Numbers = _FREE

    @property
    def are_free(self) -> bool:
        """Tell whether nothing is limited."""
        return all(
            value is None for block in (self.floors, self.caps, self.locked) for value in block.cells()
        )

    def issues(self, pools: Pools) -> tuple[Issue, ...]:
        """Return which of them do not fit the cells."""
        named = (("floors", self.floors), ("caps", self.caps), ("locked", self.locked))
        return tuple(issue for name, block in named for issue in check_fits(name, block.shape, pools))


def split_target(
    totals: Numbers,
    weights: Numbers,
    unit: Fraction = CENT,
    limits: Limits | None = None,
    method: Method = "hamilton",
) -> Numbers:
    """Split targets by weights so that the parts sum exactly to them.

    Args:
        totals: One total for all weights, a column of totals (one for each row) or a row of
            totals (one for each column); the parts of a blank total are blank.
        weights: Shape (n, k), or (1, k) or (n, 1) to serve every total; blank takes no part.
        unit: Smallest amount handed out; 0 does not round.
        limits: Floors, caps and locks.
        method: ``hamilton`` or a divisor method.

    Returns:
        Parts in the shape of the weights, spread over the totals.

    Raises:
        InvalidInputError: TARGET-001 to TARGET-005 as ``apportion``, TARGET-006 totals and
            TARGET-007 limits of another shape.

    Examples:
        >>> totals, weights = Block.of([[Fraction(10)], [Fraction(20)]]), Block.of([[Fraction(1)] * 3])
        >>> [[int(part) for part in row] for row in split_target(totals, weights, Fraction(1)).rows]
        [[4, 3, 3], [7, 7, 6]]
    """
    limits = limits or Limits()
    pools = pools_of(totals.shape, weights.shape)
    raise_if_any(limits.issues(pools))
    given = zip(
        totals.cells(),
        pools.split(weights),
        pools.split(limits.floors),
        pools.split(limits.caps),
        pools.split(limits.locked),
        strict=True,
    )
    parts: list[tuple[Fraction | None, ...]] = []
    issues: list[Issue] = []
    for pool, (total, shares, floors, caps, locked) in enumerate(given):
        if total is None:
            parts.append((None,) * len(shares))
            continue
        try:
            parts.append(
                apportion(
                    total,
                    shares,
                    unit,
                    floors=floors,
                    caps=caps,
                    locked=locked,
                    method=method,
                    place=partial(pools.place, pool),
                )
            )
        except InvalidInputError as error:
            issues += named_after(error.issues, pools.name(pool))
    raise_if_any(issues)
    return pools.joined(parts)
