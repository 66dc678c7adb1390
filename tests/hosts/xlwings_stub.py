"""Stands in for xlwings inside Pyodide: what a Lite program imports, and what Lite does around a call.

Cells arrive as Office.js hands them over and leave as it takes them: an empty cell is null, an error cell an
object; an error arrives as ``None`` unless its text is asked for, and a returned text such as ``#N/A``
becomes a real error.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
REGISTERED: dict[str, Callable[..., Any]] = {}
SCRIPTS: dict[str, Callable[..., Any]] = {}


class XlwingsError(Exception):
    """The one error that Office.js does not take for a failing server."""


def func(function: Callable[..., Any] | None = None, *, namespace: str = "") -> Any:
    """Register a custom function."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        REGISTERED[f"{namespace}.{function.__name__}".upper().lstrip(".")] = function
        return function

    return register if function is None else register(function)


def arg(name: str, **options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Note the options of an argument."""

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        assert name in inspect.signature(function).parameters, name
        function.__dict__.setdefault("options", {})[name] = options
        return function

    return noted


def script(function: Callable[..., Any]) -> Callable[..., Any]:
    """Register a script; its one argument is the open book."""
    (parameter,) = inspect.signature(function).parameters.values()
    assert parameter.annotation is Book
    SCRIPTS[function.__name__] = function
    return function


class Area:
    """A range of a sheet: what it holds, and the formats given to it."""

    def __init__(self, sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
        self._sheet, self._corners = sheet, (top, left, bottom, right)
        self.row, self.column = top, left
        self.font, self.columns = Look(), Look()
        self.color: str | None = None
        self.column_width: float | None = None

    def options(self, **options: int) -> Area:
        """Rows, whatever the shape."""
        assert options == {"ndim": 2}
        return self

    @property
    def value(self) -> list[list[Any]]:
        """Rows of values; numbers are floats, an empty cell is ``None``, a date-formatted cell a date."""
        top, left, bottom, right = self._corners
        cells = self._sheet.cells
        return [[_seen(cells.get((i, j))) for j in range(left, right + 1)] for i in range(top, bottom + 1)]

    @value.setter
    def value(self, rows: Any) -> None:
        for i, row in enumerate(_as_rows(rows)):
            for j, value in enumerate(row):
                assert value is None or isinstance(value, (str, int, float)), value
                self._sheet.cells[self.row + i, self.column + j] = value

    @property
    def number_format(self) -> str:
        """How numbers are shown."""
        return self._sheet.formats.get(self._corners, "General")

    @number_format.setter
    def number_format(self, text: str) -> None:
        self._sheet.formats[self._corners] = text

    @property
    def wrap_text(self) -> bool:
        """Whether long texts take several lines."""
        return self._corners in self._sheet.wrapped

    @wrap_text.setter
    def wrap_text(self, wrapped: bool) -> None:
        if wrapped:
            self._sheet.wrapped.add(self._corners)

    formula = value


class Look:
    """Takes a look of cells and keeps nothing."""

    bold = False
    size = 11
    color: str | None = None

    def autofit(self) -> None:
        """Fit the width."""


class Sheet:
    """A sheet of the open book."""

    def __init__(self, name: str, cells: dict[tuple[int, int], Any] | None = None) -> None:
        self.name = name
        self.cells = cells or {}
        self.formats: dict[tuple[int, int, int, int], str] = {}
        self.wrapped: set[tuple[int, int, int, int]] = set()
        self.tables: list[Table] = []
        self.visible = True

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> Area:
        """Return a range by its corners."""
        return Area(self, *first, *(last or first))

    @property
    def used_range(self) -> Area:
        """Everything from the first cell on."""
        rows = [row for row, _ in self.cells] or [1]
        columns = [column for _, column in self.cells] or [1]
        return Area(self, 1, 1, max(rows), max(columns))

    def autofit(self) -> None:
        """Fit every width."""


class Table:
    """An Excel table."""

    def __init__(self, sheet: Sheet, name: str, corners: list[int], show_totals: bool) -> None:
        self.name, self.show_totals = name, show_totals
        self.range = Area(sheet, *corners)


class Sheets(list[Sheet]):
    """The sheets of a book."""

    def add(self, name: str, after: Sheet) -> Sheet:
        """Add a last sheet; a name that is there would be refused."""
        assert after is self[-1]
        assert name.casefold() not in {sheet.name.casefold() for sheet in self}
        assert len(name) <= 31
        self.append(Sheet(name))
        return self[-1]


class Book:
    """The open book that a script gets."""

    def __init__(self, given: list[dict[str, Any]]) -> None:
        self.sheets = Sheets()
        for each in given:
            cells = {(i, j): value for i, j, value in each["cells"]}
            sheet = Sheet(each["name"], cells)
            sheet.tables = [Table(sheet, *table) for table in each["tables"]]
            sheet.visible = each.get("visible", True)
            self.sheets.append(sheet)

    def told(self) -> list[dict[str, Any]]:
        """Return every sheet as JSON takes it."""
        return [
            {"name": sheet.name, "cells": [[*place, value] for place, value in sorted(sheet.cells.items())]}
            for sheet in self.sheets
        ]


def _seen(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["date"])
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return None if value == "" else value


def _as_rows(value: Any) -> list[list[Any]]:
    if not isinstance(value, list):
        return [[value]]
    return value if value and isinstance(value[0], list) else [value]


def run_script(line: str) -> str:
    """Run a script on a book given in JSON; return the book as it is then."""
    order = json.loads(line)
    book = Book(order["sheets"])
    SCRIPTS[order["script"]](book)
    return json.dumps({"sheets": book.told()}, allow_nan=False)


def answer_line(line: str) -> str:
    """Answer one call, in JSON: rows of cells, or why Excel would not take the formula."""
    call = json.loads(line)
    if "script" in call:
        return run_script(line)
    function = REGISTERED.get(call["name"])
    if function is None:
        return json.dumps({"refused": "#NAME?"})
    parameters = list(inspect.signature(function).parameters.values())
    required = [each for each in parameters if each.default is inspect.Parameter.empty]
    if not len(required) <= len(call["arguments"]) <= len(parameters):
        return json.dumps({"refused": "the number of arguments"})
    given = [_read(cells, function, each) for cells, each in zip(call["arguments"], parameters, strict=False)]
    try:
        rows = function(*given)
    except XlwingsError as error:
        return json.dumps({"raised": str(error)})
    return json.dumps({"rows": [[_written(value) for value in row] for row in rows]}, allow_nan=False)


def _read(cells: list[list[Any]], function: Callable[..., Any], parameter: inspect.Parameter) -> Any:
    if len(cells) == len(cells[0]) == 1 and cells[0][0] is None:
        return None if parameter.default is inspect.Parameter.empty else parameter.default
    options = getattr(function, "options", {}).get(parameter.name, {})
    rows = [[_read_cell(cell, options) for cell in row] for row in cells]
    if options.get("ndim") == 2:
        return rows
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _read_cell(cell: Any, options: dict[str, Any]) -> Any:
    if isinstance(cell, dict):
        is_error = cell["type"] == "Error"
        return cell["basicValue"] if not is_error or options.get("err_to_str") else None
    return None if cell == "" else cell


def _written(value: Any) -> Any:
    if isinstance(value, str) and value in ERRORS:
        return {"type": "Error", "basicValue": value}
    return "" if value is None else value
