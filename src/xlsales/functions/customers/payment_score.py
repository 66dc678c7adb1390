"""PAYMENT_SCORE: how promptly customers pay."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.cells import Result
from xlsales.functions.customers.groups import CustomerColumn, rows_by_customer
from xlsales.functions.kinds import Kind, NumberKind, Numbers
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.receivables.payment_score import DEFAULT_KEY, Key, payment_score, read_key


@cell_function(
    "PAYMENT_SCORE",
    group="Customers",
    chinese="付款评分：按金额加权的付款及时度",
    words=("付款评分", "诚信度", "回款"),
    catalogue=("CR3", "CR1", "CG3"),
)
def payment_score_(
    amounts: Annotated[Numbers, {"doc": "Amount of each payment", "zh": "付款金额"}],
    days_beyond_terms: Annotated[
        Numbers, {"doc": "Days after terms ended; negative is before", "zh": "超期天数（提前为负）"}
    ],
    key: Annotated[
        Key,
        Kind(NumberKind(), "whole", build=lambda block: read_key(block.rows)),
        {"doc": "Days and score; linear between, PAYDEX unless given", "zh": "评分表：天数、得分"},
    ] = DEFAULT_KEY,
    customers: CustomerColumn = None,
) -> Fraction | Block[Result] | None:
    """Score payments from 0 to 100, weighted by money: 80 is prompt, 50 is 30 days late.

    With ``customers`` one row each, sorted: customer and score. Payments with a blank take no part.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("PAYMENT_SCORE", [[[900], [100]], [[0], [30]]]).value
        77.0
    """
    money, days = tuple(amounts.cells()), tuple(days_beyond_terms.cells())
    if len(money) != len(days):
        fix = "Select the same rows in both."
        came = f"{len(days)} cells"
        raise InvalidInputError(Issue("PAY-005", "days_beyond_terms", came, f"{len(money)} cells", fix))
    if customers is None:
        return payment_score(money, days, key)
    filled = [amount is not None or late is not None for amount, late in zip(money, days, strict=True)]
    return Block(
        tuple(
            (name, payment_score([money[i] for i in rows], [days[i] for i in rows], key))
            for name, rows in rows_by_customer(tuple(customers.cells()), filled)
        )
        or ((None, None),)
    )
