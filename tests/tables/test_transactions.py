"""Ledgers: who is meant, what a row brings, and that no row is dropped in silence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.grading_tables import table
from xlsales.customers.directory import Directory
from xlsales.kernel.issues import InvalidInputError
from xlsales.tables import grading_specs as specs
from xlsales.tables.matching import matched
from xlsales.tables.raw import RawTable
from xlsales.tables.transactions import LedgerReading, file_table, read_transactions

DAY = date(2025, 6, 1)
HEADS = ("customer_id", "customer", "date", "order", "amount", "status", "cost", "margin")


def read(raw: RawTable, directory: Directory | None = None) -> LedgerReading:
    found, issues = matched(specs.TRANSACTIONS, raw)
    assert issues == []
    return read_transactions(found, directory or Directory())


def ledger(*rows: list[object]) -> LedgerReading:
    return read(table("transactions", HEADS, rows), directory())


def directory() -> Directory:
    found = Directory()
    found.add("C1", "华东机械（上海）", ["Huadong"])
    found.add(1002.0, "Nord  Tools", [])
    return found


@pytest.mark.parametrize(
    ("identity", "name", "key"),
    [
        ("c1", None, "c1"),
        ("Ｃ１", None, "c1"),
        (None, "华东机械(上海)", "c1"),
        (None, "HUADONG", "c1"),
        (1002, None, "1002"),
        ("1002", None, "1002"),
        ("C9", "nord tools", "1002"),
        ("C9", "nobody", "c9"),
        (None, "Ｎｏｂｏｄｙ", "nobody"),
    ],
)
def test_customers_are_matched_by_id_then_by_name_in_any_width(
    identity: object, name: object, key: str
) -> None:
    found = ledger([identity, name, DAY, None, 5, None, None, None])

    assert [row.customer for row in found.transactions] == [key]


def test_a_name_that_means_another_customer_than_the_id_is_told() -> None:
    found = ledger(["C1", "Nord Tools", DAY, None, 5, None, None, None])

    assert [row.customer for row in found.transactions] == ["c1"]
    assert [note.where for note in found.conflicts] == ["transactions!2,2"]


@pytest.mark.parametrize(
    ("row", "where", "reason"),
    [
        ([None, None, DAY, None, 5, None, None, None], "transactions!2,1", "no customer"),
        (["C1", None, None, None, 5, None, None, None], "transactions!2,3", "no date"),
        (["C1", None, "soon", None, 5, None, None, None], "transactions!2,3", "date unreadable"),
        (["C1", None, DAY, None, None, None, None, None], "transactions!2,5", "no amount"),
        (["C1", None, DAY, None, "five", None, None, None], "transactions!2,5", "amount unreadable"),
        (["C1", None, DAY, None, 5, "已取消", None, None], "transactions!2,6", "cancelled"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_place_and_reason(
    row: list[object], where: str, reason: str
) -> None:
    found = ledger(row)

    assert found.transactions == []
    assert [(note.where, note.reason, note.kept) for note in found.notes] == [(where, reason, False)]


def test_returns_come_as_status_or_as_negative_amounts_and_take_their_margin_along() -> None:
    found = ledger(
        ["C1", None, DAY, "1", 100, "Returned", 60, None],
        ["C1", None, DAY, "2", -30, None, -18, None],
        ["C1", None, DAY, "3", 100, None, None, 25],
    )

    assert [(row.amount, row.returned, row.margin) for row in found.transactions] == [
        (100, 100, 0),
        (0, 30, -12),
        (100, 0, 25),
    ]


def test_a_row_that_repeats_an_order_in_every_cell_counts_and_is_told() -> None:
    row = ["C1", None, DAY, "7", 5, None, None, None]

    found = ledger(row, row, [*row[:4], 6, None, None, None])

    assert len(found.transactions) == 3
    assert [(note.where, note.reason, note.kept) for note in found.notes] == [
        ("transactions!3,4", "repeated", True)
    ]


cell = st.one_of(st.none(), st.text(max_size=3), st.integers(-5, 50_000), st.booleans(), st.floats(0, 9))


@given(st.lists(st.lists(cell, min_size=8, max_size=8), max_size=12))
def test_every_row_is_counted_or_told(rows: list[list[object]]) -> None:
    found = ledger(*rows)

    left_out = [note for note in found.notes if not note.kept]
    assert found.rows == len(rows) == len(found.transactions) + len(left_out)


def test_csv_and_parquet_give_the_same_transactions(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow reads Parquet")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow reads Parquet")
    (tmp_path / "a.csv").write_text(
        "customer_id,date,amount\nC1,2025-06-01,12.34\n,2025-06-02,1\nC2,,3\n", "utf-8"
    )
    columns = {
        "customer_id": ["C1", None, "C2"],
        "date": [DAY, date(2025, 6, 2), None],
        "amount": [12.34, 1.0, 3.0],
    }
    parquet.write_table(pyarrow.table(columns), tmp_path / "a.parquet")

    from_csv, from_parquet = (read(file_table(tmp_path / name)) for name in ("a.csv", "a.parquet"))

    assert from_csv.transactions == from_parquet.transactions
    assert from_csv.transactions[0].amount == Fraction("12.34")
    assert [note.where for note in from_csv.notes] == ["a.csv:3", "a.csv:4"]
    assert [note.reason for note in from_parquet.notes] == ["no customer", "no date"]


@pytest.mark.parametrize("amount", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_told(amount: float) -> None:
    found = ledger(["C1", None, DAY, None, amount, None, None, None])

    assert [note.reason for note in found.notes] == ["amount unreadable"]


@pytest.mark.parametrize("name", ["none.csv", "book.txt"])
def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "book.txt").write_text("", "utf-8")

    with pytest.raises(InvalidInputError, match="TABLE-020"):
        file_table(tmp_path / name)
