"""The sales summary as a workbook: its totals against the raw rows, both languages, every kind of trouble."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest

from cli.running import run
from reports.summary_tables import WORKBOOKS
from xlsales.reports.forms import write_forms
from xlsales.reports.summary_blank import summary_forms, write_blank
from xlsales.tables.reading import TableReader
from xlsales.tables.target_specs import HISTORY
from xlsales.tables.worksheets import workbook_tables
from xlsales.workbook import open_package

GLOBAL_SALES = WORKBOOKS / "data" / "global_sales.zip"
CANCELLED = {"cancelled"}


def sample_book(folder: Path, language: str) -> Path:
    path = folder / f"sales_{language}.xlsx"
    path.write_bytes(sample_bytes(language))
    return path


@cache
def sample_bytes(language: str) -> bytes:
    from recipes.summary import sample  # type: ignore[import-not-found]

    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        write_forms(summary_forms(sample(language)), path, "sample", "zh" if language == "zh" else "en")
        return path.read_bytes()


@pytest.fixture(scope="module", params=["en", "zh"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    folder = tmp_path_factory.mktemp("summary")
    out = folder / "summary.xlsx"
    source = sample_book(folder, request.param)
    done = run("report", "summary", source, "-o", out, "--lang", request.param, "--today", "2026-01-12")
    assert done.code == 0, done.err
    return openpyxl.load_workbook(out)


@pytest.fixture(scope="module")
def global_sales(tmp_path_factory: pytest.TempPathFactory) -> tuple[openpyxl.Workbook, list[dict[str, str]]]:
    folder = tmp_path_factory.mktemp("global")
    with zipfile.ZipFile(GLOBAL_SALES) as archive:
        text = archive.read("global_sales.csv").decode()
    (folder / "sales.csv").write_text(text, encoding="utf-8")
    plan = folder / "global.yaml"
    plan.write_text(
        "summary settings: {ledger_file: sales.csv, tax_basis: excluded, currency: USD}\n", encoding="utf-8"
    )
    out = folder / "summary.xlsx"
    done = run("report", "summary", plan, "-o", out, "--period", "2023", "--today", "2024-01-15")
    assert done.code == 0, done.err
    return openpyxl.load_workbook(out), list(csv.DictReader(io.StringIO(text)))


def net(row: dict[str, str]) -> Decimal:
    """Return what a raw row brings: a returned one brings nothing."""
    return Decimal(0) if row["status"] == "returned" else Decimal(row["revenue"])


def counted(rows: list[dict[str, str]], year: str) -> Iterator[dict[str, str]]:
    return (row for row in rows if row["timestamp"][:4] == year and row["status"] not in CANCELLED)


def rows_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows(values_only=True)  # type: ignore[no-any-return]


def table_under(sheet: Any, title: str) -> dict[Any, tuple[Any, ...]]:
    """Return the rows of a table by their first cell, to the first blank row."""
    lines = list(rows_of(sheet))
    start = next(at for at, line in enumerate(lines) if line[0] == title) + 2
    found: dict[Any, tuple[Any, ...]] = {}
    for line in lines[start:]:
        if line[0] is None:
            break
        found[line[0]] = line
    return found


def test_net_sales_of_50_000_raw_rows_are_the_sum_worked_out_independently(
    global_sales: tuple[openpyxl.Workbook, list[dict[str, str]]],
) -> None:
    book, raw = global_sales

    line = next(row for row in rows_of(book["Dashboard"]) if row[0] == "Net sales")

    this, last = (sum(map(net, counted(raw, year))) for year in ("2023", "2022"))
    assert Decimal(str(line[1])) == this
    assert Decimal(str(line[2])) == last
    assert line[3] == pytest.approx(float(this / last - 1))


@pytest.mark.parametrize(
    ("page", "title", "column"),
    [
        ("Regions", "Region", "region"),
        ("Regions", "Country", "country"),
        ("Products and listings", "Category", "product_category"),
        ("Customers", "Customer type", "customer_segment"),
        ("Channels", "Channel", "sales_channel"),
    ],
)
def test_every_label_of_global_sales_has_the_sum_of_its_raw_rows(
    global_sales: tuple[openpyxl.Workbook, list[dict[str, str]]], page: str, title: str, column: str
) -> None:
    book, raw = global_sales
    sums: dict[str, Decimal] = {}
    for row in counted(raw, "2023"):
        sums[row[column]] = sums.get(row[column], Decimal(0)) + net(row)

    found = {label: Decimal(str(line[1])) for label, line in table_under(book[page], title).items()}

    assert found.pop("Total") == sum(sums.values())
    assert found == sums


def test_rows_without_a_day_and_without_an_id_are_on_the_page_of_problems(
    global_sales: tuple[openpyxl.Workbook, list[dict[str, str]]],
) -> None:
    book, raw = global_sales
    undated = [row for row in raw if not row["timestamp"]]
    nobody = [row for row in counted(raw, "2023") if not row["customer_id"]]

    sheet = book["Rows with problems"]
    reasons = table_under(sheet, "Rows left out: sales ledger")
    unnamed = table_under(sheet, "Rows without a label")

    assert reasons["no date"][1] == len(undated)
    assert Decimal(str(reasons["no date"][2])) == sum(Decimal(row["revenue"]) for row in undated)
    assert unnamed["Customer"][1] == len(nobody)
    assert sum(line[3] == "no date" for line in rows_of(sheet)) == len(undated)


def test_the_flat_table_pivots_to_the_same_totals(
    global_sales: tuple[openpyxl.Workbook, list[dict[str, str]]],
) -> None:
    book, raw = global_sales
    head, *rows = rows_of(book["Data"])

    assert head == (
        "month",
        "region",
        "province",
        "channel",
        "segment",
        "category",
        "gross_sales",
        "returns",
        "net_sales",
        "rows",
    )
    this = [row for row in rows if row[0].year == 2023]
    assert sum(Decimal(str(row[8])) for row in this) == sum(map(net, counted(raw, "2023")))
    assert sum(row[9] for row in this) == len(list(counted(raw, "2023")))
    assert all(row[6] - row[7] == pytest.approx(row[8], abs=0.005) for row in rows)


def test_rp9_the_plan_base_is_read_as_the_history_of_a_target_plan(
    global_sales: tuple[openpyxl.Workbook, list[dict[str, str]]], tmp_path: Path
) -> None:
    book, raw = global_sales
    path = tmp_path / "summary.xlsx"
    book.save(path)

    with open_package(path) as package:
        reader = TableReader(workbook_tables(package))
    rows = list(reader.facts(HISTORY, "date", "amount"))

    assert sum(Decimal(entry["amount"]) for entry, _ in rows) == sum(map(net, counted(raw, "2023")))
    assert {key for entry, _ in rows for key in entry["labels"]} == {"region", "category", "channel"}


def test_both_languages_have_the_same_pages_and_numbers(tmp_path: Path) -> None:
    numbers = []
    for language in ("en", "zh"):
        out = tmp_path / f"{language}.xlsx"
        source = sample_book(tmp_path, "en")
        assert (
            run("report", "summary", source, "-o", out, "--lang", language, "--today", "2026-01-12").code == 0
        )
        book = openpyxl.load_workbook(out)
        numbers.append(
            [
                [cell for row in rows_of(sheet) for cell in row if isinstance(cell, (int, float))]
                for sheet in book
            ]
        )

    assert numbers[0] == numbers[1]
    assert len(numbers[0]) > 20


def test_no_english_heading_is_left_in_a_chinese_summary(tmp_path: Path) -> None:
    out = tmp_path / "zh.xlsx"
    assert run("report", "summary", sample_book(tmp_path, "zh"), "-o", out, "--lang", "zh").code == 0

    headings = [
        cell.value
        for sheet in openpyxl.load_workbook(out)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.fill.fgColor.rgb == "FF1F3864"
    ]

    assert len(headings) > 150
    assert {text for text in headings if text.isascii()} == set()


def test_every_page_stays_in_sight_and_prints_on_one_page_across(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToWidth in (None, 1), sheet.title
        assert sheet.print_title_rows, sheet.title
        assert sheet.print_area, sheet.title


def test_every_part_of_the_sample_is_complete(book: openpyxl.Workbook) -> None:
    words = {"complete", "完整"}
    sheet = book.worksheets[-4]

    states = [row[1] for row in rows_of(sheet) if row[1] and isinstance(row[3], int)]

    assert len(states) == 19
    assert set(states) <= words


def test_money_in_wan_is_a_ten_thousandth_and_the_cover_says_so(tmp_path: Path) -> None:
    source = sample_book(tmp_path, "zh")
    books = []
    for unit in ("元", "万元"):
        out = tmp_path / f"{unit}.xlsx"
        assert run("report", "summary", source, "-o", out, "--lang", "zh", "--unit", unit).code == 0
        books.append(openpyxl.load_workbook(out))

    plain, wan = (next(row for row in rows_of(book["总览"]) if row[0] == "净销售额")[1] for book in books)

    assert wan == pytest.approx(plain / 10_000)
    assert ("金额单位", "万元") in {(row[1], row[2]) for row in rows_of(books[1]["封面"])}


def test_an_empty_period_still_gives_every_page(tmp_path: Path) -> None:
    out = tmp_path / "empty.xlsx"

    done = run("report", "summary", sample_book(tmp_path, "en"), "-o", out, "--period", "2019-04")

    assert done.code == 0, done.err
    book = openpyxl.load_workbook(out)
    assert "Dashboard" in book.sheetnames
    assert any("Nothing was sold" in str(row[0]) for row in rows_of(book["Dashboard"]))
    line = next(row for row in rows_of(book["Dashboard"]) if row[0] == "Net sales")
    assert line[1] == 0


def test_dirty_rows_of_the_sample_are_listed_with_place_and_reason(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run("report", "summary", sample_book(tmp_path, "en"), "-o", out).code == 0

    listed = [row[:6] for row in rows_of(openpyxl.load_workbook(out)["Rows with problems"])]

    assert ("sales ledger", "sales ledger!A642", "date", "no date", None, "no") in listed
    assert ("sales ledger", "sales ledger!B643", "amount", "amount unreadable", "about 900", "no") in listed


def test_a_cell_that_cannot_be_read_names_its_row_and_the_summary_goes_on(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "sales ledger:\n- {date: 2025-01-02, amount: 10, quantity: many}\n- {date: soon, amount: 5}\n"
        "expenses:\n- {date: 2025-01-02, item: Travel, amount: lots}\n",
        encoding="utf-8",
    )

    done = run("report", "summary", plan, "-o", tmp_path / "out.xlsx", "--period", "2025")

    assert done.code == 0, done.err
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    reasons = {(row[2], row[3], row[5]) for row in rows_of(book["Rows with problems"])}
    assert {
        ("quantity", "no number", "yes"),
        ("date", "date unreadable", "no"),
        ("amount", "no number", "no"),
    } <= reasons


@pytest.mark.parametrize("language", ["en", "zh"])
def test_rp7_blank_forms_check_what_is_typed(tmp_path: Path, language: str) -> None:
    path = tmp_path / "forms.xlsx"

    write_blank(path, "zh" if language == "zh" else "en")

    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 20
    ledger = book.worksheets[2]
    kinds = {check.type for check in ledger.data_validations.dataValidation}
    assert kinds == {"date", "decimal"}
    assert all(sheet.freeze_panes for sheet in book)
    assert all(cell.comment for sheet in book.worksheets[1:] for cell in sheet[1])
    assert sum(check.type == "list" for check in book.worksheets[13].data_validations.dataValidation) == 1


def test_rp7_blank_forms_are_asked_for_without_a_workbook(tmp_path: Path) -> None:
    done = run("report", "summary", "--blank", "-o", tmp_path, "--lang", "zh")

    assert done.code == 0, done.err
    assert openpyxl.load_workbook(tmp_path / "summary forms.xlsx").sheetnames[0] == "填写说明"


def test_rp7_a_filled_form_is_read_without_a_remark(tmp_path: Path) -> None:
    for language in ("en", "zh"):
        done = run("report", "summary", sample_book(tmp_path, language), "-o", tmp_path / "out.xlsx")

        assert (done.code, done.err) == (0, "")
        assert "19 of 19 parts" in done.out


def test_rp8_the_archive_keeps_a_frozen_copy_once(tmp_path: Path) -> None:
    import hashlib

    source = sample_book(tmp_path, "en")
    for _ in range(2):
        done = run("report", "summary", source, "-o", tmp_path, "--archive", "--today", "2026-01-12")
        assert done.code == 0, done.err

    assert (tmp_path / "2025 summary.xlsx").exists()
    (copy,) = (tmp_path / "archive").glob("*.xlsx")
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert copy.name == f"2026-01-12 summary 2025 {digest[:12]}.xlsx"
    frozen = openpyxl.load_workbook(copy)
    assert not any(cell.data_type == "f" for sheet in frozen for row in sheet.iter_rows() for cell in row)
    listed = (tmp_path / "archive" / "archive.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(listed)))
    assert [(line["date"], line["sha256"], line["source"]) for line in lines] == [
        ("2026-01-12", digest, "sales_en.xlsx")
    ]
    assert lines[0]["source_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    source = sample_book(tmp_path, "zh")
    for name in ("one", "two"):
        run("report", "summary", source, "-o", tmp_path / f"{name}.xlsx", "--today", "2026-01-12")

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["summary", "-o", "out.xlsx"], "INPUT-015"),
        (["targets", "--blank", "-o", "out.xlsx"], "INPUT-016"),
        (["summary", "BOOK", "-o", "out.txt"], "INPUT-010"),
        (["summary", "BOOK", "-o", "BOOK"], "INPUT-011"),
        (["summary", "BOOK", "-o", "out.xlsx", "--today", "soon"], "INPUT-014"),
        (["summary", "BOOK", "-o", "out.xlsx", "--period", "2025-13"], "REPORT-020"),
    ],
)
def test_a_wrong_argument_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    source = sample_book(tmp_path, "en")
    before = source.read_bytes()

    done = run("report", *(str(source) if word == "BOOK" else word for word in arguments))

    assert (done.code, code in done.err) == (2, True), done.err
    assert [path.name for path in tmp_path.iterdir()] == [source.name]
    assert source.read_bytes() == before


def test_a_summary_of_march_stands_beside_february_and_the_year_to_date(tmp_path: Path) -> None:
    out = tmp_path / "march.xlsx"
    assert run("report", "summary", sample_book(tmp_path, "en"), "-o", out, "--period", "2025-03").code == 0

    sheet = openpyxl.load_workbook(out)["Regions"]
    heads = next(row for row in rows_of(sheet) if row[0] == "Region" and row[1])

    assert heads[1:11] == (
        "This month",
        "Share",
        "Last year",
        "YoY",
        "Last month",
        "MoM",
        "Year to date",
        "Last year to date",
        "YTD growth",
        "Returns",
    )


def test_the_day_on_the_cover_is_the_day_asked_for(book: openpyxl.Workbook) -> None:
    texts = {str(cell) for row in rows_of(book.worksheets[0]) for cell in row}

    assert f"{date(2026, 1, 12)}" in texts


@pytest.mark.parametrize(("language", "name"), [("en", "Field - Feedback"), ("zh", "市场信息-反馈")])
def test_if1_feedback_of_the_period_is_carried_into_the_summary(
    tmp_path: Path, language: str, name: str
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "sales ledger: [{date: 2025-01-02, amount: 10}]\n"
        "feedback:\n- {date: 2025-03-04, type: market trend, subject: valves}\n"
        "- {date: 2025-05-06, type: market trend, subject: pumps}\n"
        "- {date: 2024-05-06, type: dealer request, subject: price}\n- {date: soon, type: market trend}\n",
        encoding="utf-8",
    )

    done = run("report", "summary", plan, "-o", tmp_path / "out.xlsx", "--period", "2025", "--lang", language)

    assert done.code == 0, done.err
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    texts = [cell for row in rows_of(book[name]) for cell in row if cell is not None]
    assert {"valves", "pumps"} <= set(texts)
    assert "price" not in texts
    assert any("xlsales report market" in str(text) for text in texts)
    assert sum(sheet.startswith(("Field", "市场信息")) for sheet in book.sheetnames) == 1
