"""Pyodide under Node: where it is, and a process that answers the calls of a workbook's Lite program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.calls import Rows

#: Folder of wheels for Pyodide that scripts need; Lite installs them from its own list.
WHEELS: Final = Path(os.environ.get("XLSALES_PYODIDE_WHEELS", "no-wheels"))
HERE: Final = Path(__file__).resolve().parent
PYODIDE: Final = Path(os.environ.get("XLSALES_PYODIDE", HERE.parents[1] / "node_modules" / "pyodide"))

NEEDS_PYODIDE: Final = [
    pytest.mark.node,
    pytest.mark.skipif(shutil.which("node") is None, reason="no Node is installed"),
    pytest.mark.skipif(
        not (PYODIDE / "pyodide.mjs").is_file(),
        reason="the npm package pyodide is not there (npm install pyodide, or set XLSALES_PYODIDE)",
    ),
]


class RefusedByExcelError(Exception):
    """Excel would not take the formula at all."""


class PyodideHost:
    """A Lite program in Pyodide; a context manager that ends the process.

    Attributes:
        facts: Python's version, how many functions are registered, heavy modules that were imported.
        told: What the last call printed.
    """

    def __init__(self, program: Path, wheels: Sequence[Path] = ()) -> None:
        command = ["node", str(HERE / "pyodide_host.mjs"), str(PYODIDE), str(program)]
        self._process = subprocess.Popen(
            [*command, str(HERE / "xlwings_stub.py"), *map(str, wheels)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.told: list[str] = []
        try:
            self.facts = self._next_line()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> PyodideHost:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def call(self, name: str, arguments: list[Any]) -> Rows:
        """Call ``XLSALES.name`` as Excel would.

        Raises:
            RefusedByExcelError: Excel knows no such function, or not with so many arguments.
            RuntimeError: The program raised.
        """
        cells = [as_office_cells(argument) for argument in arguments]
        answer = self._answer({"name": f"XLSALES.{name}", "arguments": cells})
        self.told = answer["told"]
        if "refused" in answer:
            raise RefusedByExcelError(answer["refused"])
        if "raised" in answer:
            raise RuntimeError(answer["raised"])
        return tuple(tuple(from_office_cell(cell) for cell in row) for row in answer["rows"])

    def run(self, script: str, sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Run a script on an open book; return its sheets as they are then."""
        answer = self._answer({"script": script, "sheets": sheets})
        self.told = answer["told"]
        found: list[dict[str, Any]] = answer["sheets"]
        return found

    def _answer(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order, ensure_ascii=False) + "\n")
        self._process.stdin.flush()
        return self._next_line()

    def _next_line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("Pyodide ended without an answer")
        found: dict[str, Any] = json.loads(line)
        return found


def as_office_cells(argument: Any) -> list[list[Any]]:
    """Return an argument as rows of cells of Office.js."""
    rows = argument if isinstance(argument, tuple) else ((argument,),)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: CellValue) -> Any:
    if isinstance(value, CellError):
        return {"type": "Error", "basicType": "Error", "basicValue": value.code}
    return value


def from_office_cell(cell: Any) -> CellValue:
    """Return a cell of Office.js as we have it."""
    if isinstance(cell, dict):
        return CellError(cell["basicValue"])
    value: CellValue = cell
    return value
