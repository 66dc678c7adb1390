"""Sheet History: net sales by month and region over three years, straight from the raw rows."""

from recipes.book import Book
from recipes.people import REGIONS
from recipes.styles import GREY, NAVY, ORANGE, SKY


def history_sheet(book: Book) -> None:
    """Sum the raw rows: rows 6 to 17 and 18 to 29 are the past, 30 to 41 the plan year."""
    sheet = book.sheet("History", (8, 8, 14, 14, 16, 14, 9, 13, 10, 3), GREY)
    about = "SUMIFS over the raw rows: counted sales only, see column check on Sales."
    book.heading(sheet, "Net sales by month and region", about)
    book.headers(sheet, "A5", ("Year", "Month", *REGIONS, "All", "Closed", "On last year", "Period"))
    for row in range(6, 42):
        back, month = divmod(row - 6, 12)
        book.formula(sheet, f"A{row}", f"=PlanYear-{2 - back}", "whole", "center")
        sheet.write(f"B{row}", month + 1, book.style("whole", "center"))
    for column in "CDE":
        text = f"=SUMIFS(Sales[net_sales],Sales[year],$A{{r}},Sales[month],$B{{r}},Sales[region],{column}$5)"
        book.fill_down(sheet, f"{column}6", 36, text, "money")
    book.fill_down(sheet, "F6", 36, "=SUM(C{r}:E{r})", "money", "bold")
    book.fill_down(sheet, "G6", 36, "=IF(DATE(A{r},B{r}+1,0)<=AsOf,1,0)", "whole", "center")
    for row in range(18, 42):
        book.formula(sheet, f"H{row}", f"=IF(F{row - 12}=0,0,F{row}/F{row - 12}-1)", "percent")
    book.fill_down(sheet, "I6", 36, "=DATE(A{r},B{r},1)", "period", "center")
    chart = book.chart("line", "Net sales by region", (760, 340))
    for column, region, colour in zip("CDE", REGIONS, (NAVY, SKY, ORANGE), strict=True):
        book.series(chart, "History", region, "$I$6:$I$41", f"${column}$6:${column}$41", colour, line=True)
    chart.set_x_axis(
        {"date_axis": True, "num_format": "yyyy-mm", "major_unit": 3, "major_unit_type": "months"}
    )
    sheet.insert_chart("K5", chart)
    sheet.freeze_panes(5, 2)
    sheet.fit_to_pages(1, 1)
