"""The job of the market report: feedback, competitors, promotions, prices, shelves."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.report_tables import END, START, day, settings, table
from xlsales.customers.list_changes import list_changes
from xlsales.jobs.market_report import MarketReport, market_report
from xlsales.tables.raw import RawTable


def report(*tables: RawTable, period: str = "2026-Q1") -> MarketReport:
    return market_report(tables, period)


def test_feedback_is_counted_by_type_and_usual_types_stand_there_without_an_entry() -> None:
    register = table(
        "feedback",
        "date,type,region,subject,answered",
        [START, "market trend", "North", "a", START + timedelta(4)],
        [END, "市场动向", "South", "b", END + timedelta(1)],
        [day(2, 2), "gossip", "North", "c", day(2, 1)],
        [START - timedelta(1), "dealer request", "North", "d", None],
    )

    found = report(register)

    counts = {one.kind: (one.entries, one.answered, one.mean_days) for one in found.feedback.by_type}
    assert counts == {
        "market trend": (2, 1, 4),
        "no type": (1, 0, None),
        "consumer needs": (0, 0, None),
        "competitor change": (0, 0, None),
        "dealer request": (0, 0, None),
    }
    assert sum(one.entries for one in found.feedback.by_region) == len(found.feedback.lines) == 3
    assert [(note.reason, note.counted) for note in found.frame.notes] == [
        ("unknown word", True),
        ("before it came", True),
    ]


@pytest.mark.parametrize(
    ("before", "after", "added", "removed"),
    [
        (["A", "B"], ["B", "C"], ("C",), ("A",)),
        (["A"], ["ａ "], (), ()),
        ([], ["A", "A"], ("A",), ()),
        (["A"], [], (), ("A",)),
        (["A", ""], ["A"], (), ()),
    ],
)
def test_two_lists_are_compared_by_name(
    before: list[str], after: list[str], added: tuple[str, ...], removed: tuple[str, ...]
) -> None:
    found = list_changes(before, after)

    assert (found.added, found.removed) == (added, removed)


@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_what_came_and_went_explains_the_whole_difference(before: list[str], after: list[str]) -> None:
    found = list_changes(before, after)

    assert found.before == len(set(before))
    assert found.after == len(set(after)) == found.before + len(found.added) - len(found.removed)


def test_the_last_list_is_compared_with_the_one_before_the_period() -> None:
    lists = table(
        "competitors",
        "competitor,date,category",
        *(["A", date(2025, 6, 30), "x"], ["B", date(2025, 12, 31), "x"], ["C", date(2025, 12, 31), "x"]),
        *(["C", day(2, 1), "x"], ["C", END, "x"], ["D", END, "x"], ["E", END + timedelta(1), "x"]),
        ["F", END, "y"],
    )

    first, only = report(lists).competitors

    assert (first.before, first.day) == (date(2025, 12, 31), END)
    assert (first.changes.added, first.changes.removed) == (("D",), ("B",))
    assert (only.category, only.before, only.changes.after) == ("y", None, 1)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (START - timedelta(9), START - timedelta(1), None),
        (START - timedelta(9), START, 1),
        (END, END + timedelta(9), 1),
        (END + timedelta(1), END + timedelta(9), None),
        (START - timedelta(1), END + timedelta(1), 90),
        (END - timedelta(9), None, 10),
        (day(2, 2), day(2, 2), 1),
    ],
)
def test_a_promotion_counts_with_its_days_in_the_period(
    start: date, end: date | None, days: int | None
) -> None:
    found = report(table("competitor promotions", "competitor,start,end", ["A", start, end]))

    assert [one.days_in(found.frame.period) for one in found.promotions] == ([days] if days else [])
    assert found.frame.counts[0].outside == (0 if days else 1)


def test_a_promotion_that_ends_before_it_starts_is_told() -> None:
    found = report(table("competitor promotions", "competitor,start,end", ["A", day(2, 2), day(2, 1)]))

    assert (found.promotions, [note.reason for note in found.frame.notes]) == ((), ["before its start"])


def test_prices_stand_against_the_last_one_before_the_period_and_against_ours() -> None:
    prices = table(
        "competitor prices",
        "competitor,product,date,price,own_price",
        ["A", "pen", date(2025, 11, 1), 20.0, 9.0],
        ["A", "pen", date(2025, 12, 1), 10.0, None],
        ["a", "Pen", day(3, 1), 9.0, 9.9],
        ["A", "pen", END + timedelta(1), 1.0, None],
        ["B", "pen", day(1, 5), 0.0, None],
        ["B", "pen", day(2, 5), 8.0, -1.0],
    )

    fallen, single = report(prices).prices

    assert (fallen.before, fallen.latest, fallen.change, fallen.gap) == (
        10,
        9,
        Fraction(-1, 10),
        Fraction(1, 10),
    )
    assert (single.before, single.latest, single.change, single.gap) == (8, 8, 0, None)
    assert [(note.where, note.counted) for note in report(prices).frame.notes] == [
        ("competitor prices!6,4", False),
        ("competitor prices!7,5", True),
    ]


@pytest.mark.parametrize(("price", "told"), [(95.1, False), (95.0, True), (105.0, True), (104.9, False)])
def test_a_large_move_of_a_price_in_the_period_is_told(price: float, told: bool) -> None:
    prices = table(
        "competitor prices",
        "competitor,product,date,price",
        ["A", "pen", date(2025, 12, 1), 100.0],
        ["A", "pen", day(1, 1), price],
    )

    assert bool(report(prices).price_moves) is told
    assert report(prices, period="2026-02").price_moves == ()


@pytest.mark.parametrize(
    ("age", "state"), [(60, "normal"), (61, "slowing"), (180, "slowing"), (181, "slow mover")]
)
def test_goods_are_slow_by_their_age_on_the_day_they_were_seen(age: int, state: str) -> None:
    seen = day(2, 1)
    shelves = table("shelf checks", "product,made,seen", ["pen", seen - timedelta(age), seen])

    (line,) = report(shelves).shelves

    assert (line.age.age_days, line.age.state) == (age, state)


@pytest.mark.parametrize(
    ("stock", "sold", "state"),
    [
        (13.9, 2.0, "low"),
        (14.0, 2.0, "normal"),
        (120.0, 2.0, "normal"),
        (120.5, 2.0, "high"),
        (5.0, 0.0, "no sales"),
        (0.0, 0.0, "low"),
        (None, 2.0, "unknown"),
    ],
)
def test_stock_lasts_for_days(stock: float | None, sold: float, state: str) -> None:
    shelves = table(
        "shelf checks", "product,made,seen,stock,daily_sales", ["pen", day(1, 1), day(2, 1), stock, sold]
    )

    assert report(shelves).shelves[0].state == state


def test_goods_seen_outside_the_period_do_not_count_and_impossible_ones_are_told() -> None:
    shelves = table(
        "shelf checks",
        "product,made,seen",
        ["before", day(1, 1), START - timedelta(1)],
        ["undated", day(1, 1), None],
        ["made later", day(2, 2), day(2, 1)],
    )

    found = report(shelves)

    assert [(line.product, line.seen) for line in found.shelves] == [("undated", END)]
    assert [note.reason for note in found.frame.notes] == ["after it was seen"]
    assert (found.frame.counts[0].outside, found.frame.counts[0].left_out) == (1, 1)


def test_limits_can_be_set() -> None:
    shelves = table(
        "shelf checks", "product,made,seen,stock,daily_sales", ["pen", day(1, 1), day(1, 11), 10.0, 1.0]
    )
    limits = settings(fresh_days=5, slow_days=9, stock_days_low=11)

    (line,) = report(shelves, limits).shelves

    assert (line.age.state, line.state) == ("slow mover", "low")


def test_markets_margins_and_shops_come_from_the_watch_of_the_market() -> None:
    factors = ("resources", "product alike", "market alike", "early life", "few rivals", "rivals alike")
    found = report(
        table("market ratings", "market,factor,rating", *(["Export", name, 2.0] for name in factors)),
        table("market traits", "market,trait", ["Export", "few buyers"]),
        table("peer margins", "product,own,margin", ["pen", 0.3, None], ["pen", None, 0.2]),
        table("outlets", "outlet,product,turnover,stocks", ["a", "pen", 9.0, True], ["b", "pen", 1.0, False]),
        table("display standard", "point,wanted", ["facings", 4]),
        table("display checks", "outlet,date,facings", ["a", day(2, 1), 3.0]),
    ).watch

    assert found is not None
    (market,) = found.markets
    assert market.coverage is not None
    assert market.push is not None
    assert (market.coverage.strategy, market.push.push) == ("concentrated", "personal selling")
    assert found.peers[0].gap == Fraction(1, 10)
    assert found.distribution[0][1].weighted == Fraction(9, 10)
    assert found.displays[0].failed == ("facings",)


def test_nothing_at_all_is_still_a_report() -> None:
    found = report()

    assert (found.feedback.lines, found.prices, found.shelves, found.watch) == ((), (), (), None)
    assert len(found.frame.missing) == 11


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(-40, 100), st.integers(1, 9)),
        max_size=20,
        unique_by=lambda row: row[:2],
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_nothing(rows: list[tuple[str, int, int]], chance: Random) -> None:
    cells: list[list[object]] = [
        [name, "pen", START + timedelta(step), float(price)] for name, step, price in rows
    ]
    mixed = list(cells)
    chance.shuffle(mixed)

    first = report(table("competitor prices", "competitor,product,date,price", *cells))
    second = report(table("competitor prices", "competitor,product,date,price", *mixed))

    assert (first.prices, first.price_moves) == (second.prices, second.price_moves)
