"""BALANCE: how evenly targets follow potential."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Numbers
from xlsales.functions.notices import notice
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.targets.balance import balance_of


@cell_function(
    "BALANCE",
    group="Targets",
    chinese="目标分配均衡性：变异系数、基尼系数、最高与最低的目标潜力比",
    words=("均衡性", "公平", "基尼系数"),
    catalogue=("PL3",),
)
def balance(
    targets: Annotated[Numbers, {"doc": "Target of each territory or person", "zh": "目标"}],
    potential: Annotated[Numbers, {"doc": "What each could bring, in the same order", "zh": "潜力"}],
) -> Block[Fraction | float | int | str | None]:
    """How evenly targets follow potential, as a labelled table.

    Four rows of label, value and place: coefficient of variation (population), Gini, highest and
    lowest ratio of target to potential with their places, counted from 1 along the range. A
    blank or 0 potential has no ratio and is left out. Errors: a negative amount, no ratio.

    References:
        Zoltners and Lorimer, Sales Territory Alignment (2000).

    Examples:
        >>> from xlsales.functions import call_function
        >>> for row in call_function("BALANCE", [[[100], [300]], [[100], [100]]]).rows:
        ...     print(row)
        ('coefficient of variation', 0.5, None)
        ('gini', 0.25, None)
        ('highest ratio', 3.0, 2)
        ('lowest ratio', 1.0, 1)
    """
    if targets.size != potential.size:
        came = f"{potential.size} cells for {targets.size} targets"
        fix = "Select ranges of the same size."
        raise InvalidInputError(Issue("TARGET-007", "potential", came, "one for each target", fix))
    found = balance_of(tuple(targets.cells()), tuple(potential.cells()))
    if found.left_out:
        count = f"{len(found.left_out)} of {targets.size} without a target or potential"
        notice(Issue("TARGET-072", "potential", count, "a potential above 0", "They are left out.", "note"))
    return Block(
        (
            ("coefficient of variation", found.variation, None),
            ("gini", found.gini, None),
            ("highest ratio", found.highest, found.highest_at + 1),
            ("lowest ratio", found.lowest, found.lowest_at + 1),
        )
    )
