"""GRADE: potential, target and key accounts."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

LIMITS = [[100, 12, 0.2, 80]]


def grade(fit: object, *measures: object, limits: object = LIMITS, labels: object = None) -> object:
    return call_function("GRADE", [fit, *measures, limits, labels]).value


@pytest.mark.parametrize(
    ("fit", "measures", "expected"),
    [
        (False, (999, 99, 0.9, 100), "potential"),
        (None, (999, 99, 0.9, 100), "potential"),
        (True, (100, 12, 0.2, 80), "key"),
        (True, (99.99, 12, 0.2, 80), "target"),
        (True, (100, 11, 0.2, 80), "target"),
        (True, (100, 12, 0.1999, 80), "target"),
        (True, (100, 12, 0.2, 79), "target"),
        (True, (101, 13, 0.21, 81), "key"),
        (True, (None, 12, 0.2, 80), "target"),
        (True, (None, None, None, None), "target"),
        (False, (None, None, None, None), "potential"),
        (None, (None, None, None, None), None),
        ("", ("", "", "", ""), None),
        ("是", (100, 12, 0.2, 80), "key"),
        (1, (100, 12, 0.2, 80), "key"),
    ],
)
def test_grade_follows_the_contract(fit: object, measures: tuple[object, ...], expected: str | None) -> None:
    assert grade(fit, *measures) == expected


def test_a_condition_that_is_not_used_does_not_matter() -> None:
    assert grade(True, 100, None, None, 80, limits=[[100, None, "", 80]]) == "key"


def test_labels_replace_the_names_and_a_fourth_marks_unknown_fit() -> None:
    labels = [["C", "B", "A", "?"]]

    found = call_function("GRADE", [[[True], [False], [None]], 999, 99, 0.9, 99, LIMITS, labels]).rows

    assert found == (("A",), ("C",), ("?",))


def test_a_blank_label_keeps_the_usual_name() -> None:
    assert grade(False, 1, 1, 1, 1, labels=[["", "B", "A"]]) == "potential"


@pytest.mark.parametrize("limits", [[[1, 2, 3]], [[1, 2, 3, 4, 5]], [[1, 2, "x", 4]]])
def test_thresholds_must_be_four_numbers_or_blanks(limits: object) -> None:
    outcome = call_function("GRADE", [True, 1, 1, 1, 1, limits])

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where.startswith("thresholds")


@pytest.mark.parametrize("labels", [[["A", "B"]], [["A", "B", "C", "D", "E"]]])
def test_labels_must_be_three_or_four(labels: object) -> None:
    outcome = call_function("GRADE", [True, 1, 1, 1, 1, LIMITS, labels])

    assert "GRADE-002 at labels" in str(outcome.issues[0])


def test_text_or_an_error_in_one_row_spoils_that_row_only() -> None:
    volume = [[100], ["many"], [CellError("#REF!")]]

    found = call_function("GRADE", [True, volume, 12, 0.2, 80, LIMITS]).rows

    assert found == (("key",), (CellError("#VALUE!"),), (CellError("#REF!"),))


def test_noise_beyond_15_digits_does_not_lose_a_key_account() -> None:
    assert grade(True, 100, 12, 0.3 - 0.1, 80) == "key"


def test_a_large_column_takes_the_block_path() -> None:
    column = [[float(i)] for i in range(300)]

    with patch("xlsales.functions.customers.grade.grade_of", side_effect=AssertionError):
        found = call_function("GRADE", [True, column, 12, 0.2, 80, LIMITS]).rows

    assert [row[0] for row in found].count("key") == 200


measure = st.one_of(
    st.none(), st.sampled_from([0, 11, 12, 0.2, 0.1 + 0.1, 0.3 - 0.1, 80, 99.99, 100, 1e15, -5])
)
fits = st.one_of(st.none(), st.booleans(), st.sampled_from(["", "yes", "no", 1, 0]))
rows = st.lists(st.tuples(fits, measure, measure, measure, measure), min_size=2, max_size=12)


@given(rows=rows, limits=st.tuples(measure, measure, measure, measure))
def test_block_and_plain_path_agree(
    both_paths: Callable[..., tuple[object, object]],
    rows: list[tuple[object, ...]],
    limits: tuple[object, ...],
) -> None:
    columns = [[[cell] for cell in column] for column in zip(*rows, strict=True)]

    plain, block = both_paths("GRADE", [*columns, [list(limits)]])

    assert plain == block


@given(rows=rows)
def test_equal_customers_get_equal_grades_whatever_their_order(rows: list[tuple[object, ...]]) -> None:
    def grades(some: list[tuple[object, ...]]) -> list[object]:
        columns = [[[cell] for cell in column] for column in zip(*some, strict=True)]
        return [row[0] for row in call_function("GRADE", [*columns, LIMITS]).rows]

    forwards, backwards = grades(rows + rows), grades((rows + rows)[::-1])

    assert forwards[: len(rows)] == forwards[len(rows) :]
    assert forwards == backwards[::-1]
