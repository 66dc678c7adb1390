"""Recency, frequency and monetary value of customers, and their scores."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlsales.customers.abc_classes import Ties
from xlsales.customers.customer_order import customer_key
from xlsales.customers.quantiles import BinRule, bin_numbers
from xlsales.kernel.values import CellValue

#: Header of the table, as workbooks refer to it.
RFM_HEADER: Final = ("customer", "recency_days", "orders", "amount", "R", "F", "M", "code")


@dataclass(frozen=True, slots=True)
class Purchases:
    """What one customer bought up to a day.

    Attributes:
        customer: Name or number.
        recency_days: Days since the last order.
        orders: How many orders.
        amount: Sum of all of them.
    """

    customer: CellValue
    recency_days: int
    orders: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class RfmScore:
    """Scores of one customer, each from 1 to the number of bins; more is better."""

    r: int
    f: int
    m: int
    bins: int = 5

    @property
    def code(self) -> str:
        """The three scores as one text; beyond nine bins with hyphens.

        Examples:
            >>> RfmScore(5, 4, 3).code, RfmScore(10, 4, 3, 10).code
            ('543', '10-4-3')
        """
        between = "" if self.bins <= 9 else "-"
        return between.join((str(self.r), str(self.f), str(self.m)))


def purchases_of(
    customers: Sequence[CellValue],
    days: Sequence[date],
    amounts: Sequence[Fraction],
    as_of: date,
    order_ids: Sequence[Hashable] | None = None,
) -> tuple[Purchases, ...]:
    """Sum up each customer's orders up to a day.

    Args:
        customers: Who ordered, shape (n,).
        days: When, shape (n,).
        amounts: How much, shape (n,); refunds are negative.
        as_of: Last day that counts; later rows are left out.
        order_ids: Which order a row belongs to, shape (n,); ``None`` is an order of its own. Without
            ids, each row is an order.

    Returns:
        One entry a customer, numbers before texts, each in rising order.

    Examples:
        >>> rows = purchases_of(["b", 7], [date(2026, 1, 5)] * 2, [Fraction(1)] * 2, date(2026, 1, 9))
        >>> [(row.customer, row.recency_days) for row in rows]
        [(7, 4), ('b', 4)]
    """
    last: dict[Hashable, date] = {}
    amount: dict[Hashable, Fraction] = {}
    orders: dict[Hashable, set[Hashable]] = {}
    names: dict[Hashable, CellValue] = {}
    for i, customer in enumerate(customers):
        if days[i] > as_of:
            continue
        key = customer_key(customer)
        names.setdefault(key, customer)
        last[key] = max(last.get(key, days[i]), days[i])
        amount[key] = amount.get(key, Fraction(0)) + amounts[i]
        given = order_ids[i] if order_ids else None
        orders.setdefault(key, set()).add(("row", i) if given is None else ("order", given))
    return tuple(
        Purchases(names[key], (as_of - last[key]).days, len(orders[key]), amount[key])
        for key in sorted(names)  # type: ignore[type-var]
    )


def rfm_scores(
    purchases: Sequence[Purchases], bins: int = 5, rule: BinRule = "quantile", ties: Ties = "row"
) -> tuple[RfmScore, ...]:
    """Score customers by recency, number of orders and amount.

    Args:
        purchases: One entry a customer, shape (n,); their order breaks ties of the rule ``rank``.
        bins: Scores run from 1 to this.
        rule: How values become bins, see ``bin_numbers``. Recency is reversed: the bin of the fewest
            days scores highest.
        ties: What happens to equal values of the rule ``rank``.

    Returns:
        Scores, shape (n,), in the order of ``purchases``.

    References:
        R package rfm 0.3.0 (rsquaredacademy) for the rule ``r``.

    Examples:
        >>> lone = Purchases("a", 3, 1, Fraction(10))
        >>> rfm_scores([lone])[0].code
        '511'
    """
    recency = bin_numbers([Fraction(entry.recency_days) for entry in purchases], bins, rule, ties)
    frequency = bin_numbers([Fraction(entry.orders) for entry in purchases], bins, rule, ties)
    monetary = bin_numbers([entry.amount for entry in purchases], bins, rule, ties)
    return tuple(
        RfmScore(bins + 1 - r, f, m, bins) for r, f, m in zip(recency, frequency, monetary, strict=True)
    )
