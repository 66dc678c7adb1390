"""Stands in for xlwings inside Pyodide: what a Lite program imports, and what Lite does around a call.

Cells arrive as Office.js hands them over and leave as it takes them: an empty cell is null, an error cell an
object; an error arrives as ``None`` unless its text is asked for, and a returned text such as ``#N/A``
becomes a real error.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
REGISTERED: dict[str, Callable[..., Any]] = {}


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


def answer_line(line: str) -> str:
    """Answer one call, in JSON: rows of cells, or why Excel would not take the formula."""
    call = json.loads(line)
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
