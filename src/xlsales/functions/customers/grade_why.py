"""GRADE_WHY: what decided a grade and what the next one takes."""

from __future__ import annotations

from typing import Annotated

from xlsales.customers.grade import GradeLabels, read_labels
from xlsales.customers.grade_why import default_labels, explain_grade
from xlsales.functions.customers.grade import Thresholds
from xlsales.functions.customers.language import OneLanguage
from xlsales.functions.kinds import AnyKind, Kind, MaybeFlag, MaybeNumber
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block
from xlsales.kernel.values import CellValue


def _checked(block: Block[CellValue]) -> tuple[CellValue, ...]:
    """Refuse a wrong number of labels at once; their language is known only with the row."""
    cells = tuple(block.cells())
    read_labels(cells, GradeLabels())
    return cells


@cell_function(
    "GRADE_WHY",
    group="Customers",
    chinese="分级理由：为何是这一级，距下一级还缺什么",
    words=("分级理由", "缺什么", "大客户"),
    catalogue=("CG3", "CG4"),
)
def grade_why(
    fit: Annotated[MaybeFlag, {"doc": "Can we meet the needs: TRUE, FALSE or blank", "zh": "能否满足需求"}],
    volume: Annotated[MaybeNumber, {"doc": "Purchase volume", "zh": "采购量"}],
    frequency: Annotated[MaybeNumber, {"doc": "Orders a year", "zh": "年采购次数"}],
    margin: Annotated[MaybeNumber, {"doc": "Margin, a fraction", "zh": "利润率"}],
    credit: Annotated[MaybeNumber, {"doc": "Integrity or payment score, 0 to 100", "zh": "诚信度（0–100）"}],
    thresholds: Thresholds,
    labels: Annotated[
        tuple[CellValue, ...],
        Kind(AnyKind("labels"), "whole", build=_checked),
        {"doc": "Potential, target, key and, if wanted, unknown fit", "zh": "标签"},
    ] = (),
    language: OneLanguage = "en",
) -> str | None:
    """Say in words why a customer has its grade and what is missing to the next one.

    Missing conditions come with their numbers, the smallest relative gap first; doing all of them
    reaches the next grade.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("GRADE_WHY", [False, 1, 1, 1, 1, [[2, 2, 2, 2]], None, "zh"]).value
        '潜在客户：不能满足需求。升为目标客户：须能满足需求。'
    """
    names = default_labels(language)
    if labels:
        names = read_labels(labels, names)
    return explain_grade(fit, (volume, frequency, margin, credit), thresholds, names, language)
