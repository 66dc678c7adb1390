"""SCORECARD: weighted scores of several measures."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Kind, NumberKind, NumberRow
from xlsales.functions.registry import cell_function
from xlsales.incentives.scorecard import weighted_score
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.kernel.shares import normalised

Weights = tuple[Fraction | None, ...]


def _weights(block: Block[Fraction | None]) -> Weights:
    """Return one row of weights as fractions of one."""
    return normalised(_one_row(block), "")


def _one_row(block: Block[Fraction | None]) -> Weights:
    if block.height > 1:
        came, fix = f"{block.height} rows", "Lay them out as one row, one column a measure."
        raise InvalidInputError(Issue("SCORE-010", "", came, "one row", fix))
    return block.rows[0]


@cell_function(
    "SCORECARD",
    group="Incentives",
    chinese="绩效计分卡：权重乘得分之和",
    words=("绩效", "考核", "计分卡", "KPI", "MBO"),
    catalogue=("AP2", "AP3", "AP4", "AP7", "AP10", "IN3"),
)
def scorecard(
    weights: Annotated[
        Weights,
        Kind(NumberKind(), "whole", _weights),
        {"doc": "One row, total 1 or 100; a blank leaves its measure out", "zh": "权重，合计 1 或 100"},
    ],
    scores: Annotated[NumberRow, {"doc": "One row each, one column a measure", "zh": "得分，每人一行"}],
    caps: Annotated[
        Weights | None,
        Kind(NumberKind(), "whole", _one_row),
        {"doc": "The most a score may count: one row, or one value for all", "zh": "每项得分上限"},
    ] = None,
) -> Fraction | None:
    """Sum of weight times score, a row each; a blank score gives a blank.

    Shapes: ``weights`` 1 x k, ``scores`` n x k, ``caps`` 1 x k or one value; the result is n x 1.
    Weights that total 1 or 100 but for 0.0001 of it are normalised.

    Errors: SHARE-001 another total, SCORE-010 more than one row, SCORE-011 another number of columns.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("SCORECARD", [[60, 40], [[1, 0.5], [1.5, None]]]).rows
        ((0.8,), (None,))
    """
    if len(scores) != len(weights):
        raise InvalidInputError(_columns("scores", len(scores), len(weights)))
    if caps is not None and len(caps) == 1:
        caps = caps * len(weights)
    if caps is not None and len(caps) != len(weights):
        raise InvalidInputError(_columns("caps", len(caps), len(weights)))
    return weighted_score(weights, scores, caps)


def _columns(name: str, came: int, expected: int) -> Issue:
    columns = f"{expected} columns, one for each weight"
    return Issue("SCORE-011", name, f"{came} columns", columns, "Select the same columns for all.")
