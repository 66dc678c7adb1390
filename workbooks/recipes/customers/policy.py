"""Sheet Policy: thresholds, capability, bands, classes, segments and margins."""

from datetime import date

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.customers.layout import GRADES, SEGMENTS, YEAR

THRESHOLDS = ((38_000, "money"), (24, "money"), (0.3, "percent"), (70, "money"))
TESTS = (
    ("main_category", "in:Finance|Manufacturing|Retail|Technology", "No certificate for healthcare yet."),
    ("largest_request", "<=1500", "Largest lot that the plant delivers at once."),
)
BANDS = ((0, "D"), (65, "C"), (72, "B"), (80, "A"))
CHANNELS = ("Online", "Phone", "In-store", "Partner", "Distributor")
MARGINS = {
    "Finance": (0.34, 0.33, 0.31, 0.27, 0.25),
    "Healthcare": (0.38, 0.36, 0.34, 0.30, 0.28),
    "Manufacturing": (0.29, 0.28, 0.26, 0.22, 0.20),
    "Retail": (0.31, 0.30, 0.29, 0.24, 0.22),
    "Technology": (0.42, 0.40, 0.38, 0.33, 0.31),
}


def policy_sheet(book: Book) -> None:
    """Write everything that decides a grade and that one may want to change."""
    sheet = book.sheet("Policy", (18, *[12] * 6, 3, 18, 44, 44))
    legend = "Yellow cells are inputs."
    book.heading(sheet, "Grading policy", legend)
    _thresholds(book, sheet)
    _capability(book, sheet)
    _classes(book, sheet)
    _segments(book, sheet)
    _margins(book, sheet)
    sheet.freeze_panes(2, 0)
    sheet.fit_to_pages(1, 1)


def _thresholds(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A4", "Key account: all four at or above", 7)
    book.headers(sheet, "B5", ("Volume", "Orders a year", "Margin", "Credit"), height=20)
    sheet.write("A6", "Threshold")
    for column, (value, style) in zip("BCDE", THRESHOLDS, strict=True):
        sheet.write(f"{column}6", value, book.style(style, "input"))
    book.name("KeyThresholds", "Policy!$B$6:$E$6")
    sheet.write("A7", "Grades")
    book.row(sheet, "B7", GRADES, "input", "center")
    book.name("GradeLabels", "Policy!$B$7:$E$7")
    sheet.write("A8", "As of")
    sheet.write("B8", date(YEAR, 12, 31), book.style("date", "input"))
    book.name("AsOf", "Policy!$B$8")
    book.comment(sheet, "B6", "Net sales of the year in plan currency. A blank threshold is not used.")
    credit = (
        "0 to 100: orders neither returned nor cancelled, of all orders. Stands in for payment behaviour."
    )
    book.comment(sheet, "E6", credit)
    book.comment(sheet, "B8", "Orders after this day are ignored by measures and RFM.")


def _capability(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "I4", "Can we serve the customer? Otherwise: potential", 3)
    book.row(sheet, "I5", ("Attribute", "Test", "Why"), "header")
    for row, (attribute, test, why) in enumerate(TESTS, start=6):
        book.row(sheet, f"I{row}", (attribute, test), "input")
        sheet.write(f"K{row}", why, book.style("note"))
    book.name("Capability", "Policy!$I$6:$J$7")
    book.comment(
        sheet, "J5", "Tests such as >=100, <=1500, =Retail, in:A|B. An unknown need gives an unknown fit."
    )


def _classes(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A11", "Credit bands, ABC classes and RFM", 7)
    book.headers(sheet, "A12", ("From credit", "Band"), height=20)
    book.column(sheet, "A13", [bound for bound, _ in BANDS], "money", "input")
    book.column(sheet, "B13", [band for _, band in BANDS], "input", "center")
    book.name("CreditBands", "Policy!$A$13:$B$16")
    options = (
        ("A up to this share of volume", "percent", 0.5, None),
        ("B up to this share of volume", "percent", 0.8, None),
        ("RFM bins", "whole", 5, "RfmBins"),
        ("RFM rule", "right", "quantile", "RfmRule"),
    )
    for row, (label, style, value, name) in enumerate(options, start=13):
        sheet.write(f"D{row}", label)
        sheet.write(f"G{row}", value, book.style(style, "input"))
        if name:
            book.name(name, f"Policy!$G${row}")
    book.name("AbcCuts", "Policy!$G$13:$G$14")
    rules = "quantile: equal values, equal score; r: as the R package rfm; rank: by rank."
    book.choice(sheet, "G16", ("quantile", "r", "rank"), rules)


def _segments(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A19", "RFM segments: the first row that fits wins", 7)
    heads = ("Segment", "R from", "R to", "F from", "F to", "M from", "M to")
    book.headers(sheet, "A20", heads, height=20)
    book.column(sheet, "A21", [name for name, *_ in SEGMENTS], "input")
    for row, (_, *limits) in enumerate(SEGMENTS, start=21):
        book.row(sheet, f"B{row}", limits, "whole", "input", "center")
    book.name("Segments", "Policy!$A$21:$G$27")


def _margins(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A30", "Margin by category and channel (standard rates of finance)", 7)
    book.headers(sheet, "A31", ("Category", *CHANNELS), height=20)
    book.column(sheet, "A32", list(MARGINS))
    for row, rates in enumerate(MARGINS.values(), start=32):
        book.row(sheet, f"B{row}", rates, "percent", "input")
    book.name("MarginRates", "Policy!$B$32:$F$36")
    book.name("MarginCategories", "Policy!$A$32:$A$36")
    book.name("MarginChannels", "Policy!$B$31:$F$31")
