"""What customers buy: new, modified and straight rebuys, and how each product sells and comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.customers.life_cycle import LifeStage, life_stage
from xlsales.customers.measures import Transaction
from xlsales.customers.purchase_type import OrderLine, PurchaseType, purchase_types
from xlsales.kernel.words import folded
from xlsales.receivables.return_rates import return_rates

#: From the decision that takes most to the one that takes least.
TYPES: Final[tuple[PurchaseType, ...]] = ("new", "modified", "straight")


@dataclass(frozen=True, slots=True)
class TypeShare:
    """Order lines of the period of one kind: how many, by how many customers, for how much."""

    kind: PurchaseType
    lines: int
    customers: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class ProductSales:
    """A product: sales by period, oldest first, the stage of its life, and what came back."""

    product: str
    amounts: tuple[Fraction, ...]
    stage: LifeStage | None
    return_rate: Fraction | None


@dataclass(frozen=True, slots=True)
class PurchasePatterns:
    """What is bought.

    Attributes:
        types: Order lines of the last period by kind (CG9); empty without products.
        latest: Kind of the last order of each customer; of several lines the one that takes most.
        products: Products by sales of the last period (FC4, CR5).
    """

    types: tuple[TypeShare, ...]
    latest: dict[str, PurchaseType]
    products: tuple[ProductSales, ...]


def purchase_patterns(
    rows: Sequence[Transaction], periods: Sequence[tuple[date, date]]
) -> PurchasePatterns | None:
    """Work out what is bought.

    Args:
        rows: The ledger.
        periods: First and last day of periods, oldest first; the last one is the period of the types.

    Returns:
        The patterns; ``None`` where no row names a product.
    """
    end = periods[-1][1]
    lines = [row for row in rows if row.product is not None and row.day <= end]
    if not lines:
        return None
    bought = [row for row in lines if row.amount > 0]
    kinds = purchase_types(
        OrderLine(row.customer, row.day, folded(row.product or ""), folded(row.terms or "")) for row in bought
    )
    return PurchasePatterns(
        _types(bought, kinds, periods[-1]), _latest(bought, kinds), _products(lines, periods)
    )


def _types(
    rows: Sequence[Transaction], kinds: Sequence[PurchaseType], period: tuple[date, date]
) -> tuple[TypeShare, ...]:
    start, end = period
    found = []
    for kind in TYPES:
        own = [row for row, its in zip(rows, kinds, strict=True) if its == kind and start <= row.day <= end]
        amount = sum((row.amount for row in own), Fraction(0))
        found.append(TypeShare(kind, len(own), len({row.customer for row in own}), amount))
    return tuple(found)


def _latest(rows: Sequence[Transaction], kinds: Sequence[PurchaseType]) -> dict[str, PurchaseType]:
    last: dict[str, tuple[date, int]] = {}
    for row, kind in zip(rows, kinds, strict=True):
        place = TYPES.index(kind)
        day, least = last.get(row.customer, (row.day, place))
        if row.day >= day:
            last[row.customer] = (row.day, min(place, least) if row.day == day else place)
    return {customer: TYPES[place] for customer, (_, place) in last.items()}


def _products(rows: Sequence[Transaction], periods: Sequence[tuple[date, date]]) -> tuple[ProductSales, ...]:
    names: dict[str, str] = {}
    sums: dict[str, list[Fraction]] = {}
    sold: list[tuple[str, Fraction, Fraction]] = []
    for row in rows:
        product = folded(row.product or "")
        names.setdefault(product, row.product or "")
        amounts = sums.setdefault(product, [Fraction(0)] * len(periods))
        place = next((i for i, (start, end) in enumerate(periods) if start <= row.day <= end), None)
        if place is not None:
            amounts[place] += row.amount - row.returned
            if place == len(periods) - 1:
                sold.append((product, row.amount, row.returned))
    rates = {product: rate for product, _, _, rate in return_rates(sold)}
    found = [
        ProductSales(names[product], tuple(amounts), _stage(amounts), rates.get(product))
        for product, amounts in sums.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.amounts[-1], one.product)))


def _stage(amounts: Sequence[Fraction]) -> LifeStage | None:
    """Return the stage; one period alone says nothing about growth."""
    return life_stage([max(Fraction(0), amount) for amount in amounts]) if len(amounts) > 1 else None
