"""A workbook being built: formulas without a result, spilled calls, headings, charts."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol, xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from recipes.styles import LINE_GREY, NAVY, SKY, STYLES

BUILT_ON = datetime(2024, 1, 8, 9, 0)
AUTHOR = "Sales operations"


class NotCalculated(str):
    """The result of a formula that nobody has calculated yet.

    XlsxWriter asks ``float(value)`` whether an array formula holds text; an absent result is no text.
    """

    def __float__(self) -> float:
        """Read as a number, so that the cell is not given the type of text."""
        return 0.0


NOT_CALCULATED = NotCalculated("")


class Book:
    """A workbook being built; the same steps always give the same bytes.

    Args:
        path: File to write; the suffix decides between .xlsx and .xlsm.
        title: Title in the document properties.
        prefix: How this workbook's host stores our calls, e.g. ``_xldudf_XLSALES_``.
    """

    def __init__(self, path: Path, title: str, prefix: str) -> None:
        self.workbook = xlsxwriter.Workbook(str(path))
        self.workbook.set_properties({"title": title, "author": AUTHOR, "created": BUILT_ON})
        # Excel without the plug-in would turn every saved result into #NAME? on a full calculation.
        self.workbook.calc_on_load = False
        self._prefix = prefix
        self._formats: dict[tuple[str, ...], Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.workbook.close()

    def style(self, *names: str) -> Format:
        """Return the format that combines the named styles; later ones win."""
        if names not in self._formats:
            properties: dict[str, object] = {}
            for name in names:
                properties |= STYLES[name]
            self._formats[names] = self.workbook.add_format(properties)
        return self._formats[names]

    def name(self, name: str, refers_to: str) -> None:
        """Define a workbook name, e.g. ``name("AnnualTarget", "Plan!$B$7")``."""
        self.workbook.define_name(name, f"={refers_to}")

    # Sheets and headings

    def sheet(self, name: str, widths: Sequence[float], tab_color: str = NAVY) -> Worksheet:
        """Add a sheet without grid lines, with the given column widths, printed on landscape A4."""
        sheet = self.workbook.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_tab_color(tab_color)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&F · &A&RPage &P of &N")
        return sheet

    def heading(self, sheet: Worksheet, title: str, subtitle: str, *styles: str) -> None:
        """Write the title of a sheet, a text or a formula, and the line under it."""
        sheet.set_row(0, 26)
        self.text(sheet, "A1", title, "title", *styles)
        self.text(sheet, "A2", subtitle, "subtitle", *styles)

    def section(self, sheet: Worksheet, first: str, text: str, width: int, *styles: str) -> None:
        """Write a section heading, underlined over ``width`` columns."""
        row, column = xl_cell_to_rowcol(first)
        self.blanks(sheet, xl_range(row, column, row, column + width - 1), "section", *styles)
        sheet.write(first, text, self.style("section", *styles))

    def headers(
        self, sheet: Worksheet, first: str, texts: Sequence[str], *styles: str, height: float = 32
    ) -> None:
        """Write a row of column headings, texts or formulas."""
        row, column = xl_cell_to_rowcol(first)
        sheet.set_row(row, height)
        for step, text in enumerate(texts):
            self.text(sheet, xl_rowcol_to_cell(row, column + step), text, "header", *styles)

    # Cells

    def text(self, sheet: Worksheet, cell: str, text: str, *styles: str) -> None:
        """Write a text, or a formula where it starts with an equals sign."""
        if text.startswith("="):
            self.formula(sheet, cell, text, *styles)
        else:
            sheet.write_string(cell, text, self.style(*styles))

    def column(self, sheet: Worksheet, first: str, values: Sequence[object], *styles: str) -> None:
        """Write constants downwards; ``None`` leaves a formatted blank cell."""
        row, column = xl_cell_to_rowcol(first)
        for step, value in enumerate(values):
            sheet.write(row + step, column, value, self.style(*styles))

    def row(self, sheet: Worksheet, first: str, values: Sequence[object], *styles: str) -> None:
        """Write constants to the right."""
        sheet.write_row(first, values, self.style(*styles))

    def blanks(self, sheet: Worksheet, cells: str, *styles: str) -> None:
        """Give a style to cells that hold nothing."""
        first, _, last = cells.partition(":")
        top, left = xl_cell_to_rowcol(first)
        bottom, right = xl_cell_to_rowcol(last or first)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                sheet.write_blank(row, column, None, self.style(*styles))

    # Formulas

    def formula(self, sheet: Worksheet, cell: str, text: str, *styles: str) -> None:
        """Write a native formula without a result."""
        sheet.write_formula(cell, text, self.style(*styles), NOT_CALCULATED)

    def fill_down(self, sheet: Worksheet, first: str, count: int, text: str, *styles: str) -> None:
        """Write a formula into ``count`` rows from ``first``; ``{r}`` in the text is the row number."""
        row, column = xl_cell_to_rowcol(first)
        for step in range(count):
            line = text.replace("{r}", str(row + step + 1))
            sheet.write_formula(row + step, column, line, self.style(*styles), NOT_CALCULATED)

    def sums(self, sheet: Worksheet, row: int, columns: str, first: int, last: int, *styles: str) -> None:
        """Write a total under each of the columns."""
        for column in columns:
            self.formula(sheet, f"{column}{row}", f"=SUM({column}{first}:{column}{last})", *styles, "total")

    def spill(self, sheet: Worksheet, block: str, text: str, *styles: str) -> None:
        """Write a formula with one of our calls as a dynamic array over the block that it spills into.

        ``XL.`` in the text becomes the spelling that this workbook's host stores. XlsxWriter pads the
        block with zeroes; they are taken out again, nothing is faked.
        """
        first, _, last = block.partition(":")
        top, left = xl_cell_to_rowcol(first)
        bottom, right = xl_cell_to_rowcol(last or first)
        stored, style = text.replace("XL.", self._prefix), self.style(*styles, "ours")
        sheet.write_dynamic_array_formula(top, left, bottom, right, stored, style, NOT_CALCULATED)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    sheet.write_blank(row, column, None, style)

    # Help for whoever fills the sheet in

    def comment(self, sheet: Worksheet, cell: str, text: str) -> None:
        """Explain a cell in a comment that is large enough for the text."""
        lines = max(2, len(text) // 34 + 1 + text.count("\n"))
        sheet.write_comment(cell, text, {"author": AUTHOR, "width": 220, "height": 16 * lines + 8})

    def choice(self, sheet: Worksheet, cells: str, options: Sequence[str], message: str) -> None:
        """Restrict cells to a list of option words."""
        rule = {
            "validate": "list",
            "source": list(options),
            "input_title": "Choose",
            "input_message": message,
            "error_title": "Unknown option",
            "error_message": "Choose one of: " + ", ".join(options),
        }
        sheet.data_validation(cells, rule)

    # Marks

    def mark(self, sheet: Worksheet, cells: str, criteria: str, style: str) -> None:
        """Colour the cells where a formula on the first of them holds."""
        sheet.conditional_format(
            cells, {"type": "formula", "criteria": f"={criteria}", "format": self.style(style)}
        )

    def traffic_light(self, sheet: Worksheet, cells: str, low: float = 0.9, high: float = 1.0) -> None:
        """Colour attainment: red below ``low``, amber below ``high``, then green; blanks stay plain."""
        first = cells.partition(":")[0]
        self.mark(sheet, cells, f"AND(ISNUMBER({first}),{first}<{low})", "red_mark")
        self.mark(sheet, cells, f"AND(ISNUMBER({first}),{first}>={low},{first}<{high})", "amber_mark")
        self.mark(sheet, cells, f"AND(ISNUMBER({first}),{first}>={high})", "green_mark")

    def bars(self, sheet: Worksheet, cells: str) -> None:
        """Draw data bars behind the numbers."""
        bar = {"type": "data_bar", "bar_color": SKY, "bar_solid": True, "data_bar_2010": True}
        sheet.conditional_format(cells, bar)

    # Charts

    def chart(self, kind: str, title: str, size: tuple[int, int], subtype: str | None = None) -> Chart:
        """Return an empty chart in the house style."""
        chart = self.workbook.add_chart({"type": kind, "subtype": subtype} if subtype else {"type": kind})
        chart.set_title({"name": title, "name_font": {"size": 12, "color": NAVY}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": size[0], "height": size[1]})
        grid = {"visible": True, "line": {"color": LINE_GREY}}
        if kind == "bar":
            chart.set_y_axis({"reverse": True})
            chart.set_x_axis({"num_format": "#,##0", "major_gridlines": grid, "label_position": "high"})
        elif kind != "doughnut":
            chart.set_y_axis({"num_format": "#,##0", "major_gridlines": grid, "line": {"none": True}})
        return chart

    def series(
        self, chart: Chart, sheet: str, name: str, categories: str, values: str, colour: str, **more: Any
    ) -> None:
        """Add a series whose categories and values stand on one sheet."""
        paint = (
            {"line": {"color": colour, "width": 2.25}}
            if more.pop("line", False)
            else {"fill": {"color": colour}}
        )
        ranges = {"categories": f"='{sheet}'!{categories}", "values": f"='{sheet}'!{values}"}
        chart.add_series({"name": name, **ranges, **paint, **more})
