"""PAYMENT_SCORE, AGEING, DSO and expected losses."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.issues import InvalidInputError
from xlsales.kernel.values import CellError
from xlsales.receivables.allocation import allocate_oldest_first
from xlsales.receivables.expected_loss import loss_rates_from_history

LABELS = ("not due", "1–30", "31–60", "61–90", "over 90")


@pytest.mark.parametrize(
    ("days", "score"),
    [
        (-31, 100),
        (-30, 100),
        (-15, 90),
        (0, 80),
        (15, 70),
        (18.5, 65),
        (22, 60),
        (30, 50),
        (45, 45),
        (60, 40),
        (90, 30),
        (120, 20),
        (121, 20),
    ],
)
def test_the_key_is_linear_between_its_days_and_level_outside(days: float, score: float) -> None:
    assert call_function("PAYMENT_SCORE", [100, days]).value == score


def test_payments_weigh_by_their_money() -> None:
    assert call_function("PAYMENT_SCORE", [[[900], [100], [None]], [[0], [30], [99]]]).value == 77


@pytest.mark.parametrize("amounts", [[[0], [0]], [[None], [None]]])
def test_without_money_there_is_no_score(amounts: object) -> None:
    assert call_function("PAYMENT_SCORE", [amounts, [[1], [2]]]).value is None


def test_with_customers_one_row_each() -> None:
    arguments = [[[1], [3], [1], [None]], [[0], [30], [0], [None]], None, [["b"], ["a"], ["a"], [None]]]

    assert call_function("PAYMENT_SCORE", arguments).rows == (("a", 57.5), ("b", 80))


def test_another_key_in_falling_order() -> None:
    assert call_function("PAYMENT_SCORE", [1, 5, [[10, 0], [0, 100]]]).value == 50


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ([[[1], [2]], [[1]]], "days_beyond_terms"),
        ([[[1], [-2]], [[1], [2]]], "amounts cell 2"),
        ([1, 1, [[0]]], "key"),
        ([1, 1, [[0, 101]]], "key row 1"),
        ([1, 1, [[0, 80], [0, 70]]], "key"),
        ([[[1], [1]], [[1], [1]], None, [["a"], [None]]], "customers cell 2"),
        ([[[1], [1]], [[1], [1]], None, [["a"]]], "customers"),
    ],
)
def test_payments_that_cannot_be_scored_are_named(arguments: list[object], place: str) -> None:
    outcome = call_function("PAYMENT_SCORE", arguments)

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where == place


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (900, 4)],
)
def test_each_bucket_has_its_first_and_last_day(days: int, bucket: int) -> None:
    rows = call_function("AGEING", [100, 46000 - days, 46000]).rows

    assert [label for label, _ in rows] == list(LABELS)
    assert [amount for _, amount in rows] == [100 if place == bucket else 0 for place in range(5)]


def test_ageing_with_customers_has_a_header_and_one_row_each() -> None:
    arguments = [[[5], [7], [-2], [None]], [[46000], [45990], [45990], [None]], 46000]

    rows = call_function("AGEING", [*arguments, None, [["b"], [3], [3], [None]]]).rows

    assert rows == (("customer", *LABELS), (3, 0, 5, 0, 0, 0), ("b", 5, 0, 0, 0, 0))


def test_other_buckets_name_themselves() -> None:
    rows = call_function("AGEING", [1, 45000, 46000, [[15, 45]]]).rows

    assert [label for label, _ in rows] == ["not due", "1–15", "16–45", "over 45"]


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ([[[1], [2]], [[46000], [None]], 46000], "due_dates cell 2"),
        ([[[1], [2]], [[46000]], 46000], "due_dates"),
        ([1, 46000, 46000, [[30, 30]]], "buckets"),
        ([1, 46000, 46000, [[0]]], "buckets"),
        ([1, 46000, 46000, [[1.5]]], "buckets"),
        ([1, 46000, None], "as_of"),
    ],
)
def test_receivables_that_cannot_be_aged_are_named(arguments: list[object], place: str) -> None:
    outcome = call_function("AGEING", arguments)

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where == place


invoices = st.lists(
    st.tuples(st.integers(-1000, 10**6).map(lambda cents: cents / 100), st.integers(-200, 200)),
    min_size=1,
    max_size=20,
)


@given(invoices=invoices)
def test_buckets_account_for_every_cent(invoices: list[tuple[float, int]]) -> None:
    day = date(2026, 6, 30)
    amounts, dues = zip(*((amount, day + timedelta(shift)) for amount, shift in invoices), strict=True)

    rows = call_function("AGEING", [[[a] for a in amounts], [[d] for d in dues], day]).rows

    cents = sum(round(100 * amount) for amount in amounts)
    assert sum(round(100 * float(str(amount))) for _, amount in rows) == cents


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([100, 1000, 365], ((36.5,),)),
        ([100, 0, 365], ((None,),)),
        ([None, 1000, 365], ((None,),)),
        ([[[100], [None], [50]], [[1000], [1000], [0]], 365], ((36.5,), (None,), (None,))),
        ([[[100, 200]], 1000, 10], ((1, 2),)),
        ([[[100], ["x"]], 1000, 10], ((1,), (CellError("#VALUE!"),))),
        ([[[100], [CellError("#N/A")]], 1000, 10, "简单法"], ((1,), (CellError("#N/A"),))),
    ],
)
def test_simple_dso_cell_by_cell(arguments: list[object], expected: tuple[object, ...]) -> None:
    assert call_function("DSO", arguments).rows == expected


@pytest.mark.parametrize(
    ("receivables", "sales", "days", "expected"),
    [
        (0, [100, 100], 30, 0),
        (50, [100, 100], 30, 15),
        (100, [100, 100], 30, 30),
        (150, [100, 100], 30, 45),
        (200, [100, 100], 30, 60),
        (150, [100, 100], [31, 28], 28 + 15.5),
        (100, [200, None, 50], 30, 60 + 7.5),
        (10, [0, 0], 30, None),
        (201, [100, 100], 30, CellError("#N/A")),
        (-1, [100, 100], 30, CellError("#VALUE!")),
        (1, [100, -100], 30, CellError("#VALUE!")),
    ],
)
@pytest.mark.parametrize("vertical", [True, False])
def test_countback_goes_from_the_newest_sales(
    receivables: float, sales: list[object], days: object, expected: object, vertical: bool
) -> None:
    def laid(cells: object) -> object:
        return [[cell] for cell in cells] if vertical and isinstance(cells, list) else cells

    assert call_function("DSO", [receivables, laid(sales), laid(days), "倒推法"]).value == expected


def test_countback_with_one_receivable_a_row() -> None:
    found = call_function("DSO", [[[50], [150]], [[100, 100], [100, 200]], 30, "countback"]).rows

    assert found == ((15,), (22.5,))


@pytest.mark.parametrize(
    "arguments",
    [
        [[[1], [2]], [[1], [2], [3]], 30],
        [[[1], [2]], [[1, 2, 3]], 30, "countback"],
        [1, [[1], [2]], [[1], [2], [3]], "countback"],
        [1, [[1], [2]], [[30], [None]], "countback"],
    ],
)
def test_dso_of_ranges_that_do_not_match_is_an_error(arguments: list[object]) -> None:
    assert call_function("DSO", arguments).value == CellError("#VALUE!")


def test_loss_rates_need_something_unpaid() -> None:
    with pytest.raises(InvalidInputError, match="ECL-001"):
        loss_rates_from_history(Fraction(100), [Fraction(60), Fraction(40)])


@given(
    outstanding=st.lists(st.integers(0, 500).map(Fraction), max_size=8),
    received=st.integers(0, 3000).map(Fraction),
)
def test_an_allocation_accounts_for_every_cent_and_never_skips_an_older_term(
    outstanding: list[Fraction], received: Fraction
) -> None:
    found = allocate_oldest_first(outstanding, received)

    paid = [before - after for before, after in zip(outstanding, found.outstanding, strict=True)]
    assert sum(paid) + found.unallocated == received
    assert all(amount >= 0 for amount in (*paid, *found.outstanding))
    for older, newer in zip(found.outstanding, paid[1:], strict=False):
        assert not (older and newer)
