"""Lays out one page of a report on a sheet: title, tables with their charts, texts, notes, print settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsales.reports.model import Chart, Page, Report, Table
from xlsales.reports.xlsx_cells import CellWriter
from xlsales.reports.xlsx_charts import Place, Places, chart_rows
from xlsales.reports.xlsx_formats import Formats
from xlsales.reports.xlsx_measures import (
    LINE,
    ROW_PIXELS,
    lines_of,
    pixels,
    sheet_widths,
    table_height,
)
from xlsales.reports.xlsx_narrow import narrowed
from xlsales.reports.xlsx_paper import TITLE_HEIGHT, Paper

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]

#: Width of a chart in pixels: narrowest, widest, and the gap beside it.
_NARROW, _WIDE, _GAP = 420, 640, 12
#: Width of a column without one, in pixels and in characters.
_PLAIN_COLUMN: Final = 64
_PLAIN_WIDTH: Final = 8.43
#: Rows from which a table gets filter buttons.
_FILTERED_FROM: Final = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a chart is to be drawn, once every table has its place."""

    sheet: Worksheet
    row: int
    left: int
    width: int
    chart: Chart


class PageWriter:
    """Writes pages and remembers where tables and charts stand.

    Attributes:
        places: Where each table stands.
        spots: Charts to be drawn.
    """

    def __init__(self, workbook: Workbook, formats: Formats, report: Report, *, frozen: bool) -> None:
        self.places = Places()
        self.spots: list[Spot] = []
        self._workbook = workbook
        self._formats = formats
        self._report = report
        self._frozen = frozen
        self._tables: dict[str, Table] = {}
        for table in (table for page in report.pages for table in page.tables):
            self._tables.setdefault(table.known_as, table)

    def page(self, page: Page) -> None:
        """Write a page as the next sheet."""
        sheet = self._workbook.add_worksheet(page.name)
        self._print_settings(sheet)
        if not page.is_flat:
            page = narrowed(page, self._report.scale)
        widths = sheet_widths(page.tables)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        if page.is_flat:
            self._flat(sheet, page)
        else:
            self._read_by_people(sheet, page, widths)

    def _print_settings(self, sheet: Worksheet) -> None:
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_default_row(ROW_PIXELS * 3 / 4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        footer = f"&L{self._report.footer.replace('&', '&&')}&R&A · &P / &N"
        sheet.set_footer(footer, {"scale_with_doc": False})
        if self._frozen:
            sheet.protect()

    def _cells(self, sheet: Worksheet) -> CellWriter:
        return CellWriter(sheet, self._formats, self._report.scale, frozen=self._frozen)

    def _flat(self, sheet: Worksheet, page: Page) -> None:
        table = page.tables[0]
        self._cells(sheet).table(0, table, flat=True)
        self.places.put(Place(page.name, 1, table))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        # The last column of a flat table may be a text as long as it needs to be: it is not printed.
        long = table.columns[-1].kind in ("text", "long")
        sheet.print_area(0, 0, len(table.rows), max(len(table.columns) - (2 if long else 1), 0))
        sheet.set_portrait()

    def _read_by_people(self, sheet: Worksheet, page: Page, widths: list[float]) -> None:
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, page.title, self._formats.style("title"))
        room = _room(page, widths)
        spread = _spread(widths, room if page.charts or not page.tables else 0)
        below = _charts_by_table(page, self._tables)
        paper = Paper(room, self._height(page, below, spread, room))
        if paper.is_upright:
            sheet.set_portrait()
        if paper.is_one:
            sheet.fit_to_pages(1, 1)
        self._subtitle(sheet, page, spread)
        row = self._lead(sheet, 3, page, spread, paper)
        for table in page.tables:
            height = table_height(table) + ROW_PIXELS
            lines = list(_lines_of_charts(below.pop(table.known_as, []), room))
            drawn = sum(self._rows_of_line(page, line) for line in lines) * ROW_PIXELS
            paper.start(row, height, drawn)
            head = row + (1 if table.title else 0)
            row = self._titled(sheet, row, page, table) + 1
            self._keep_in_sight(sheet, page, table, head)
            if paper.is_cut and table is page.tables[-1]:
                sheet.repeat_rows(head)
            for line in lines:
                rows = self._rows_of_line(page, line)
                paper.start(row, rows * ROW_PIXELS)
                self.spots += [Spot(sheet, row, left, width, chart) for left, width, chart in line]
                row += rows
        row = self._texts(sheet, row, page, spread)
        row = self._notes(sheet, row, page, spread)
        sheet.set_h_pagebreaks(paper.breaks)
        sheet.print_area(0, 0, max(row - 1, 0), len(spread) - 1)

    def _rows_of_line(self, page: Page, line: list[tuple[int, int, Chart]]) -> int:
        """Return how many rows charts side by side take."""
        return max(self._rows_of(page, chart) for _, _, chart in line)

    def _rows_of(self, page: Page, chart: Chart) -> int:
        """Return how many rows a chart takes."""
        own = next((table for table in page.tables if table.known_as == chart.table), None)
        return chart_rows(chart, own or self._tables[chart.table])

    def _height(self, page: Page, below: dict[str, list[Chart]], spread: list[float], room: int) -> int:
        """Return about how high a page is, in pixels."""
        texts = (*page.lead, *page.notes, *(text for block in page.texts for text in block.paragraphs))
        rows = sum(lines_of(text, _letters(spread)) for text in texts) + 2 * len(page.texts) + bool(page.lead)
        for charts in below.values():
            rows += sum(self._rows_of_line(page, line) for line in _lines_of_charts(charts, room))
        tables = sum(table_height(table) + ROW_PIXELS for table in page.tables)
        return TITLE_HEIGHT + ROW_PIXELS * rows + tables

    def _subtitle(self, sheet: Worksheet, page: Page, widths: list[float]) -> None:
        """Write the line below the title; a long one is wrapped across the page."""
        if lines_of(page.subtitle, _letters(widths)) > 1:
            self._across(sheet, 1, page.subtitle, "note", widths)
        else:
            sheet.write_string(1, 0, page.subtitle, self._formats.style("subtitle"))

    def _lead(self, sheet: Worksheet, row: int, page: Page, widths: list[float], paper: Paper) -> int:
        """Write the sentences on top; return the row below them."""
        for sentence in page.lead:
            paper.start(row, ROW_PIXELS * lines_of(sentence, _letters(widths)))
            row = self._across(sheet, row, sentence, "paragraph", widths)
        return row + 1 if page.lead else row

    def _titled(self, sheet: Worksheet, row: int, page: Page, table: Table) -> int:
        if table.title:
            sheet.write_string(row, 0, table.title, self._formats.style("section"))
            row += 1
        self.places.put(Place(page.name, row + 1, table))
        return self._cells(sheet).table(row, table)

    def _keep_in_sight(self, sheet: Worksheet, page: Page, table: Table, head: int) -> None:
        """Keep headings in sight and on every printed page; those of one table would mislead in others."""
        if table is not page.tables[0]:
            return
        if len(page.tables) == 1 and not page.charts and not page.lead:
            sheet.freeze_panes(head + 1, 1)
            sheet.repeat_rows(head)
            rows = _rows_to_filter(table)
            if not table.name and rows >= _FILTERED_FROM:
                sheet.autofilter(head, 0, head + rows, len(table.columns) - 1)
        else:
            sheet.freeze_panes(2, 1)
            sheet.repeat_rows(0, 2)

    def _texts(self, sheet: Worksheet, row: int, page: Page, widths: list[float]) -> int:
        for block in page.texts:
            sheet.write_string(row, 0, block.title, self._formats.style("section"))
            row += 1
            for paragraph in block.paragraphs:
                row = self._across(sheet, row, paragraph, "paragraph", widths)
            row += 1
        return row

    def _notes(self, sheet: Worksheet, row: int, page: Page, widths: list[float]) -> int:
        for note in page.notes:
            row = self._across(sheet, row, note, "note", widths)
        return row

    def _across(self, sheet: Worksheet, row: int, text: str, style: str, widths: list[float]) -> int:
        """Write a text across the page; return the row below it."""
        sheet.set_row(row, LINE * lines_of(text, _letters(widths)))
        if len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, text, self._formats.style(style))
        else:
            sheet.write_string(row, 0, text, self._formats.style(style))
        return row + 1


def _rows_to_filter(table: Table) -> int:
    """Return the rows above those of totals, which stay in sight whatever is filtered."""
    rows = len(table.rows)
    while rows and table.marks and table.marks[rows - 1] == "total":
        rows -= 1
    return rows


def _letters(widths: list[float]) -> float:
    """Return how many letters fit across the tables of a page; most are narrower than a digit."""
    return 1.25 * (sum(widths) or 100)


def _room(page: Page, widths: list[float]) -> int:
    """Return the width that a page takes in pixels: that of its tables, or of two charts side by side."""
    alone = _WIDE if page.charts or not page.tables else 0
    charts = 2 * _NARROW + _GAP if len(page.charts) > 1 else alone
    return max(sum(pixels(width) for width in widths), charts)


def _charts_by_table(page: Page, tables: Mapping[str, Table]) -> dict[str, list[Chart]]:
    """Return the charts to draw below each table of a page; those that would show nothing are left out."""
    here = {table.known_as: table for table in page.tables}
    last = list(here)[-1] if here else ""
    below: dict[str, list[Chart]] = {}
    for chart in page.charts:
        table = here.get(chart.table) or tables.get(chart.table)
        if table is None:
            raise ValueError(f"no table {chart.table!r} for the chart {chart.title!r}")
        if _shows_something(chart, table):
            below.setdefault(chart.table if chart.table in here else last, []).append(chart)
    return below


def _shows_something(chart: Chart, table: Table) -> bool:
    """Tell whether any number of a chart is other than 0."""
    titles = [column.title for column in table.columns]
    columns = [titles.index(title) for title in chart.values if title in titles]
    unknown = len(columns) < len(chart.values)  # told once the chart is drawn
    rows = table.rows[: chart.most]
    return len(rows) > 0 and (unknown or any(row[at] for row in rows for at in columns))


def _lines_of_charts(charts: list[Chart], room: int) -> Iterator[list[tuple[int, int, Chart]]]:
    """Go through the lines of charts: as many side by side as the page has room for."""
    across = max(1, min(len(charts), (room + _GAP) // (_NARROW + _GAP)))
    width = min(_WIDE, max(_NARROW, (room + _GAP) // across - _GAP))
    for first in range(0, len(charts), across):
        yield [
            (number * (width + _GAP), width, chart)
            for number, chart in enumerate(charts[first : first + across])
        ]


def _spread(widths: list[float], room: int) -> list[float]:
    """Return the widths of the columns of tables, and of so many plain ones that charts fit too."""
    spare = room - sum(pixels(width) for width in widths)
    plain = max(0, -(-spare // _PLAIN_COLUMN))
    return [*widths, *[_PLAIN_WIDTH] * plain] or [_PLAIN_WIDTH]
