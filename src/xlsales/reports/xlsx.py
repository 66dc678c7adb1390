"""Renders a report as a new workbook; nothing of a user's own workbook is ever touched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlsales.kernel.numbers import to_float
from xlsales.reports.model import Column, ColumnKind, Mark, Page, Report, Table, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.format import Format  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]

_NAVY, _GREY, _LINE = "#1F3864", "#7F7F7F", "#D0D7E5"
_NUMBER_FORMATS: Final[dict[ColumnKind, str]] = {
    "money": "#,##0;[Red]-#,##0;–",
    "number": "#,##0.00;[Red]-#,##0.00",
    "percent": "0.0%",
    "index": "0.00",
    "whole": "#,##0",
    "month": "yyyy-mm",
    "day": "yyyy-mm-dd",
}
_WIDTHS: Final[dict[ColumnKind, float]] = {
    "text": 18,
    "long": 60,
    "money": 14,
    "number": 14,
    "percent": 10,
    "index": 10,
    "whole": 10,
    "month": 10,
    "day": 12,
}
_MARKS: Final[dict[Mark, dict[str, object]]] = {
    "plain": {},
    "good": {"bg_color": "#D9EAD3"},
    "warn": {"bg_color": "#FFF2CC"},
    "bad": {"bg_color": "#F8D7DA"},
    "total": {"bold": True, "top": 1, "bg_color": "#EEF2F8"},
}
_STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _NAVY},
    "subtitle": {"italic": True, "font_color": _GREY},
    "section": {"bold": True, "font_size": 12, "font_color": _NAVY},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _NAVY,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "border_color": _LINE,
    },
    "note": {"font_color": _GREY, "text_wrap": True, "valign": "top"},
}
#: Stands in every file, so that the same report is the same bytes.
_CREATED: Final = datetime(2000, 1, 1)
#: From here on, signs take twice the room.
_WIDE_FROM: Final = 0x2E80


def write_xlsx(report: Report, path: Path, *, font: str = "Calibri") -> None:
    """Write a report to a new workbook, whole or not at all.

    Args:
        report: The pages.
        path: File to write; an older one is replaced once the new one is complete.
        font: Font of every cell; one that has the report's letters.

    Raises:
        OSError: The file cannot be written.
    """
    import xlsxwriter

    handle, name = tempfile.mkstemp(suffix=".xlsx", dir=path.parent or None)
    os.close(handle)
    try:
        with xlsxwriter.Workbook(name, {"default_date_format": "yyyy-mm-dd"}) as workbook:
            workbook.set_properties({"title": report.title, "created": _CREATED})
            renderer = _Renderer(workbook, font, report.footer)
            for page in report.pages:
                renderer.page(page)
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


class _Renderer:
    def __init__(self, workbook: Workbook, font: str, footer: str) -> None:
        self._workbook = workbook
        self._font = font
        self._footer = footer
        self._formats: dict[tuple[object, ...], Format] = {}

    def page(self, page: Page) -> None:
        sheet = self._workbook.add_worksheet(page.name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        sheet.set_footer(f"&L{self._footer.replace('&', '&&')}&C&A&R&P / &N")
        self._widths(sheet, page.tables)
        if page.is_flat:
            self._table(sheet, 0, page.tables[0], heighten=False)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            self._print_without_last(sheet, page.tables[0])
            return
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, page.title, self._style("title"))
        sheet.write_string(1, 0, page.subtitle, self._style("subtitle"))
        row = 3
        for number, table in enumerate(page.tables):
            if table.title:
                sheet.write_string(row, 0, table.title, self._style("section"))
                row += 1
            if number == 0:
                sheet.freeze_panes(row + 1, 1)
                sheet.repeat_rows(row)
            row = self._table(sheet, row, table) + 1
        self._notes(sheet, row, page)

    def _print_without_last(self, sheet: Worksheet, table: Table) -> None:
        """Leave the last column of a flat table out of print: it is a text as long as it needs to be."""
        sheet.print_area(0, 0, len(table.rows), len(table.columns) - 2)
        sheet.set_portrait()

    def _notes(self, sheet: Worksheet, row: int, page: Page) -> None:
        width = max((len(table.columns) for table in page.tables), default=1)
        room = sum(
            max(
                (self._width(table.columns[at]) for table in page.tables if at < len(table.columns)),
                default=8,
            )
            for at in range(width)
        )
        for note in page.notes:
            sheet.set_row(row, 15 * max(1, -(-int(_length(note) * 1.1) // max(int(room), 1))))
            if width > 1:
                sheet.merge_range(row, 0, row, width - 1, note, self._style("note"))
            else:
                sheet.write_string(row, 0, note, self._style("note"))
            row += 1

    def _table(self, sheet: Worksheet, row: int, table: Table, *, heighten: bool = True) -> int:
        """Write a table from a row on; return the row after it."""
        longest = max((_length(column.title) / self._width(column) for column in table.columns), default=1)
        sheet.set_row(row, 18 if longest <= 0.9 else 33 if longest <= 1.8 else 48)
        for at, column in enumerate(table.columns):
            sheet.write_string(row, at, column.title, self._style("header"))
        first = row + 1
        for number, values in enumerate(table.rows):
            mark = table.marks[number] if table.marks else "plain"
            for at, (value, column) in enumerate(zip(values, table.columns, strict=True)):
                self._write(sheet, first + number, at, value, self._cell(column.kind, mark))
            if heighten and (lines := self._lines(values, table.columns)) > 1:
                sheet.set_row(first + number, 15 * lines)
        last = first + len(table.rows) - 1
        if table.name and table.rows:
            self._as_excel_table(sheet, row, last, table)
        if table.total and table.rows:
            last += 1
            self._totals(sheet, last, first, table)
        return last + 1

    def _lines(self, values: Sequence[Value], columns: Sequence[Column]) -> int:
        """Return how many lines the longest wrapped text of a row takes."""
        rooms = [
            -(-int(_length(value) * 1.15) // int(self._width(column)))
            for value, column in zip(values, columns, strict=True)
            if column.kind == "long" and isinstance(value, str)
        ]
        return max(rooms, default=1)

    def _as_excel_table(self, sheet: Worksheet, row: int, last: int, table: Table) -> None:
        columns = [
            {"header": column.title, "header_format": self._style("header")} for column in table.columns
        ]
        sheet.add_table(
            row,
            0,
            last,
            len(table.columns) - 1,
            {"name": table.name, "columns": columns, "style": "Table Style Light 1", "autofilter": True},
        )

    def _totals(self, sheet: Worksheet, row: int, first: int, table: Table) -> None:
        from xlsxwriter.utility import xl_range  # type: ignore[import-untyped, unused-ignore]

        for at, column in enumerate(table.columns):
            style = self._cell(column.kind, "total")
            if column.summed:
                values = [line[at] for line in table.rows]
                total = to_float(
                    sum((Fraction(v) for v in values if isinstance(v, (int, Fraction))), Fraction(0))
                )
                sheet.write_formula(row, at, f"=SUM({xl_range(first, at, row - 1, at)})", style, total)
            elif at == 0:
                sheet.write_string(row, at, table.total, style)
            else:
                sheet.write_blank(row, at, None, style)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, style)
        else:
            number = to_float(value) if isinstance(value, Fraction) else value
            sheet.write_number(row, column, number, style)

    def _widths(self, sheet: Worksheet, tables: Sequence[Table]) -> None:
        for at in range(max((len(table.columns) for table in tables), default=0)):
            widths = [self._width(table.columns[at]) for table in tables if at < len(table.columns)]
            texts = [
                _length(row[at])
                for table in tables
                if at < len(table.columns) and table.columns[at].kind == "text"
                for row in table.rows
                if isinstance(row[at], str)
            ]
            sheet.set_column(at, at, max(*widths, min(max(texts, default=0) + 2, 34), 8))

    def _width(self, column: Column) -> float:
        return column.width or _WIDTHS[column.kind]

    def _cell(self, kind: ColumnKind, mark: Mark) -> Format:
        properties: dict[str, Any] = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
        if kind in _NUMBER_FORMATS:
            properties["num_format"] = _NUMBER_FORMATS[kind]
        if kind in ("month", "day"):
            properties["align"] = "center"
        if kind == "money":
            properties["align"] = "right"
        if kind in ("text", "long"):
            properties |= {"align": "left", "indent": 1, "text_wrap": kind == "long"}
        return self._format((kind, mark), properties | _MARKS[mark])

    def _style(self, name: str) -> Format:
        return self._format((name,), _STYLES[name])

    def _format(self, key: tuple[object, ...], properties: dict[str, Any]) -> Format:
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"font_name": self._font, **properties})
        return self._formats[key]


def _length(text: object) -> int:
    """Return the room that a text takes, in narrow characters."""
    return sum(2 if ord(sign) >= _WIDE_FROM else 1 for sign in str(text))
