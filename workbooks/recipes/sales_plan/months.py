"""Sheet Months: history, season index, floors and locks, target, actual, attainment."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.sales_plan.layout import MONTHS, history
from recipes.styles import NAVY, ORANGE, SKY

HEADS = (
    "No",
    "Month",
    '="Net sales "&(PlanYear-2)',
    '="Net sales "&(PlanYear-1)',
    "Growth",
    "Season index",
    "Floor",
    "Locked at",
    "Target",
    "Share",
    "Actual",
    "Variance",
    "Attain-\nment",
    "Target, cumulative",
    "Actual, cumulative",
    "Target, closed months",
)


def months_sheet(book: Book) -> None:
    """Split the annual target over the months and set it against the actuals."""
    sheet = book.sheet("Months", (6, 8, 13, 13, 9, 9, 12, 13, 13, 9, 13, 13, 11, 14, 14, 13))
    about = "Season index and target are one call each. A locked month keeps its amount."
    book.heading(sheet, '="Targets by month, "&PlanYear', about)
    sheet.write("J4", "Actuals to", book.style("right"))
    book.formula(sheet, "K4", "=AsOf", "date", "left")
    book.headers(sheet, "A6", HEADS)
    _past(book, sheet)
    _targets(book, sheet)
    _actuals(book, sheet)
    _totals(book, sheet)
    _marks(book, sheet)
    _charts(book, sheet)


def _past(book: Book, sheet: Worksheet) -> None:
    book.column(sheet, "A7", range(1, 13), "whole", "center")
    book.column(sheet, "B7", MONTHS)
    for column, year in (("C", "PlanYear-2"), ("D", "PlanYear-1")):
        text = f"=SUMIFS({history('F')},{history('A')},{year},{history('B')},A{{r}})"
        book.fill_down(sheet, f"{column}7", 12, text, "money")
    book.fill_down(sheet, "E7", 12, "=IF(C{r}=0,0,D{r}/C{r}-1)", "percent")


def _targets(book: Book, sheet: Worksheet) -> None:
    book.spill(sheet, "F7:F18", "=XL.SEASONALITY(History!F6:F29,12,SeasonMethod)", "index")
    book.fill_down(sheet, "G7", 12, "=ROUND(AnnualTarget*MonthFloor/RoundingUnit,0)*RoundingUnit", "money")
    book.column(sheet, "H7", [None, 1_300_000, *[None] * 10], "money", "input")
    split = "=XL.SPLIT(AnnualTarget,F7:F18,RoundingUnit,G7:G18,,H7:H18,SplitMethod)"
    book.spill(sheet, "I7:I18", split, "money", "bold")
    book.fill_down(sheet, "J7", 12, "=IF(AnnualTarget=0,0,I{r}/AnnualTarget)", "percent")


def _actuals(book: Book, sheet: Worksheet) -> None:
    sold = f"SUMIFS({history('F')},{history('A')},PlanYear,{history('B')},A{{r}})"
    book.fill_down(sheet, "K7", 12, f'=IF(DATE(PlanYear,A{{r}}+1,0)<=AsOf,{sold},"")', "money")
    book.fill_down(sheet, "L7", 12, '=IF(K{r}="","",K{r}-I{r})', "money")
    book.spill(sheet, "M7:M18", "=XL.ATTAINMENT(K7:K18,I7:I18)", "percent")
    book.fill_down(sheet, "N7", 12, "=SUM(I$7:I{r})", "money")
    book.fill_down(sheet, "O7", 12, '=IF(K{r}="","",SUM(K$7:K{r}))', "money")
    book.fill_down(sheet, "P7", 12, '=IF(K{r}="",0,I{r})', "money")


def _totals(book: Book, sheet: Worksheet) -> None:
    book.blanks(sheet, "A19:P19", "total")
    sheet.write("A19", "Year", book.style("total"))
    book.sums(sheet, 19, "CDGHIKLP", 7, 18, "money")
    book.formula(sheet, "E19", "=IF(C19=0,0,D19/C19-1)", "percent", "total")
    book.formula(sheet, "F19", "=AVERAGE(F7:F18)", "index", "total")
    book.sums(sheet, 19, "J", 7, 18, "percent")
    book.spill(sheet, "M19", "=XL.ATTAINMENT(K19,P19)", "percent", "total")
    note = "Actual, variance and attainment of the year stand against the targets of the closed months."
    sheet.write("A20", note, book.style("subtitle"))


def _marks(book: Book, sheet: Worksheet) -> None:
    book.bars(sheet, "I7:I18")
    book.traffic_light(sheet, "M7:M19")
    lock = "Locked by the sales director: the fair moves to March. Clear the cell and the season decides."
    book.comment(sheet, "H8", lock)
    book.comment(sheet, "G6", "Smallest month (Plan) times the annual target, to the rounding unit.")
    amount = {"validate": "decimal", "criteria": ">=", "value": 0, "ignore_blank": True}
    message = "An amount fixes the month; blank lets it follow the season."
    sheet.data_validation("H7:H18", {**amount, "input_title": "Locked month", "input_message": message})
    sheet.freeze_panes(6, 2)
    sheet.fit_to_pages(1, 1)


def _charts(book: Book, sheet: Worksheet) -> None:
    months = "$B$7:$B$18"
    chart = book.chart("column", "Target and actual by month", (720, 300))
    book.series(chart, "Months", "Target", months, "$I$7:$I$18", "#B4C7E7", gap=60)
    book.series(chart, "Months", "Actual", months, "$K$7:$K$18", NAVY)
    before = book.chart("line", "", (720, 300))
    book.series(before, "Months", "Last year", months, "$D$7:$D$18", ORANGE, line=True)
    chart.combine(before)
    sheet.insert_chart("A22", chart)
    so_far = book.chart("column", "Cumulative", (620, 300))
    book.series(so_far, "Months", "Actual", months, "$O$7:$O$18", NAVY, gap=60)
    planned = book.chart("line", "", (620, 300))
    book.series(planned, "Months", "Target", months, "$N$7:$N$18", SKY, line=True)
    so_far.combine(planned)
    sheet.insert_chart("J22", so_far, {"x_offset": 10})
