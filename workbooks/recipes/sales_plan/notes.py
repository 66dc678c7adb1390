"""Sheet Notes: where the numbers come from and what was decided about them."""

from recipes.book import Book
from recipes.styles import GREY

NOTES = (
    "Raw rows: global_sales of the Python package pointblank (MIT licence, Posit Software, PBC), "
    "50,000 rows as shipped, synthetic and dirty on purpose. Only the time stamps became Excel dates; "
    "e-mail addresses and the total were left out.",
    "Left as found: missing dates, cities, customer and product ids, quarters that do not fit the month, "
    "revenue that does not fit price times quantity, quantities up to 2,000.",
    "Net sales: revenue without tax of rows with a date and a plausible quantity, "
    "neither returned nor cancelled.",
    "Sales people and territories are invented: the raw rows name none.",
    "A month is closed when its last day is not after the day in Actuals up to (Plan).",
    "Targets to date of regions and people use the company's season: "
    "the share of the closed months in the annual target.",
)


def notes_sheet(book: Book) -> None:
    """Write the notes, one a row."""
    sheet = book.sheet("Notes", (110,), GREY)
    book.heading(sheet, "Notes", "Sources and decisions")
    book.column(sheet, "A4", NOTES, "wrap")
    for row in range(3, 3 + len(NOTES)):
        sheet.set_row(row, 48)
