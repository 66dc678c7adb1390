"""Cells: numbers and dates as text, error values, currencies, merged cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobs.audit.small_books import Content, audited, audited_cells, column


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["1200"], {"S!A3"}),
        (["１２００"], {"S!A3"}),
        (["¥1,200.50"], {"S!A3"}),
        ([" 12 "], {"S!A3"}),
        (["n/a"], set()),
        (["12 pcs"], set()),
        (["0012"], set()),
        (["1200", "7"], {"S!A3:A4"}),
    ],
)
def test_a_number_among_numbers_is_no_text(tmp_path: Path, texts: list[str], found: set[str]) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", ["Sales", 5])
        for row, text in enumerate(texts, 2):
            page.write_string(row, 0, text)
        page.write_column(len(texts) + 2, 0, [6, 7, 8])

    assert audited(tmp_path, build) == {("CHECK-020", where) for where in found}


@pytest.mark.parametrize(("formula", "is_told"), [("=SUM(A2:A4)", True), ("=COUNTA(A2:A4)", False)])
def test_codes_of_digits_are_texts_unless_they_are_added_up(
    tmp_path: Path, formula: str, is_told: bool
) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for row, text in enumerate(["Code", "1001", "1002", "1003"]):
            page.write_string(row, 0, text)
        page.write_formula("C9", formula, None, 0)

    assert audited(tmp_path, build) == ({("CHECK-020", "S!A2:A4")} if is_told else set())


def test_a_list_of_settings_may_mix_texts_and_numbers(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write_column("A1", ["name", "version", "unit", "months", "carry", "country"])
        page.write_column("B1", ["Plan", None, 1, 12, 1, "US"])
        page.write_string("B2", "1.0")

    assert audited(tmp_path, build) == set()


@pytest.mark.parametrize(
    ("heading", "days", "texts", "is_told"),
    [
        ("Day", 3, ["2026-01-09"], True),
        ("Day", 3, ["9/1/2026"], True),
        ("Day", 3, ["2026年1月9日"], True),
        ("Day", 3, ["soon"], False),
        ("Day", 0, ["2026-01-08", "2026-01-09"], False),
        ("Date", 0, ["2026-01-08", "2026-01-09"], True),
        ("日期", 0, ["2026-01-08", "2026-01-09"], True),
        ("Date", 0, ["2026-13-08", "2026-14-09"], False),
    ],
)
def test_a_date_among_dates_is_no_text(
    tmp_path: Path, heading: str, days: int, texts: list[str], is_told: bool
) -> None:
    def build(book: Any) -> None:
        page, day = book.add_worksheet("S"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write("A1", heading)
        for row in range(days):
            page.write_number(row + 1, 0, 46023 + row, day)
        for row, text in enumerate(texts, days + 1):
            page.write_string(row, 0, text)

    assert {rule for rule, _ in audited(tmp_path, build)} == ({"CHECK-021"} if is_told else set())


def test_an_error_is_told_where_it_begins(tmp_path: Path) -> None:
    cells = {
        "A1": ("=1/0", "#DIV/0!"),
        "A2": ("=A1+1", "#DIV/0!"),
        "A3": ("=SUM(A1:A2)", "#DIV/0!"),
        "C1": ("=NA()", "#N/A"),
        "C2": ("=MATCH(9,A5:A6,0)", "#N/A"),
    }

    assert audited_cells(tmp_path, cells) == {("CHECK-022", "S!A1"), ("CHECK-022", "S!C2")}


def test_a_call_of_ours_saved_without_xlsales_is_no_fault(tmp_path: Path) -> None:
    cells = {"A1": ("=XLSALES_SPLIT(100,B1:B2)", "#NAME?"), "B1": 1, "B2": 2}

    assert audited_cells(tmp_path, cells) == set()


@pytest.mark.parametrize(
    ("formats", "found"),
    [
        (["$#,##0"] * 6, set()),
        (["$#,##0"] * 5 + ["[$€-407]#,##0"], {"S!A7"}),
        (["$#,##0"] * 3 + ["[$€-407]#,##0"], {"S!A5"}),
        (["$#,##0"] * 2 + ["[$€-407]#,##0"], set()),
        (["$#,##0"] * 5 + ["General"], set()),
        (["$#,##0"] * 5 + ["0.0%"], set()),
        (['#,##0"元"'] * 5 + ['#,##0"万元"'], {"S!A7"}),
    ],
)
def test_a_column_keeps_to_one_currency(tmp_path: Path, formats: list[str], found: set[str]) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.write("A1", "Price")
        for row, code in enumerate(formats, 1):
            page.write_number(row, 0, 5 * row, book.add_format({"num_format": code}))

    assert audited(tmp_path, build) == {("CHECK-023", where) for where in found}


@pytest.mark.parametrize(
    ("area", "is_told"), [("B3:B4", True), ("B3:C3", False), ("A1:B1", False), ("F3:F4", False)]
)
def test_rows_of_a_table_are_not_merged(tmp_path: Path, area: str, is_told: bool) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        rows = [["East", "Tools", 5], ["West", "Toys", 6], ["North", "Books", 7], ["South", "Books", 8]]
        page.write_row("A1", ["Region", "Family", "Sales"])
        for row, values in enumerate(rows, 1):
            page.write_row(row, 0, values)
        page.autofilter("A1:C5")
        page.merge_range(area, "x")

    assert audited(tmp_path, build) == ({("CHECK-024", f"S!{area}")} if is_told else set())


def test_merged_titles_above_a_table_are_no_matter(tmp_path: Path) -> None:
    cells: dict[str, Content] = column("A", 3, "Region", "East", "West")

    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        page.merge_range("A1:C2", "Sales of the year")
        for address, content in cells.items():
            page.write(address, content)
        page.autofilter("A3:C5")

    assert audited(tmp_path, build) == set()
