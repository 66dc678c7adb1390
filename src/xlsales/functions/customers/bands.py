"""BANDS: the label of a score."""

from __future__ import annotations

from typing import Annotated, Any

from xlsales.customers.bands import Bands, band_of, read_bands
from xlsales.customers.double_cuts import LARGEST, first_double
from xlsales.functions.customers.columns import doubles, in_shape
from xlsales.functions.kinds import AnyKind, Kind, Number, one_of
from xlsales.functions.raw_columns import numpy_is_there
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.steps import Boundary
from xlsales.kernel.values import CellValue

BandTable = Annotated[
    Bands,
    Kind(AnyKind("bounds and labels"), "whole", build=lambda block: read_bands(block.rows)),
    {"doc": "Lower bound and label, in either order", "zh": "分级表：下限、等级"},
]
OneBoundary = Annotated[
    Boundary,
    one_of("lower", "upper"),
    {"doc": "lower (default): a score at a bound is in the band above; upper: below", "zh": "含下限或含上限"},
]


def _in_blocks(
    *, shape: Shape, score: Block[CellValue], bands: Bands, boundary: Boundary
) -> Block[Any] | None:
    """Place a large block at once; scores below the lowest band are left to the plain path."""
    if not numpy_is_there() or any(abs(bound) >= LARGEST for bound in bands.bounds):
        return None
    import numpy as np

    scores = doubles(score, shape)
    if scores is None:
        return None
    cuts = np.array([first_double(bound, boundary) for bound in bands.bounds])
    steps = np.searchsorted(cuts, scores.numbers, side="right")
    blank = np.isnan(scores.numbers)
    names = (None, *bands.labels)
    cells = [names[step] for step in np.where(blank, 0, steps).tolist()]
    below = np.flatnonzero((steps == 0) & ~blank).tolist()
    return in_shape(cells, shape, (*below, *scores.aside))


@cell_function(
    "BANDS",
    group="Customers",
    chinese="分档：得分落在哪一级",
    words=("分档", "等级", "评级"),
    catalogue=("CG5", "AP2", "LD1"),
    bulk=_in_blocks,
)
def bands(
    score: Annotated[Number, {"doc": "What is graded", "zh": "得分"}],
    bands: BandTable,
    boundary: OneBoundary = "lower",
) -> CellValue:
    """Label of the band that a score falls into; below the lowest band #N/A.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("BANDS", [[[95], [79], [""]], [["A", 80], ["B", 60], ["C", 0]]]).rows
        (('A',), ('B',), (None,))
    """
    return band_of(bands, score, boundary)
