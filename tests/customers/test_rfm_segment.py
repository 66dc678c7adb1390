"""RFM_SEGMENT: the first match wins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

SEGMENTS = [
    ["Champions", 4, 5, 4, 5, 4, 5],
    ["Recent", 4, None, None, None, None, None],
    ["", None, None, None, None, None, None],
    ["Big", None, None, None, None, 4, 5],
]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((4, 4, 4), "Champions"),
        ((5, 5, 5), "Champions"),
        ((4, 3, 4), "Recent"),
        ((9, 1, 1), "Recent"),
        ((3, 1, 4), "Big"),
        ((3.99, 1, 3.99), "Others"),
        ((1, 1, None), None),
    ],
)
def test_first_match_wins_and_a_blank_limit_is_open(scores: tuple[object, ...], expected: str | None) -> None:
    assert call_function("RFM_SEGMENT", [*scores, SEGMENTS]).value == expected


@pytest.mark.parametrize(
    ("segments", "code"),
    [
        ([["A", 1, 5, 1, 5]], "SEGM-001"),
        ([["A", 1, "x", 1, 5, 1, 5]], "SEGM-002"),
        ([["A", 5, 1, 1, 5, 1, 5]], "SEGM-003"),
        ([["", 1, 5, 1, 5, 1, 5]], "SEGM-004"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(segments: object, code: str) -> None:
    outcome = call_function("RFM_SEGMENT", [1, 1, 1, segments])

    assert outcome.value == CellError("#VALUE!")
    assert str(outcome.issues[0]).startswith(f"{code} at segments")


score = st.one_of(st.integers(0, 6), st.none(), st.sampled_from([3.5, 3.9999999999999996, "x"]))


@given(rows=st.lists(st.tuples(score, score, score), min_size=2, max_size=12))
def test_block_and_plain_path_agree(
    both_paths: Callable[..., tuple[object, object]], rows: list[tuple[object, ...]]
) -> None:
    columns = [[[cell] for cell in column] for column in zip(*rows, strict=True)]

    plain, block = both_paths("RFM_SEGMENT", [*columns, SEGMENTS])

    assert plain == block
