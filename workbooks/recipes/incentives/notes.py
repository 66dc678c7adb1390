"""Sheet Notes: where the numbers come from and what was assumed."""

from recipes.book import Book
from recipes.styles import GREY

NOTES = (
    "Deals: rows of global_sales (Python package pointblank, MIT licence, Posit Software, PBC) of 2023 "
    "with a city, a revenue of 3,500 or more and a quantity of 100 or less, not cancelled.",
    "The raw rows tell that a deal was returned, not when: the refund is booked 30 days later, "
    "and left out when that falls in the next year.",
    "Sales people, quotas, ratings, rates and shares are invented.",
    "Commission accumulates through the year by payee: each deal is paid at the tiers that the year "
    "has reached by then; a refund goes back down the same tiers.",
    "The macro project of this workbook comes from the examples of XlsxWriter "
    "(BSD 2-Clause licence, John McNamara).",
)


def notes_sheet(book: Book) -> None:
    """Write the notes, one a row."""
    sheet = book.sheet("Notes", (110,), GREY)
    book.heading(sheet, "Notes", "Sources and decisions")
    book.column(sheet, "A4", NOTES, "wrap")
    for row in range(3, 3 + len(NOTES)):
        sheet.set_row(row, 34)
