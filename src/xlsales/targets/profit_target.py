"""Sales that a profit needs, by the margins of what is sold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import ONE, ZERO, shown
from xlsales.kernel.shares import normalised
from xlsales.targets.pools import Pools, check_fits, pools_of

Numbers: TypeAlias = Block[Fraction | None]


def sales_targets(profits: Numbers, margins: Numbers, mix: Numbers | None, fixed_costs: Numbers) -> Numbers:
    """Return the sales that profits need: one profit, one for each row, or for each column.

    Args:
        profits: One profit over all margins, a column for their rows or a row for their columns;
            the sales of a blank profit are blank.
        margins: Shape (n, k), or (1, k) or (n, 1) to serve every profit.
        mix: Shares of sales, the same shape or a single row or column; even unless given.
        fixed_costs: One cell, or the shape of the profits.

    Raises:
        InvalidInputError: as ``sales_for_profit``, TARGET-006 and TARGET-007 other shapes.
    """
    pools = pools_of(profits.shape, margins.shape, "profit", "margins")
    raise_if_any(() if mix is None else check_fits("mix", mix.shape, pools))
    raise_if_any(check_fits("fixed_costs", fixed_costs.shape, Pools(profits.shape, "all")))
    mixes = [None] * pools.count if mix is None else pools.split(mix)
    sales: list[tuple[Fraction | None, ...]] = []
    for pool, (profit, shares, parts) in enumerate(
        zip(profits.cells(), pools.split(margins), mixes, strict=True)
    ):
        costs = fixed_costs.at(*divmod(pool, profits.width)) or ZERO
        unknown = (None,) * len(shares)
        sales.append(unknown if profit is None else tuple(sales_for_profit(profit, shares, parts, costs)))
    return pools.joined(sales)


def sales_for_profit(
    profit: Fraction,
    margins: Sequence[Fraction | None],
    mix: Sequence[Fraction | None] | None = None,
    fixed_costs: Fraction = ZERO,
) -> list[Fraction | None]:
    """Return the sales of each product that together earn a profit after fixed costs.

    Args:
        profit: Profit wanted.
        margins: Contribution margin of each product as a fraction of sales, shape (k,); blank
            takes no part.
        mix: Share of sales of each product, shape (k,), total 1 (or 100); even unless given.
        fixed_costs: Costs to earn on top of the profit.

    Returns:
        Sales, shape (k,), not rounded.

    Raises:
        InvalidInputError: TARGET-060 an average margin that is not above 0, TARGET-061 a share
            of a product without a margin, SHARE-001 a mix that does not total 1.

    Examples:
        >>> [int(sales) for sales in sales_for_profit(Fraction(30), [Fraction(1, 2), Fraction(1, 10)])]
        [50, 50]
    """
    shares = normalised(_even(margins) if mix is None else mix, "mix")
    earned = ZERO
    for number, (margin, share) in enumerate(zip(margins, shares, strict=True), start=1):
        if margin is None and share:
            fix = "Give the product a margin, or no share."
            raise InvalidInputError(
                Issue(
                    "TARGET-061", f"margins part {number}", "a blank cell", "a margin, as it has a share", fix
                )
            )
        earned += (margin or ZERO) * (share or ZERO)
    if earned <= 0:
        fix = "Only sales with a margin above 0 can earn a profit."
        raise InvalidInputError(
            Issue("TARGET-060", "margins", f"an average of {shown(earned)}", "an average above 0", fix)
        )
    sales = (profit + fixed_costs) / earned
    return [
        None if margin is None or share is None else sales * share
        for margin, share in zip(margins, shares, strict=True)
    ]


def _even(margins: Sequence[Fraction | None]) -> list[Fraction | None]:
    known = sum(margin is not None for margin in margins)
    return [None if margin is None else ONE / known for margin in margins]
