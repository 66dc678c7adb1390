"""Sheet RFM: recency, frequency and monetary value of every customer, one call over all orders."""

from recipes.book import Book
from recipes.styles import GREY


def rfm_sheet(book: Book, customers: int) -> None:
    """Spill the RFM table, its own header row included, and reconcile it with the orders."""
    sheet = book.sheet("RFM", (12, 13, 9, 14, 6, 6, 6, 8, 3, 16, 14), GREY)
    book.heading(sheet, "RFM", "One call over the order table; it brings its own header row.")
    last = 5 + customers
    table = "Orders[customer_id],Orders[order_date],Orders[amount]"
    call = f"=XL.RFM({table},AsOf,RfmBins,RfmRule,Orders[order_no])"
    book.spill(sheet, f"A5:H{last}", call)
    checks = (
        ("Customers", f"=COUNT(B6:B{last})", "money"),
        ("Amount", f"=SUM(D6:D{last})", "cents"),
        ("Orders table", '=SUMIFS(Orders[amount],Orders[order_date],"<="&AsOf)', "cents"),
        ("Difference", "=ROUND(K6-K7,2)", "difference"),
    )
    for row, (label, formula, style) in enumerate(checks, start=5):
        sheet.write(f"J{row}", label, book.style("bold"))
        book.formula(sheet, f"K{row}", formula, style)
    book.mark(sheet, "K8", "ABS(K8)<0.005", "good")
    book.mark(sheet, "K8", "ABS(K8)>=0.005", "bad")
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(4)
