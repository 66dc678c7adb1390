"""A real run: three yearly periods of 50,000 orders with dirty ids and dates, and the moves between them."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from xlsales.customers.ledger_columns import LedgerColumns
from xlsales.jobs.grading import Grading, run_grading
from xlsales.jobs.targets import read_plan_file
from xlsales.reports.grading_pages import grading_report

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(WORKBOOKS), *sys.path])
        recipes, orders = (importlib.import_module(f"recipes.{name}") for name in ("grading", "orders"))
    path = tmp_path_factory.mktemp("global_sales") / "grading.xlsx"
    recipes.build_global_sales(path, orders.read_orders())
    return path


@pytest.fixture(scope="module")
def result(book: Path) -> Grading:
    return run_grading(read_plan_file(book), book.parent)


@pytest.mark.slow
def test_every_order_is_counted_or_listed_with_its_reason(result: Grading) -> None:
    ledger = result.tables.ledger
    left_out = [note for note in ledger.notes if not note.kept]

    assert isinstance(ledger.transactions, LedgerColumns)
    assert len(ledger.transactions) + len(left_out) == ledger.rows == 50_000
    assert set(ledger.reasons()) <= {"no customer", "no date", "date unreadable", "cancelled", "repeated"}
    assert len(left_out) > 1_000


@pytest.mark.slow
def test_three_periods_end_a_year_apart_and_their_moves_add_up(result: Grading) -> None:
    ends = [period.end for period in result.periods]

    assert ends == [date(year, 12, 31) for year in (2021, 2022, 2023)]
    first, second = result.overview.movements
    for movement, before, after in (
        (first, result.periods[0], result.periods[1]),
        (second, result.periods[1], result.periods[2]),
    ):
        counts, migration = sum(map(sum, movement.migration.counts)), movement.migration
        assert counts + sum(migration.lost) == len(before.customers)
        assert counts + sum(migration.new) == len(after.customers)
    changed = sum(
        now.given.grade != was.given.grade
        for was, now in zip(result.periods[1].customers, result.periods[2].customers, strict=True)
    )
    assert len(second.moves) == changed > 0


@pytest.mark.slow
def test_by_column_and_by_row_the_run_is_the_same(
    book: Path, result: Grading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlsales.jobs.grading_classes.BLOCK_FROM", 10**9)
    monkeypatch.setattr("xlsales.tables.ledger_reading.COLUMNS_FROM", 10**9)

    plain = run_grading(read_plan_file(book), book.parent)

    assert [period.customers for period in plain.periods] == [period.customers for period in result.periods]
    assert plain.tables.ledger.notes == result.tables.ledger.notes
    assert grading_report(plain) == grading_report(result)


@pytest.mark.slow
def test_the_volume_of_the_report_is_that_of_the_orders(result: Grading) -> None:
    days = result.last.start, result.last.end
    orders = sum(
        (amount for day, amount in result.tables.ledger.net_by_day() if days[0] <= day <= days[1]),
        Fraction(0),
    )

    assert sum(load.volume for load in result.overview.loads) == orders
