"""Makes the columns of numbers of a sheet that is wider than the paper as narrow as their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlsales.reports.model import Column, ColumnKind, Page, Table, Value
from xlsales.reports.xlsx_measures import column_width, pixels, sheet_widths, text_length
from xlsales.reports.xlsx_paper import PAPER_WIDTH

#: Digits behind the point of a number as it is shown; days and texts keep their width.
_DECIMALS: Final[dict[ColumnKind, int]] = {"money": 0, "number": 2, "index": 2, "whole": 0}
#: Widths in characters: a bold digit, a bold comma or point, and room on both sides.
_DIGIT, _SIGN, _BESIDE = 1.1, 0.6, 1.2
_NARROWEST: Final = 7.5
#: A heading of so many times the width of its column still stands in three lines.
_LINES_OF_HEADING: Final = 1.8


def narrowed(page: Page, scale: int = 1) -> Page:
    """Return a page whose numbers take no more room than they need, where it is wider than the paper.

    What is wider is printed smaller, so that every character less makes all others larger.

    Args:
        page: Its tables.
        scale: What money is divided by.
    """
    if sum(map(pixels, sheet_widths(page.tables))) <= PAPER_WIDTH:
        return page
    return replace(page, tables=tuple(_narrowed(table, scale) for table in page.tables))


def _narrowed(table: Table, scale: int) -> Table:
    columns = [
        _fitted(column, [row[at] for row in table.rows], scale) for at, column in enumerate(table.columns)
    ]
    return replace(table, columns=tuple(columns))


def _fitted(column: Column, values: Iterable[Value], scale: int) -> Column:
    if column.kind not in _DECIMALS:
        return column
    divisor, decimals = 1, _DECIMALS[column.kind]
    if column.kind == "money" and scale > 1:
        divisor, decimals = scale, 2
    numbers = [float(value) / divisor for value in values if isinstance(value, (int, float, Fraction))]
    if column.summed:
        numbers.append(sum(numbers))
    texts = [f"{number:,.{decimals}f}" for number in numbers]
    words = max(map(text_length, column.title.split()), default=0) if column.title.isascii() else 0
    heading = max(text_length(column.title) / _LINES_OF_HEADING, words + _BESIDE)
    asked = max((_NARROWEST, heading, *map(_room, texts)))
    return replace(column, width=min(column_width(column), asked))


def _room(text: str) -> float:
    digits = sum(sign.isdigit() for sign in text)
    return _DIGIT * digits + _SIGN * (len(text) - digits) + _BESIDE
