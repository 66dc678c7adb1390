"""FIT: unknown only where nothing known fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

CAPABILITY = [["quantity", ">=100"], ["quantity", "<=5000"], ["process", "in:forging|casting"]]


def fit_rows(*rows: list[object], capability: list[list[object]] = CAPABILITY) -> tuple[object, ...]:
    return call_function("FIT", [[["name", "Quantity", "process"], *rows], capability]).rows


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["a", 100, "Forging"], (True, None)),
        (["a", 99, "casting"], (False, "quantity")),
        (["a", 5001, "turning"], (False, "quantity, process")),
        (["a", None, "casting"], (None, None)),
        (["a", "", "turning"], (False, "process")),
        (["a", 6000, None], (False, "quantity")),
        (["a", None, None], (None, None)),
        ([None, None, None], (None, None)),
    ],
)
def test_a_known_failure_decides_even_where_others_are_unknown(
    row: list[object], expected: tuple[object, ...]
) -> None:
    assert fit_rows(row) == (expected,)


def test_an_attribute_that_fails_twice_is_named_once() -> None:
    twice = [["quantity", ">=100"], ["quantity", ">=50"]]

    assert fit_rows(["a", 1, None], capability=twice) == ((False, "quantity"),)


def test_a_blank_test_means_we_do_not_know_what_we_can_do() -> None:
    capability = [["quantity", None], ["process", "casting"]]

    assert fit_rows(["a", 5, "casting"], ["b", 5, "x"], capability=capability) == (
        (None, None),
        (False, "process"),
    )


def test_a_spoiled_row_stays_alone_and_is_told() -> None:
    needs = [["quantity"], ["many"], [200], [CellError("#DIV/0!")]]

    outcome = call_function("FIT", [needs, [["quantity", ">=100"]]])

    assert outcome.rows == (
        (CellError("#VALUE!"),) * 2,
        (True, None),
        (CellError("#DIV/0!"),) * 2,
    )
    assert [issue.where for issue in outcome.issues] == ["needs row 2"]


def test_an_error_in_a_column_that_nobody_tests_does_no_harm() -> None:
    assert fit_rows([CellError("#N/A"), 100, "casting"]) == ((True, None),)


def test_a_misspelt_attribute_is_refused_with_the_nearest_name() -> None:
    outcome = call_function("FIT", [[["quantity"], [5]], [["quantty", ">=1"]]])

    assert outcome.value == CellError("#VALUE!")
    assert "capability[1,1]" in str(outcome.issues[0])
    assert "Did you mean quantity?" in str(outcome.issues[0])


@pytest.mark.parametrize(
    "capability",
    [[["quantity"]], [["quantity", ">="]], [[None, ">=1"]], [["quantity", ">=1", 3]], [[None, None]]],
)
def test_an_unusable_capability_table_is_an_error_of_the_whole_call(capability: object) -> None:
    outcome = call_function("FIT", [[["quantity"], [5]], capability])

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].where.startswith("capability")


def test_needs_without_rows_are_an_error() -> None:
    assert call_function("FIT", [[["quantity"]], [["quantity", ">=1"]]]).value == CellError("#VALUE!")


value = st.one_of(st.none(), st.integers(0, 10))


@given(rows=st.lists(st.tuples(value, value), min_size=1, max_size=6))
def test_fit_follows_three_valued_logic_row_by_row(rows: list[tuple[int | None, int | None]]) -> None:
    capability = [["a", ">=5"], ["b", "<=5"]]

    found = call_function("FIT", [[["a", "b"], *map(list, rows)], capability]).rows

    for (a, b), (met, failed) in zip(rows, found, strict=True):
        answers = [None if a is None else a >= 5, None if b is None else b <= 5]
        expected = False if False in answers else (None if None in answers else True)
        assert met is expected
        assert failed == (", ".join(n for n, ok in zip("ab", answers, strict=True) if ok is False) or None)
