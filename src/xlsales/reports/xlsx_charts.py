"""Native charts of a report, bound to the cells of its tables; told apart on grey paper too."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from xlsales.reports.model import Chart, Column, Table
from xlsales.reports.xlsx_formats import NAVY, Formats
from xlsales.reports.xlsx_measures import ROW_PIXELS

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped, unused-ignore]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped, unused-ignore]

#: Dark and light by turns; from the third on with a pattern.
_FILLS: Final = ("#1F3864", "#B4C7E7", "#548235", "#F4B183", "#7F7F7F", "#FFD966", "#833C0B", "#D0CECE")
_PATTERNS: Final = (
    None,
    None,
    "wide_upward_diagonal",
    "percent_25",
    None,
    "wide_downward_diagonal",
    "small_grid",
    "light_horizontal",
)
_DASHES: Final = ("solid", "dash", "round_dot", "long_dash_dot", "square_dot", "dash_dot")
_MARKERS: Final = ("circle", "diamond", "square", "triangle", "x", "star")
_TEXT, _GRID = "#404040", "#D9D9D9"
#: Height of a chart in rows of a sheet; one of many bars gets more for each of them.
_ROWS, _BARS, _ROWS_A_BAR = 16, 8, 1.5
_AXIS_FORMATS: Final = {"percent": "0%", "money": "#,##0", "number": "#,##0", "index": "0.0"}
#: Bubbles with a name each, up to this many.
_MOST_NAMED: Final = 40


def chart_rows(chart: Chart, table: Table) -> int:
    """Return how many rows of a sheet a chart takes, with some room below it."""
    bars = min(len(table.rows), chart.most or len(table.rows)) if chart.kind == "bar" else 0
    return _ROWS + int(_ROWS_A_BAR * max(0, bars - _BARS))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the values of a table stand.

    Attributes:
        sheet: Name of its sheet.
        first: Row of its first values, from 0.
        table: The table itself.
    """

    sheet: str
    first: int
    table: Table

    def heading(self, title: str) -> list[object]:
        """Return the cell of a heading, as XlsxWriter takes it."""
        return [self.sheet, self.first - 1, self.at(title)]

    def cells(self, title: str, most: int | None) -> list[object]:
        """Return the cells of a column, as XlsxWriter takes them."""
        at = self.at(title)
        rows = min(len(self.table.rows), most or len(self.table.rows))
        return [self.sheet, self.first, at, self.first + rows - 1, at]

    def column(self, title: str) -> Column:
        """Return a column by its title."""
        return self.table.columns[self.at(title)]

    def at(self, title: str) -> int:
        """Return the number of a column by its title."""
        titles = [column.title for column in self.table.columns]
        if title not in titles:
            raise ValueError(f"table {self.table.known_as!r} has no column {title!r}, only {titles}")
        return titles.index(title)


class Places:
    """Where tables stand, by the names under which charts find them: on their own page first."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], Place] = {}
        self._first: dict[str, Place] = {}

    def put(self, place: Place) -> None:
        """Remember a table."""
        self._own[place.sheet, place.table.known_as] = place
        self._first.setdefault(place.table.known_as, place)

    def find(self, sheet: str, name: str) -> Place | None:
        """Return a table by its name: that of a sheet, else the first of the report."""
        return self._own.get((sheet, name)) or self._first.get(name)


class ChartWriter:
    """Draws charts once every table has its place.

    Args:
        workbook: The workbook written to.
        formats: Number formats and font.
        unit: What money is shown in; blank where that is not stated.
        places: Where each table stands.
    """

    def __init__(self, workbook: Workbook, formats: Formats, unit: str, places: Places) -> None:
        self._workbook = workbook
        self._formats = formats
        self._unit = unit
        self._places = places

    def insert(self, sheet: Worksheet, row: int, left: int, width: int, chart: Chart) -> None:
        """Draw a chart so wide, ``left`` pixels from the edge of a row."""
        place = self._places.find(sheet.get_name(), chart.table)
        assert place is not None
        drawn = self._bubbles(chart, place) if chart.kind == "bubble" else self._drawn(chart, place)
        drawn.set_title({"name": chart.title, "name_font": self._font(12, bold=True), "overlay": False})
        height = ROW_PIXELS * (chart_rows(chart, place.table) - 1)
        drawn.set_size({"width": width, "height": height})
        drawn.set_chartarea({"border": {"color": _GRID}})
        self._legend(drawn, chart)
        options = {"x_offset": left, "y_offset": 4, "object_position": 2, "description": chart.title}
        sheet.insert_chart(row, 0, drawn, options)

    def _drawn(self, chart: Chart, place: Place) -> Any:
        kinds: dict[str, dict[str, str]] = {
            "combined": {"type": "column"},
            "stacked": {"type": "column", "subtype": "stacked"},
        }
        drawn = self._workbook.add_chart(kinds.get(chart.kind, {"type": chart.kind}))
        for number, title in enumerate(chart.values):
            drawn.add_series(self._series(chart, place, title, number))
        if chart.kind != "pie":
            self._axes(drawn, chart, place)
        if chart.lines:
            drawn.combine(self._lines(chart, place))
        return drawn

    def _series(self, chart: Chart, place: Place, title: str, number: int) -> dict[str, Any]:
        series: dict[str, Any] = {
            "name": place.heading(title),
            "categories": place.cells(chart.category, chart.most),
            "values": place.cells(title, chart.most),
        }
        if chart.kind == "line":
            return series | _line_look(number)
        if chart.kind == "pie":
            rows = min(len(place.table.rows), chart.most or len(place.table.rows))
            labels = {"percentage": True, "category": True, "position": "outside_end", "font": self._font(9)}
            return series | {"points": [_fill(at) for at in range(rows)], "data_labels": labels}
        return series | _fill(number) | {"gap": 60, "overlap": 100 if chart.kind == "stacked" else -5}

    def _lines(self, chart: Chart, place: Place) -> Any:
        drawn = self._workbook.add_chart({"type": "line"})
        for number, title in enumerate(chart.lines):
            series = {
                "name": place.heading(title),
                "categories": place.cells(chart.category, chart.most),
                "values": place.cells(title, chart.most),
                "y2_axis": bool(chart.right_title),
            }
            drawn.add_series(series | _line_look(number + 2))
        if chart.right_title:
            drawn.set_y2_axis(self._axis(chart.right_title, place.column(chart.lines[0])))
        return drawn

    def _axes(self, drawn: Any, chart: Chart, place: Place) -> None:
        labels = self._axis(chart.x_title, place.column(chart.category)) | {
            "label_position": "low",
            "interval_unit": 1,
        }
        if place.column(chart.category).kind in ("month", "day"):
            labels["text_axis"] = True
        values = self._axis(chart.y_title, place.column(chart.values[0]))
        values["major_gridlines"] = {"visible": True, "line": {"color": _GRID, "width": 0.5}}
        if chart.kind != "line" and not _falls_below_zero(chart.values, place):
            values["min"] = 0  # a column that starts higher tells of differences that are not there
        if chart.kind == "bar":
            labels["reverse"] = True
            values["label_position"] = "high"
            labels, values = values, labels  # XlsxWriter's x axis of bars lies, and holds the values
        drawn.set_x_axis(labels)
        drawn.set_y_axis(values)

    def _bubbles(self, chart: Chart, place: Place) -> Any:
        from xlsales.reports.xlsx_bubbles import ChartBubble

        height, size = chart.values
        drawn = ChartBubble()
        self._workbook.charts.append(drawn)
        series: dict[str, Any] = {
            "name": place.heading(size),
            "categories": place.cells(chart.category, chart.most),
            "values": place.cells(height, chart.most),
            "fill": {"color": "#B4C7E7", "transparency": 35},
            "border": {"color": NAVY, "width": 1},
        }
        if chart.labels:
            series["data_labels"] = self._names(chart, place)
        drawn.add_bubbles(series, _reference(place.cells(size, chart.most)))
        for set_axis, title, column in (
            (drawn.set_x_axis, chart.x_title, place.column(chart.category)),
            (drawn.set_y_axis, chart.y_title, place.column(height)),
        ):
            grid = {"visible": True, "line": {"color": _GRID, "width": 0.5}}
            set_axis(self._axis(title, column) | {"major_gridlines": grid})
        return drawn

    def _names(self, chart: Chart, place: Place) -> dict[str, Any]:
        """Return the names of as many bubbles as can be read; as texts, which LibreOffice prints too."""
        at = place.at(chart.labels)
        rows = place.table.rows[: chart.most]
        custom: list[dict[str, Any]] = [
            {"value": str(row[at])} if number < _MOST_NAMED else {"delete": True}
            for number, row in enumerate(rows)
        ]
        return {"value": True, "custom": custom, "position": "right", "font": self._font(8)}

    def _axis(self, title: str, column: Column) -> dict[str, Any]:
        axis: dict[str, Any] = {"num_font": self._font(9), "line": {"color": _GRID}}
        text = f"{title} ({self._unit})" if title and self._unit and column.kind == "money" else title
        if text:
            axis |= {"name": text, "name_font": self._font(9)}
        if column.kind not in ("text", "long"):
            axis["num_format"] = _AXIS_FORMATS.get(column.kind) or self._formats.number(column.kind)
        return axis

    def _legend(self, drawn: Any, chart: Chart) -> None:
        if chart.kind in ("bubble", "pie") or len(chart.values) + len(chart.lines) == 1:
            drawn.set_legend({"none": True})
        else:
            drawn.set_legend({"position": "bottom", "font": self._font(9)})

    def _font(self, size: int, *, bold: bool = False) -> dict[str, Any]:
        return {"name": self._formats.font, "size": size, "bold": bold, "color": _TEXT}


def _falls_below_zero(titles: tuple[str, ...], place: Place) -> bool:
    """Tell whether a column of some titles holds a number below 0."""
    at = [column.title for column in place.table.columns]
    numbers = (row[at.index(title)] for title in titles for row in place.table.rows)
    return any(isinstance(number, (int, float, Fraction)) and number < 0 for number in numbers)


def _fill(number: int) -> dict[str, Any]:
    colour, pattern = _FILLS[number % len(_FILLS)], _PATTERNS[number % len(_PATTERNS)]
    border = {"border": {"color": "#595959", "width": 0.5}}
    if pattern is None:
        return {"fill": {"color": colour}, **border}
    return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}, **border}


def _line_look(number: int) -> dict[str, Any]:
    at = number % len(_DASHES)
    colour = ("#1F3864", "#C55A11", "#C55A11", "#548235", "#7F7F7F", "#833C0B")[at]
    marker = {"type": _MARKERS[at], "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
    return {"line": {"color": colour, "width": 2, "dash_type": _DASHES[at]}, "marker": marker}


def _reference(cells: list[object]) -> str:
    """Return cells as a formula refers to them."""
    from xlsxwriter.utility import (  # type: ignore[import-untyped, unused-ignore]
        quote_sheetname,
        xl_range_abs,
    )

    sheet, *corners = cells
    return f"={quote_sheetname(sheet)}!{xl_range_abs(*corners)}"
