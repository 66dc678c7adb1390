"""What the suites of every host share: a call taken apart, called directly, and two results held together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xlsales.formula.arguments import NOT_CONSTANT, constant_value
from xlsales.formula.parser import parse
from xlsales.formula.tree import Call
from xlsales.functions import call_function
from xlsales.kernel.values import CellValue
from xlsales.recalculation.calls import Rows, shown_rows


def directly(call: str, folder: Path | None = None) -> Rows:
    """Call the function as Python does."""
    name, arguments = parts_of(call)
    return shown_rows(call_function(name, arguments).rows)


def parts_of(call: str) -> tuple[str, list[Any]]:
    """Return the name and the constant arguments of a call; ``None`` where one is left empty."""
    node = parse(call)
    assert isinstance(node, Call)
    texts = [call[each.start : each.end] for each in node.arguments]
    arguments = [constant_value(text) if text else None for text in texts]
    assert NOT_CONSTANT not in arguments
    return node.function, arguments


def comparable(rows: Rows) -> list[list[CellValue]]:
    """Return a result with 15 digits a number, and blanks alike."""

    def value(cell: CellValue) -> CellValue:
        if isinstance(cell, float):
            return float(f"{cell:.15g}")
        return None if cell == "" else cell

    return [[value(cell) for cell in row] for row in rows]
