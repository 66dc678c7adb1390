"""Sheet Regions: targets by region with growth, floors, caps and locks; then by quarter."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.people import REGIONS
from recipes.sales_plan.layout import history
from recipes.styles import NAVY, ORANGE, SKY

HEADS = (
    "Region",
    '="Net sales "&(PlanYear-2)',
    '="Net sales "&(PlanYear-1)',
    "Growth last year",
    "Market growth",
    "Weight",
    "Floor",
    "Cap",
    "Locked at",
    "Target less weight",
    "Target",
    "Target growth",
    "Target to date",
    "Actual to date",
    "Attain-\nment",
    "Rank",
)


def regions_sheet(book: Book) -> None:
    """Split the annual target over the regions, then each region over the quarters."""
    sheet = book.sheet("Regions", (16, *[13] * 8, 13, 14, 10, 13, 13, 11, 8))
    about = "Weight is last year's sales at the region's growth. Floors, caps and locks are optional."
    book.heading(sheet, '="Targets by region, "&PlanYear', about)
    book.headers(sheet, "A6", HEADS)
    _past(book, sheet)
    _targets(book, sheet)
    _actuals(book, sheet)
    _totals(book, sheet)
    _marks(book, sheet)
    _quarters(book, sheet)
    _chart(book, sheet)


def _past(book: Book, sheet: Worksheet) -> None:
    book.column(sheet, "A7", REGIONS)
    for row, column in zip((7, 8, 9), "CDE", strict=True):
        for cell, year in ((f"B{row}", "PlanYear-2"), (f"C{row}", "PlanYear-1")):
            book.formula(sheet, cell, f"=SUMIFS({history(column)},{history('A')},{year})", "money")
    book.fill_down(sheet, "D7", 3, "=IF(B{r}=0,0,C{r}/B{r}-1)", "percent")


def _targets(book: Book, sheet: Worksheet) -> None:
    book.column(sheet, "E7", [0.05, 0.02, 0.03], "percent", "input")
    book.fill_down(sheet, "F7", 3, "=C{r}*(1+E{r})", "money")
    book.column(sheet, "G7", [None, 5_500_000, None], "money", "input")
    book.column(sheet, "H7", [6_600_000, None, None], "money", "input")
    book.column(sheet, "I7", [None, None, None], "money", "input")
    book.fill_down(sheet, "J7", 3, "=K{r}-F{r}", "money")
    split = "=XL.SPLIT(AnnualTarget,F7:F9,RoundingUnit,G7:G9,H7:H9,I7:I9,SplitMethod)"
    book.spill(sheet, "K7:K9", split, "money", "bold")
    book.fill_down(sheet, "L7", 3, "=IF(C{r}=0,0,K{r}/C{r}-1)", "percent")


def _actuals(book: Book, sheet: Worksheet) -> None:
    book.fill_down(sheet, "M7", 3, "=K{r}*Months!$P$19/AnnualTarget", "money")
    for row, column in zip((7, 8, 9), "CDE", strict=True):
        closed = f"=SUMIFS(History!${column}$30:${column}$41,History!$G$30:$G$41,1)"
        book.formula(sheet, f"N{row}", closed, "money")
    book.spill(sheet, "O7:O9", "=XL.ATTAINMENT(N7:N9,M7:M9)", "percent")
    book.fill_down(sheet, "P7", 3, "=RANK(O{r},O$7:O$9)", "whole", "center")


def _totals(book: Book, sheet: Worksheet) -> None:
    book.blanks(sheet, "A10:P10", "total")
    sheet.write("A10", "All regions", book.style("total"))
    book.sums(sheet, 10, "BCFJKMN", 7, 9, "money")
    for column, now, before in (("D", "C", "B"), ("E", "F", "C"), ("L", "K", "C")):
        book.formula(sheet, f"{column}10", f"=IF({before}10=0,0,{now}10/{before}10-1)", "percent", "total")
    book.spill(sheet, "O10", "=XL.ATTAINMENT(N10,M10)", "percent", "total")


def _marks(book: Book, sheet: Worksheet) -> None:
    book.bars(sheet, "K7:K9")
    book.traffic_light(sheet, "O7:O10")
    book.comment(sheet, "E7", "Regional sales heads, November: demand is strongest in Asia Pacific.")
    book.comment(sheet, "G8", "Europe carries fixed costs: not less than 5.5 million.")
    book.comment(
        sheet, "H7", "Delivery capacity in Asia Pacific this year. A higher annual target goes to the others."
    )
    sheet.freeze_panes(6, 1)
    sheet.fit_to_pages(1, 1)


def _quarters(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A13", "By quarter: last year's sales as weights, then the region's target", 7)
    for row, title in ((15, "Weight"), (22, "Target")):
        book.headers(sheet, f"A{row}", ("Region", title, "Q1", "Q2", "Q3", "Q4", "Sum"), height=20)
        book.column(sheet, f"A{row + 1}", REGIONS)
    for row, column in zip((16, 17, 18), "CDE", strict=True):
        for quarter, cell in enumerate("CDEF"):
            months = f"History!{column}{18 + 3 * quarter}:{column}{20 + 3 * quarter}"
            book.formula(sheet, f"{cell}{row}", f"=SUM({months})", "money")
    book.fill_down(sheet, "G16", 3, "=SUM(C{r}:F{r})", "money")
    book.spill(sheet, "C23:F25", "=XL.SPLIT(K7:K9,C16:F18,RoundingUnit,,,,SplitMethod)", "money")
    book.fill_down(sheet, "G23", 3, "=SUM(C{r}:F{r})", "money")
    book.blanks(sheet, "A26:G26", "total")
    sheet.write("A26", "All regions", book.style("total"))
    book.sums(sheet, 26, "CDEFG", 23, 25, "money")
    for row in (23, 24, 25):
        sheet.add_sparkline(f"B{row}", {"range": f"Regions!C{row}:F{row}", "type": "column"})


def _chart(book: Book, sheet: Worksheet) -> None:
    chart = book.chart("column", "Target by quarter and region", (600, 290), "stacked")
    for row, region, colour in zip((23, 24, 25), REGIONS, (NAVY, SKY, ORANGE), strict=True):
        book.series(chart, "Regions", region, "$C$22:$F$22", f"$C${row}:$F${row}", colour, gap=70)
    sheet.insert_chart("I13", chart)
