"""Rows and words that several sheets of the customer workbook share."""

YEAR, MAX_QUANTITY = 2023, 100
GRADES = ("potential", "target", "key", "ungraded")
SEGMENTS = (
    ("Champions", 4, 5, 4, 5, 4, 5),
    ("Loyal", 3, 5, 3, 5, 3, 5),
    ("Big spenders", 1, 5, 1, 5, 5, 5),
    ("Promising", 4, 5, 1, 2, 1, 3),
    ("Needs attention", 3, 3, 1, 5, 1, 5),
    ("At risk", 1, 2, 3, 5, 2, 5),
    ("Hibernating", 1, 2, 1, 2, 1, 4),
)
FIRST = 7


def last_row(customers: int) -> int:
    """Return the last row of the customer list."""
    return FIRST - 1 + customers


def customer_column(column: str, last: int) -> str:
    """Return the absolute range of a column of Customers."""
    return f"Customers!${column}${FIRST}:${column}${last}"
