"""Writes values and tables into cells."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from xlsales.kernel.numbers import to_float
from xlsales.reports.model import ColumnKind, Link, Mark, Table, Value
from xlsales.reports.xlsx_formats import Formats
from xlsales.reports.xlsx_measures import LINE, header_height, wrapped_lines

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]


class CellWriter:
    """Writes the cells of one sheet.

    Args:
        sheet: Where they go.
        formats: How they look.
        scale: What money is divided by.
        frozen: Values only: sums are numbers, not formulas.
    """

    def __init__(self, sheet: Worksheet, formats: Formats, scale: int, *, frozen: bool) -> None:
        self._sheet = sheet
        self._formats = formats
        self._scale = scale
        self._frozen = frozen

    def table(self, row: int, table: Table, *, flat: bool = False) -> int:
        """Write a table from a row on; return the row after it."""
        self._sheet.set_row(row, header_height(table.columns))
        for at, column in enumerate(table.columns):
            self._sheet.write_string(row, at, column.title, self._formats.style("header"))
        first = row + 1
        for number, values in enumerate(table.rows):
            mark = table.marks[number] if table.marks else "plain"
            for at, (value, column) in enumerate(zip(values, table.columns, strict=True)):
                self._value(first + number, at, value, column.kind, mark, flat=flat)
            if not flat and (lines := wrapped_lines(values, table.columns)) > 1:
                self._sheet.set_row(first + number, LINE * lines)
        last = first + len(table.rows) - 1
        if not table.rows and not flat:
            last += 1
            self._sheet.write_string(last, 0, self._formats.none, self._formats.style("none"))
        if table.name and table.rows:
            self._as_excel_table(row, last, table)
        if table.total and table.rows:
            last += 1
            self._totals(last, first, table, flat=flat)
        return last + 1

    def _as_excel_table(self, row: int, last: int, table: Table) -> None:
        header = self._formats.style("header")
        columns = [{"header": column.title, "header_format": header} for column in table.columns]
        options = {"name": table.name, "columns": columns, "style": "Table Style Light 1", "autofilter": True}
        self._sheet.add_table(row, 0, last, len(table.columns) - 1, options)

    def _totals(self, row: int, first: int, table: Table, *, flat: bool) -> None:
        from xlsxwriter.utility import xl_range  # type: ignore[import-untyped, unused-ignore]

        for at, column in enumerate(table.columns):
            style = self._formats.cell(column.kind, "total", flat=flat)
            if column.summed:
                total = self._total(table, at, column.kind, flat=flat)
                if self._frozen:
                    self._sheet.write_number(row, at, total, style)
                else:
                    formula = f"=SUM({xl_range(first, at, row - 1, at)})"
                    self._sheet.write_formula(row, at, formula, style, total)
            elif at == 0:
                self._sheet.write_string(row, at, table.total, style)
            else:
                self._sheet.write_blank(row, at, None, style)

    def _total(self, table: Table, at: int, kind: ColumnKind, *, flat: bool) -> float:
        values = [line[at] for line in table.rows]
        total = sum((Fraction(v) for v in values if isinstance(v, (int, float, Fraction))), Fraction(0))
        return to_float(total / self._divisor(kind, flat=flat))

    def _value(self, row: int, at: int, value: Value, kind: ColumnKind, mark: Mark, *, flat: bool) -> None:
        style: Format = self._formats.cell(kind, mark, flat=flat, link=isinstance(value, Link))
        if value is None or value == "":
            self._sheet.write_blank(row, at, None, style)
        elif isinstance(value, str):
            self._sheet.write_string(row, at, value, style)
        elif isinstance(value, Link):
            self._sheet.write_url(row, at, value.target, style, string=value.label)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, at, value, style)
        else:
            self._sheet.write_number(row, at, self._number(value, kind, flat=flat), style)

    def _number(self, value: int | float | Fraction, kind: ColumnKind, *, flat: bool) -> float:
        divisor = self._divisor(kind, flat=flat)
        if divisor != 1:
            value = Fraction(value) / divisor
        return to_float(value) if isinstance(value, Fraction) else value

    def _divisor(self, kind: ColumnKind, *, flat: bool) -> int:
        return self._scale if kind == "money" and not flat else 1
