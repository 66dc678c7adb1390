"""RAMP: the part of a full target in the first months of service."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from xlsales.functions.kinds import Day, Kind, NumberKind
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.issues import InvalidInputError, Issue
from xlsales.targets.ramp import ramp_fraction


def _fractions(block: Block[Fraction | None]) -> tuple[Fraction, ...]:
    values = tuple(block.cells())
    if min(block.shape) > 1 or None in values:
        came = "a blank cell" if min(block.shape) == 1 else f"{block.height} x {block.width} cells"
        fix = "Select one row or column with a fraction for each month, 0 where there is no target."
        raise InvalidInputError(Issue("TARGET-031", "", came, "one fraction for each month", fix))
    return tuple(value for value in values if value is not None)


@cell_function(
    "RAMP",
    group="Targets",
    chinese="新人或新渠道爬坡期内各月的目标比例",
    words=("爬坡期", "新人", "新渠道"),
    catalogue=("PL6", "AP12"),
)
def ramp(
    start: Annotated[Day, {"doc": "First day of service; its month is month 1", "zh": "入职日期"}],
    period_start: Annotated[Day, {"doc": "The month asked for, any day of it", "zh": "期间"}],
    ramp: Annotated[
        tuple[Fraction, ...],
        Kind(NumberKind(), "whole", _fractions),
        {"doc": "Fraction of each month of service, such as {0,0.25,0.5,0.75}", "zh": "爬坡比例"},
    ],
) -> Fraction:
    """Fraction of the full target for a calendar month of service.

    0 before the first month, 1 after the ramp. Dates are one value or a range. A blank date
    gives a blank. Error: a blank inside the ramp.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("RAMP", [46037, 46054, [0.25, 0.5]]).value
        0.5
    """
    return ramp_fraction(start, period_start, ramp)
