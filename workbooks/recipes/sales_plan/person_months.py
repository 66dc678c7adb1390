"""Sheet Person months: each person's target by month, in the season of the company."""

from recipes.book import Book
from recipes.people import ROSTER
from recipes.sales_plan.layout import MONTHS, PEOPLE_FIRST, PERSON_MONTHS_FIRST, PERSON_MONTHS_LAST

FIRST, LAST, COUNT = PERSON_MONTHS_FIRST, PERSON_MONTHS_LAST, len(ROSTER)
MONTH_COLUMNS = "CDEFGHIJKLMN"


def person_months_sheet(book: Book) -> None:
    """Split every person's target over the months in one call of ours."""
    sheet = book.sheet("Person months", (18, 13, *[10.5] * 12, 13, 8, 16))
    about = "One SPLIT call: every row sums exactly to the person's target."
    book.heading(sheet, '="Targets by person and month, "&PlanYear', about)
    book.headers(sheet, "A4", ("Sales person", "Target", *MONTHS, "Sum", "Check", "Season"), height=20)
    sheet.write("A5", "Share of the year", book.style("subtitle"))
    for row, column in enumerate(MONTH_COLUMNS, start=7):
        book.formula(sheet, f"{column}5", f"=Months!$J${row}", "percent")
    for step in range(COUNT):
        book.formula(sheet, f"A{FIRST + step}", f"=People!C{PEOPLE_FIRST + step}")
        book.formula(sheet, f"B{FIRST + step}", f"=People!I{PEOPLE_FIRST + step}", "money", "bold")
        place = f"Q{FIRST + step}"
        sheet.add_sparkline(place, {"range": f"'Person months'!C{FIRST + step}:N{FIRST + step}"})
    split = f"=XL.SPLIT(B{FIRST}:B{LAST},C5:N5,RoundingUnit,,,,SplitMethod)"
    book.spill(sheet, f"C{FIRST}:N{LAST}", split, "money")
    book.fill_down(sheet, f"O{FIRST}", COUNT, "=SUM(C{r}:N{r})", "money")
    book.fill_down(sheet, f"P{FIRST}", COUNT, '=IF(ABS(O{r}-B{r})<0.005,"ok","check")', "center")
    book.blanks(sheet, f"A{LAST + 1}:P{LAST + 1}", "total")
    sheet.write(f"A{LAST + 1}", "All people", book.style("total"))
    book.sums(sheet, LAST + 1, f"B{MONTH_COLUMNS}O", FIRST, LAST, "money")
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#8FB4DE"}
    sheet.conditional_format(f"C{FIRST}:N{LAST}", scale)
    book.mark(sheet, f"P{FIRST}:P{LAST}", f'P{FIRST}<>"ok"', "bad")
    sheet.freeze_panes(5, 2)
