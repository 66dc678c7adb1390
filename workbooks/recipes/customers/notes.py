"""Sheet Notes: where the numbers come from and what was assumed."""

from recipes.book import Book
from recipes.styles import GREY

NOTES = (
    "Orders: rows of global_sales (Python package pointblank, MIT licence, Posit Software, PBC) dated 2023, "
    "with a customer and a quantity of 100 or less.",
    "Orders holds the rows that are sales, Returns the returned and cancelled ones.",
    "Largest request: the customer's largest quantity of the year, implausible and refused ones included; "
    "unknown where its row lacks the city or the product.",
    "Margins by category and channel, thresholds and capability are invented.",
    "Credit stands in for payment behaviour: the share of a customer's orders that was neither returned "
    "nor cancelled.",
)


def notes_sheet(book: Book) -> None:
    """Write the notes, one a row."""
    sheet = book.sheet("Notes", (110,), GREY)
    book.heading(sheet, "Notes", "Sources and decisions")
    book.column(sheet, "A4", NOTES, "wrap")
    for row in range(3, 3 + len(NOTES)):
        sheet.set_row(row, 34)
