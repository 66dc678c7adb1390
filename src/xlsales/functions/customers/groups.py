"""Rows of a table by customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from xlsales.customers.customer_order import CustomerKey, customer_key
from xlsales.functions.kinds import AnyKind, Kind
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import Issue, raise_if_any
from xlsales.kernel.values import CellValue

CustomerColumn = Annotated[
    Block[CellValue] | None,
    Kind(AnyKind("customers"), "whole"),
    {"doc": "Customer of each row, for one result row each", "zh": "客户，每户一行"},
]


def rows_by_customer(
    customers: Sequence[CellValue], filled: Sequence[bool]
) -> tuple[tuple[CellValue, tuple[int, ...]], ...]:
    """Return each customer and its rows, from 0; numbers before texts, each rising.

    Args:
        customers: Customer of each row, shape (n,).
        filled: Whether the rest of the row holds something, shape (n,); other rows are passed over.

    Raises:
        InvalidInputError: CUST-001 different numbers of rows, CUST-002 a filled row without a customer.

    Examples:
        >>> rows_by_customer(["b", None, "a", "b"], [True, False, True, True])
        (('a', (2,)), ('b', (0, 3)))
    """
    if len(customers) != len(filled):
        fix = "Select the same rows in every column."
        raise_if_any([Issue("CUST-001", "customers", f"{len(customers)} cells", f"{len(filled)}", fix)])
    names: dict[CustomerKey, CellValue] = {}
    rows: dict[CustomerKey, list[int]] = {}
    issues = []
    for i, (customer, is_filled) in enumerate(zip(customers, filled, strict=True)):
        if is_filled and customer is None:
            fix = "Fill the customer, or clear the row."
            issues.append(Issue("CUST-002", f"customers cell {i + 1}", "blank", "a customer", fix))
        elif is_filled:
            key = customer_key(customer)
            names.setdefault(key, customer)
            rows.setdefault(key, []).append(i)
    raise_if_any(issues)
    return tuple((names[key], tuple(rows[key])) for key in sorted(names))
