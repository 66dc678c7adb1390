"""Rows that several sheets of the incentive workbook share."""

from recipes.people import ROSTER

COUNT = len(ROSTER)
FIRST = 8
LAST = FIRST + COUNT - 1
DEALS_FIRST = 6


def deal_column(column: str, deals: int) -> str:
    """Return the absolute range of a column of Deals."""
    return f"Deals!${column}${DEALS_FIRST}:${column}${DEALS_FIRST - 1 + deals}"


def payee_column(column: str) -> str:
    """Return the absolute range of a column of Payees."""
    return f"Payees!${column}${FIRST}:${column}${LAST}"
