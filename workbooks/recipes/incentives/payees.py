"""Sheet Payees: credited sales, attainment, commission and quarterly bonus by person."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.incentives.layout import COUNT, FIRST, LAST, deal_column
from recipes.people import ROSTER
from recipes.styles import NAVY, ORANGE

TOTAL = LAST + 1
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
GROUPS = (
    ("C6:G6", "Credited sales"),
    ("I6:K6", "Commission"),
    ("L6:O6", "Attainment by quarter"),
    ("P6:S6", "Share of target bonus"),
)
HEADS = (
    "Payee",
    "Quota",
    *QUARTERS,
    "Year",
    "Attain-\nment",
    "deal by deal",
    "from the year",
    "differ-\nence",
    *QUARTERS,
    *QUARTERS,
    "Bonus",
    "Earnings",
    "Rank",
)


def payees_sheet(book: Book, deals: int) -> None:
    """Add up what everybody earns; the commission is computed in two ways that must agree."""
    sheet = book.sheet("Payees", (18, 10, *[9.5] * 4, 11, 10, 11.5, 11.5, 8, *[8] * 8, 11, 12, 6))
    about = (
        "Commission accumulates deal by deal on Deals; computed once more from the year's sum it must agree."
    )
    book.heading(sheet, "Earnings by payee", about)
    _headings(book, sheet)
    _credited(book, sheet, deals)
    _commission(book, sheet, deals)
    _bonus(book, sheet)
    _totals(book, sheet)
    _marks(book, sheet)
    _chart(book, sheet)


def _headings(book: Book, sheet: Worksheet) -> None:
    sheet.write("A4", "A quarter's part of the quota")
    sheet.write("D4", 0.25, book.style("percent", "input"))
    book.name("QuarterPart", "Payees!$D$4")
    for cells, text in GROUPS:
        sheet.merge_range(cells, text, book.style("header"))
    book.headers(sheet, "A7", HEADS)
    book.comment(sheet, "B7", "Yearly quota for large deals, set by the sales directors.")


def _credited(book: Book, sheet: Worksheet, deals: int) -> None:
    book.column(sheet, f"A{FIRST}", [person.name for person in ROSTER])
    book.column(sheet, f"B{FIRST}", [person.quota for person in ROSTER], "money", "input")
    credit, owner, quarter = (deal_column(column, deals) for column in "OHC")
    for number, column in enumerate("CDEF", start=1):
        text = f"=SUMIFS({credit},{owner},$A{{r}},{quarter},{number})"
        book.fill_down(sheet, f"{column}{FIRST}", COUNT, text, "money")
    book.fill_down(sheet, f"G{FIRST}", COUNT, "=SUM(C{r}:F{r})", "money", "bold")
    attainment = f"=XL.ATTAINMENT(G{FIRST}:G{LAST},B{FIRST}:B{LAST})"
    book.spill(sheet, f"H{FIRST}:H{LAST}", attainment, "percent")


def _commission(book: Book, sheet: Worksheet, deals: int) -> None:
    paid, owner = deal_column("R", deals), deal_column("H", deals)
    book.fill_down(sheet, f"I{FIRST}", COUNT, f"=SUMIFS({paid},{owner},$A{{r}})", "cents")
    year, quota = f"G{FIRST}:G{LAST}", f"B{FIRST}:B{LAST}"
    at_once = f"=XL.COMMISSION({year},Tiers,CommissionMode,0,TierBoundary,PayUnit,{quota})"
    book.spill(sheet, f"J{FIRST}:J{LAST}", at_once, "cents")
    book.fill_down(sheet, f"K{FIRST}", COUNT, "=ROUND(I{r}-J{r},2)", "cents")


def _bonus(book: Book, sheet: Worksheet) -> None:
    quarterly = f"=XL.ATTAINMENT(C{FIRST}:F{LAST},QuarterPart*B{FIRST}:B{LAST})"
    book.spill(sheet, f"L{FIRST}:O{LAST}", quarterly, "percent")
    shares = f"=XL.PAYOUT_CURVE(L{FIRST}:O{LAST},BonusCurve,BelowCurve,AboveCurve)"
    book.spill(sheet, f"P{FIRST}:S{LAST}", shares, "percent")
    book.fill_down(sheet, f"T{FIRST}", COUNT, "=ROUND(SUM(P{r}:S{r})*QuarterBonus,2)", "cents")
    book.fill_down(sheet, f"U{FIRST}", COUNT, "=I{r}+T{r}", "cents", "bold")
    book.fill_down(sheet, f"V{FIRST}", COUNT, f"=RANK(U{{r}},U${FIRST}:U${LAST})", "whole", "center")


def _totals(book: Book, sheet: Worksheet) -> None:
    book.blanks(sheet, f"A{TOTAL}:V{TOTAL}", "total")
    sheet.write(f"A{TOTAL}", "All payees", book.style("total"))
    book.sums(sheet, TOTAL, "BCDEFG", FIRST, LAST, "money")
    book.sums(sheet, TOTAL, "IJKTU", FIRST, LAST, "cents")
    book.spill(sheet, f"H{TOTAL}", f"=XL.ATTAINMENT(G{TOTAL},B{TOTAL})", "percent", "total")
    sheet.write(f"A{TOTAL + 2}", "Commission, share of credited sales")
    book.formula(sheet, f"G{TOTAL + 2}", f"=IF(G{TOTAL}=0,0,I{TOTAL}/G{TOTAL})", "percent")
    sheet.write(f"A{TOTAL + 3}", "Payees at or above quota")
    book.formula(sheet, f"G{TOTAL + 3}", f'=COUNTIF(H{FIRST}:H{LAST},">=1")', "whole")
    sheet.write(f"A{TOTAL + 4}", "Best earner")
    best = f"=INDEX(A{FIRST}:A{LAST},MATCH(MAX(U{FIRST}:U{LAST}),U{FIRST}:U{LAST},0))"
    book.formula(sheet, f"G{TOTAL + 4}", best, "right")


def _marks(book: Book, sheet: Worksheet) -> None:
    book.traffic_light(sheet, f"H{FIRST}:H{TOTAL}")
    book.traffic_light(sheet, f"L{FIRST}:O{LAST}", low=0.7)
    book.bars(sheet, f"U{FIRST}:U{LAST}")
    book.mark(sheet, f"K{FIRST}:K{LAST}", f"ABS(K{FIRST})>=0.005", "bad")
    sheet.freeze_panes(7, 1)
    sheet.fit_to_pages(1, 1)


def _chart(book: Book, sheet: Worksheet) -> None:
    chart = book.chart("bar", "Earnings by payee", (760, 400), "stacked")
    names = f"$A${FIRST}:$A${LAST}"
    for column, label, colour in (("I", "Commission", NAVY), ("T", "Bonus", ORANGE)):
        book.series(chart, "Payees", label, names, f"${column}${FIRST}:${column}${LAST}", colour, gap=40)
    sheet.insert_chart(f"I{TOTAL + 2}", chart)
