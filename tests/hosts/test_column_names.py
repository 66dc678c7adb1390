"""Which column is what: guessed, written as a sheet, never a byte elsewhere."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from books import make_book
from hosts.web_extension import parts_of_file
from needs_office import NEEDS_OFFICE
from shared import SHARED
from xlsales.hosts.column_names import (
    attach_column_names,
    detach_column_names,
    guess_workbook,
    has_column_names,
)
from xlsales.hosts.lite.attaching import attach_lite
from xlsales.kernel.issues import RefusedFileError
from xlsales.office import values_of
from xlsales.tables.guessing import Guess, guess_columns
from xlsales.tables.matching import matched, table_of
from xlsales.tables.raw import RawTable
from xlsales.tables.synonyms import MEANINGS, meanings_of
from xlsales.tables.target_specs import COLUMNS
from xlsales.tables.worksheets import workbook_tables
from xlsales.workbook import open_package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts

LISTED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
CORPUS = sorted((SHARED / "corpus").glob("*.xls[xm]"))
#: Without functions of the clock or of chance, so that two calculations agree.
FOR_OFFICE = (
    "ClosedXML__CFDataBar.xlsx",
    "IronCalc__link_test.xlsx",
    "Open-XML-SDK__Complex01.xlsx",
    "calamine__issue_565_multi_axis_shared.xlsx",
    "openxlsx-data__namedRegions2.xlsx",
    "openxlsx-data__table_slicer.xlsx",
)
ENGLISH = ["Order No", "Order Date", "Account Name", "Sales Rep", "Region", "Net sales (CNY)", "Remarks"]
CHINESE = ["订单日期", "客户名称", "业务员", "大区", "产品名称", "数量", "销售金额（元）", "目标", "备注"]


def guessed(*headings: str, rows: list[list[Any]]) -> dict[str, str]:
    table = RawTable("T", headings, rows, lambda row, column: f"T!{row},{column}")
    return {guess.column: guess.meaning for guess in guess_columns([table])}


def orders(folder: Path) -> Path:
    def build(book: Any) -> None:
        english, chinese = book.add_worksheet("Orders"), book.add_worksheet("订单")
        rows = [[f"SO-{i}", 46023 + i, f"Firm {i}", "Lee", "North", 100.5 * i, "x"] for i in range(1, 6)]
        for i, row in enumerate([ENGLISH, *rows]):
            english.write_row(i + 2, 1, row)
        rows = [[46023 + i, f"客户{i}", "张三", "华北", "水泵", i, 99.5 * i, 120, ""] for i in range(1, 6)]
        chinese.add_table(
            0, 0, 5, 8, {"name": "明细", "columns": [{"header": head} for head in CHINESE], "data": rows}
        )

    return make_book(folder / "orders.xlsx", build)


def attached(book: Path, out: Path) -> Path:
    with open_package(book) as package:
        parts = PartEdits(package)
        attach_column_names(parts, guess_workbook(package))
        return write_parts(parts, out, allow_signed=True).destination


def detached(book: Path, out: Path) -> Path:
    with open_package(book) as package:
        parts = PartEdits(package)
        assert detach_column_names(parts)
        return write_parts(parts, out, allow_signed=True).destination


def test_columns_are_recognised_in_both_languages(tmp_path: Path) -> None:
    with open_package(orders(tmp_path)) as package:
        guesses = guess_workbook(package)

    found = {(guess.table, guess.column): guess.meaning for guess in guesses}
    assert found == {
        ("Orders", "Order No"): "order_id",
        ("Orders", "Order Date"): "date",
        ("Orders", "Account Name"): "customer",
        ("Orders", "Sales Rep"): "person",
        ("Orders", "Region"): "region",
        ("Orders", "Net sales (CNY)"): "amount",
        ("Orders", "Remarks"): "",
        ("明细", "订单日期"): "date",
        ("明细", "客户名称"): "customer",
        ("明细", "业务员"): "person",
        ("明细", "大区"): "region",
        ("明细", "产品名称"): "product",
        ("明细", "数量"): "quantity",
        ("明细", "销售金额（元）"): "amount",
        ("明细", "目标"): "target",
        ("明细", "备注"): "",
    }
    first = guesses[1]
    assert (first.where, first.certainty, first.sample) == ("Orders!C3", 1.0, ("46024", "46025", "46026"))


def test_headings_are_found_below_titles_and_settings_and_beside_each_other(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("Plan")
        page.write_row("A1", ["Sales plan", "2026"])
        page.write_row("A2", ["Rounding", "hamilton", "who gets the rest"])
        page.write_row("A5", ["Region", "Target"])
        page.write_row("A6", ["North", 100])
        page.write_row("A7", ["South", 200])
        page.write_row("E5", ["Product", "Price", "Note"])
        page.write_row("E6", ["Pump", 9.5, "new"])
        page.write_row("A10", ["业务员", "目标"])
        page.write_row("A11", ["张三", 50])
        page.add_table(
            "H20:I21", {"name": "Deals", "columns": [{"header": "Customer"}, {"header": "Amount"}]}
        )
        page.write_row("H21", ["Firm", 7])

    with open_package(make_book(tmp_path / "plan.xlsx", build)) as package:
        guesses = guess_workbook(package)

    assert [(guess.table, guess.meaning, guess.where) for guess in guesses if guess.meaning] == [
        ("Deals", "customer", "Plan!H20"),
        ("Deals", "amount", "Plan!I20"),
        ("Plan", "region", "Plan!A5"),
        ("Plan", "target", "Plan!B5"),
        ("Plan", "product", "Plan!E5"),
        ("Plan", "price", "Plan!F5"),
        ("Plan", "person", "Plan!A10"),
        ("Plan", "target", "Plan!B10"),
    ]


def test_a_row_of_data_is_no_row_of_headings(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for i, row in enumerate([["Channel", "Owner", "Remark"], *([["Target", "Sales", "x"]] * 3)]):
            page.write_row(i, 0, row)

    with open_package(make_book(tmp_path / "data.xlsx", build)) as package:
        guesses = guess_workbook(package)

    assert [(guess.column, guess.meaning) for guess in guesses] == [
        ("Channel", "channel"),
        ("Owner", "person"),
        ("Remark", ""),
    ]


@pytest.mark.parametrize(
    ("values", "meaning"),
    [
        ([[100.5], [3.0]], "amount"),
        ([["n/a"], ["none"]], ""),
        ([[1.0], [2.0], [3.0], [4.0], ["?"]], "amount"),
        ([[1.0], [2.0], [3.0], ["?"]], ""),
        ([[None], [None]], "amount"),
    ],
    ids=["numbers", "texts", "four of five", "three of four", "blank"],
)
def test_values_can_speak_against_a_heading(values: list[list[Any]], meaning: str) -> None:
    assert guessed("Amount", rows=values) == {"Amount": meaning}


@pytest.mark.parametrize(
    ("value", "is_day"),
    [
        (29_220, False),
        (29_221, True),
        (73_050, True),
        (73_051, False),
        ("2026-01-31", True),
        ("soon", False),
    ],
)
def test_a_date_is_a_serial_number_of_our_time_or_a_written_day(value: Any, is_day: bool) -> None:
    assert guessed("Date", rows=[[value]]) == {"Date": "date" if is_day else ""}


def test_no_two_columns_of_a_table_mean_the_same() -> None:
    found = guessed("Sales amount 2025", "Amount", "Sales", rows=[[1.0, 2.0, 3.0]])

    assert found == {"Sales amount 2025": "", "Amount": "amount", "Sales": ""}


def test_every_word_leads_to_one_meaning_that_has_it() -> None:
    for meaning in MEANINGS:
        for word in (meaning.name, *meaning.words):
            best, fit = next(meanings_of(word.removeprefix("=")))
            assert fit == 1
            assert best is meaning, word


def test_a_blank_column_is_less_certain() -> None:
    table = RawTable("T", ("Amount", "Cost"), [[1.0, None]], lambda row, column: "")

    assert [guess.certainty for guess in guess_columns([table])] == [1.0, 0.5]


def test_the_sheet_lists_what_was_recognised_and_nothing_else_changes(tmp_path: Path) -> None:
    book = orders(tmp_path)

    out = attached(book, tmp_path / "out.xlsx")

    before, after = parts_of_file(book), parts_of_file(out)
    assert {name for name in before if before[name] != after[name]} == LISTED
    assert after.keys() - before.keys() == {
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/_rels/sheet3.xml.rels",
        "xl/tables/table2.xml",
    }
    rows = list(openpyxl.load_workbook(out)["xlsales"].iter_rows(values_only=True))
    assert rows[0] == ("table", "field", "column", "certainty", "place", "sample")
    assert rows[2][:5] == ("Orders", "date", "Order Date", 1, "Orders!C3")
    assert ("明细", "customer", "客户名称", 1, "订单!B1") in {row[:5] for row in rows}
    assert len(rows) == 1 + 14


def test_jobs_find_the_sheet_as_their_table_of_column_names(tmp_path: Path) -> None:
    out = attached(orders(tmp_path), tmp_path / "out.xlsx")

    with open_package(out) as package:
        found, issues = table_of(COLUMNS, workbook_tables(package))

    assert found is not None
    table, more_issues = matched(COLUMNS, found)
    assert issues + more_issues == []
    assert table.columns == {"table": 0, "field": 1, "column": 2}


def test_attached_twice_is_attached_once_and_corrections_stay(tmp_path: Path) -> None:
    once = attached(orders(tmp_path), tmp_path / "once.xlsx")

    twice = attached(once, tmp_path / "twice.xlsx")

    assert twice.read_bytes() == once.read_bytes()
    with open_package(once) as package:
        assert has_column_names(package)
        assert {guess.table for guess in guess_workbook(package)} == {"Orders", "明细"}


def test_detaching_gives_back_every_part(tmp_path: Path) -> None:
    book = orders(tmp_path)

    out = detached(attached(book, tmp_path / "out.xlsx"), tmp_path / "back.xlsx")

    assert parts_of_file(out) == parts_of_file(book)


def test_a_sheet_of_that_name_that_is_not_ours_stays(tmp_path: Path) -> None:
    book = make_book(tmp_path / "own.xlsx", lambda made: made.add_worksheet("XLSALES").write("A1", 1))

    with open_package(book) as package:
        parts = PartEdits(package)
        assert not attach_column_names(parts, [Guess("T", "Amount", "amount", 1.0, "T!A1", ())])
        assert not detach_column_names(parts)


def test_our_sheet_is_not_taken_from_between_others(tmp_path: Path) -> None:
    def build(book: Any) -> None:
        columns = [{"header": head} for head in ("table", "field", "column")]
        book.add_worksheet("xlsales").add_table(0, 0, 1, 2, {"columns": columns})
        book.add_worksheet("Later")

    book = make_book(tmp_path / "moved.xlsx", build)

    with open_package(book) as package, pytest.raises(RefusedFileError, match=r"WB-036 .*behind all others"):
        detach_column_names(PartEdits(package))


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not CORPUS, reason="the corpus is not beside the checkout")
def test_a_sheet_is_added_to_every_workbook_of_the_corpus(tmp_path: Path) -> None:
    guess = Guess("T", "Amount <&> 金额", "amount", 0.75, "T!A1", ('"a"', "b"))
    done = opened = 0
    for book in CORPUS:
        out, back = tmp_path / f"out{book.suffix}", tmp_path / f"back{book.suffix}"
        try:
            with open_package(book) as package:
                parts = PartEdits(package)
                assert attach_column_names(parts, [guess])
                write_parts(parts, out, allow_signed=True)
                listed = {package.workbook_part, "[Content_Types].xml"}
        except RefusedFileError:
            continue
        before, after = parts_of_file(book), parts_of_file(out)
        changed = {name.replace("\\", "/") for name in before if before[name] != after[name]}
        assert len(changed) == 3, (book.name, changed)
        assert {name.lstrip("/") for name in listed} <= changed, book.name
        assert parts_of_file(detached(out, back)) == before, book.name
        done += 1
        opened += _opens_as_before(book, out)
    assert done >= 100
    assert opened >= 80


def _opens_as_before(book: Path, out: Path) -> bool:
    """Hold both against each other in openpyxl; some originals it cannot open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            names = openpyxl.load_workbook(io.BytesIO(book.read_bytes())).sheetnames
        except Exception:
            return False
        opened = openpyxl.load_workbook(out)
    assert opened.sheetnames == [*names, "xlsales"], book.name
    assert opened["xlsales"]["C2"].value == "Amount <&> 金额", book.name
    return True


@pytest.mark.shared
class TestInLibreOffice:
    pytestmark = NEEDS_OFFICE

    @pytest.mark.parametrize("name", FOR_OFFICE)
    def test_an_attached_workbook_is_read_as_before(self, name: str, tmp_path: Path) -> None:
        book = SHARED / "corpus" / name
        if not book.exists():
            pytest.skip("the corpus is not beside the checkout")
        with open_package(book) as package:
            parts = PartEdits(package)
            attach_column_names(parts, [Guess("T", "金额", "amount", 0.75, "T!A1", ("a",))])
            attach_lite(parts)
            out = write_parts(parts, tmp_path / name).destination

        found = values_of(out)

        assert found.pop("xlsales")[1] == ["T", "amount", "金额", 0.75, "T!A1", "a"]
        assert found == values_of(book)
