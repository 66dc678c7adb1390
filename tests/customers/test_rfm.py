"""RFM: published tables, tie rules, and a slow reference written differently."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from statistics import quantiles
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import shared_file
from xlsales.customers.quantiles import BIN_RULES, bin_numbers, quantile_cuts
from xlsales.functions import call_function
from xlsales.kernel.values import CellError

HEADER = ("customer", "recency_days", "orders", "amount", "R", "F", "M", "code")

#: Segments of the R package's own test, as name, r_lo, r_hi, f_lo, f_hi, m_lo, m_hi.
SEGMENTS = [
    ["Champions", 4, 5, 4, 5, 4, 5],
    ["Loyal Customers", 2, 5, 3, 5, 3, 5],
    ["Potential Loyalist", 3, 5, 1, 3, 1, 3],
    ["New Customers", 4, 5, 1, 1, 1, 1],
    ["Promising", 3, 4, 1, 1, 1, 1],
    ["Need Attention", 2, 3, 2, 3, 2, 3],
    ["About To Sleep", 2, 3, 1, 2, 1, 2],
    ["At Risk", 1, 2, 2, 5, 2, 5],
    ["Can't Lose Them", 1, 1, 4, 5, 4, 5],
    ["Lost", 1, 2, 1, 2, 1, 2],
]


def rfm(orders: list[tuple[Any, ...]], as_of: object, *rest: object) -> tuple[tuple[Any, ...], ...]:
    customers, days, amounts = ([[cell] for cell in column] for column in list(zip(*orders, strict=True))[:3])
    return call_function("RFM", [customers, days, amounts, as_of, *rest]).rows


#: The first ten customers of the same test; the data file leaves out titles such as PhD.
FIRST_SEGMENTS = {
    "Abbey O'Reilly": "Loyal Customers",
    "Add Senger": "Potential Loyalist",
    "Aden Lesch": "Potential Loyalist",
    "Admiral Senger": "Loyal Customers",
    "Agness O'Keefe": "Champions",
    "Aileen Barton": "Champions",
    "Ailene Hermann": "Loyal Customers",
    "Aiyanna Bruen": "Potential Loyalist",
    "Ala Schmidt": "About To Sleep",
    "Alannah Borer": "Lost",
}


@pytest.fixture(scope="module")
def published() -> list[tuple[str, date, float]]:
    with shared_file("data", "rfm", "rfm_data_orders.csv").open(encoding="utf-8") as file:
        return [
            (row["customer_id"], date.fromisoformat(row["order_date"]), float(row["revenue"]))
            for row in csv.DictReader(file)
        ]


def test_header_and_one_row_a_customer_sorted_numbers_before_texts() -> None:
    orders = [("b", 46010, 5), (10, 46011, 1), ("B", 46012, 2), (9, 46013, 3), ("b", 46000, 7)]

    table = rfm(orders, 46020)

    assert table[0] == HEADER
    assert [row[:4] for row in table[1:]] == [
        (9, 7, 1, 3),
        (10, 9, 1, 1),
        ("B", 8, 1, 2),
        ("b", 10, 2, 12),
    ]


@pytest.mark.shared
def test_rfm_r_champions_alt_rules(published: list[tuple[Any, ...]]) -> None:
    table = rfm(published, date(2006, 12, 31), 5, "r")[1:]
    names = call_function("RFM_SEGMENT", [*([[row[i]] for row in table] for i in (4, 5, 6)), SEGMENTS]).rows

    champions = [row for row, (name,) in zip(table, names, strict=True) if name == "Champions"]

    assert len(table) == 995
    assert (len(champions), sum(row[2] for row in champions), sum(row[3] for row in champions)) == (
        158,
        1234,
        120178,
    )
    found = {row[0]: name for row, (name,) in zip(table, names, strict=True)}
    assert {name: found[name] for name in FIRST_SEGMENTS} == FIRST_SEGMENTS


@pytest.mark.shared
def test_rfm_r_heatmap(published: list[tuple[Any, ...]], grading_cases: dict[str, Any]) -> None:
    expected = grading_cases["rfm_r_heatmap"]["expected"]
    cells: dict[tuple[int, int], list[float]] = {}
    for row in rfm(published, date(2006, 12, 31), 5, "R法")[1:]:
        cells.setdefault((row[5], row[4]), []).append(row[3])
    means = {place: sum(amounts) / len(amounts) for place, amounts in cells.items()}

    assert [means[1, r] for r in range(1, 6)] == pytest.approx(expected["F1_R1to5"], abs=0.5)
    assert [means[2, r] for r in range(1, 6)] == pytest.approx(expected["F2_R1to5"], abs=0.5)
    assert sum(means.values()) == pytest.approx(expected["sum_of_25_means"], abs=0.5)


@pytest.mark.shared
def test_rfm_r_bins_mtcars(grading_cases: dict[str, Any]) -> None:
    case = grading_cases["rfm_r_bins_mtcars"]
    values = [Fraction(str(value)) for value in case["inputs"]["values"]]

    cuts = quantile_cuts(values, case["inputs"]["n_bins"])

    assert [float(cut + 1) for cut in cuts] == pytest.approx(case["expected"]["cuts"], abs=1e-9)


@pytest.mark.shared
def test_the_cdnow_sample_is_summed_to_its_published_columns() -> None:
    """Every customer bought in the first quarter; 6,919 rows, 2,357 customers (Fader and Hardie)."""
    rows = [
        line.split() for line in shared_file("data", "cdnow", "cdnow_sample.txt").read_text().splitlines()
    ]
    orders = [
        (int(number), date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}"), float(amount))
        for _, number, day, _, amount in rows
    ]

    table = rfm(orders, date(1998, 6, 30))[1:]

    assert len(table) == 2357
    assert sum(row[2] for row in table) == 6919
    assert sum(row[3] for row in table) == pytest.approx(sum(order[2] for order in orders), abs=1e-6)
    assert max(row[1] for row in table) <= 545


def test_a_lone_customer_scores_lowest_but_for_recency() -> None:
    assert rfm([(1, date(2025, 3, 10), 1070.0)], date(2025, 3, 17), 9)[1] == (1, 7, 1, 1070.0, 9, 1, 1, "911")


def test_a_value_equal_to_a_cut_is_in_the_lower_bin() -> None:
    assert bin_numbers([Fraction(x) for x in (1, 2, 3)], 2) == (1, 1, 2)


def test_rule_r_raises_the_cut_and_puts_an_equal_value_in_the_upper_bin() -> None:
    values = [Fraction(x) for x in (1, 2, 3)]

    assert quantile_cuts(values, 2) == (2,)
    assert bin_numbers(values, 2, "r") == (1, 1, 2)
    assert bin_numbers([Fraction(x, 2) for x in (2, 4, 5)], 2, "r") == (1, 1, 1)


def test_rank_makes_equal_groups_and_breaks_ties_in_the_order_of_customers() -> None:
    orders = [(name, 46000, 5) for name in "dbca"]

    table = rfm(orders, 46000, 2, "rank")[1:]

    assert [(row[0], row[4], row[6]) for row in table] == [("a", 2, 1), ("b", 2, 1), ("c", 1, 2), ("d", 1, 2)]


def test_rows_after_as_of_are_ignored_and_told() -> None:
    arguments = [[["a"], ["a"], ["b"]], [[46000], [46001.5], [46002]], [[1], [2], [4]], 46001.25]

    outcome = call_function("RFM", arguments)

    assert outcome.rows[1:] == (("a", 0, 2, 3, 5, 1, 1, "511"),)
    assert [(issue.code, issue.got, issue.severity) for issue in outcome.issues] == [
        ("RFM-010", "1 rows", "note")
    ]


def test_only_later_rows_leave_the_header() -> None:
    assert rfm([("a", 46010, 5)], 46000) == (HEADER,)


def test_rows_of_one_order_count_once_and_a_row_without_a_number_for_itself() -> None:
    orders = [("a", 46000, 5)] * 5
    ids = [["x"], ["x"], [7], [None], [""]]

    assert rfm(orders, 46001, 5, None, ids)[1][:4] == ("a", 1, 4, 25)


def test_wholly_blank_rows_are_passed_over() -> None:
    orders = [("a", 46000, 5), (None, None, None), ("", "", ""), ("b", 46000, 5)]

    assert [row[0] for row in rfm(orders, 46001)] == ["customer", "a", "b"]


@pytest.mark.parametrize("spoiled", [(None, 46000, 5), ("a", None, 5), ("a", 0, 5), ("a", 46000, None)])
def test_a_row_that_lacks_a_cell_fails_the_whole_table_and_is_named(spoiled: tuple[Any, ...]) -> None:
    customers, days, amounts = (
        [[cell] for cell in pair] for pair in zip(("b", 46000, 1), spoiled, strict=True)
    )

    outcome = call_function("RFM", [customers, days, amounts, 46001])

    assert outcome.value == CellError("#VALUE!")
    assert "cell 2" in outcome.issues[0].where


@pytest.mark.parametrize(
    ("position", "value", "place"),
    [
        (1, "soon", "dates[2,1]"),
        (2, "much", "amounts[2,1]"),
        (4, 0, "bins"),
        (4, 2.5, "bins"),
        (5, "best", "rule"),
    ],
)
def test_wrong_arguments_are_named(position: int, value: object, place: str) -> None:
    arguments: list[Any] = [[["a"], ["b"]], [[46000], [46000]], [[1], [1]], 46001, 5, "quantile"]
    if position < 3:
        arguments[position] = [arguments[position][0], [value]]
    else:
        arguments[position] = value

    outcome = call_function("RFM", arguments)

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where == place


def test_columns_of_different_length_are_refused() -> None:
    outcome = call_function("RFM", [[["a"], ["b"]], [[46000]], [[1], [1]], 46001])

    assert "RFM-001" in str(outcome.issues[0])


def test_an_error_value_in_the_table_comes_back() -> None:
    assert rfm([("a", 46000, CellError("#DIV/0!")), ("b", 46000, 1)], 46001) == ((CellError("#DIV/0!"),),)


def test_dates_of_the_1904_system_give_the_same_days() -> None:
    new, old = (
        call_function("RFM", [[["a"]] * 300, [[46000 - shift]] * 300, [[1]] * 300, 46010 - shift], system)
        for shift, system in ((0, 1900), (1462, 1904))
    )

    assert new.rows == old.rows
    assert new.rows[1][1] == 10


def test_a_large_table_takes_the_block_path() -> None:
    orders = [(f"c{i % 50}", 46000 + i % 90, i / 100) for i in range(1000)]

    with patch("xlsales.functions.customers.rfm.purchases_of", side_effect=AssertionError):
        assert len(rfm(orders, 46100)) == 51


names = st.sampled_from(["a", "b", "c", "A", 1, 2.0, 2, 0.3, 0.1 + 0.2])
cents = st.integers(-(10**4), 10**5).map(lambda units: units / 100)
amounts_of_orders = st.one_of(cents, st.integers(0, 9), st.just(1 / 3))
order_numbers = st.sampled_from(["x", "y", None, "", 1])
order_rows = st.lists(
    st.tuples(names, st.integers(45990, 46012), amounts_of_orders, order_numbers), min_size=1, max_size=30
)


@given(orders=order_rows, bins=st.integers(1, 12), rule=st.sampled_from(BIN_RULES), with_ids=st.booleans())
def test_block_and_plain_path_agree(
    both_paths: Callable[..., tuple[object, object]],
    orders: list[tuple[Any, ...]],
    bins: int,
    rule: str,
    with_ids: bool,
) -> None:
    customers, days, amounts, ids = ([[cell] for cell in column] for column in zip(*orders, strict=True))

    plain, block = both_paths("RFM", [customers, days, amounts, 46005, bins, rule, ids if with_ids else None])

    assert plain == block


whole_orders = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(45900, 46005), st.integers(0, 500)),
    min_size=1,
    max_size=40,
)


@given(orders=whole_orders, rule=st.sampled_from(["quantile", "r"]), seed=st.integers(0, 99))
def test_equal_customers_score_equally_and_the_order_of_rows_does_not_matter(
    orders: list[tuple[Any, ...]], rule: str, seed: int
) -> None:
    shuffled = random.Random(seed).sample(orders, len(orders))

    table = rfm(orders, 46005, 5, rule)

    assert rfm(shuffled, 46005, 5, rule) == table
    for column, score in ((1, 4), (2, 5), (3, 6)):
        scores = {(row[column], row[score]) for row in table[1:]}
        assert len(scores) == len({value for value, _ in scores})


@given(orders=whole_orders, bins=st.integers(2, 9))
def test_a_slow_reference_agrees(orders: list[tuple[Any, ...]], bins: int) -> None:
    table = rfm(orders, 46005, bins)[1:]

    groups = {name: list(rows) for name, rows in groupby(sorted(orders), key=lambda row: row[0])}
    facts = [
        (name, 46005 - max(row[1] for row in rows), len(rows), sum(row[2] for row in rows))
        for name, rows in groups.items()
    ]
    assert [row[:4] for row in table] == facts
    if len(facts) == 1:
        return
    for column, score in ((1, 4), (2, 5), (3, 6)):
        values = [Fraction(row[column]) for row in facts]
        cuts = quantiles(values, n=bins, method="inclusive")
        bins_found = [1 + sum(value > cut for cut in cuts) for value in values]
        expected = [bins + 1 - b for b in bins_found] if score == 4 else bins_found
        assert [row[score] for row in table] == expected


def test_dates_may_come_as_dates() -> None:
    start = date(2026, 1, 1)

    assert rfm([("a", start, 1), ("a", start + timedelta(3), 1)], start + timedelta(5))[1][:3] == ("a", 2, 2)


@pytest.mark.parametrize("as_of", [0, "", None])
def test_without_a_day_of_the_question_there_is_no_table(as_of: object) -> None:
    outcome = call_function("RFM", ["a", 46000, 5, as_of])

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where == "as_of"
