"""Totals: rows left out, subtotals counted twice, hidden rows, ranges that do not line up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobs.audit.small_books import Content, audited, audited_cells, column, copied

NUMBERS = column("B", 2, 11, 7, 13, 5, 8)
LABELS = column("A", 2, "East", "West", "North", "South", "Centre")
TABLE: dict[str, Content] = {"A1": "Region", "B1": "Sales", **LABELS, **NUMBERS}


@pytest.mark.parametrize(
    ("where", "formula", "is_short"),
    [
        ("B7", "=SUM(B2:B6)", False),
        ("B7", "=SUM(B2:B5)", True),
        ("B7", "=SUM(B2:B4)", True),
        ("B7", "=SUM(B3:B6)", True),
        ("B7", "=SUBTOTAL(9,B2:B5)", True),
        ("B7", "=AVERAGE(B2:B5)", True),
        ("B7", "=ROUND(SUM(B2:B5),2)", True),
        ("B7", "=SUM(B2:B5,B6)", False),
        ("B7", "=SUM(B$2:B5)/B6", False),
        ("D1", "=SUM(B2:B6)", False),
        ("D1", "=SUM(B2:B5)", True),
        ("D1", "=SUM(B3:B5)", False),
        ("D1", "=SUM(B:B)", False),
    ],
)
def test_a_total_holds_all_rows_of_its_data(tmp_path: Path, where: str, formula: str, is_short: bool) -> None:
    found = audited_cells(tmp_path, {**TABLE, where: (formula, 44)})

    assert found == ({("CHECK-001", f"S!{where}")} if is_short else set())


def test_a_total_at_the_end_of_half_a_table_may_be_a_subtotal(tmp_path: Path) -> None:
    found = audited_cells(tmp_path, {**TABLE, "D1": ("=SUM(B2:B4)", 31), "D2": ("=SUM(B5:B6)", 13)})

    assert found == set()


@pytest.mark.parametrize(
    ("label", "is_short"),
    [("Centre", True), ("Opening balance", False), ("Budget", False), ("期初", False)],
)
def test_a_line_that_says_it_stands_apart_is_not_missed(tmp_path: Path, label: str, is_short: bool) -> None:
    found = audited_cells(tmp_path, {**TABLE, "A6": label, "B7": ("=SUM(B2:B5)", 36)})

    assert bool(found) == is_short


def test_a_year_above_numbers_is_their_heading(tmp_path: Path) -> None:
    found = audited_cells(tmp_path, {**TABLE, "B1": 2026, "B7": ("=SUM(B2:B6)", 44)})

    assert found == set()


def test_rolling_and_running_totals_are_no_short_totals(tmp_path: Path) -> None:
    rolling = {f"C{row}": (f"=AVERAGE(B{row - 2}:B{row})", 9) for row in range(4, 7)}
    running = copied("D", range(2, 7), "=SUM($B$2:B#)", 9)

    assert audited_cells(tmp_path, {**TABLE, **rolling, **running}) == set()


@pytest.mark.parametrize(
    ("months", "formula", "is_short"),
    [
        (("Jan", "Feb", "Mar", "Apr"), "=SUM(B2:E2)", False),
        (("Jan", "Feb", "Mar", "Apr"), "=SUM(B2:D2)", True),
        (("Jan", "Feb", "Mar", "Apr"), "=SUM(C2:E2)", True),
        (("1月", "2月", "3月", "4月"), "=SUM(B2:D2)", True),
        (("Price", "Cost", "Fee", "Stock"), "=SUM(B2:D2)", False),
        (("Jan", "Feb", "Mar", "Goal"), "=SUM(B2:D2)", False),
    ],
)
def test_a_total_across_holds_all_months(
    tmp_path: Path, months: tuple[str, ...], formula: str, is_short: bool
) -> None:
    heads = dict(zip(("B1", "C1", "D1", "E1"), months, strict=True))

    found = audited_cells(
        tmp_path, {**heads, "A2": "East", "B2": 4, "C2": 9, "D2": 2, "E2": 7, "F2": (formula, 22)}
    )

    assert found == ({("CHECK-001", "S!F2")} if is_short else set())


@pytest.mark.parametrize(
    ("inner", "outer", "twice"),
    [
        ("=SUM(B2:B4)", "=SUM(B2:B7)", True),
        ("=B2+B3+B4", "=SUM(B2:B7)", True),
        ("=SUBTOTAL(9,B2:B4)", "=SUBTOTAL(9,B2:B7)", False),
        ("=SUBTOTAL(9,B2:B4)", "=SUM(B2:B7)", True),
        ("=SUM(B2:B4)", "=SUM(B2:B7)/2", False),
        ("=SUM(B2:B4)", "=SUM(B5,B6:B7)", False),
        ("=SUM(D2:D4)", "=SUM(B2:B7)", False),
    ],
)
def test_a_subtotal_is_not_added_once_more(tmp_path: Path, inner: str, outer: str, twice: bool) -> None:
    labels = column("A", 2, "East", "West", "North", "Subtotal", "South", "Centre")

    found = audited_cells(
        tmp_path, {**labels, **column("B", 2, 11, 7, 13, (inner, 31), 5, 8), "B8": (outer, 75)}
    )

    assert found == ({("CHECK-002", "S!B8")} if twice else set())


@pytest.mark.parametrize(
    ("function", "row", "outline", "is_told"),
    [
        ("SUM(", 3, 0, True),
        ("SUM(", 9, 0, False),
        ("SUBTOTAL(109,", 3, 0, False),
        ("SUM(", 3, 1, False),
    ],
)
def test_hidden_numbers_in_a_total_are_told(
    tmp_path: Path, function: str, row: int, outline: int, is_told: bool
) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", ["Region", "East", "West", "North", "Total"])
        page.write_column("B1", ["Sales", 11, 7, 13])
        page.write_formula("B5", f"={function}B2:B4)", None, 31)
        page.set_row(row - 1, None, None, {"hidden": True, "level": outline})

    assert audited(tmp_path, build) == ({("CHECK-003", "S!B5")} if is_told else set())


def test_a_total_of_hidden_cells_only_is_a_helper(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("B1", [11, 7, 13])
        page.write_formula("D1", "=SUM(B1:B3)", None, 31)
        page.set_column("B:B", None, None, {"hidden": True})

    assert audited(tmp_path, build) == set()


def test_a_hidden_sheet_in_a_total_through_sheets_is_told(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        for name in ("Jan", "Feb", "Mar"):
            book.add_worksheet(name).write("B2", 5)
        book.get_worksheet_by_name("Feb").hide()
        book.add_worksheet("Year").write_formula("B2", "=SUM(Jan:Mar!B2)", None, 15)

    assert audited(tmp_path, build) == {("CHECK-003", "Year!B2")}


@pytest.mark.parametrize(
    ("formula", "clashes"),
    [
        ('=SUMIFS(B2:B6,A2:A6,"East")', False),
        ('=SUMIFS(B2:B6,A2:A5,"East")', True),
        ('=SUMIFS(B2:B5,A3:A6,"East")', True),
        ('=COUNTIFS(A2:A6,"East",B2:B5,">1")', True),
        ('=SUMIF(A2:A6,"East",B2:B5)', True),
        ('=SUMIF(A2:A6,"East",B2)', False),
        ("=SUMPRODUCT(B2:B6,B2:B6)", False),
        ("=SUMPRODUCT(B2:B6,B2:B5)", True),
        ('=SUMPRODUCT((A2:A6="East")*(B2:B5))', True),
        ('=SUMPRODUCT((A2:A6="East")*B2:C6)', False),
        ('=INDEX(B2:B6,MATCH("East",A2:A6,0))', False),
        ('=INDEX(B1:B6,MATCH("East",A2:A6,0))', True),
        ('=INDEX(B:B,MATCH("East",A1:A6,0))', False),
    ],
)
def test_ranges_line_up(tmp_path: Path, formula: str, clashes: bool) -> None:
    found = audited_cells(tmp_path, {**TABLE, "D9": (formula, 11)})

    assert found == ({("CHECK-004", "S!D9")} if clashes else set())


@pytest.mark.parametrize(
    ("formula", "stops"),
    [
        ("=VLOOKUP(D1,$A$2:$B$6,2,FALSE)", False),
        ("=VLOOKUP(D1,$A$2:$B$5,2,FALSE)", True),
        ("=VLOOKUP(D1,$A$3:$B$5,2,FALSE)", False),
        ("=VLOOKUP(D1,$A:$B,2,FALSE)", False),
        ("=SUMIFS($B$2:$B$5,$A$2:$A$5,D1)", True),
    ],
)
def test_a_lookup_reads_its_table_to_the_end(tmp_path: Path, formula: str, stops: bool) -> None:
    found = audited_cells(tmp_path, {**TABLE, "D1": "West", "E1": (formula, 7)})

    assert found == ({("CHECK-007", "S!E1")} if stops else set())
