"""BANT: is a lead qualified."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Final

from xlsales.customers.bant import BEST, qualify, read_weights
from xlsales.functions.cells import Result
from xlsales.functions.kinds import Kind, NumberKind, OneNumber, Reading
from xlsales.functions.registry import cell_function
from xlsales.kernel.values import CellValue

_EQUAL: Final = (Fraction(1, 4),) * 4
_CUTOFF: Final = Fraction(60)


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """An answer from 0 to 3; TRUE is 3 and FALSE is 0."""

    expects: str = "answers from 0 to 3, TRUE or FALSE"

    def read(self, value: CellValue, reading: Reading) -> Fraction | None:
        """Return the answer as a number."""
        if isinstance(value, bool):
            return BEST if value else Fraction(0)
        return NumberKind(self.expects).read(value, reading)


@cell_function(
    "BANT",
    group="Customers",
    chinese="BANT 线索资格：预算、决策权、需求、时间",
    words=("BANT", "线索", "预算", "决策权", "需求", "时间"),
    catalogue=("LD3",),
    width=3,
)
def bant(
    answers: Annotated[
        tuple[Fraction | None, ...],
        Kind(AnswerKind(), "row"),
        {
            "doc": "Budget, authority, need, timeline: 0 to 3, TRUE is 3, blank unknown",
            "zh": "预算、决策权、需求、时间",
        },
    ],
    weights: Annotated[
        tuple[Fraction, ...],
        Kind(NumberKind(), "whole", build=lambda block: read_weights(tuple(block.cells()))),
        {"doc": "One weight each; equal unless given", "zh": "权重（默认相等）"},
    ] = _EQUAL,
    cutoff: Annotated[
        OneNumber, {"doc": "Least score of a qualified lead; 60", "zh": "合格线（默认 60）"}
    ] = _CUTOFF,
) -> tuple[Result, ...]:
    """Qualify leads: score 0 to 100, qualified or not, and what is unknown.

    Unknown answers earn nothing; qualified stays blank while they could still decide.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("BANT", [[[3, 3, 3, 0], [True, None, 0, 0], [2, 2, None, 2]]]).rows
        ((75.0, True, None), (25.0, False, 'authority'), (50.0, None, 'need'))
    """
    found = qualify(answers, weights, cutoff)
    return (found.score, found.qualified, ", ".join(found.unknown) or None)
