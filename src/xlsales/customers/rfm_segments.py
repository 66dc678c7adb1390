"""Segments of customers by their RFM scores, such as Champions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlsales.kernel.issues import InvalidInputError, Issue, raise_if_any
from xlsales.kernel.numbers import exact, shown
from xlsales.kernel.values import CellValue, is_blank, is_number

#: Segment of customers that no row matches.
OTHERS: Final = "Others"
_COLUMNS: Final = ("name", "r_lo", "r_hi", "f_lo", "f_hi", "m_lo", "m_hi")


@dataclass(frozen=True, slots=True)
class Segment:
    """A box of scores; a missing end is open.

    Attributes:
        name: What customers inside are called.
        limits: Lowest and highest R, F and M, both included; shape (3, 2).
    """

    name: CellValue
    limits: tuple[tuple[Fraction | None, Fraction | None], ...]

    def holds(self, scores: Sequence[Fraction]) -> bool:
        """Tell whether R, F and M are all inside."""
        return all(
            (low is None or score >= low) and (high is None or score <= high)
            for score, (low, high) in zip(scores, self.limits, strict=True)
        )


def read_segments(rows: Sequence[Sequence[CellValue]]) -> tuple[Segment, ...]:
    """Read a table of segments.

    Args:
        rows: Name, r_lo, r_hi, f_lo, f_hi, m_lo, m_hi; shape (n, 7). A blank limit is open, wholly
            blank rows are passed over.

    Raises:
        InvalidInputError: SEGM-001 not seven columns, SEGM-002 a limit is no number, SEGM-003 a limit
            pair is the wrong way round, SEGM-004 a name is missing.

    Examples:
        >>> read_segments([["Champions", 4, 5, 4, 5, 4, 5]])[0].holds([Fraction(4)] * 3)
        True
    """
    if not rows or len(rows[0]) != len(_COLUMNS):
        came = f"{len(rows[0]) if rows else 0} columns"
        fix = "Select the name and the lowest and highest score of each."
        raise InvalidInputError(Issue("SEGM-001", "", came, f"seven columns: {', '.join(_COLUMNS)}", fix))
    placed = [(i + 1, row) for i, row in enumerate(rows) if not all(map(is_blank, row))]
    raise_if_any(issue for place, row in placed for issue in _row_issues(place, row))
    return tuple(_segment(row) for _, row in placed)


def segment_of(scores: Sequence[Fraction], segments: Sequence[Segment]) -> CellValue:
    """Return the first segment that holds a customer's scores, else ``Others``.

    Args:
        scores: R, F and M.
        segments: In order; the first match wins.

    References:
        R package rfm 0.3.0, ``rfm_segment``.

    Examples:
        >>> segments = read_segments([["Best", 4, 5, None, None, None, None], ["Good", 3, 5, 1, 5, 1, 5]])
        >>> [segment_of([Fraction(r), Fraction(1), Fraction(1)], segments) for r in (5, 3, 1)]
        ['Best', 'Good', 'Others']
    """
    return next((segment.name for segment in segments if segment.holds(scores)), OTHERS)


def _segment(row: Sequence[CellValue]) -> Segment:
    limits = [None if is_blank(cell) else _exact(cell) for cell in row[1:]]
    return Segment(row[0], tuple(zip(limits[::2], limits[1::2], strict=True)))


def _exact(cell: CellValue) -> Fraction:
    assert isinstance(cell, (int, float))
    return exact(cell)


def _row_issues(place: int, row: Sequence[CellValue]) -> list[Issue]:
    issues = []
    if is_blank(row[0]):
        issues.append(Issue("SEGM-004", f"[{place},1]", "blank", "a name", "Name the segment."))
    for column, cell in enumerate(row[1:], start=2):
        if not is_blank(cell) and not is_number(cell):
            fix = "Type a score, or leave the cell blank for no limit."
            issues.append(Issue("SEGM-002", f"[{place},{column}]", f"the text {cell!r}", "a number", fix))
    if issues:
        return issues
    for column, (low, high) in zip((2, 4, 6), _segment(row).limits, strict=True):
        if low is not None and high is not None and low > high:
            came = f"from {shown(low)} to {shown(high)}"
            fix = "Put the lowest score first."
            issues.append(Issue("SEGM-003", f"[{place},{column}]", came, "the lower score first", fix))
    return issues
