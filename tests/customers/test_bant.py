"""BANT: unknown answers are no bad answers."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.functions import call_function
from xlsales.kernel.values import CellError


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([3, 3, 3, 3], (100, True, None)),
        ([True, False, True, False], (50, False, None)),
        ([0, 0, 0, 0], (0, False, None)),
        ([None, None, None, None], (0, None, "budget, authority, need, timeline")),
        ([3, 3, None, None], (50, None, "need, timeline")),
        ([3, 3, 3, ""], (75, True, "timeline")),
        ([0, 0, None, 2], (pytest.approx(50 / 3), False, "need")),
        ([1.5, 1.5, 1.5, 1.5], (50, False, None)),
    ],
)
def test_qualified_stays_blank_while_the_unknowns_could_decide(
    answers: list[object], expected: tuple[object, ...]
) -> None:
    assert call_function("BANT", [[answers]]).rows == (expected,)


@pytest.mark.parametrize(("cutoff", "qualified"), [(74.99, True), (75, True), (75.01, False)])
def test_a_score_at_the_cutoff_is_qualified(cutoff: float, qualified: bool) -> None:
    assert call_function("BANT", [[[3, 3, 3, 0]], None, cutoff]).rows[0][1] is qualified


@pytest.mark.parametrize("weights", [[[0.25, 0.25, 0.3, 0.2]], [[25, 25, 30, 20]], [[2.5], [2.5], [3], [2]]])
def test_weights_may_have_any_scale_and_direction(weights: object) -> None:
    assert call_function("BANT", [[[0, 0, 3, 0]], weights]).rows[0][0] == 30


def test_a_criterion_without_weight_cannot_decide() -> None:
    rows = call_function("BANT", [[[3, 0, 0, None]], [[0.5, 0.25, 0.25, None]]]).rows

    assert rows == ((50, False, "timeline"),)


def test_a_wrong_answer_spoils_its_row_only() -> None:
    outcome = call_function("BANT", [[[3, 3, 3, 3], [4, 0, 0, -1], ["yes", 0, 0, 0]]])

    assert outcome.rows[0] == (100, True, None)
    assert outcome.rows[1:] == ((CellError("#VALUE!"),) * 3,) * 2
    assert [issue.where for issue in outcome.issues][:2] == ["answers, budget", "answers, timeline"]


@pytest.mark.parametrize("weights", [[[1, 1, 1]], [[0, 0, 0, 0]], [[1, 1, 1, -1]]])
def test_weights_that_cannot_be_used_are_named(weights: object) -> None:
    outcome = call_function("BANT", [[[3, 3, 3, 3]], weights])

    assert outcome.issues[0].code == "BANT-001"
    assert outcome.issues[0].where == "weights"


def test_answers_need_four_columns() -> None:
    assert call_function("BANT", [[[3, 3, 3]]]).value == CellError("#VALUE!")


@given(
    answers=st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=4, max_size=4),
    cutoff=st.integers(0, 100),
)
def test_a_decision_holds_for_every_answer_to_the_unknowns(answers: list[int | None], cutoff: int) -> None:
    _, qualified, _ = call_function("BANT", [[answers], None, cutoff]).rows[0]

    completions = product(*(range(4) if answer is None else (answer,) for answer in answers))
    outcomes = {100 * sum(completed) / 12 >= cutoff for completed in completions}
    assert outcomes == ({True, False} if qualified is None else {qualified})
