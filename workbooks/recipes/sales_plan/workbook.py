"""The sales plan, sheet by sheet.

Our calls stand as Excel stores them after Office.js has put them in (``_xldudf_XLSALES_…``).
"""

from collections.abc import Sequence
from pathlib import Path

from recipes.book import Book
from recipes.orders import Order
from recipes.sales_plan.chinese import chinese_sheet
from recipes.sales_plan.history import history_sheet
from recipes.sales_plan.months import months_sheet
from recipes.sales_plan.notes import notes_sheet
from recipes.sales_plan.people import people_sheet
from recipes.sales_plan.person_months import person_months_sheet
from recipes.sales_plan.plan import plan_sheet
from recipes.sales_plan.regions import regions_sheet
from recipes.sales_plan.sales import sales_sheet
from recipes.sales_plan.territory import territory_sheet


def build_sales_plan(path: Path, orders: Sequence[Order]) -> None:
    """Write the sales plan over the given raw orders."""
    with Book(path, "Sales plan", "_xldudf_XLSALES_") as book:
        plan_sheet(book)
        months_sheet(book)
        regions_sheet(book)
        people_sheet(book)
        person_months_sheet(book)
        chinese_sheet(book)
        history_sheet(book)
        territory_sheet(book)
        sales_sheet(book, orders)
        notes_sheet(book)
