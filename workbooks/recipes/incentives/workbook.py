"""The incentive workbook, sheet by sheet; our calls stand as VBA functions leave them (``XLSALES_…``)."""

from collections.abc import Sequence
from pathlib import Path

from recipes.book import Book
from recipes.incentives.deals import deals_sheet
from recipes.incentives.large_deals import large_deals
from recipes.incentives.notes import notes_sheet
from recipes.incentives.payees import payees_sheet
from recipes.incentives.plan import plan_sheet
from recipes.incentives.scorecard import scorecard_sheet
from recipes.incentives.statement import statement_sheet
from recipes.orders import Order

VBA_PROJECT = Path(__file__).parents[2] / "data" / "vbaProject.bin"


def build_incentives(path: Path, orders: Sequence[Order]) -> None:
    """Write the incentive workbook over the large deals among the raw orders."""
    deals = large_deals(orders)
    with Book(path, "Incentives", "XLSALES_") as book:
        book.workbook.add_vba_project(str(VBA_PROJECT))
        plan_sheet(book)
        payees_sheet(book, len(deals))
        statement_sheet(book, deals)
        scorecard_sheet(book, len(deals))
        deals_sheet(book, deals)
        notes_sheet(book)
