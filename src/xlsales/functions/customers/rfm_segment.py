"""RFM_SEGMENT: the segment of a customer's scores."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

from xlsales.customers.double_cuts import LARGEST, first_double
from xlsales.customers.rfm_segments import OTHERS, Segment, read_segments, segment_of
from xlsales.functions.customers.columns import doubles, in_shape
from xlsales.functions.kinds import AnyKind, Kind, Number
from xlsales.functions.raw_columns import numpy_is_there
from xlsales.functions.registry import cell_function
from xlsales.kernel.blocks import Block, Shape
from xlsales.kernel.values import CellValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEGMENTS = Kind(AnyKind("names and score limits"), "whole", build=lambda block: read_segments(block.rows))


def _in_blocks(
    *, shape: Shape, segments: Sequence[Segment], **scores: Block[CellValue] | None
) -> Block[Any] | None:
    """Place a large block at once; cells that are no plain numbers are left to the plain path."""
    limits = [end for segment in segments for pair in segment.limits for end in pair if end is not None]
    if not numpy_is_there() or any(abs(limit) >= LARGEST for limit in limits):
        return None
    import numpy as np

    given = [doubles(scores[name], shape) for name in ("r", "f", "m")]
    read = [column for column in given if column is not None]
    if len(read) < len(given):
        return None
    columns = [column.numbers for column in read]
    blank = np.isnan(columns).any(axis=0)
    inside = [_inside(segment, columns) for segment in segments]
    places = np.select([blank, *inside], range(len(segments) + 1), default=-1).tolist()
    names = (None, *(segment.name for segment in segments), OTHERS)
    return in_shape([names[place] for place in places], shape, chain(*(column.aside for column in read)))


def _inside(segment: Segment, columns: Sequence[NDArray[np.float64]]) -> NDArray[np.bool_]:
    import numpy as np

    holds = np.ones(len(columns[0]), dtype=bool)
    for column, (low, high) in zip(columns, segment.limits, strict=True):
        if low is not None:
            holds &= column >= first_double(low)
        if high is not None:
            holds &= ~(column >= first_double(high, "upper"))
    return holds


@cell_function(
    "RFM_SEGMENT",
    group="Customers",
    chinese="RFM 客户群：按评分归入客户群",
    words=("RFM", "客户群", "细分"),
    catalogue=("CG5", "CG8"),
    bulk=_in_blocks,
)
def rfm_segment(
    r: Annotated[Number, {"doc": "Recency score", "zh": "最近购买评分 R"}],
    f: Annotated[Number, {"doc": "Frequency score", "zh": "购买次数评分 F"}],
    m: Annotated[Number, {"doc": "Monetary score", "zh": "购买金额评分 M"}],
    segments: Annotated[
        Sequence[Segment],
        _SEGMENTS,
        {
            "doc": "name, r_lo, r_hi, f_lo, f_hi, m_lo, m_hi; the first match wins",
            "zh": "客户群表，先匹配者得",
        },
    ],
) -> CellValue:
    """Name of the first segment that holds the scores, else Others.

    Examples:
        >>> from xlsales.functions import call_function
        >>> call_function("RFM_SEGMENT", [5, 4, 4, [["Champions", 4, 5, 4, 5, 4, 5]]]).value
        'Champions'
    """
    return segment_of((r, f, m), segments)
