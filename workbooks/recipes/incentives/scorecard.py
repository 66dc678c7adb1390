"""Sheet Scorecard: the yearly appraisal with its forced distribution."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.incentives.large_deals import YEAR
from recipes.incentives.layout import COUNT, FIRST, LAST, deal_column
from recipes.styles import NAVY

HEADS = ("Sales person", "Attainment", "Deals kept", "Number of deals", "Manager's rating", "Score", "Grade")
WEIGHTS, CAPS = (0.5, 0.15, 0.15, 0.2), (120, 100, 120, 100)
MANAGER_RATING = (88, 76, 91, 70, 85, None, 79, 93, 66, 82, 74, 87, 90, 81, 77, 68, 95)
# Lowest score, grade, largest share of people that may have it.
GRADES = ((0, "D", 0.1), (70, "C", 1), (85, "B", 0.5), (100, "A", 0.2))


def scorecard_sheet(book: Book, deals: int) -> None:
    """Weigh four capped scores, grade the sum, compare the grades with the forced distribution."""
    sheet = book.sheet("Scorecard", (20, 13, 13, 13, 13, 13, 11, 4, 12, 10, 11, 12, 12))
    about = "Four scores, capped and weighted. A missing rating leaves the result blank."
    book.heading(sheet, f"Appraisal {YEAR} 绩效考核", about, "zh")
    sheet.write("A4", "Weight", book.style("bold"))
    sheet.write("A5", "Cap", book.style("bold"))
    book.row(sheet, "B4", WEIGHTS, "percent", "input")
    book.row(sheet, "B5", CAPS, "money", "input")
    book.formula(sheet, "F4", "=SUM(B4:E4)", "percent")
    book.headers(sheet, "A7", HEADS)
    _scores(book, sheet, deals)
    book.spill(sheet, f"F{FIRST}:F{LAST}", f"=XL.SCORECARD(B4:E4,B{FIRST}:E{LAST},B5:E5)", "cents", "bold")
    book.spill(sheet, f"G{FIRST}:G{LAST}", f"=XL.BANDS(F{FIRST}:F{LAST},I8:J11)", "center")
    _distribution(book, sheet)
    _chart(book, sheet)
    book.bars(sheet, f"F{FIRST}:F{LAST}")
    sheet.freeze_panes(7, 1)
    sheet.fit_to_pages(1, 1)


def _scores(book: Book, sheet: Worksheet, deals: int) -> None:
    owner, kind, amount = (deal_column(column, deals) for column in "HDK")
    book.fill_down(sheet, f"A{FIRST}", COUNT, "=Payees!A{r}")
    book.fill_down(sheet, f"B{FIRST}", COUNT, "=ROUND(Payees!H{r}*100,1)", "cents")
    sold = f'SUMIFS({amount},{owner},A{{r}},{kind},"sale")'
    kept = f"=IF({sold}=0,0,ROUND(SUMIFS({amount},{owner},A{{r}})/{sold}*100,1))"
    book.fill_down(sheet, f"C{FIRST}", COUNT, kept, "cents")
    mine, all_sales = f'COUNTIFS({owner},A{{r}},{kind},"sale")', f'COUNTIF({kind},"sale")'
    book.fill_down(sheet, f"D{FIRST}", COUNT, f"=ROUND({mine}/({all_sales}/{COUNT})*100,1)", "cents")
    book.column(sheet, f"E{FIRST}", MANAGER_RATING, "whole", "input")
    book.comment(sheet, "C7", "Sold amount less refunds, of the sold amount, times 100.")
    book.comment(sheet, "D7", "Number of deals against the average of all sales people, times 100.")
    book.comment(
        sheet, "E7", "Rating of the direct manager, 0 to 100. Blank while the interview is outstanding."
    )


def _distribution(book: Book, sheet: Worksheet) -> None:
    book.headers(sheet, "I7", ("From score", "Grade", "People", "Share", "At most"))
    book.column(sheet, "I8", [score for score, _, _ in GRADES], "whole", "input")
    book.column(sheet, "J8", [grade for _, grade, _ in GRADES], "input", "center")
    book.fill_down(sheet, "K8", 4, f"=COUNTIF(G${FIRST}:G${LAST},J{{r}})", "whole")
    book.fill_down(sheet, "L8", 4, "=IF(K$12=0,0,K{r}/K$12)", "percent")
    book.column(sheet, "M8", [most for _, _, most in GRADES], "percent", "input")
    book.blanks(sheet, "I12:M12", "total")
    sheet.write("I12", "Rated", book.style("total"))
    book.sums(sheet, 12, "K", 8, 11, "whole")
    book.sums(sheet, 12, "L", 8, 11, "percent")
    book.mark(sheet, "L8:L11", "L8>M8", "red_mark")
    book.comment(
        sheet, "M7", "Forced distribution 强制分布: a share above this turns red and must be explained."
    )


def _chart(book: Book, sheet: Worksheet) -> None:
    chart = book.chart("column", "People by grade", (430, 250))
    labels = {"value": True}
    book.series(chart, "Scorecard", "People", "$J$8:$J$11", "$K$8:$K$11", NAVY, gap=60, data_labels=labels)
    chart.set_legend({"none": True})
    sheet.insert_chart("I14", chart)
