"""What every demo workbook shares: formats, formulas without a cached value, spilled calls."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

NAVY, GREEN, RED, AMBER, GREY = "#1F3864", "#2E7D32", "#C62828", "#F9A825", "#7F7F7F"
BAR_BLUE, PALE_GREEN, PALE_RED, PALE_AMBER = "#8FB4DE", "#D9EAD3", "#F8D7DA", "#FFF2CC"
BUILT_ON = datetime(2024, 1, 8, 9, 0)

STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "subtitle": {"font_color": GREY, "italic": True},
    "section": {"bold": True, "font_size": 12, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": NAVY,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
    },
    "input": {"bg_color": "#FFF9DB", "font_color": "#1F4E9E", "border": 1, "border_color": "#BFBFBF"},
    "ours": {"bg_color": "#EAF4EA"},
    "total": {"bold": True, "top": 1},
    "bold": {"bold": True},
    "note": {"font_color": GREY, "text_wrap": True, "valign": "top"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "center": {"align": "center"},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "money": {"num_format": "#,##0;[Red]-#,##0"},
    "cents": {"num_format": "#,##0.00;[Red]-#,##0.00"},
    "percent": {"num_format": "0.0%"},
    "whole": {"num_format": "0"},
    "index": {"num_format": "0.000"},
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "zh": {"font_name": "Microsoft YaHei"},
}


class NotCalculated(str):
    """The result of a formula that nobody has calculated yet.

    XlsxWriter asks ``float(value)`` whether an array formula holds text; an absent result is no text.
    """

    def __float__(self) -> float:
        """Read as a number, so that the cell is not given the type of text."""
        return 0.0


NOT_CALCULATED = NotCalculated("")


class Book:
    """A workbook being built: the same input always gives the same bytes.

    Args:
        path: File to write; the suffix decides between .xlsx and .xlsm.
        title: Title in the document properties.
        prefix: How this workbook's host stores our calls, e.g. ``_xldudf_XLSALES_``.
    """

    def __init__(self, path: Path, title: str, prefix: str) -> None:
        self.workbook = xlsxwriter.Workbook(str(path))
        self.workbook.set_properties({"title": title, "author": "Sales operations", "created": BUILT_ON})
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

    def formula(self, sheet: Worksheet, cell: str, text: str, *styles: str) -> None:
        """Write a native formula without a result; ``{…}`` marks one of our calls, see ``call``."""
        sheet.write_formula(cell, self.call(text), self.style(*styles), NOT_CALCULATED)

    def fill_down(self, sheet: Worksheet, first: str, count: int, text: str, *styles: str) -> None:
        """Write a formula into ``count`` rows from ``first``; ``{r}`` in the text is the row number."""
        row, column = xl_cell_to_rowcol(first)
        for step in range(count):
            line = text.replace("{r}", str(row + step + 1))
            sheet.write_formula(row + step, column, line, self.style(*styles), NOT_CALCULATED)

    def spill(self, sheet: Worksheet, block: str, text: str, *styles: str) -> None:
        """Write one of our calls as a dynamic array over the block that it spills into.

        XlsxWriter pads the block with zeroes; they are taken out again, nothing is faked.
        """
        style = self.style(*styles, "ours")
        first, _, last = block.partition(":")
        top, left = xl_cell_to_rowcol(first)
        bottom, right = xl_cell_to_rowcol(last or first)
        text = self.call(text)
        sheet.write_dynamic_array_formula(top, left, bottom, right, text, style, NOT_CALCULATED)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    sheet.write_blank(row, column, None, style)

    def call(self, text: str) -> str:
        """Put the host's spelling in front of our functions: ``XL.SPLIT(`` becomes what it stores."""
        return text.replace("XL.", self._prefix)

    def name(self, name: str, refers_to: str) -> None:
        """Define a workbook name, e.g. ``name("AnnualTarget", "Plan!$B$7")``."""
        self.workbook.define_name(name, f"={refers_to}")

    def headers(
        self, sheet: Worksheet, first: str, texts: Sequence[str], *styles: str, height: float = 32
    ) -> None:
        """Write a row of column headings."""
        row, column = xl_cell_to_rowcol(first)
        sheet.set_row(row, height)
        for step, text in enumerate(texts):
            sheet.write(row, column + step, text, self.style("header", *styles))

    def column(self, sheet: Worksheet, first: str, values: Sequence[object], *styles: str) -> None:
        """Write constants downwards; ``None`` leaves a formatted blank cell."""
        row, column = xl_cell_to_rowcol(first)
        for step, value in enumerate(values):
            sheet.write(row + step, column, value, self.style(*styles))

    def heading(self, sheet: Worksheet, title: str, subtitle: str, *styles: str) -> None:
        """Write the title of a sheet and the line under it."""
        if title.startswith("="):
            self.formula(sheet, "A1", title, "title", *styles)
        else:
            sheet.write("A1", title, self.style("title", *styles))
        sheet.set_row(0, 26)
        sheet.write("A2", subtitle, self.style("subtitle", *styles))

    def section(self, sheet: Worksheet, first: str, text: str, width: int, *styles: str) -> None:
        """Write a section heading underlined over ``width`` columns."""
        row, column = xl_cell_to_rowcol(first)
        for step in range(width):
            sheet.write_blank(row, column + step, None, self.style("section", *styles))
        sheet.write(row, column, text, self.style("section", *styles))

    def comment(self, sheet: Worksheet, cell: str, text: str) -> None:
        """Explain an input in a cell comment."""
        lines = max(2, len(text) // 34 + 1 + text.count("\n"))
        sheet.write_comment(
            cell, text, {"author": "Sales operations", "width": 220, "height": 16 * lines + 8}
        )

    def choice(self, sheet: Worksheet, cells: str, options: Sequence[str], message: str) -> None:
        """Restrict cells to a list of option words."""
        sheet.data_validation(
            cells,
            {
                "validate": "list",
                "source": list(options),
                "input_title": "Choose",
                "input_message": message,
                "error_title": "Unknown option",
                "error_message": "Choose one of: " + ", ".join(options),
            },
        )

    def traffic_light(self, sheet: Worksheet, cells: str, low: float = 0.9, high: float = 1.0) -> None:
        """Colour attainment: red below ``low``, amber below ``high``, green from there on; blanks stay plain."""
        first = cells.partition(":")[0]
        rules = (
            (f"AND(ISNUMBER({first}),{first}<{low})", PALE_RED, RED),
            (f"AND(ISNUMBER({first}),{first}>={low},{first}<{high})", PALE_AMBER, "#7F6000"),
            (f"AND(ISNUMBER({first}),{first}>={high})", PALE_GREEN, GREEN),
        )
        for criteria, background, colour in rules:
            style = self.workbook.add_format({"bg_color": background, "font_color": colour})
            sheet.conditional_format(cells, {"type": "formula", "criteria": f"={criteria}", "format": style})

    def bars(self, sheet: Worksheet, cells: str, colour: str = BAR_BLUE) -> None:
        """Draw data bars behind the numbers."""
        sheet.conditional_format(
            cells, {"type": "data_bar", "bar_color": colour, "bar_solid": True, "data_bar_2010": True}
        )
