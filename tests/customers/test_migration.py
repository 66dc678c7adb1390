"""MIGRATION: every customer is counted exactly once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError


def test_counts_with_headers_then_lost_and_new() -> None:
    before = [["A"], ["A"], ["B"], ["B"], [None], ["C"]]
    after = [["A"], ["B"], ["A"], [""], ["C"], ["C"]]

    assert call_function("MIGRATION", [before, after]).rows == (
        ("from / to", "A", "B", "C", "lost"),
        ("A", 1, 1, 0, 0),
        ("B", 1, 0, 0, 1),
        ("C", 0, 0, 1, 0),
        ("new", 0, 0, 1, None),
    )


def test_an_order_comes_first_and_what_it_leaves_out_follows() -> None:
    rows = call_function("MIGRATION", [["B", "D", "A"], ["A", "A", "A"], ["key", "A", "B"]]).rows

    assert rows[0] == ("from / to", "key", "A", "B", "D", "lost")


def test_with_ids_the_lists_need_not_line_up() -> None:
    rows = call_function("MIGRATION", [["A", "B"], ["B", "C", "A"], None, [1, 2], [3, 2, 1.0]]).rows

    assert rows == (
        ("from / to", "A", "B", "C", "lost"),
        ("A", 1, 0, 0, 0),
        ("B", 0, 0, 1, 0),
        ("C", 0, 0, 0, 0),
        ("new", 0, 1, 0, None),
    )


def test_grades_may_be_numbers() -> None:
    assert call_function("MIGRATION", [[10, 9], [9, 9]]).rows[0] == ("from / to", 9, 10, "lost")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([["A", "B"], ["A"]], "MIGR-001"),
        ([["A", "B"], ["A"], None, [1], [1]], "MIGR-001"),
        ([["A", "B"], ["A"], None, [1, 1], [1]], "MIGR-002"),
        ([["A", "B"], ["A"], None, [1, None], [1]], "MIGR-003"),
        ([["A"], ["A"], None, [1]], "MIGR-005"),
        ([["A"], ["A"], None, None, [1]], "MIGR-005"),
    ],
)
def test_lists_that_cannot_be_brought_together_say_why(arguments: list[object], code: str) -> None:
    outcome = call_function("MIGRATION", arguments)

    assert outcome.value == CellError("#VALUE!")
    assert outcome.issues[0].code == code


grade = st.sampled_from(["A", "B", "C", None])


@given(pairs=st.lists(st.tuples(grade, grade), min_size=1), seed=st.integers(0, 99))
def test_every_customer_is_counted_once_and_order_does_not_matter(
    pairs: list[tuple[str | None, str | None]], seed: int
) -> None:
    before, after = ([[grade] for grade in side] for side in zip(*pairs, strict=True))
    ids = list(range(len(pairs)))
    mixed = random.Random(seed).sample(ids, len(ids))

    by_row = call_function("MIGRATION", [before, after]).rows
    by_id = call_function(
        "MIGRATION", [before, [after[i] for i in mixed], None, [[i] for i in ids], [[i] for i in mixed]]
    ).rows

    assert by_id == by_row
    counted = sum(cell for row in by_row[1:] for cell in row[1:] if cell is not None)
    assert counted == sum(old is not None or new is not None for old, new in pairs)
