"""The customer workbook, sheet by sheet.

Our calls stand as a host leaves them whose manifest puts a namespace in front
(``_xldudf_XL_XLSALES_…``).
"""

from collections.abc import Sequence
from pathlib import Path

from recipes.book import Book
from recipes.customers.chinese import chinese_sheet
from recipes.customers.customer_file import customer_file
from recipes.customers.graded import customers_sheet
from recipes.customers.layout import MAX_QUANTITY, YEAR, last_row
from recipes.customers.notes import notes_sheet
from recipes.customers.policy import policy_sheet
from recipes.customers.rfm import rfm_sheet
from recipes.customers.summary import summary_sheet
from recipes.customers.transactions import orders_sheet, returns_sheet
from recipes.orders import NOT_A_SALE, Order, in_year


def build_customers(path: Path, orders: Sequence[Order]) -> None:
    """Write the customer workbook over one year of the raw orders."""
    year = [order for order in in_year(orders, YEAR) if order.customer_id]
    plausible = [order for order in year if order.quantity <= MAX_QUANTITY]
    sold = [order for order in plausible if order.status not in NOT_A_SALE]
    returned = [order for order in plausible if order.status in NOT_A_SALE]
    buyers = {order.customer_id for order in sold}
    customers = [customer for customer in customer_file(year) if customer.customer_id in buyers]
    last = last_row(len(customers))
    with Book(path, "Customers", "_xldudf_XL_XLSALES_") as book:
        summary_sheet(book, last)
        policy_sheet(book)
        customers_sheet(book, customers)
        chinese_sheet(book, [customer.country for customer in customers])
        rfm_sheet(book, len(customers))
        orders_sheet(book, sold)
        returns_sheet(book, returned)
        notes_sheet(book)
