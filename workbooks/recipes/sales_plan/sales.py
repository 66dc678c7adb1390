"""Sheet Sales: the raw rows as an Excel table, dirt included, and two helper columns."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.orders import Order
from recipes.styles import GREY

# Left out of the sheet: e-mail addresses (personal, not needed) and the total (revenue plus tax).
RAW_COLUMNS = tuple(field for field in Order._fields if field not in ("email", "total"))
WIDTHS = (11, 15, 12, 17, 14, 11, 15, 16, 10, 8, 8, 10, 10, 11, 12, 11, 15, 14, 12, 12)


def sales_sheet(book: Book, orders: Sequence[Order]) -> None:
    """Write every raw row, why it counts or not, and its net sales."""
    sheet = book.sheet("Sales", WIDTHS, GREY)
    last = 1 + len(orders)
    columns = [{"header": head} for head in RAW_COLUMNS]
    columns += [{"header": "check", "formula": _check()}, {"header": "net_sales", "formula": _net_sales()}]
    sheet.add_table(f"A1:T{last}", {"name": "Sales", "style": "Table Style Light 1", "columns": columns})
    _raw_rows(book, sheet, orders)
    book.fill_down(sheet, "S2", len(orders), _check())
    book.fill_down(sheet, "T2", len(orders), _net_sales(), "cents")
    book.mark(sheet, f"S2:S{last}", 'S2<>"ok"', "red_text")
    why = "no date; quantity above the largest plausible one (Plan); not a sale: returned or cancelled; ok."
    book.comment(sheet, "S1", f"Why a row counts or not: {why}")
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _raw_rows(book: Book, sheet: Worksheet, orders: Sequence[Order]) -> None:
    cents, moment = book.style("cents"), book.style("moment")
    for row, order in enumerate(orders, start=1):
        for column, field in enumerate(RAW_COLUMNS):
            value = getattr(order, field)
            if value is None or value == "":
                continue
            if field == "timestamp":
                sheet.write_datetime(row, column, value, moment)
            elif isinstance(value, float):
                sheet.write_number(row, column, value, cents)
            else:
                sheet.write(row, column, value)


def _here(column: str) -> str:
    return f"Sales[[#This Row],[{column}]]"


def _check() -> str:
    no_sale = f'OR({_here("status")}="returned",{_here("status")}="cancelled")'
    plausible = f'IF({_here("quantity")}>MaxQuantity,"quantity",IF({no_sale},"not a sale","ok"))'
    return f'=IF({_here("timestamp")}="","no date",{plausible})'


def _net_sales() -> str:
    return f'=IF({_here("check")}="ok",{_here("revenue")},0)'
