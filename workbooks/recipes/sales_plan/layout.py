"""Rows and words that several sheets of the sales plan share."""

from recipes.people import ROSTER

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PEOPLE_FIRST = 8
PEOPLE_LAST = PEOPLE_FIRST + len(ROSTER) - 1
PERSON_MONTHS_FIRST = 6
PERSON_MONTHS_LAST = PERSON_MONTHS_FIRST + len(ROSTER) - 1


def history(column: str) -> str:
    """Return the absolute range of a column of History over all three years."""
    return f"History!${column}$6:${column}$41"
