"""Sheet Customers: needs, measures, fit, grade with the reason, bands, classes, segment."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.customers.customer_file import Customer
from recipes.customers.layout import FIRST, YEAR, last_row

WIDTHS = (11, 13, 12, 15, 15, 11, 9, 9, 9, 9, 28, 12, 8, 7, 8, 5, 5, 5, 16, 150)
GROUPS = (
    ("A5:C5", "Customer"),
    ("D5:E5", "Needs"),
    ("F5:I5", "Measures"),
    ("J5:K5", "Fit"),
    ("L5:N5", "Grade and classes"),
    ("O5:S5", "RFM"),
)
HEADS = (
    "customer",
    "segment",
    "country",
    "main_category",
    "largest_request",
    "volume",
    "orders",
    "margin",
    "credit",
    "fit",
    "needs that fail",
    "grade",
    "credit band",
    "ABC",
    "days",
    "R",
    "F",
    "M",
    "segment",
    "why this grade, and what is missing for the next",
)


def customers_sheet(book: Book, customers: Sequence[Customer]) -> None:
    """Write one row a customer; every judgement is one call that spills down the list."""
    sheet = book.sheet("Customers", WIDTHS)
    last = last_row(len(customers))
    about = "One call a column: fit, grade, reason, credit band, ABC class and segment spill over all rows."
    book.heading(sheet, f"Customers {YEAR}", about)
    for cells, text in GROUPS:
        sheet.merge_range(cells, text, book.style("header"))
    book.headers(sheet, f"A{FIRST - 1}", HEADS)
    _customer_file(book, sheet, customers)
    _measures(book, sheet, len(customers))
    _judgements(book, sheet, last)
    _recency(book, sheet, len(customers))
    _marks(book, sheet, last)
    sheet.autofilter(f"A{FIRST - 1}:T{last}")
    sheet.freeze_panes(FIRST - 1, 1)
    sheet.repeat_rows(FIRST - 2)
    sheet.set_paper(8)


def _customer_file(book: Book, sheet: Worksheet, customers: Sequence[Customer]) -> None:
    for column, field in zip("ABCDE", Customer._fields, strict=True):
        style = ["money"] if field == "largest_request" else []
        values = [getattr(customer, field) for customer in customers]
        book.column(sheet, f"{column}{FIRST}", values, *style)


def _measures(book: Book, sheet: Worksheet, count: int) -> None:
    mine = 'Orders[customer_id],$A{r},Orders[order_date],"<="&AsOf'
    book.fill_down(sheet, f"F{FIRST}", count, f"=SUMIFS(Orders[amount],{mine})", "money")
    book.fill_down(sheet, f"G{FIRST}", count, f"=COUNTIFS({mine})", "money")
    margin = f'=IF(F{{r}}=0,"",ROUND(SUMIFS(Orders[profit],{mine})/F{{r}},4))'
    book.fill_down(sheet, f"H{FIRST}", count, margin, "percent")
    back = 'COUNTIFS(Returns[customer_id],$A{r},Returns[order_date],"<="&AsOf)'
    credit = f'=IF(G{{r}}=0,"",ROUND(100*G{{r}}/(G{{r}}+{back}),0))'
    book.fill_down(sheet, f"I{FIRST}", count, credit, "money")


def _judgements(book: Book, sheet: Worksheet, last: int) -> None:
    def rows(column: str) -> str:
        return f"{column}{FIRST}:{column}{last}"

    measures = ",".join(rows(column) for column in "JFGHI")
    book.spill(sheet, f"J{FIRST}:K{last}", f"=XL.FIT(D{FIRST - 1}:E{last},Capability)", "left")
    book.spill(sheet, rows("L"), f"=XL.GRADE({measures},KeyThresholds,GradeLabels)", "center")
    book.spill(sheet, rows("T"), f"=XL.GRADE_WHY({measures},KeyThresholds,GradeLabels)")
    book.spill(sheet, rows("M"), f"=XL.BANDS({rows('I')},CreditBands)", "center")
    book.spill(sheet, rows("N"), f"=XL.ABC({rows('F')},AbcCuts)", "center")
    scores = ",".join(rows(column) for column in "PQR")
    book.spill(sheet, rows("S"), f"=XL.RFM_SEGMENT({scores},Segments)")


def _recency(book: Book, sheet: Worksheet, count: int) -> None:
    end = 5 + count
    for column, source in (("O", "B"), ("P", "E"), ("Q", "F"), ("R", "G")):
        found = f"INDEX(RFM!${source}$6:${source}${end},MATCH($A{{r}},RFM!$A$6:$A${end},0))"
        book.fill_down(sheet, f"{column}{FIRST}", count, f'=IFERROR({found},"")', "whole", "center")


def _marks(book: Book, sheet: Worksheet, last: int) -> None:
    for column, label in (("D", "green_mark"), ("B", "red_mark"), ("E", "grey_mark")):
        book.mark(sheet, f"L{FIRST}:L{last}", f"$L{FIRST}=Policy!${column}$7", label)
    book.bars(sheet, f"F{FIRST}:F{last}")
    scale = {"type": "3_color_scale", "min_color": "#F8CBAD", "mid_color": "#FFFFFF", "max_color": "#A9D08E"}
    sheet.conditional_format(f"P{FIRST}:R{last}", scale)
    largest = "Largest quantity asked for in one order, refused ones included; blank where incomplete."
    book.comment(sheet, "E6", largest)
    book.comment(sheet, "I6", "Orders neither returned nor cancelled, of all orders, times 100.")
