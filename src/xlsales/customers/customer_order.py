"""The order of customers in a table: numbers before texts, each rising."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from xlsales.kernel.numbers import exact
from xlsales.kernel.values import CellValue

#: Sorts customers and tells them apart; a number and a text that look alike are two customers.
CustomerKey: TypeAlias = tuple[int, int | Fraction, str]


def customer_key(customer: CellValue) -> CustomerKey:
    """Return what identifies and sorts a customer.

    Args:
        customer: A name or a number; texts are compared character by character.

    Examples:
        >>> sorted(["b", 10, "B", 9.0], key=customer_key)
        [9.0, 10, 'B', 'b']
        >>> customer_key(0.1 + 0.2) == customer_key(0.3)
        True
    """
    if isinstance(customer, bool):
        return (1, 0, "TRUE" if customer else "FALSE")
    if isinstance(customer, int):
        return (0, customer, "")
    if isinstance(customer, float):
        return (0, exact(customer), "")
    return (1, 0, str(customer))
