"""Habits of good workbooks that no rule may complain about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobs.audit.small_books import Content, audited, audited_cells, column, copied

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def test_a_year_of_months_with_totals_both_ways(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_row("A1", ["Product", *MONTHS, "Total", "Share"])
        for row in range(2, 8):
            page.write(f"A{row}", f"P{row}")
            page.write_row(f"B{row}", [row * 3 + month for month in range(12)])
            page.write_formula(f"N{row}", f"=SUM(B{row}:M{row})", None, 100)
            page.write_formula(f"O{row}", f"=N{row}/N$8", None, 0.16)
        page.write("A8", "Total")
        for letter in "BCDEFGHIJKLMN":
            page.write_formula(f"{letter}8", f"=SUM({letter}2:{letter}7)", None, 600)
        page.write("A9", "Average")
        for letter in "BCDEFGHIJKLM":
            page.write_formula(f"{letter}9", f"=AVERAGE({letter}2:{letter}7)", None, 100)

    assert audited(tmp_path, build) == set()


def test_quarters_between_months(tmp_path: Path) -> None:
    heads = ("Jan", "Feb", "Mar", "Q1", "Apr", "May", "Jun", "Q2", "Half")
    cells: dict[str, Content] = dict(zip([f"{letter}1" for letter in "BCDEFGHIJ"], heads, strict=True))
    for row in (2, 3, 4):
        cells |= {f"A{row}": f"Rep {row}", **{f"{letter}{row}": 5 * row for letter in "BCDFGH"}}
        cells |= {
            f"E{row}": (f"=SUM(B{row}:D{row})", 15 * row),
            f"I{row}": (f"=SUM(F{row}:H{row})", 15 * row),
        }
        cells |= {f"J{row}": (f"=E{row}+I{row}", 30 * row)}

    assert audited_cells(tmp_path, cells) == set()


def test_subtotals_and_a_grand_total_of_them(tmp_path: Path) -> None:
    cells = {
        **column(
            "A", 1, "Region", "North 1", "North 2", "Subtotal", "South 1", "South 2", "Subtotal", "Total"
        ),
        **column("B", 1, "Sales", 5, 6, ("=SUM(B2:B3)", 11), 7, 9, ("=SUM(B5:B6)", 16), ("=B4+B7", 27)),
    }

    assert audited_cells(tmp_path, cells) == set()


def test_actuals_to_date_beside_a_whole_year(tmp_path: Path) -> None:
    cells = {
        **column("A", 1, "Month", *MONTHS),
        **column("B", 1, "Goal", *range(10, 22)),
        "D1": "YTD goal",
        "E1": ("=SUM(B2:B10)", 126),
        "D2": "全年目标",
        "E2": ("=SUM(B2:B13)", 186),
    }

    assert audited_cells(tmp_path, cells) == set()


def test_a_running_balance_and_growth_over_the_month_before(tmp_path: Path) -> None:
    cells = {
        **column("A", 1, "Month", *MONTHS[:6]),
        **column("B", 1, "Sales", 10, 12, 9, 14, 13, 15),
        "C1": "Balance",
        "C2": ("=B2", 10),
        **copied("C", range(3, 8), "=C2+B#", 20),
        "D1": "Growth",
        **{f"C{row}": (f"=C{row - 1}+B{row}", 20) for row in range(3, 8)},
        **{f"D{row}": (f"=B{row}/B{row - 1}-1", 0.1) for row in range(3, 8)},
        "C9": ("=SUM(B2:B7)", 73),
    }

    assert audited_cells(tmp_path, cells) == set()


def test_actual_months_typed_and_coming_months_calculated(tmp_path: Path) -> None:
    cells: dict[str, Content] = {"A1": "Month", "A2": "Sales", "P1": 1}
    for place, (letter, month) in enumerate(zip("BCDEFGHIJKLM", MONTHS, strict=True)):
        before = "ABCDEFGHIJKLM"["BCDEFGHIJKLM".index(letter)]
        cells |= {f"{letter}1": month, f"{letter}2": 50 + place if place < 5 else (f"={before}2*$P$1", 55)}

    assert audited_cells(tmp_path, cells) == set()


def test_quarters_of_dates_and_grades_in_words(tmp_path: Path) -> None:
    cells = {
        **column("A", 1, 46023, 46100, 46200),
        **copied("B", range(1, 4), "=IF(MONTH(A#)>9,4,IF(MONTH(A#)>6,3,IF(MONTH(A#)>3,2,1)))", 1),
        **copied("C", range(1, 4), '=IF(A#>46150,"late",IF(A#>46050,"fair","early"))', "fair"),
    }

    assert audited_cells(tmp_path, cells) == set()


def test_prices_in_several_currencies_that_say_so(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        formats = {"USD": "$#,##0", "EUR": "[$€-407]#,##0"}
        for row, code in enumerate(["USD", "USD", "USD", "USD", "EUR"]):
            page.write(row, 0, code)
            page.write(row, 1, 5 + row, book.add_format({"num_format": formats[code]}))

    assert audited(tmp_path, build) == set()


def test_market_shares_that_leave_the_rest_to_others(tmp_path: Path) -> None:
    cells = {
        **column("A", 1, "Brand", "Ours", "First", "Second"),
        **column("B", 1, "Market share", 0.2, 0.3, 0.1),
    }

    assert audited_cells(tmp_path, cells) == set()


def test_rates_of_exchange_from_a_day_on_are_no_tiers(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page, day = book.add_worksheet("S"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row("A1", ["From", "Rate"])
        for row in (1, 2, 3):
            page.write(row, 0, 46023 + 31 * row, day)
            page.write(row, 1, 0.14)

    assert audited(tmp_path, build) == set()


def test_an_empty_workbook_is_sound(tmp_path: Path) -> None:
    assert audited_cells(tmp_path, {}) == set()
