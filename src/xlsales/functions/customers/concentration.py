"""CONCENTRATION: how much hangs on few customers."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.customers.concentration import METRICS, concentration
from xlsales.functions.cells import Result
from xlsales.functions.kinds import ChoiceKind, Kind, NumberKind
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block


@cell_function(
    "CONCENTRATION",
    group="Customers",
    chinese="客户集中度：HHI、基尼系数、前几名占比",
    words=("集中度", "基尼", "前五名"),
    catalogue=("CG5", "CG8", "PL3"),
)
def concentration_(
    values: Annotated[
        Block[Fraction | None] | None,
        Kind(NumberKind(), "whole", blank_is_value=True),
        {"doc": "Sales of each customer", "zh": "各客户销售额"},
    ],
    metric: Annotated[
        str | None,
        Kind(ChoiceKind(tuple(METRICS)), blank_is_value=True),
        {
            "doc": "hhi, gini, theil, schutz, top1, top3, top5; all of them unless given",
            "zh": "指标（默认全部）",
        },
    ] = None,
) -> Result | Block[Result]:
    """Measure how concentrated sales are: hhi (0 to 10,000), gini, theil, schutz, top1, top3, top5.

    Without a metric a table of two columns, name and value. Gini is the population's, schutz the
    largest gap of the Lorenz curve, top shares are fractions.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("CONCENTRATION", [[30, 30, 20, 20], "hhi"]).value
        2600.0
    """
    cells = () if values is None else tuple(values.cells())
    if metric is not None:
        return concentration(cells, [metric])[0]
    return Block(tuple(zip(METRICS, concentration(cells), strict=True)))
