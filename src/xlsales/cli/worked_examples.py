"""The examples of docstrings as a user would type them: a formula, and what it gives."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from doctest import DocTestParser
from io import StringIO
from typing import Any

from xlsales.cli.plain_text import column_widths, padded, plain_text
from xlsales.functions import CellFunction, Outcome, call_function
from xlsales.functions.cells import read_block
from xlsales.kernel.values import CellError, CellValue

Rows = tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A formula and its result."""

    formula: str
    rows: Rows

    def table(self) -> list[str]:
        """Return the result as lines of aligned columns."""
        cells = [[plain_text(value) for value in row] for row in self.rows]
        widths = column_widths(cells)
        return ["  ".join(map(padded, row, widths)).rstrip() for row in cells]


def worked_examples(function: CellFunction) -> list[WorkedExample]:
    """Return the calls that the docstring's examples make, each with what it gives.

    The examples are run as doctest runs them, with a ``call_function`` that takes notes.

    Examples:
        >>> from xlsales.functions import find_function
        >>> [example.formula for example in worked_examples(find_function("SPLIT"))]
        ['=XLSALES.SPLIT(100,{1;1;1})']
    """
    found: list[WorkedExample] = []

    def noting(name: str, arguments: Sequence[object]) -> Outcome:
        outcome = call_function(name, arguments)
        found.append(WorkedExample(call_text(name, arguments), outcome.rows))
        return outcome

    scope: dict[str, Any] = dict(vars(sys.modules[function.implementation.__module__]))
    with redirect_stdout(StringIO()):
        for example in DocTestParser().get_examples(function.doc):
            exec(compile(example.source, function.name, "single"), scope)
            scope["call_function"] = noting
    return found


def call_text(name: str, arguments: Sequence[object]) -> str:
    """Write a call as a formula.

    Examples:
        >>> call_text("SPLIT", [100, [[1, None], ["a", True]]])
        '=XLSALES.SPLIT(100,{1,"";"a",TRUE})'
    """
    return f"=XLSALES.{name}({','.join(map(_argument_text, arguments))})"


def _argument_text(argument: object) -> str:
    if argument is None:
        return ""
    rows = read_block(argument).rows
    if len(rows) == len(rows[0]) == 1:
        return _constant(rows[0][0])
    return "{" + ";".join(",".join(map(_constant, row)) for row in rows) + "}"


def _constant(value: CellValue) -> str:
    if isinstance(value, (bool, int, float, CellError)):
        return plain_text(value)
    text = (value or "").replace('"', '""')
    return f'"{text}"'
