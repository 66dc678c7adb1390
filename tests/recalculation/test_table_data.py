"""``recalc --data``: a table takes its rows from a file, and everything that reads it follows."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from books import make_book
from xlsales.cli.main import main

Row = tuple[str, date, int, float]

ROWS: list[Row] = [
    ("007", date(2026, 1, 5), 2, 10.5),
    ("008", date(2026, 1, 6), 1, 100),
    ("009", date(2026, 2, 7), 3, 7),
]
AMOUNT = "=Sales[[#This Row],[Qty]]*Sales[[#This Row],[Price]]"
PAY = "=XLSALES_COMMISSION(Sales[[#This Row],[Amount]],{0,0.1;50,0.2})"
NEW = "Id,Day,Qty,Price\n010,2026-03-01,5,20\n011,2026-03-02,1,1.3\n012,2026-03-03,2,2\n013,,1,4\n014,,1,60\n"
ONE = "Id,Day,Qty,Price\n010,2026-03-01,5,20\n"


def pay(amount: float) -> float:
    return round(min(amount, 50) * 0.1 + max(amount - 50, 0) * 0.2, 2)


def sales_book(
    path: Path, *, totals: bool = False, more: Callable[[Any, Any, Any], None] | None = None
) -> Path:
    """Write a workbook as Excel would have saved it: a table Sales on Data, formulas about it on Sum."""

    def build(book: Any) -> None:
        data, summary = book.add_worksheet("Data"), book.add_worksheet("Sum")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        money = book.add_format({"num_format": "#,##0.00", "bg_color": "#FFEEEE"})
        columns: list[dict[str, Any]] = [{"header": name} for name in ("Id", "Day", "Qty", "Price")]
        columns += [
            {"header": "Amount", "formula": "=[@Qty]*[@Price]"},
            {"header": "Pay"},
            {"header": "Next"},
        ]
        if totals:
            columns[0]["total_string"] = "Total"
            columns[4]["total_function"] = "sum"
        options = {"name": "Sales", "columns": columns, "total_row": totals}
        data.add_table(0, 0, len(ROWS) + totals, 6, options)
        for i, (identity, when, quantity, price) in enumerate(ROWS, 1):
            data.write(i, 0, identity)
            data.write_datetime(i, 1, when, day)
            data.write(i, 2, quantity)
            data.write(i, 3, price, money)
            data.write_formula(i, 4, AMOUNT, None, quantity * price)
            data.write_formula(i, 5, PAY, None, pay(quantity * price))
            data.write_formula(i, 6, f"=C{i + 1}+1", None, quantity + 1)
        total = sum(quantity * price for _, _, quantity, price in ROWS)
        if totals:
            data.write_formula(len(ROWS) + 1, 4, "=SUBTOTAL(109,Sales[Amount])", None, total)
        data.conditional_format("E2:E4", {"type": "cell", "criteria": ">", "value": 50, "format": money})
        data.data_validation("C2:C4", {"validate": "integer", "criteria": ">", "value": 0})
        summary.write_formula("A1", "=SUM(Sales[Amount])", None, total)
        summary.write_formula("A2", "=ROWS(Sales)", None, len(ROWS))
        summary.write_formula("A3", "=A1/A2", None, total / len(ROWS))
        summary.write("B1", "stays")
        if more:
            more(book, data, summary)

    return make_book(path, build)


def fill(tmp_path: Path, book: Path, csv: str, *arguments: str) -> Path:
    """Recalculate a book with a file's rows; return the result."""
    file = tmp_path / "rows.csv"
    file.write_text(csv, "utf-8")
    code = main(["recalc", str(book), "-o", str(tmp_path / "out"), "--data", f"Sales={file}", *arguments])
    assert code == 0
    return tmp_path / "out" / book.name


def grid(path: Path, sheet: str = "Data") -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))


def loaded(path: Path) -> Worksheet:
    sheet: Worksheet = openpyxl.load_workbook(path)["Data"]
    return sheet


def expected(csv: str) -> list[tuple[object, ...]]:
    """Return identity, quantity, price, amount, pay, next of every line, by hand."""
    found: list[tuple[object, ...]] = []
    for line in csv.splitlines()[1:]:
        identity, _, quantity, price = line.split(",")
        amount = int(quantity) * float(price)
        found.append((identity, int(quantity), float(price), amount, pay(amount), int(quantity) + 1))
    return found


def without_day(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [(row[0], *row[2:]) for row in rows]


@pytest.mark.parametrize("csv", [NEW, ONE, NEW[: NEW.index("013")]], ids=["more", "fewer", "as many"])
@pytest.mark.parametrize("totals", [False, True], ids=["plain", "with totals"])
def test_rows_columns_of_formulas_and_readers_follow_the_file(tmp_path: Path, csv: str, totals: bool) -> None:
    book = sales_book(tmp_path / "book.xlsx", totals=totals)

    result = fill(tmp_path, book, csv)

    rows, wanted = grid(result), expected(csv)
    total = sum(row[3] for row in wanted)  # type: ignore[misc]
    assert without_day(rows[1 : len(wanted) + 1]) == wanted
    behind = rows[len(wanted) + 1 :]
    assert behind == ([("Total", None, None, None, total, None, None)] if totals else [])
    assert [row[0] for row in grid(result, "Sum")] == [total, len(wanted), pytest.approx(total / len(wanted))]


@pytest.mark.parametrize(("csv", "last"), [(NEW, 6), (ONE, 2)])
def test_table_filter_formats_and_validations_end_with_the_new_rows(
    tmp_path: Path, csv: str, last: int
) -> None:
    sheet = loaded(fill(tmp_path, sales_book(tmp_path / "book.xlsx", totals=True), csv))

    table = sheet.tables["Sales"]
    assert table.ref == f"A1:G{last + 1}"
    assert table.autoFilter.ref == f"A1:G{last}"
    ends = [str(each.sqref) for each in sheet.conditional_formatting]
    ends += [str(each.sqref) for each in sheet.data_validations.dataValidation]
    assert ends == (["E2:E6", "C2:C6"] if last == 6 else ["E2", "C2"])


def test_new_rows_look_like_the_last_one(tmp_path: Path) -> None:
    sheet = loaded(fill(tmp_path, sales_book(tmp_path / "book.xlsx"), NEW))

    for column in range(1, 8):
        assert sheet.cell(6, column).number_format == sheet.cell(4, column).number_format
        assert sheet.cell(6, column).fill.fgColor.rgb == sheet.cell(4, column).fill.fgColor.rgb


def test_all_other_parts_stay_byte_for_byte(tmp_path: Path) -> None:
    book = sales_book(tmp_path / "book.xlsx")

    result = fill(tmp_path, book, NEW)

    with zipfile.ZipFile(book) as old, zipfile.ZipFile(result) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {f"xl/worksheets/sheet{n}.xml" for n in (1, 2)} | {"xl/tables/table1.xml"}


def test_the_same_rows_change_no_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"{identity},{when},{quantity},{price}" for identity, when, quantity, price in ROWS]
    book = sales_book(tmp_path / "book.xlsx")

    result = fill(tmp_path, book, "Id,Day,Qty,Price\n" + "\n".join(lines), "--json")

    assert json.loads(capsys.readouterr().out)["workbooks"][0]["changed"] == []
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(result) as new:
        assert old.read("xl/worksheets/sheet1.xml") == new.read("xl/worksheets/sheet1.xml")


def test_a_file_without_rows_leaves_one_blank_row(tmp_path: Path) -> None:
    result = fill(tmp_path, sales_book(tmp_path / "book.xlsx"), "Id,Day,Qty,Price\n")

    assert without_day(grid(result)[1:]) == [(None, None, None, 0, 0, 1)]
    assert grid(result, "Sum")[0][0] == 0


def test_the_original_is_replaced_in_place_and_kept_as_a_backup(tmp_path: Path) -> None:
    book = sales_book(tmp_path / "book.xlsx")
    before = book.read_bytes()
    (tmp_path / "rows.csv").write_text(NEW, "utf-8")

    code = main(["recalc", str(book), "--in-place", "--data", f"sales={tmp_path / 'rows.csv'}"])

    assert code == 0
    assert grid(book, "Sum")[1][0] == 5
    (backup,) = tmp_path.glob("book.backup-*.xlsx")
    assert backup.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([backup.name, "book.xlsx", "rows.csv"])


def test_an_input_may_be_set_along_with_the_rows(tmp_path: Path) -> None:
    def more(book: Any, data: Any, summary: Any) -> None:
        summary.write("D1", 2)
        summary.write_formula("A4", "=A1*D1", None, 284)

    result = fill(tmp_path, sales_book(tmp_path / "book.xlsx", more=more), ONE, "--set", "Sum!D1=3")

    assert grid(result, "Sum")[3][0] == 300


def test_json_tells_the_table_and_what_does_not_follow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def more(book: Any, data: Any, summary: Any) -> None:
        summary.write_formula("A4", "=SUM(Data!E2:E4)", None, 142)
        summary.write_formula("A5", "=SUM(Data!E:E)", None, 142)

    fill(
        tmp_path, sales_book(tmp_path / "book.xlsx", more=more), NEW.replace("Price", "Price,Note"), "--json"
    )

    (told,) = json.loads(capsys.readouterr().out)["workbooks"][0]["data"]
    assert (told["table"], told["rows_before"], told["rows_after"], told["area"]) == ("Sales", 3, 5, "A1:G6")
    assert [(issue["code"], issue["where"]) for issue in told["issues"]] == [
        ("INPUT-026", "rows.csv:1"),
        ("INPUT-030", "Sum!A4"),
    ]


def test_a_column_of_formulas_is_computed_even_if_the_file_has_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = fill(tmp_path, sales_book(tmp_path / "book.xlsx"), "Id,Day,Qty,Price,Amount\n1,,2,3,999\n")

    assert grid(result)[1][4] == 6
    assert "INPUT-026" in capsys.readouterr().out


def test_a_formula_that_no_engine_can_compute_keeps_its_value_and_its_readers_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def more(book: Any, data: Any, summary: Any) -> None:
        summary.write_formula("A4", "=SUM(Sales[Amount])+1000", None, 5)
        summary.write_formula("A5", "=A4*2", None, 10)

    book = sales_book(tmp_path / "book.xlsx", more=more)

    result = fill(tmp_path, book, NEW, "--json")

    (outcome,) = json.loads(capsys.readouterr().out)["workbooks"]
    kept = {each["cell"]: (each["why"], each["stale"]) for each in outcome["kept"]}
    assert kept == {"Sum!A4": ("baseline", True), "Sum!A5": ("uncertain", True)}
    assert [row[0] for row in grid(result, "Sum")][3:] == [5, 10]


def test_a_single_cell_array_is_copied_down_as_one(tmp_path: Path) -> None:
    def more(book: Any, data: Any, summary: Any) -> None:
        for row in range(1, 4):
            text = "=_xldudf_XLSALES_COMMISSION(Sales[[#This Row],[Amount]],{0,0.1;50,0.2})"
            data.write_dynamic_array_formula(
                row, 5, row, 5, text, None, pay(ROWS[row - 1][2] * ROWS[row - 1][3])
            )

    result = fill(tmp_path, sales_book(tmp_path / "book.xlsx", more=more), NEW)

    assert [row[5] for row in grid(result)[1:]] == [row[4] for row in expected(NEW)]
    with zipfile.ZipFile(result) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="F6" cm="1"><f t="array" ref="F6">_xldudf_XLSALES_COMMISSION(' in text


def refused(tmp_path: Path, book: Path, data: str, capsys: pytest.CaptureFixture[str]) -> str:
    before = book.read_bytes()
    code = main(["recalc", str(book), "-o", str(tmp_path / "out"), "--data", data])
    assert code == 1
    assert book.read_bytes() == before
    assert not (tmp_path / "out" / book.name).exists()
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("csv", "code"),
    [
        ("Id,Day,Qty\n1,,2\n", "INPUT-022 at rows.csv:1: got no column Price"),
        ("Id,Day,Qty,Price\n1,,2,5x\n", "INPUT-023 at rows.csv:2"),
        ("Id,Day,Qty,Price\n1,tomorrow,2,5\n", "INPUT-023 at rows.csv:2"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    tmp_path: Path, csv: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rows.csv").write_text(csv, "utf-8")

    found = refused(tmp_path, sales_book(tmp_path / "b.xlsx"), f"Sales={tmp_path / 'rows.csv'}", capsys)

    assert code in found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Sales", "INPUT-020"),
        ("Sales=none.csv", "INPUT-021"),
        ("Sold={}", "INPUT-027"),
        ("Sales={}x", "INPUT-021"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(
    tmp_path: Path, data: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rows.csv").write_text(NEW, "utf-8")

    found = refused(tmp_path, sales_book(tmp_path / "b.xlsx"), data.format(tmp_path / "rows.csv"), capsys)

    assert code in found


@pytest.mark.parametrize(("row", "is_refused"), [(6, True), (7, False)])
def test_something_below_the_table_is_never_overwritten(
    tmp_path: Path, row: int, is_refused: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    book = sales_book(tmp_path / "b.xlsx", more=lambda book, data, summary: data.write(f"G{row}", "note"))
    (tmp_path / "rows.csv").write_text(NEW, "utf-8")

    if is_refused:
        assert "INPUT-028 at Data!G6" in refused(tmp_path, book, f"Sales={tmp_path / 'rows.csv'}", capsys)
    else:
        assert grid(fill(tmp_path, book, NEW))[6][6] == "note"


def test_plain_addresses_of_totals_that_would_move_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def more(book: Any, data: Any, summary: Any) -> None:
        summary.write_formula("A4", "=Data!E5", None, 142)

    book = sales_book(tmp_path / "b.xlsx", totals=True, more=more)
    (tmp_path / "rows.csv").write_text(NEW, "utf-8")

    assert "INPUT-029 at Sum!A4" in refused(tmp_path, book, f"Sales={tmp_path / 'rows.csv'}", capsys)


def test_rows_come_from_parquet_with_their_own_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    import pyarrow

    file = tmp_path / "rows.parquet"
    columns = {"Id": ["010"], "Day": [date(2026, 3, 1)], "Qty": [5], "Price": [20.0]}
    parquet.write_table(pyarrow.table(columns), file)
    book = sales_book(tmp_path / "book.xlsx")

    code = main(["recalc", str(book), "-o", str(tmp_path / "out"), "--data", f"Sales={file}"])

    assert code == 0
    (row,) = grid(tmp_path / "out" / "book.xlsx")[1:]
    assert row[0] == "010"
    assert str(row[1]).startswith("2026-03-01")
    assert row[2:] == (5, 20, 100, 15, 6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.integers(1, 99), st.integers(0, 9999)), min_size=1, max_size=9),
    totals=st.booleans(),
)
def test_sums_follow_whatever_rows_come(tmp_path: Path, rows: list[tuple[int, int]], totals: bool) -> None:
    csv = "Id,Day,Qty,Price\n" + "".join(f"x{i},,{q},{p / 100}\n" for i, (q, p) in enumerate(rows))

    result = fill(tmp_path, sales_book(tmp_path / "book.xlsx", totals=totals), csv)

    total = sum(quantity * price for quantity, price in rows) / 100
    assert grid(result, "Sum")[0][0] == pytest.approx(total)
    assert grid(result, "Sum")[1][0] == len(rows)
