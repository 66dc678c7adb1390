"""Sheet Deals: the deal list as a table; beside it credit and running commission, one call each."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.incentives.large_deals import LARGE, YEAR, Deal
from recipes.incentives.layout import DEALS_FIRST, payee_column
from recipes.styles import GREY

HEADS = (
    "deal",
    "date",
    "quarter",
    "kind",
    "customer_id",
    "city",
    "sales_channel",
    "salesperson",
    "year",
    "category",
    "amount",
    "owner_share",
    "manager_share",
)
RESULT_HEADS = ("Owner's credit", "Manager's credit", "Quota", "Commission", "Line of the statement")
FIELDS = {
    "A": "number",
    "D": "kind",
    "E": "customer_id",
    "F": "city",
    "G": "sales_channel",
    "H": "salesperson",
}


def deals_sheet(book: Book, deals: Sequence[Deal]) -> None:
    """Write the deals by day; credit, commission and the statement's line numbers beside them."""
    sheet = book.sheet(
        "Deals", (10, 12, 9, 9, 13, 15, 14, 18, 8, 14, 13, 11, 11, 3, 13, 13, 11, 13, 11), GREY
    )
    about = f"Deals of {LARGE:,} and more by day; a returned deal comes back as a refund 30 days later."
    book.heading(sheet, f"Large deals {YEAR}", about)
    last = DEALS_FIRST - 1 + len(deals)
    columns = [{"header": head} for head in HEADS]
    sheet.add_table(f"A5:M{last}", {"name": "Deals", "style": "Table Style Light 9", "columns": columns})
    _rows(book, sheet, deals)
    _results(book, sheet, len(deals))
    book.mark(sheet, f"A{DEALS_FIRST}:M{last}", f'$D{DEALS_FIRST}="refund"', "red_text")
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(4)


def _rows(book: Book, sheet: Worksheet, deals: Sequence[Deal]) -> None:
    first, count = DEALS_FIRST, len(deals)
    for column, field in FIELDS.items():
        book.column(sheet, f"{column}{first}", [getattr(deal, field) or None for deal in deals])
    book.column(sheet, f"B{first}", [deal.day for deal in deals], "date")
    book.fill_down(sheet, f"C{first}", count, "=INT((MONTH(B{r})+2)/3)", "whole", "center")
    book.fill_down(sheet, f"I{first}", count, "=YEAR(B{r})", "whole", "center")
    book.column(sheet, f"J{first}", [deal.category for deal in deals])
    book.column(sheet, f"K{first}", [deal.amount for deal in deals], "cents")
    for column, place in (("L", 2), ("M", 3)):
        channel = "Deals[[#This Row],[sales_channel]]"
        share = f"=VLOOKUP({channel},Plan!$A$27:$C$31,{place},FALSE)"
        book.fill_down(sheet, f"{column}{first}", count, share, "percent")


def _results(book: Book, sheet: Worksheet, count: int) -> None:
    first, last = DEALS_FIRST, DEALS_FIRST - 1 + count
    book.headers(sheet, f"O{first - 1}", RESULT_HEADS)
    credit = "=XL.CREDIT(Deals[amount],Deals[[owner_share]:[manager_share]],PayUnit)"
    book.spill(sheet, f"O{first}:P{last}", credit, "cents")
    quota = f"=INDEX({payee_column('B')},MATCH(H{{r}},{payee_column('A')},0))"
    book.fill_down(sheet, f"Q{first}", count, quota, "money")
    terms = f"Tiers,CommissionMode,0,TierBoundary,PayUnit,Q{first}:Q{last}"
    running = f"=XL.COMMISSION_RUNNING(O{first}:O{last},{terms},Deals[[salesperson]:[year]])"
    book.spill(sheet, f"R{first}:R{last}", running, "cents")
    for row in range(first, last + 1):
        before = "0" if row == first else f"S{row - 1}"
        book.formula(sheet, f"S{row}", f"={before}+IF(H{row}=StatementPayee,1,0)", "whole")
    sheet.write("J4", "Sum", book.style("bold", "right"))
    book.formula(sheet, "K4", "=SUM(Deals[amount])", "cents", "bold")
    for column in "OPR":
        book.formula(sheet, f"{column}4", f"=SUM({column}{first}:{column}{last})", "cents", "bold")
    book.comment(
        sheet, "R5", "Year to date by payee: each deal at the tiers reached by then; a refund goes back down."
    )
