"""A report on new sheets of a workbook that is open in xlwings Lite. Runs inside the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from xlsales.hosts.buttons.sheets import add_sheet, as_text
from xlsales.kernel.dates import serial_of_date
from xlsales.kernel.grid import column_letters
from xlsales.kernel.numbers import to_float
from xlsales.reports.model import ColumnKind, Link, Page, Report, Table, Value

_NAVY, _WHITE = "#1F3864", "#FFFFFF"
_FORMATS: Final[dict[ColumnKind, str]] = {
    "money": "#,##0",
    "number": "#,##0.00",
    "percent": "0.0%",
    "index": "0.00",
    "whole": "#,##0",
    "month": "yyyy-mm",
    "day": "yyyy-mm-dd",
}
_TITLE_SIZE: Final = 16
#: Width of a column of sentences, in points as Office.js has it.
_LONG_WIDTH: Final = 320

Written = str | int | float | None


def show_report(book: Any, report: Report) -> None:
    """Put each page on a new last sheet; nothing that is there is touched.

    Args:
        book: A book of xlwings.
        report: Its cover and charts are left out: Lite writes cells.
    """
    for page in report.pages:
        _show_page(add_sheet(book, page.name), page)


def _show_page(sheet: Any, page: Page) -> None:
    row = 1
    if not page.is_flat:
        sheet.range((1, 1)).value = as_text(page.title)
        sheet.range((1, 1)).font.bold = True
        sheet.range((1, 1)).font.size = _TITLE_SIZE
        sheet.range((2, 1)).value = as_text(page.subtitle)
        row = 4
    for table in page.tables:
        if table.title:
            sheet.range((row, 1)).value = as_text(table.title)
            sheet.range((row, 1)).font.bold = True
            row += 1
        row = _show_table(sheet, row, table, wrapped=not page.is_flat) + 1
    for text in (*page.notes, *(line for block in page.texts for line in (block.title, *block.paragraphs))):
        sheet.range((row, 1)).value = as_text(text)
        row += 1


def _show_table(sheet: Any, top: int, table: Table, *, wrapped: bool) -> int:
    """Write a table from a row on, its sentences in several lines where wanted; return the row after it."""
    width, count = len(table.columns), len(table.rows)
    heading = sheet.range((top, 1), (top, width))
    heading.value = [as_text(column.title) for column in table.columns]
    heading.font.bold = True
    heading.font.color = _WHITE
    heading.color = _NAVY
    if not count:
        return top + 1
    sheet.range((top + 1, 1)).value = [list(map(_written, row)) for row in table.rows]
    if table.total:
        total = sheet.range((top + count + 1, 1), (top + count + 1, width))
        total.value = _totals(table, top + 1, top + count)
        total.font.bold = True
    sheet.range((top, 1), (top + count, width)).columns.autofit()
    last = top + count + bool(table.total)
    for place, column in enumerate(table.columns, start=1):
        _dress(sheet.range((top + 1, place), (last, place)), column.kind, wrapped=wrapped)
    return last + 1


def _dress(area: Any, kind: ColumnKind, *, wrapped: bool) -> None:
    """Give a column its number format; one of sentences gets a width and lines instead."""
    if kind in _FORMATS:
        area.number_format = _FORMATS[kind]
    elif kind == "long":
        area.column_width = _LONG_WIDTH
        area.wrap_text = wrapped


def _totals(table: Table, first: int, last: int) -> Sequence[Written]:
    cells: list[Written] = []
    for place, column in enumerate(table.columns, start=1):
        letters = column_letters(place)
        cells.append(f"=SUM({letters}{first}:{letters}{last})" if column.summed else None)
    cells[0] = cells[0] or as_text(table.total)
    return cells


def _written(value: Value) -> Written:
    if isinstance(value, Link):
        return as_text(value.label)
    if isinstance(value, date):
        return serial_of_date(value)
    if isinstance(value, Fraction):
        return to_float(value)
    return as_text(value) if isinstance(value, str) else value
