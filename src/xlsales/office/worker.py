"""Speaks to LibreOffice for xlsales: one JSON line asks, one JSON line answers.

This file is run by a Python that can import ``uno``, which is seldom the one that runs
xlsales. It uses the standard library and ``uno`` only. It ends, and LibreOffice with it, when
its standard input closes or its parent is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

#: Holds the number of the LibreOffice process, for whoever must end it by force.
PID_FILE = "office.pid"

_START_SECONDS = 120
_END_SECONDS = 10
_VALUES_AND_FORMULAS = 1 | 2 | 4 | 16
_LOGICAL = 1024
_OOXML_FORMULAS = 5
_EVERYTHING = 0x7FFF_FFFF
#: LibreOffice is asked for the errors of so many cells one by one; of more it is asked by formulas.
_FEW_ERRORS = 20
_HELPER_COLUMN = 9

#: Book, sheet number and cells (column and row) to LibreOffice's error numbers.
ErrorCodes = Callable[[Any, int, list[tuple[int, int]]], list[int]]


def kill_tree(pid: int) -> None:
    """End a process that leads its own group, and everything that it started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


class Office:
    """A LibreOffice process of our own, with a profile of its own."""

    def __init__(self, soffice: str, folder: Path) -> None:
        import uno

        self._folder = folder
        self._pipe = f"pipe,name=xlsales{secrets.token_hex(8)};urp;"
        self._process = subprocess.Popen(
            [
                soffice,
                f"-env:UserInstallation={uno.systemPathToFileUrl(str(folder / 'profile'))}",
                *("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
                f"--accept={self._pipe}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        (folder / PID_FILE).write_text(str(self._process.pid))

    def connect(self) -> None:
        """Wait until LibreOffice can be spoken to."""
        context = self._context()
        manager = context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def _context(self) -> Any:
        import uno
        from com.sun.star.connection import NoConnectException

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                return resolver.resolve(f"uno:{self._pipe}StarOffice.ComponentContext")
            except NoConnectException:
                if self._process.poll() is not None:
                    raise RuntimeError(f"it ended with code {self._process.returncode}") from None
                if time.monotonic() > deadline:
                    raise RuntimeError(f"no connection after {_START_SECONDS} seconds") from None
                time.sleep(0.05)

    def open(self, path: str, **properties: object) -> Any:
        """Open a document hidden, without macros and without updating links."""
        import uno
        from com.sun.star.beans import PropertyValue

        asked = {"Hidden": True, "MacroExecutionMode": 0, "UpdateDocMode": 0, **properties}
        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path),
            "_blank",
            0,
            tuple(PropertyValue(name, 0, value, 0) for name, value in asked.items()),
        )
        if document is None:
            raise RuntimeError("LibreOffice cannot read it: it is damaged, encrypted or of another kind")
        return document

    def answers(self) -> bool:
        """Tell whether LibreOffice is still there."""
        try:
            self.desktop.getCurrentFrame()
        except Exception:
            return False
        return True

    def end(self) -> None:
        """Ask LibreOffice to end, and see to it that it does."""
        with contextlib.suppress(Exception):
            self.desktop.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End LibreOffice at once and remove its folder."""
        kill_tree(self._process.pid)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        shutil.rmtree(self._folder, ignore_errors=True)


class Requests:
    """Answers requests; documents stay open under a number."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._documents: dict[int, Any] = {}
        self._next = 1

    def answer(self, request: dict[str, Any]) -> object:
        """Do what a request asks for."""
        arguments = {name: value for name, value in request.items() if name != "do"}
        answer: object = getattr(self, f"do_{request['do']}")(**arguments)
        return answer

    def do_functions(self) -> list[str]:
        """Return the names of all functions, as .xlsx files spell them."""
        document = self._office.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, _hidden())
        try:
            mapper = document.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
            return [entry.Name for entry in mapper.getAvailableMappings(_OOXML_FORMULAS, _EVERYTHING)]
        finally:
            document.close(True)

    def do_load(self, path: str) -> int:
        """Open a workbook to calculate with; its last sheet is ours."""
        document = self._office.open(path)
        document.enableAutomaticCalculation(False)
        number = self._next
        self._documents[number] = document
        self._next += 1
        return number

    def do_close(self, document: int) -> None:
        """Close a workbook without saving."""
        self._documents.pop(document).close(True)

    def do_change(
        self,
        document: int,
        cleared: list[list[int]],
        values: list[list[Any]],
        constants: list[list[Any]],
        formulas: list[Any] | None,
    ) -> None:
        """Clear areas, then put in values, constants that only a formula can hold, and formulas.

        An area is sheet, left, top, right and bottom, all from 0.
        """
        book = self._documents[document]
        for area in cleared:
            _cells(book, area).clearContents(_VALUES_AND_FORMULAS)
        for area, rows in values:
            _cells(book, area).setDataArray(tuple(map(tuple, rows)))
        for area, formula in constants:
            _cells(book, area).getCellByPosition(0, 0).setFormula(formula)
        if formulas:
            self._import_formulas(book, *formulas)

    def _import_formulas(self, book: Any, path: str, plain: list[list[int]], arrays: list[list[int]]) -> None:
        """Copy formulas from an .xlsx file with the same sheets, as its import reads them."""
        source = self._office.open(path)
        try:
            for area in plain:
                _cells(book, area).setFormulaArray(_cells(source, area).getFormulaArray())
            for area in arrays:
                _cells(book, area).setArrayFormula(_cells(source, area).getArrayFormula()[1:-1])
        finally:
            source.close(True)

    def do_calculate(self, document: int, areas: list[list[int]]) -> list[list[list[object]]]:
        """Calculate everything; return the rows of some areas."""
        book = self._documents[document]
        book.calculateAll()
        return [_rows(book, area, many_error_codes) for area in areas]

    def do_values(self, path: str) -> dict[str, list[list[object]]]:
        """Open and calculate a workbook; return the rows of its sheets from A1 on."""
        book = self._office.open(path, ReadOnly=True)
        try:
            book.calculateAll()
            names = book.Sheets.ElementNames
            return {name: _rows(book, _used_area(book, i), error_codes) for i, name in enumerate(names)}
        finally:
            book.close(True)

    def do_pdf(self, path: str, target: str) -> None:
        """Print a document into a PDF file."""
        import uno
        from com.sun.star.beans import PropertyValue

        document = self._office.open(path, ReadOnly=True)
        try:
            printing = (PropertyValue("FilterName", 0, "calc_pdf_Export", 0),)
            document.storeToURL(uno.systemPathToFileUrl(target), printing)
        finally:
            document.close(True)


def _hidden() -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue

    return (PropertyValue("Hidden", 0, True, 0),)


def _cells(book: Any, area: list[int]) -> Any:
    sheet, left, top, right, bottom = area
    return book.Sheets[sheet].getCellRangeByPosition(left, top, right, bottom)


def _used_area(book: Any, sheet: int) -> list[int]:
    cursor = book.Sheets[sheet].createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    return [sheet, 0, 0, last.EndColumn, last.EndRow]


def _rows(book: Any, area: list[int], codes: ErrorCodes) -> list[list[object]]:
    """Return values; TRUE and FALSE where a cell shows them, ``{"error": code}`` for errors."""
    sheet, left, top, _, _ = area
    cells = _cells(book, area)
    rows: list[list[object]] = [list(row) for row in cells.getDataArray()]
    for row, column in _logical_cells(book, cells):
        value = rows[row - top][column - left]
        if value in (0.0, 1.0):
            rows[row - top][column - left] = bool(value)
    errors = [(i, j) for i, row in enumerate(rows) for j, value in enumerate(row) if value is None]
    found = codes(book, sheet, [(left + j, top + i) for i, j in errors])
    for (i, j), code in zip(errors, found, strict=True):
        rows[i][j] = {"error": code}
    return rows


def _logical_cells(book: Any, cells: Any) -> Iterator[tuple[int, int]]:
    formats = book.NumberFormats
    for ranges in cells.getUniqueCellFormatRanges():
        if formats.getByKey(ranges.NumberFormat).Type & _LOGICAL:
            for area in ranges.getRangeAddresses():
                for row in range(area.StartRow, area.EndRow + 1):
                    for column in range(area.StartColumn, area.EndColumn + 1):
                        yield row, column


def error_codes(book: Any, sheet: int, places: list[tuple[int, int]]) -> list[int]:
    """Ask for the error of one cell after another: under a millisecond each."""
    cells = book.Sheets[sheet]
    return [cells.getCellByPosition(*place).getError() for place in places]


def many_error_codes(book: Any, sheet: int, places: list[tuple[int, int]]) -> list[int]:
    """Let formulas on the last sheet, which is ours, tell the errors: a quarter of the time."""
    if len(places) <= _FEW_ERRORS:
        return error_codes(book, sheet, places)
    name = book.Sheets[sheet].Name.replace("'", "''")
    formulas = tuple((f"=ERRORTYPE($'{name}'.{_letters(column)}{row + 1})",) for column, row in places)
    helper = _cells(book, [book.Sheets.Count - 1, _HELPER_COLUMN, 0, _HELPER_COLUMN, len(places) - 1])
    helper.setFormulaArray(formulas)
    book.calculate()
    codes = [int(row[0]) for row in helper.getDataArray()]
    helper.clearContents(_VALUES_AND_FORMULAS)
    return codes


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read_lines(lines: queue.SimpleQueue[str | None]) -> None:
    for line in sys.stdin:
        lines.put(line)
    lines.put(None)


def _guard(office: Office, lines: queue.SimpleQueue[str | None], reader: threading.Thread) -> None:
    """End LibreOffice when whoever asked is gone, even in the middle of an answer."""
    parent = os.getppid()
    while reader.is_alive() and os.getppid() == parent:
        reader.join(1)
    lines.put(None)
    time.sleep(_END_SECONDS)
    office.kill()
    os._exit(1)


def main(soffice: str, folder: str) -> None:
    """Start LibreOffice, then answer requests until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    office = Office(soffice, Path(folder))
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read_lines, args=(lines,), daemon=True)
    reader.start()
    threading.Thread(target=_guard, args=(office, lines, reader), daemon=True).start()
    try:
        office.connect()
        requests = Requests(office)
        print(json.dumps({"answer": "ready"}), file=answers, flush=True)
        while (line := lines.get()) is not None:
            try:
                answer = {"answer": requests.answer(json.loads(line))}
            except Exception as error:
                if not office.answers():
                    raise
                answer = {"failed": str(error) or type(error).__name__}
            print(json.dumps(answer), file=answers, flush=True)
    finally:
        office.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
