"""Whether customers are divided into a workable number of segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from xlsales.kernel.values import CellValue, is_blank
from xlsales.kernel.words import folded

FEWEST: Final = 3
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """How many segments there are.

    Attributes:
        sizes: Customers of each segment, largest first.
        unassigned: Customers without a segment.
        verdict: Whether that number can be worked with.
    """

    sizes: tuple[tuple[str, int], ...]
    unassigned: int
    verdict: Literal["too few", "ok", "too many"]


def count_segments(segments: Iterable[CellValue], fewest: int = FEWEST, most: int = MOST) -> SegmentCount:
    """Count the segments of customers (CG8).

    Args:
        segments: Segment of each customer, shape (n,); spellings that differ in width or case are one.
        fewest: Least number that is enough.
        most: Greatest number that can be served differently.

    References:
        Handbook: choose three to five groups of target customers.

    Examples:
        >>> found = count_segments(["Retail", "ＲＥＴＡＩＬ", "Trade", None])
        >>> found.sizes, found.unassigned, found.verdict
        ((('Retail', 2), ('Trade', 1)), 1, 'too few')
    """
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    unassigned = 0
    for segment in segments:
        if is_blank(segment):
            unassigned += 1
            continue
        key = folded(str(segment))
        names.setdefault(key, str(segment))
        counts[key] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    verdict: Literal["too few", "ok", "too many"] = "ok"
    if len(ordered) < fewest:
        verdict = "too few"
    elif len(ordered) > most:
        verdict = "too many"
    return SegmentCount(tuple((names[key], size) for key, size in ordered), unassigned, verdict)
