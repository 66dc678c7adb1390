"""Cell values and columns as plain text, Chinese signs two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from xlsales.kernel.values import CellValue


def plain_text(value: CellValue) -> str:
    """Write a value as a cell of general format holds it, at 15 digits.

    Examples:
        >>> plain_text(0.1 + 0.2), plain_text(True), plain_text(None), plain_text(1e20)
        ('0.3', 'TRUE', '', '1e+20')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:.15g}" if isinstance(value, (int, float)) else str(value)


def text_width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    Examples:
        >>> text_width("target"), text_width("目标")
        (6, 4)
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """Fill a text with blanks to a width in columns."""
    return text + " " * (width - text_width(text))


def column_widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the width of each column.

    Examples:
        >>> column_widths([["a", "目标"], ["abc", ""]])
        [3, 4]
    """
    widths = [[text_width(cell) for cell in row] for row in rows]
    return [max(column) for column in zip_longest(*widths, fillvalue=0)]
