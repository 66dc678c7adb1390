"""BANDS: a score's label, bounds closed on the side that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

ABCD = [["A", 80], ["B", 60], ["C", 40], ["D", 0]]


def band(score: object, bands: object = ABCD, boundary: object = None) -> object:
    return call_function("BANDS", [score, bands, boundary]).value


@pytest.mark.parametrize(
    ("bands", "scores", "grades"),
    [
        pytest.param(ABCD, [95, 79, 61, 59, 41, 39], "A B B C C D", id="cn_customer_80_60_40 (pinggu.org)"),
        pytest.param(
            [["LOW", 80], ["MEDIUM", 50], ["HIGH", 0]],
            [100, 80, 79, 50, 49, 0],
            "LOW LOW MEDIUM MEDIUM HIGH HIGH",
            id="paydex_risk_bands (dandb.com)",
        ),
    ],
)
def test_published_bands(bands: object, scores: list[int], grades: str) -> None:
    assert [band(score, bands) for score in scores] == grades.split()


@pytest.mark.parametrize(
    "bands",
    [
        ABCD,
        ABCD[::-1],
        [[80, "A"], [60, "B"], [40, "C"], [0, "D"]],
        [[0, "D"], [40, "C"], ["", None], [60, "B"], [80, "A"]],
    ],
)
@pytest.mark.parametrize(
    ("score", "lower", "upper"), [(79.99, "B", "B"), (80, "A", "B"), (80.01, "A", "A"), (40, "C", "D")]
)
def test_either_order_of_rows_and_columns(bands: object, score: float, lower: str, upper: str) -> None:
    assert band(score, bands) == lower
    assert band(score, bands, "upper") == upper
    assert band(score, bands, "含上限") == upper


def test_below_the_lowest_band_is_not_available_in_that_cell_only() -> None:
    outcome = call_function("BANDS", [[[-1], [0], [None]], ABCD])

    assert outcome.rows == ((CellError("#N/A"),), ("D",), (None,))
    assert "BAND-005" in str(outcome.issues[0])


def test_with_the_upper_boundary_the_lowest_bound_itself_is_below() -> None:
    assert band(0, ABCD, "upper") == CellError("#N/A")


def test_result_has_the_shape_of_the_scores() -> None:
    assert call_function("BANDS", [[[90, 70], [50, 10]], ABCD]).rows == (("A", "B"), ("C", "D"))


def test_labels_may_be_numbers_and_the_first_column_is_then_the_bound() -> None:
    assert band(15, [[10, 1], [20, 2]]) == 1


@pytest.mark.parametrize(
    ("bands", "code"),
    [
        ([["A", 80, 1]], "BAND-001"),
        ([["A", "high"], ["B", 0]], "BAND-002"),
        ([[0, "D"], [None, "C"]], "BAND-002"),
        ([[0, "D"], [10, ""]], "BAND-003"),
        ([[0, "D"], [10, "C"], [10, "B"]], "BAND-004"),
        ([[0, "D"], [20, "C"], [10, "B"]], "BAND-004"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(bands: object, code: str) -> None:
    outcome = call_function("BANDS", [50, bands])

    assert outcome.value == CellError("#VALUE!")
    assert str(outcome.issues[0]).startswith(f"{code} at bands")


scores = st.lists(
    st.one_of(
        st.none(),
        st.just(""),
        st.integers(-10, 110),
        st.sampled_from([0.3, 0.1 + 0.2, 79.99999999999999, 80.00000000000001, 1e16, True, "x"]),
        st.just(CellError("#N/A")),
    ),
    min_size=2,
    max_size=12,
)


@given(scores=scores, boundary=st.sampled_from(["lower", "upper"]))
def test_block_and_plain_path_agree(
    both_paths: Callable[..., tuple[object, object]], scores: list[object], boundary: str
) -> None:
    bands = [["A", 80], ["B", 0.3], ["C", 0]]

    plain, block = both_paths("BANDS", [[[score] for score in scores], bands, boundary])

    assert plain == block


@given(
    bounds=st.sets(st.integers(-50, 50), min_size=1).map(sorted),
    score=st.integers(-60, 60),
    boundary=st.sampled_from(["lower", "upper"]),
)
def test_the_label_is_that_of_the_highest_bound_reached(bounds: list[int], score: int, boundary: str) -> None:
    found = band(score, [[bound, f"from {bound}"] for bound in bounds], boundary)

    passed = [b for b in bounds if Fraction(score) > b or (boundary == "lower" and score == b)]
    assert found == (f"from {passed[-1]}" if passed else CellError("#N/A"))
