"""PORTFOLIO: the matrix of three by three."""

from __future__ import annotations

import pytest

from xlsales.functions import call_function
from xlsales.kernel.values import CellError

CELLS = {
    (80, 80): ("high / high", "alliance", "hold"),
    (80, 50): ("high / medium", "partnership", "build"),
    (80, 20): ("high / low", "problem-solving", "build"),
    (50, 80): ("medium / high", "partnership", "hold"),
    (50, 50): ("medium / medium", "problem-solving", "hold"),
    (50, 20): ("medium / low", "transactional", "harvest"),
    (20, 80): ("low / high", "problem-solving", "harvest"),
    (20, 50): ("low / medium", "transactional", "harvest"),
    (20, 20): ("low / low", "transactional", "divest"),
}


@pytest.mark.parametrize(("scores", "expected"), CELLS.items())
def test_each_cell_has_a_relationship_and_a_strategy(
    scores: tuple[int, int], expected: tuple[str, ...]
) -> None:
    assert call_function("PORTFOLIO", list(scores)).rows == (expected,)


@pytest.mark.parametrize(
    ("score", "level"),
    [(0, "low"), (33.33, "low"), (33.34, "medium"), (66.66, "medium"), (66.67, "high"), (100, "high")],
)
def test_thirds_divide_the_scale(score: float, level: str) -> None:
    assert call_function("PORTFOLIO", [score, score]).rows[0][0] == f"{level} / {level}"


def test_a_score_at_a_cut_is_above_it() -> None:
    assert call_function("PORTFOLIO", [40, 70, [[40, 70]]]).rows[0][0] == "medium / high"


def test_a_score_outside_the_scale_spoils_its_row_and_a_blank_stays_blank() -> None:
    rows = call_function("PORTFOLIO", [[[101], [50], [None]], 50]).rows

    assert rows == ((CellError("#VALUE!"),) * 3, CELLS[50, 50], (None, None, None))


@pytest.mark.parametrize("cuts", [[[50]], [[70, 40]], [[0, 50]], [[50, 100]], [[1, 2, 3]]])
def test_cuts_that_cannot_be_used_are_named(cuts: object) -> None:
    outcome = call_function("PORTFOLIO", [50, 50, cuts])

    assert outcome.issues[0].where == "cuts"
