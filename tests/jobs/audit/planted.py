"""A sales workbook with every fault planted once, and clean everywhere else.

``FAULTS`` names each place with the rule that must find it, as a person would who planted it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import xlsxwriter

FAULTS: Final = {
    ("CHECK-001", "Orders!F14"),
    ("CHECK-002", "Regions!B11"),
    ("CHECK-003", "Staff!B6"),
    ("CHECK-004", "Reps!C4"),
    ("CHECK-005", "Split!C3:C5"),
    ("CHECK-006", "Split!B3:B5"),
    ("CHECK-007", "Reps!D2:D4"),
    ("CHECK-010", "Orders!F9"),
    ("CHECK-011", "Orders!F6"),
    ("CHECK-012", "Orders!G5:G13"),
    ("CHECK-013", "Orders!H5:H13"),
    ("CHECK-014", "Regions!D11"),
    ("CHECK-015", "Regions!B14"),
    ("CHECK-016", "Regions!B13"),
    ("CHECK-020", "Orders!D8"),
    ("CHECK-021", "Orders!A7"),
    ("CHECK-022", "Reps!E2"),
    ("CHECK-023", "Orders!E10"),
    ("CHECK-024", "Products!C7:C8"),
    ("CHECK-030", "Products!A4"),
    ("CHECK-031", "Products!A9"),
    ("CHECK-032", "Rates!G2"),
    ("CHECK-033", "Reps!F2:F4"),
    ("CHECK-034", "Rates!A4"),
    ("CHECK-035", "Rates!D2"),
    ("CHECK-040", "Rates!H2"),
    ("CHECK-041", "Links!B2"),
    ("CHECK-042", "Links!B3"),
    ("CHECK-043", "Links!B4"),
    ("CHECK-044", "OldTotal"),
    ("CHECK-050", "planted.xlsx"),
    ("CHECK-060", "Links!B5"),
    ("CHECK-061", "Links!B6"),
}
"""Where each fault was planted."""


def write_planted(folder: Path) -> Path:
    """Write the workbook, and a second one beside it that it is linked to."""
    with xlsxwriter.Workbook(str(folder / "Budget.xlsx")) as book:
        book.add_worksheet("Budget").write(0, 0, 5)
    path = folder / "planted.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_calc_mode("manual")
        book.define_name("OldTotal", "=#REF!")
        _orders(book)
        _regions(book)
        _products(book)
        _reps(book)
        _split(book)
        _rates(book)
        _links(book)
        _staff(book)
    return path


def _orders(book: Any) -> None:
    """Rows 5 to 13 of orders below headings, their total in row 14."""
    page = book.add_worksheet("Orders")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    dollars, euros = (
        book.add_format({"num_format": "$#,##0"}),
        book.add_format({"num_format": "[$€-407]#,##0"}),
    )
    page.write_row("A4", ["Date", "Rep", "Product", "Quantity", "Price", "Amount", "Rate", "Fee"])
    reps, products = ["Ann", "Bo", "Cy"], ["P1", "P2", "P3"]
    for place in range(9):
        row = place + 5
        quantity, price = place + 2, 10 * (place + 3)
        page.write(f"A{row}", 46023 + place, day)
        page.write(f"B{row}", reps[place % 3])
        page.write(f"C{row}", products[place % 3])
        page.write(f"D{row}", quantity)
        page.write(f"E{row}", price, dollars)
        amount = quantity * price
        page.write_formula(f"F{row}", f"=D{row}*E{row}", None, amount)
        rate = 0.08 if amount > 500 else 0.05 if amount > 200 else 0.02
        page.write_formula(f"G{row}", f"=IF(F{row}>500,0.08,IF(F{row}>200,0.05,0.02))", None, rate)
        page.write_formula(f"H{row}", f"=F{row}*0.035", None, amount * 0.035)
    page.write_string("A7", "2026-01-03")
    page.write_number("F6", 130)
    page.write_string("D8", "5")
    page.write_formula("F9", "=D9*E8", None, 360)
    page.write("E10", 80, euros)
    page.write("E14", "Total")
    page.write_formula("F14", "=SUM(F5:F12)", None, 3000)


def _regions(book: Any) -> None:
    """Two regions with subtotals in rows 5 and 10, a grand total in row 11."""
    page = book.add_worksheet("Regions")
    page.write_row("A1", ["Region", "Sales", "Cost", "Profit"])
    rows = ["North 1", "North 2", "North 3", "North", "South 1", "South 2", "South 3", "South 4"]
    sales = [100, 120, 140, None, 90, 80, 70, 60]
    for place, (name, amount) in enumerate(zip(rows, sales, strict=True)):
        row = place + 2
        if amount is None:
            page.write(f"A{row}", "Subtotal")
            page.write_formula(f"B{row}", "=SUM(B2:B4)", None, 360)
            page.write_blank(f"C{row}", None)
            continue
        page.write(f"A{row}", name)
        page.write(f"B{row}", amount)
        page.write(f"C{row}", amount / 2)
        page.write_formula(f"D{row}", f"=B{row}-C{row}", None, amount / 2)
    page.write("A11", "Total")
    page.write_formula("B11", "=SUM(B2:B9)", None, 1020)
    page.write_formula("C11", "=SUM(C2:C9)", None, 330)
    page.write_formula("D11", "=IFERROR(SUM(D2:D9),0)", None, 330)
    page.write("A13", "Forecast")
    page.write_formula("B13", "=B13+B2", None, 0)
    page.write("A14", "Days left")
    page.write_formula("B14", "=46387-TODAY()", None, 30)


def _products(book: Any) -> None:
    """Rows 2 to 10 of products, a key in column A, with a filter."""
    page = book.add_worksheet("Products")
    page.write_row("A1", ["Product", "Cost", "Family"])
    for row, (key, cost, family) in enumerate(
        [
            ("P1", 4, "Tools"),
            ("P2", 5, "Tools"),
            ("P3 ", 6, "Tools"),
            ("P4", 7, "Toys"),
            ("P5", 8, "Toys"),
            ("P6", 9, "Books"),
            ("P7", 3, "Books"),
            ("P4", 2, "Paper"),
            ("P8", 1, "Paper"),
        ],
        2,
    ):
        page.write_row(row - 1, 0, [key, cost, family])
    page.merge_range("C7:C8", "Books")
    page.autofilter("A1:C10")


def _reps(book: Any) -> None:
    """Three people with what they sold."""
    page = book.add_worksheet("Reps")
    page.write_row("A1", ["Rep", "Product", "Sales", "Cost", "Average", "Family"])
    for row, (name, product) in enumerate([("Ann", "P1"), ("Bo", "P2"), ("Cy", "P3")], 2):
        page.write_row(row - 1, 0, [name, product])
        last = 13 if row < 4 else 12
        page.write_formula(f"C{row}", f"=SUMIFS(Orders!$F$5:$F$13,Orders!$B$5:$B${last},A{row})", None, 500)
        page.write_formula(f"D{row}", f"=VLOOKUP(B{row},Products!$A$2:$B$9,2,FALSE)", None, 4)
        page.write_formula(f"F{row}", f"=VLOOKUP(B{row},$H$2:$I$4,2)", None, "Tools")
        page.write_formula(f"E{row}", f"=C{row}/100", None, 5)
        page.write_row(f"H{row}", [product, "Tools"])
    page.write_formula("E2", "=C2/0", None, "#DIV/0!")


def _split(book: Any) -> None:
    """A total handed out by typed weights and rounded."""
    page = book.add_worksheet("Split")
    page.write_row("A1", ["Goal", 1000])
    page.write_row("A2", ["Person", "Weight", "Goal"])
    for row, (name, weight, goal) in enumerate(
        [("Ann", 0.333, 333), ("Bo", 0.333, 333), ("Cy", 0.333, 333)], 3
    ):
        page.write_row(row - 1, 0, [name, weight])
        page.write_formula(f"C{row}", f"=ROUND($B$1*B{row},0)", None, goal)


def _rates(book: Any) -> None:
    """A table from, to, rate; and one of bounds and rates for lookups."""
    page = book.add_worksheet("Rates")
    for row, values in enumerate(
        [["From", "To", "Rate"], [0, 500, 0.02], [500, 1000, 0.04], [1200, 2000, 0.06]]
    ):
        page.write_row(row, 0, values)
    for row, (bound, rate) in enumerate([(100, 0.01), (300, 0.03), (900, 0.05)], 2):
        page.write(f"D{row}", bound)
        page.write(f"E{row}", rate)
    page.write_formula("F2", "=VLOOKUP(400,D2:E4,2,TRUE)", None, 0.03)
    for row, value in enumerate([10, 30, 20], 2):
        page.write(f"J{row}", value)
    page.write_formula("G2", "=MATCH(F2,J2:J4,1)", None, 1)
    page.write_formula("H2", "=#REF!*2", None, "#REF!")


def _links(book: Any) -> None:
    page = book.add_worksheet("Links")
    page.write_column("A2", ["Budget", "Old budget", "Bonus", "Split", "Typing error"])
    page.write_formula("B2", "='[Budget.xlsx]Budget'!A1", None, 5)
    page.write_formula("B3", "='[Gone.xlsx]Budget'!A1", None, 5)
    page.write_formula("B4", "=BonusRat*2", None, "#NAME?")
    page.write_formula("B5", "=XLSALES_SPLIT(100,D5:D6)", None, "#VALUE!")
    page.write("D5", 1)
    page.write("D6", -1)
    page.write_formula("B6", "=XLSALES_SPLITT(100,2)", None, "#NAME?")


def _staff(book: Any) -> None:
    """Four teams, one of them hidden, and their total."""
    page = book.add_worksheet("Staff")
    page.write_column("A1", ["Team", "East", "West", "North", "South", "Total"])
    page.write_column("B1", ["People", 4, 5, 6, 7])
    page.write_formula("B6", "=SUM(B2:B5)", None, 22)
    page.set_row(3, None, None, {"hidden": True})
