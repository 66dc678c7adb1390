"""Quotes and samples, from the tables that a workbook has."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jobs.grading_tables import table
from xlsales.jobs.quote_desk import QuoteDesk, quote_desk
from xlsales.tables.quoting_tables import read_quoting_tables
from xlsales.tables.raw import RawTable
from xlsales.tables.reading import TableReader

DAY = date(2026, 6, 30)
PRICES = table("price list", ("product", "from", "price"), [["bolt", 1, 10], ["bolt", 100, 8]])
APPROVALS = table(
    "approvals",
    ("margin", "approver", "floor"),
    [[0.3, "manager", None], [0.2, "director", None], [0.1, "board", "yes"]],
)


def desk(*tables: RawTable) -> QuoteDesk:
    reader = TableReader(tables)
    found = quote_desk(read_quoting_tables(reader), DAY)
    assert found is not None
    assert reader.issues == []
    return found


def quotes(*rows: list[object]) -> RawTable:
    return table("quotes", ("quote", "product", "quantity", "price", "cost"), rows)


def test_without_quotes_and_samples_there_is_nothing_to_judge() -> None:
    assert quote_desk(read_quoting_tables(TableReader([PRICES])), DAY) is None


def test_prices_are_held_against_the_list_by_volume_pr1() -> None:
    rows = [["q1", "ＢＯＬＴ", 99, 10], ["q2", "bolt", 100, 7.2], ["q3", "bolt", 0.5, 9], ["q4", "nut", 9, 9]]

    found = desk(PRICES, quotes(*[[*row, None] for row in rows])).lines

    assert [(line.list_price, line.discount) for line in found] == [
        (10, 0),
        (8, Fraction(1, 10)),
        (None, None),
        (None, None),
    ]


def test_the_margin_says_who_approves_a_price_and_what_the_floor_is_pr3() -> None:
    rows = [["q1", 70], ["q2", 70.01], ["q3", 80.01], ["q4", 90], ["q5", 90.01]]

    found = desk(APPROVALS, quotes(*[[name, "x", 1, 100, cost] for name, cost in rows])).lines

    assert [(line.approval.level, line.approval.below_floor) for line in found if line.approval] == [
        (None, False),
        ("manager", False),
        ("director", False),
        ("director", False),
        ("board", True),
    ]


def test_a_price_of_nothing_is_told_and_the_other_quotes_are_judged_pr3() -> None:
    found = desk(APPROVALS, quotes(["q1", "x", 1, 0, 5], ["q2", "x", 1, 10, 5]))

    assert [line.approval is None for line in found.lines] == [True, False]
    assert [(issue.code, issue.severity) for issue in found.issues] == [("PRICE-010", "warning")]


def test_a_quote_is_as_complete_as_its_nine_fields_in_both_languages_pr6() -> None:
    heads = ("quote", "customer", "address", "产量", "port", "payment terms")
    rows = [["q1", "Acme", "Main St 1", 0, "Ningbo", None]]

    (line,) = desk(table("quotes", heads, rows)).lines

    assert line.completeness is not None
    assert line.completeness.share == Fraction(4, 9)
    assert line.completeness.missing == ("people", "delivery", "least order", "packaging", "payment terms")


def test_a_table_without_those_fields_is_not_called_incomplete_pr6() -> None:
    assert desk(quotes(["q1", "x", 1, 2, 1])).lines[0].completeness is None


def test_quotes_are_answered_within_three_days_or_late_pr5() -> None:
    heads = ("quote", "asked", "answered")
    rows = [
        ["in time", date(2026, 6, 1), date(2026, 6, 4)],
        ["late", date(2026, 6, 1), date(2026, 6, 5)],
        ["waits", date(2026, 6, 28), None],
        ["waits too long", date(2026, 6, 26), date(2026, 7, 2)],
        ["not asked yet", date(2026, 7, 1), None],
    ]

    found = desk(table("quotes", heads, rows))

    assert found.answers is not None
    assert (found.answers.in_time, found.answers.late, found.answers.waiting) == (1, 2, 1)
    assert [line.quote.name for line in found.lines if line.late] == ["waits too long", "late"]


def test_samples_cost_money_and_bring_orders_pr7() -> None:
    heads = ("customer", "sent", "cost", "charged", "noted", "ordered")
    rows = [
        ["Acme", date(2026, 6, 1), 50, 0, date(2026, 6, 3), "yes"],
        ["acme", date(2026, 6, 5), 50, 20, date(2026, 6, 8), "no"],
        ["Bolt", date(2026, 6, 9), 10, 10, None, None],
        ["Bolt", date(2026, 7, 1), 99, 0, None, None],
    ]

    found = desk(table("samples", heads, rows))

    assert found.samples is not None
    assert (found.samples.sent, found.samples.orders, found.samples.noted_in_time) == (3, 1, 1)
    assert found.samples.hit_rate == Fraction(1, 3)
    assert [(name, result.net_fee) for name, result in found.samples_by_customer] == [
        ("acme", 80),
        ("bolt", 0),
    ]
