"""A ledger by column says what the plain path says, row for row and customer for customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.grading_tables import table
from xlsales.customers.directory import Directory
from xlsales.customers.ledger_columns import LedgerColumns
from xlsales.customers.measures import measures_of
from xlsales.customers.measures_block import column_measures, period_measures
from xlsales.kernel.dates import serial_of_date
from xlsales.tables import grading_specs as specs
from xlsales.tables.ledger_reading import COLUMNS_FROM, ledger_columns, read_ledger
from xlsales.tables.matching import Matched, matched
from xlsales.tables.raw import RawTable
from xlsales.tables.transactions import LedgerReading, read_transactions

HEADS = (
    *("customer_id", "customer", "date", "order", "amount", "returned", "status", "cost", "margin"),
    *("due", "paid", "product", "terms", "remark"),
)
START, END = date(2025, 1, 1), date(2025, 12, 31)
FIRST = serial_of_date(date(2024, 6, 1))

days = st.one_of(
    st.none(),
    st.integers(FIRST, FIRST + 700),
    st.floats(FIRST, FIRST + 700),
    st.sampled_from(["soon", "2025-03-02"]),
)
amounts = st.one_of(
    st.integers(-500, 500).map(lambda cents: cents / 4),
    st.sampled_from(
        [None, "", " ", "7", "1_0", "x", True, 0, 5, 1e-7, 0.1 + 0.2, float("inf"), float("nan")]
    ),
)
words = st.sampled_from([None, "", "a", "Ａ", "b ", "B", 1, 1.0, True, "c 9"])
row = st.tuples(
    words,
    words,
    days,
    st.sampled_from([None, "", "o1", "o2", 1, 1.0]),
    amounts,
    st.one_of(st.none(), st.integers(0, 40)),
    st.sampled_from([None, "ok", "Returned", "已退货", "void", "取消"]),
    amounts,
    amounts,
    days,
    days,
    words,
    words,
    st.sampled_from([None, "x"]),
)


def directory() -> Directory:
    found = Directory()
    found.add("a", "华东", ["c 9"])
    found.add(1, "B", [])
    return found


def read_both(raw: RawTable) -> tuple[LedgerReading, LedgerReading | None]:
    found, issues = matched(specs.TRANSACTIONS, raw)
    assert issues == []
    return read_transactions(found, directory()), ledger_columns(found, directory())


def ledger(
    rows: Sequence[Sequence[object]], *, typed: bool = False, heads: Sequence[str] = HEADS
) -> RawTable:
    found = table("transactions", heads, rows)
    return RawTable(found.name, found.headings, found.rows, found.place, typed=typed)


def assert_same(plain: LedgerReading, columns: LedgerReading | None) -> None:
    assert columns is not None
    assert list(columns.transactions) == list(plain.transactions)
    assert columns.notes == plain.notes
    assert columns.conflicts == plain.conflicts
    assert list(columns.names.items()) == list(plain.names.items())
    assert (columns.unknown, columns.rows, columns.has_products) == (
        plain.unknown,
        plain.rows,
        plain.has_products,
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(row, max_size=7), st.booleans())
def test_columns_say_what_rows_say(rows: list[tuple[object, ...]], typed: bool) -> None:
    plain, columns = read_both(ledger(rows, typed=typed))

    if columns is None:
        assert any(1e-7 in values for values in rows)
        return
    assert_same(plain, columns)


@settings(max_examples=100, deadline=None)
@given(st.lists(row, max_size=7), st.integers(0, 700), st.integers(0, 400))
def test_measures_of_columns_are_those_of_rows(
    rows: list[tuple[object, ...]], skip: int, length: int
) -> None:
    plain, columns = read_both(ledger(rows))
    if columns is None:
        return
    assert isinstance(columns.transactions, LedgerColumns)
    start = date.fromordinal(date(2024, 6, 1).toordinal() + skip)
    end = date.fromordinal(start.toordinal() + length)

    found = column_measures(columns.transactions, start, end)

    expected = measures_of(plain.transactions, start, end)
    assert found == expected
    assert list(found) == list(expected)


@settings(max_examples=50, deadline=None)
@given(st.lists(row, max_size=7))
def test_net_sales_by_day_add_up_to_those_of_rows(rows: list[tuple[object, ...]]) -> None:
    plain, columns = read_both(ledger(rows))
    if columns is None:
        return
    sums: dict[date, Fraction] = {}
    for day, amount in plain.net_by_day():
        sums[day] = sums.get(day, Fraction(0)) + amount

    assert dict(columns.net_by_day()) == sums
    for customer in {row.customer for row in plain.transactions} | {"nobody"}:
        own = dict.fromkeys((day for day, _ in plain.net_by_day(customer)), Fraction(0))
        for day, amount in plain.net_by_day(customer):
            own[day] += amount
        assert dict(columns.net_by_day(customer)) == own


def test_numbers_in_texts_of_a_file_are_exact() -> None:
    heads = ("customer_id", "date", "amount")
    texts = ["0.1", " 12.50 ", "1234567.89", "-3", "1e2", "999999999999999.9", "٣", "", "n/a", "1,000"]
    rows = [["a", "2025-03-02", text] for text in texts]

    plain, columns = read_both(ledger(rows, typed=True, heads=heads))

    assert_same(plain, columns)
    assert plain.transactions[0].amount == Fraction(1, 10)


def test_numbers_with_too_many_places_are_left_to_the_rows() -> None:
    heads = ("customer_id", "date", "amount")

    plain, columns = read_both(ledger([["a", FIRST, 1 / 3]], heads=heads))

    assert columns is None
    assert plain.transactions[0].amount == Fraction("0.333333333333333")


@pytest.mark.parametrize(("count", "by_column"), [(COLUMNS_FROM - 1, False), (COLUMNS_FROM, True)])
def test_only_large_ledgers_are_read_by_column(count: int, by_column: bool) -> None:
    heads = ("customer_id", "date", "amount")
    found = _matched(ledger([["a", FIRST, 5]] * count, heads=heads))

    reading = read_ledger(found, directory())

    assert isinstance(reading.transactions, LedgerColumns) is by_column
    assert period_measures(reading.transactions, date(2024, 6, 1), END)["a"].volume == 5 * count


def test_sums_that_could_overflow_are_left_to_the_rows() -> None:
    heads = ("customer_id", "date", "amount")
    found = _matched(ledger([["a", FIRST, 9e14]] * 10_000, heads=heads))
    reading = read_ledger(found, directory())

    assert period_measures(reading.transactions, date(2024, 6, 1), END)["a"].volume == 9 * 10**18


def _matched(raw: RawTable) -> Matched:
    found, issues = matched(specs.TRANSACTIONS, raw)
    assert issues == []
    return found
