"""GRADE: potential, target or key account."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import Annotated, Any, Final

from xlsales.customers.double_cuts import LARGEST, first_double
from xlsales.customers.grade import MEASURES, GradeLabels, Measures, grade_of, read_labels, read_thresholds
from xlsales.functions.customers.columns import doubles, in_shape
from xlsales.functions.kinds import AnyKind, Kind, MaybeFlag, MaybeNumber, NumberKind
from xlsales.functions.raw_columns import numpy_is_there
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.values import CellValue

Thresholds = Annotated[
    tuple[Fraction | None, ...],
    Kind(NumberKind(), "whole", build=lambda block: read_thresholds(tuple(block.cells()))),
    {
        "doc": "Least volume, orders a year, margin and credit of a key account; blank is not used",
        "zh": "大客户门槛：采购量、年采购次数、利润率、诚信度，空白不用",
    },
]
_DEFAULT: Final = GradeLabels()

Labels = Annotated[
    GradeLabels,
    Kind(AnyKind("labels"), "whole", build=lambda block: read_labels(tuple(block.cells()), _DEFAULT)),
    {
        "doc": "Potential, target, key and, if wanted, unknown fit",
        "zh": "标签：潜在客户、目标客户、目标大客户、待评级",
    },
]


def _in_blocks(
    *, shape: Shape, thresholds: Measures, labels: GradeLabels, **columns: Block[CellValue] | None
) -> Block[Any] | None:
    """Grade a large block at once; cells that are no plain numbers are left to the plain path."""
    if not numpy_is_there() or any(t is not None and abs(t) >= LARGEST for t in thresholds):
        return None
    import numpy as np

    given = [doubles(columns[name], shape) for name in ("fit", *MEASURES)]
    read = [column for column in given if column is not None]
    if len(read) < len(given):
        return None
    fits, *measures = (column.numbers for column in read)
    unknown = np.isnan(fits)
    blank = unknown & np.isnan(measures).all(axis=0)
    key = np.ones(len(fits), dtype=bool)
    for measure, threshold in zip(measures, thresholds, strict=True):
        if threshold is not None:
            key &= measure >= first_double(threshold)  # a blank is NaN, which reaches nothing
    places = np.select([blank, unknown, fits == 0, key], [0, 1, 2, 3], default=4)
    names = (None, labels.unknown, labels.potential, labels.key, labels.target)
    no_flag = np.flatnonzero(~(unknown | (fits == 0) | (fits == 1))).tolist()
    plain = chain(no_flag, *(column.aside for column in read))
    return in_shape([names[place] for place in places.tolist()], shape, plain)


@cell_function(
    "GRADE",
    group="Customers",
    chinese="客户分级：潜在客户、目标客户、目标大客户",
    words=("客户分级", "大客户", "潜在客户", "目标客户"),
    catalogue=("CG1", "CG2", "CG3", "CR3"),
    bulk=_in_blocks,
)
def grade(
    fit: Annotated[MaybeFlag, {"doc": "Can we meet the needs: TRUE, FALSE or blank", "zh": "能否满足需求"}],
    volume: Annotated[MaybeNumber, {"doc": "Purchase volume", "zh": "采购量"}],
    frequency: Annotated[MaybeNumber, {"doc": "Orders a year", "zh": "年采购次数"}],
    margin: Annotated[MaybeNumber, {"doc": "Margin, a fraction", "zh": "利润率"}],
    credit: Annotated[MaybeNumber, {"doc": "Integrity or payment score, 0 to 100", "zh": "诚信度（0–100）"}],
    thresholds: Thresholds,
    labels: Labels = _DEFAULT,
) -> CellValue:
    """Grade a customer: potential, target, or key when every condition is met.

    A blank measure never makes a key account; a wholly blank row stays blank.

    Examples:
        >>> from xlsales.functions import call_function
        >>> rows = [[True], [True], [False]], [[500], [80], [900]]
        >>> call_function("GRADE", [*rows, 12, 0.2, 90, [[100, 10, 0.1, 80]]]).rows
        (('key',), ('target',), ('potential',))
    """
    return grade_of(fit, (volume, frequency, margin, credit), thresholds, labels)
