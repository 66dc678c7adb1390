"""Sheet Plan: options, tiers with their check, bonus curve, credit by channel."""

from xlsxwriter.worksheet import Worksheet

from recipes.book import Book
from recipes.incentives.large_deals import OWNER_SHARES, TIERS, YEAR
from recipes.styles import NAVY

CURVE = ((0.7, 0.5), (1, 1), (1.3, 2))


def plan_sheet(book: Book) -> None:
    """Write the incentive plan: everything that a sales director may want to change."""
    sheet = book.sheet("Plan", (32, 14, 14, 16, 4, 24, 12, 14, 12))
    legend = "Yellow cells are inputs. Green cells come from XLSALES functions."
    book.heading(sheet, f"Incentive plan {YEAR}", legend)
    _options(book, sheet)
    _tiers(book, sheet)
    _credit(book, sheet)
    _curve(book, sheet)
    _curve_chart(book, sheet)
    sheet.freeze_panes(2, 0)
    sheet.fit_to_pages(1, 1)


def _options(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A4", "Options", 4)
    options = (
        ("CommissionMode", "Commission mode", "marginal", "right"),
        ("TierBoundary", "Amount on a bound belongs to", "lower", "right"),
        ("PayUnit", "Smallest amount paid", 0.01, "cents"),
        ("QuarterBonus", "Target bonus a quarter", 1_000, "money"),
        ("BelowCurve", "Bonus below the first knot", "zero", "right"),
        ("AboveCurve", "Bonus above the last knot", "cap", "right"),
    )
    for row, (name, label, value, style) in enumerate(options, start=6):
        sheet.write(f"A{row}", label)
        sheet.write(f"B{row}", value, book.style(style, "input"))
        book.name(name, f"Plan!$B${row}")
    modes = "marginal: each slice at its own rate; whole: the reached rate on everything."
    book.choice(sheet, "B6", ("marginal", "whole"), modes)
    book.choice(
        sheet, "B7", ("lower", "upper"), "lower: an amount equal to a bound earns the upper tier's rate."
    )
    book.choice(sheet, "B10", ("zero", "first", "extend"), "What an attainment below the first knot pays.")
    book.choice(sheet, "B11", ("cap", "extend"), "What an attainment above the last knot pays.")
    book.comment(
        sheet, "B6", "marginal 超额累进, whole 全额累进. With whole, reaching a bound re-rates the year."
    )
    book.comment(
        sheet,
        "B7",
        "lower 含下限 (>=), upper 含上限 (>). Matters with whole only; marginal pay has no jumps.",
    )


def _tiers(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A13", "Commission tiers", 4)
    book.headers(sheet, "A14", ("Tier", "From, times quota", "Rate", "From, at a quota of 100,000"))
    book.column(sheet, "A15", ("base", "near quota", "accelerator 1", "accelerator 2"))
    book.column(sheet, "B15", [bound for bound, _ in TIERS], "percent", "input")
    book.column(sheet, "C15", [rate for _, rate in TIERS], "percent", "input")
    book.fill_down(sheet, "D15", len(TIERS), "=B{r}*100000", "money")
    book.name("Tiers", "Plan!$B$15:$C$18")
    book.comment(
        sheet,
        "B14",
        "Lower bound as a multiple of the yearly quota. Bounds must rise; the check says what is wrong.",
    )
    sheet.write("A20", "Check of the tiers", book.style("bold"))
    book.spill(sheet, "B20", "=XL.TIERS_CHECK(Tiers)")
    for row, amount in ((21, 100_000), (22, 130_000)):
        sheet.write(f"A{row}", f"{amount:,} sold at a quota of 100,000 pays")
        pays = f"=XL.COMMISSION({amount},Tiers,CommissionMode,0,TierBoundary,PayUnit,100000)"
        book.spill(sheet, f"B{row}", pays, "cents")


def _credit(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "A25", "Credit by channel", 4)
    book.headers(sheet, "A26", ("Channel", "Owner", "Channel manager", "Sum"))
    book.column(sheet, "A27", list(OWNER_SHARES))
    book.column(sheet, "B27", list(OWNER_SHARES.values()), "percent", "input")
    book.fill_down(sheet, "C27", len(OWNER_SHARES), "=1-B{r}", "percent")
    book.fill_down(sheet, "D27", len(OWNER_SHARES), "=B{r}+C{r}", "percent")
    share = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    sheet.data_validation("B27:B31", {**share, "error_message": "A share between 0 % and 100 %."})
    book.comment(
        sheet, "B30", "Partner deals are won with the channel manager, who gets the rest of the credit."
    )


def _curve(book: Book, sheet: Worksheet) -> None:
    book.section(sheet, "F4", "Quarterly bonus", 4)
    book.headers(sheet, "F5", ("Knot of the curve", "Attainment", "Share of target bonus"))
    book.column(sheet, "F6", ("threshold", "target", "excellence"))
    book.column(sheet, "G6", [attainment for attainment, _ in CURVE], "percent", "input")
    book.column(sheet, "H6", [share for _, share in CURVE], "percent", "input")
    book.name("BonusCurve", "Plan!$G$6:$H$8")
    book.headers(sheet, "F14", ("What the curve pays", "Attainment", "Share of target bonus", "Bonus"))
    book.column(sheet, "G15", [tenths / 10 for tenths in range(6, 15)], "percent")
    book.spill(sheet, "H15:H23", "=XL.PAYOUT_CURVE(G15:G23,BonusCurve,BelowCurve,AboveCurve)", "percent")
    book.fill_down(sheet, "I15", 9, "=ROUND(H{r}*QuarterBonus,2)", "cents")


def _curve_chart(book: Book, sheet: Worksheet) -> None:
    chart = book.chart("scatter", "Bonus by attainment", (480, 250), "straight_with_markers")
    marker = {"type": "circle", "fill": {"color": NAVY}}
    book.series(chart, "Plan", "Bonus", "$G$15:$G$23", "$I$15:$I$23", NAVY, line=True, marker=marker)
    chart.set_legend({"none": True})
    chart.set_x_axis({"min": 0.5, "max": 1.5, "num_format": "0%"})
    sheet.insert_chart("F25", chart)
