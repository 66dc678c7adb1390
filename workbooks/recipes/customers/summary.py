"""Sheet Summary: how many customers stand in each grade, class and segment, and what they are worth."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.customers.layout import GRADES, SEGMENTS, YEAR, customer_column
from recipes.styles import NAVY, ORANGE, SKY

COUNT_HEADS = ("Customers", "Share", "Volume", "Share of volume")


def summary_sheet(book: Book, last: int) -> None:
    """Count and add up the graded list with native functions."""
    sheet = book.sheet("Summary", (20, 12, 12, 16, 12, 4, 18, 12, 12, 16, 12))
    book.heading(sheet, f"Customers {YEAR}", "Counted with COUNTIFS and SUMIFS over the graded list.")
    book.section(sheet, "A4", "By grade", 5)
    _counts(book, sheet, 5, "ABCDE", "Grade", GRADES, customer_column("L", last), last)
    book.section(sheet, "G4", "By ABC class", 5)
    _counts(book, sheet, 5, "GHIJK", "Class", ("A", "B", "C"), customer_column("N", last), last)
    book.section(sheet, "A13", "Grade by ABC class", 5)
    _cross_table(book, sheet, last)
    book.section(sheet, "G13", "By RFM segment", 5)
    segments = (*[name for name, *_ in SEGMENTS], "Others")
    _counts(book, sheet, 14, "GHIJK", "Segment", segments, customer_column("S", last), last)
    _charts(book, sheet)
    sheet.freeze_panes(2, 0)
    sheet.fit_to_pages(1, 1)


def _counts(
    book: Book,
    sheet: Worksheet,
    top: int,
    columns: str,
    title: str,
    words: Sequence[str],
    found: str,
    last: int,
) -> None:
    """Write number and volume, with their shares, of the customers that carry each word."""
    label, number, share, volume, part = tuple(columns)
    first, count = top + 1, len(words)
    end, total = top + count, top + count + 1
    book.headers(sheet, f"{label}{top}", (title, *COUNT_HEADS))
    book.column(sheet, f"{label}{first}", words)
    book.fill_down(sheet, f"{number}{first}", count, f"=COUNTIF({found},{label}{{r}})", "money")
    bought = f"=SUMIFS({customer_column('F', last)},{found},{label}{{r}})"
    book.fill_down(sheet, f"{volume}{first}", count, bought, "money")
    for column, of in ((share, number), (part, volume)):
        text = f"=IF({of}${total}=0,0,{of}{{r}}/{of}${total})"
        book.fill_down(sheet, f"{column}{first}", count, text, "percent")
        book.sums(sheet, total, column, first, end, "percent")
        book.sums(sheet, total, of, first, end, "money")
    sheet.write(f"{label}{total}", "All", book.style("total"))
    book.bars(sheet, f"{number}{first}:{number}{end}")


def _cross_table(book: Book, sheet: Worksheet, last: int) -> None:
    book.row(sheet, "A14", ("Grade", "A", "B", "C", "All"), "header")
    book.column(sheet, "A15", GRADES)
    grade, abc = customer_column("L", last), customer_column("N", last)
    for column in "BCD":
        text = f"=COUNTIFS({grade},$A{{r}},{abc},{column}$14)"
        book.fill_down(sheet, f"{column}15", len(GRADES), text, "money")
    book.fill_down(sheet, "E15", len(GRADES), "=SUM(B{r}:D{r})", "money", "bold")
    sheet.write("A19", "All", book.style("total"))
    book.sums(sheet, 19, "BCDE", 15, 18, "money")
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": SKY}
    sheet.conditional_format("B15:D18", scale)


def _charts(book: Book, sheet: Worksheet) -> None:
    grades = book.chart("doughnut", "Customers by grade", (500, 300))
    points = [{"fill": {"color": colour}} for colour in (SKY, ORANGE, NAVY, "#BFBFBF")]
    labels = {"value": True, "font": {"color": "#FFFFFF", "bold": True}}
    book.series(
        grades, "Summary", "Customers", "$A$6:$A$9", "$B$6:$B$9", NAVY, points=points, data_labels=labels
    )
    sheet.insert_chart("A25", grades)
    segments = book.chart("bar", "Volume by RFM segment", (540, 300))
    book.series(segments, "Summary", "Volume", "$G$15:$G$22", "$J$15:$J$22", NAVY, gap=50)
    segments.set_legend({"none": True})
    sheet.insert_chart("G25", segments)
