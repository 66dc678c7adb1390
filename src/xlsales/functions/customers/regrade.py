"""REGRADE: grades with hysteresis."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Final

from xlsales.customers.regrade import regrade as regraded
from xlsales.functions.customers.bands import BandTable
from xlsales.functions.kinds import MaybeAny, MaybeNumber, Number
from xlsales.functions.registry import cell_function
from xlsales.kernel.values import CellValue

_PROMOTE: Final = Fraction(0)
_DEMOTE: Final = Fraction(5)


@cell_function(
    "REGRADE",
    group="Customers",
    chinese="复评：带缓冲的升降级",
    words=("复评", "升级", "降级", "缓冲"),
    catalogue=("CG5", "CG15", "AP9"),
)
def regrade(
    previous: Annotated[
        MaybeAny, {"doc": "Grade so far; blank is graded for the first time", "zh": "原等级"}
    ],
    score: Annotated[MaybeNumber, {"doc": "New score; blank keeps the grade", "zh": "新得分"}],
    bands: BandTable,
    promote: Annotated[
        Number, {"doc": "Points above a bound that a promotion takes; 0", "zh": "升级余量（默认 0）"}
    ] = _PROMOTE,
    demote: Annotated[
        Number, {"doc": "Points below a bound that cost a grade; 5", "zh": "降级余量（默认 5）"}
    ] = _DEMOTE,
) -> CellValue:
    """Grade again with hysteresis, so that a score near a bound does not flicker.

    Up to the highest grade whose bound plus ``promote`` the score reaches, down while it is below the
    bound less ``demote``.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("REGRADE", [[["A"], ["A"], [""]], [[76], [74], [60]], [["A", 80], ["B", 0]]]).rows
        (('A',), ('B',), ('B',))
    """
    return regraded(previous, score, bands, promote, demote)
