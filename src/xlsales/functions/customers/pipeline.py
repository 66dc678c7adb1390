"""PIPELINE: deals by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from xlsales.functions.cells import Result
from xlsales.functions.kinds import AnyKind, Kind, Numbers, Values
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.pipeline.weighted import Stage, pipeline_totals, read_stages

_STAGES = Kind(AnyKind("stages and probabilities"), "whole", build=lambda block: read_stages(block.rows))


@cell_function(
    "PIPELINE",
    group="Customers",
    chinese="销售漏斗：各阶段数量、金额、加权金额",
    words=("销售漏斗", "商机", "赢单率"),
    catalogue=("LD5", "LD9", "FC1"),
)
def pipeline(
    amounts: Annotated[Numbers, {"doc": "Amount of each deal", "zh": "商机金额"}],
    stages: Annotated[Values, {"doc": "Stage of each deal", "zh": "阶段"}],
    probabilities: Annotated[
        Sequence[Stage], _STAGES, {"doc": "Stage and probability, in order", "zh": "阶段、赢单率"}
    ],
) -> Block[Result]:
    """Deals by stage, in the order of the stages, and a total: stage, count, amount, weighted amount.

    Examples:
        >>> from xlsales.functions import call_function
        >>> deals = [[200], [50]], [["quote"], ["contract"]]
        >>> for row in call_function("PIPELINE", [*deals, [["quote", 0.3], ["contract", 0.8]]]).rows:
        ...     print(*row)
        quote 1 200.0 60.0
        contract 1 50.0 40.0
        total 2 250.0 100.0
    """
    totals = pipeline_totals(tuple(amounts.cells()), tuple(stages.cells()), probabilities)
    return Block(tuple((row.name, row.count, row.amount, row.weighted) for row in totals))
