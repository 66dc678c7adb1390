"""Transactions and payments from elsewhere: the same rows, the same pay, and problems told by place."""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from jobs.global_pay import table
from xlsales.jobs.incentives.job import IncentiveRun, run_incentives
from xlsales.kernel.issues import InvalidInputError
from xlsales.tables.fact_sources import FactSource, fact_table, with_sources
from xlsales.tables.incentive_rows import is_by_column
from xlsales.tables.raw import RawTable

HEADS = ("id", "kind", "date", "person", "amount", "original", "区域")
SALES: list[tuple[Any, ...]] = [
    ("T1", "sale", date(2026, 1, 5), "Ann", 1000.25, None, "华北"),
    ("T2", "sale", date(2026, 1, 6), "Bob", 99.99, None, None),
    ("R1", "return", date(2026, 1, 9), "Ann", -1000.25, "T1", "华北"),
]


def _plan(*settings: tuple[str, object]) -> list[RawTable]:
    components = [("reps", "all", "flat", 0.1, None), ("reps", "north", "flat", 0.02, "华北")]
    return [
        table("plan", ("setting", "value"), [("start", date(2026, 1, 1)), *settings]),
        table("components", ("plan", "component", "kind", "rate", "区域"), components),
        table("people", ("person", "plan"), [("Ann", "reps"), ("Bob", "reps")]),
    ]


def _csv(folder: Path, rows: list[tuple[Any, ...]] = SALES, encoding: str = "utf-8") -> str:
    with (folder / "sales.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return "sales.csv"


def _parquet(folder: Path, rows: list[tuple[Any, ...]] = SALES) -> str:
    if importlib.util.find_spec("pyarrow") is None:
        pytest.skip("needs the extra parquet")
    import pyarrow
    from pyarrow import parquet

    columns = {head: list(values) for head, values in zip(HEADS, zip(*rows, strict=True), strict=True)}
    parquet.write_table(pyarrow.table(columns), folder / "sales.parquet")
    return "sales.parquet"


def _database(folder: Path, rows: list[tuple[Any, ...]] = SALES) -> str:
    url = f"sqlite:///{folder / 'erp.db'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE sales (id, kind, date, person, amount, original, region)"))
        for row in rows:
            names = dict(zip("abcdefg", (*row[:2], str(row[2]), *row[3:]), strict=True))
            connection.execute(text("INSERT INTO sales VALUES (:a, :b, :c, :d, :e, :f, :g)"), names)
    engine.dispose()
    return url


SOURCES: dict[str, Callable[..., str]] = {"csv": _csv, "parquet": _parquet, "database": _database}
QUERY = 'SELECT id, kind, date, person, amount, original, region AS "区域" FROM sales'


def _run(folder: Path, address: str) -> IncentiveRun:
    given = {"transactions": FactSource(address, QUERY if "://" in address else "")}
    return run_incentives(with_sources(_plan(), folder, given))


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("copies", [1, 800])
def test_a_source_pays_what_the_same_rows_in_a_sheet_pay(kind: str, copies: int, tmp_path: Path) -> None:
    rows = [
        (f"{row[0]}-{number}", *row[1:5], f"{row[5]}-{number}" if row[5] else None, row[6])
        for number in range(copies)
        for row in SALES
    ]
    sheet = run_incentives([*_plan(), table("transactions", HEADS, rows)])

    run = _run(tmp_path, SOURCES[kind](tmp_path, rows))

    assert is_by_column(run.tables.happened) == (copies > 1)
    assert run.pay.lines == sheet.pay.lines
    assert run.stamp == sheet.stamp
    assert run.payable == sheet.payable
    assert run.payable["Ann"] == 0 != run.payable["Bob"]


@pytest.mark.parametrize("kind", SOURCES)
def test_a_bad_row_of_a_source_is_told_by_file_row_and_column(kind: str, tmp_path: Path) -> None:
    rows = [*SALES, ("T9", "sale", date(2026, 1, 7), "An", 5, None, None)]

    with pytest.raises(InvalidInputError, match="INC-050") as raised:
        _run(tmp_path, SOURCES[kind](tmp_path, rows))

    (issue,) = raised.value.issues
    place = {"csv": "sales.csv:5", "parquet": "sales.parquet:5", "database": "erp.db:5"}[kind]
    assert f"{place} id" in issue.where


def test_a_text_amount_of_a_csv_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text(
        'id,date,person,amount,区域\n"T\n1",2026-01-05,Ann,5,华北\n\nT2,2026-01-06,Ann,ten,\n', "utf-8"
    )

    with pytest.raises(InvalidInputError, match=r"TABLE-003 at sales\.csv:5 amount: got 'ten'"):
        _run(tmp_path, "sales.csv")


def test_the_settings_name_a_source_beside_the_plan_and_it_replaces_the_sheet(tmp_path: Path) -> None:
    tables = [*_plan(("transactions source", _csv(tmp_path))), table("transactions", HEADS, SALES[:1])]

    run = run_incentives(with_sources(tables, tmp_path))

    assert run.payable == {"Ann": 0, "Bob": 10}


def test_chinese_csv_of_excel_is_read(tmp_path: Path) -> None:
    run = _run(tmp_path, _csv(tmp_path, encoding="gb18030"))

    assert {line.component for line in run.lines_of("Ann")} == {"all", "north"}


def test_an_address_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALES_SOURCE", _csv(tmp_path))

    assert _run(tmp_path, "env:SALES_SOURCE").payable["Bob"] == 10


def test_a_number_that_parquet_does_not_know_is_a_blank(tmp_path: Path) -> None:
    rows = [(*SALES[0][:4], float("nan"), None, None)]

    found = fact_table("transactions", FactSource(_parquet(tmp_path, rows)), tmp_path)

    assert found.rows[0][4] is None


@pytest.mark.parametrize(
    ("address", "query", "code"),
    [
        ("nowhere.csv", "", "TABLE-030"),
        ("plan.docx", "", "TABLE-030"),
        ("binary.csv", "", "TABLE-031"),
        ("binary.parquet", "", "TABLE-031"),
        ("wide.csv", "", "TABLE-035"),
        ("sqlite:///erp.db", "", "TABLE-033"),
        ("sqlite:///erp.db", "SELECT * FROM nowhere", "TABLE-032"),
        ("nosuchdatabase://host/x", "SELECT 1", "TABLE-032"),
        ("env:NO_SUCH_VARIABLE", "", "TABLE-034"),
    ],
)
def test_a_source_that_cannot_be_read_is_told(
    address: str, query: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if address.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="needs the extra parquet")
    for name in ("plan.docx", "binary.csv", "binary.parquet"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "wide.csv").write_text("id,amount\n1,2,3\n", "utf-8")

    with pytest.raises(InvalidInputError) as raised:
        fact_table("transactions", FactSource(address, query), tmp_path)

    assert [issue.code for issue in raised.value.issues] == [code]
