"""REGRADE: up at once, down only past the margin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

BANDS = [["A", 80], ["B", 60], ["C", 40], ["D", 0]]


def regrade(previous: object, score: object, *margins: object) -> object:
    return call_function("REGRADE", [previous, score, BANDS, *margins]).value


@pytest.mark.parametrize(
    ("previous", "score", "expected"),
    [
        ("B", 79.99, "B"),
        ("B", 80, "A"),
        ("A", 75, "A"),
        ("A", 74.99, "B"),
        ("A", 55, "B"),
        ("A", 54.99, "C"),
        ("A", 0, "D"),
        ("D", 95, "A"),
        ("D", -99, "D"),
        ("a ", 75, "A"),
        (None, 60, "B"),
        (None, 59.99, "C"),
        ("B", None, "B"),
        (None, None, None),
        (None, -1, CellError("#N/A")),
        ("X", 50, CellError("#VALUE!")),
        ("X", None, "X"),
    ],
)
def test_below_at_and_above_the_bounds_and_their_margins(
    previous: object, score: object, expected: object
) -> None:
    assert regrade(previous, score) == expected


@pytest.mark.parametrize(
    ("previous", "score", "expected"), [("B", 84.99, "B"), ("B", 85, "A"), ("A", 80, "A"), ("A", 79, "B")]
)
def test_other_margins(previous: str, score: float, expected: str) -> None:
    assert regrade(previous, score, 5, 0) == expected


def test_a_negative_margin_is_named() -> None:
    outcome = call_function("REGRADE", ["A", 50, BANDS, -1, -2])

    assert [issue.where for issue in outcome.issues] == ["promote", "demote"]


scores = st.integers(0, 100)


@given(previous=st.sampled_from("ABCD"), score=scores)
def test_without_margins_it_is_bands(previous: str, score: int) -> None:
    assert regrade(previous, score, 0, 0) == call_function("BANDS", [score, BANDS]).value


@given(previous=st.sampled_from("ABCD"), score=scores, promote=st.integers(0, 20), demote=st.integers(0, 20))
def test_the_same_score_again_changes_nothing(previous: str, score: int, promote: int, demote: int) -> None:
    once = regrade(previous, score, promote, demote)

    assert regrade(once, score, promote, demote) == once


@given(previous=st.sampled_from("ABCD"), low=scores, high=scores, promote=st.integers(0, 20))
def test_a_higher_score_never_grades_lower(previous: str, low: int, high: int, promote: int) -> None:
    low, high = sorted((low, high))

    assert str(regrade(previous, high, promote)) <= str(regrade(previous, low, promote))
