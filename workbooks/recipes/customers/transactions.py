"""Sheets Orders and Returns: what customers bought, and what came back."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.orders import Order
from recipes.styles import GREY

ORDER_HEADS = ("order_no", "customer_id", "order_date", "category", "channel", "quantity", "price", "amount")
RETURN_HEADS = ("order_no", "customer_id", "order_date", "status", "amount")


def orders_sheet(book: Book, sold: Sequence[Order]) -> None:
    """Write the orders as a table, with the profit at standard margins."""
    sheet = book.sheet("Orders", (10, 12, 12, 15, 14, 9, 10, 12, 12), GREY)
    last = 1 + len(sold)
    columns = [*({"header": head} for head in ORDER_HEADS), {"header": "profit", "formula": _profit()}]
    sheet.add_table(f"A1:I{last}", {"name": "Orders", "style": "Table Style Light 1", "columns": columns})
    cents = book.style("cents")
    for row, order in enumerate(sold, start=1):
        _write_key(book, sheet, row, f"S{row:05d}", order)
        sheet.write_string(row, 3, order.product_category)
        sheet.write_string(row, 4, order.sales_channel)
        sheet.write_number(row, 5, order.quantity)
        sheet.write_number(row, 6, order.price, cents)
        sheet.write_number(row, 7, order.revenue, cents)
    book.fill_down(sheet, "I2", len(sold), _profit(), "cents")
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def returns_sheet(book: Book, returned: Sequence[Order]) -> None:
    """Write the orders that were returned or cancelled as a table."""
    sheet = book.sheet("Returns", (10, 12, 12, 12, 12), GREY)
    columns = [{"header": head} for head in RETURN_HEADS]
    last = 1 + len(returned)
    sheet.add_table(f"A1:E{last}", {"name": "Returns", "style": "Table Style Light 1", "columns": columns})
    for row, order in enumerate(returned, start=1):
        _write_key(book, sheet, row, f"R{row:05d}", order)
        sheet.write_string(row, 3, order.status)
        sheet.write_number(row, 4, order.revenue, book.style("cents"))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _write_key(book: Book, sheet: Worksheet, row: int, number: str, order: Order) -> None:
    sheet.write_string(row, 0, number)
    sheet.write_string(row, 1, order.customer_id)
    if order.timestamp is not None:
        sheet.write_datetime(row, 2, order.timestamp.date(), book.style("date"))


def _profit() -> str:
    category = "MATCH(Orders[[#This Row],[category]],MarginCategories,0)"
    channel = "MATCH(Orders[[#This Row],[channel]],MarginChannels,0)"
    return f"=ROUND(Orders[[#This Row],[amount]]*INDEX(MarginRates,{category},{channel}),2)"
