"""Formulas that differ from row to row by the row's own number only: one text stands for all of them."""

from __future__ import annotations

import re
from typing import Final

#: Stands for the row's own number; neither a formula nor its XML can hold it.
OWN_ROW: Final = "\0"
_NUMBERS: Final = re.compile(r"([0-9]+)")


def row_marked(one: str, other: str, row: str, other_row: str) -> str | None:
    """Return what the texts of two rows have in common, ``OWN_ROW`` in the place of each row's number.

    Args:
        one: The text of a row.
        other: The text of another row.
        row: Number of the first row.
        other_row: Number of the other row.

    Returns:
        The common text; ``None`` where the texts differ in more than these numbers.

    Examples:
        >>> row_marked("E2*F2+A$9", "E3*F3+A$9", "2", "3") == f"E{OWN_ROW}*F{OWN_ROW}+A$9"
        True
        >>> row_marked("E1+F2", "E2+F3", "2", "3") is None
        True
    """
    left, right = _NUMBERS.split(one), _NUMBERS.split(other)
    if len(left) != len(right):
        return None
    pieces: list[str] = []
    for mine, others in zip(left, right, strict=True):
        if mine != others and (mine, others) != (row, other_row):
            return None
        pieces.append(mine if mine == others else OWN_ROW)
    return "".join(pieces)
