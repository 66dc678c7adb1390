"""``xlsales eval``: one formula, or one a line from standard input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from xlsales.cli.as_json import json_line, json_rows
from xlsales.cli.narrow_signs import narrow_signs
from xlsales.cli.plain_text import plain_text
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.kernel.values import CellError
from xlsales.recalculation.book import Book, read_book
from xlsales.recalculation.calls import Rows
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import Clock
from xlsales.recalculation.evaluate import Evaluated, evaluate

#: Windows shells put it in front of what they pipe.
_BYTE_ORDER_MARK: Final = "\ufeff"


def run(options: argparse.Namespace) -> int:
    """Evaluate, print, and return 1 on an error value.

    Raises:
        InvalidInputError: INPUT-006 ``--sheet`` names no sheet of the workbook.
    """
    book = _book(options.book)
    _check_sheet(options.sheet, book)
    if options.formula != "-":
        return _one(options.formula, book, options)
    for number, line in enumerate(sys.stdin, start=1):
        formula = line.removeprefix(_BYTE_ORDER_MARK)
        if formula.strip():
            rows, messages = _evaluated(formula, book, options.sheet)
            print(_answer(rows, messages), flush=True)
            if _error_of(rows) is None:
                _tell(f"line {number}: {message}" for message in messages)
    return 0


def _book(path: str | None) -> Book | None:
    if path is None:
        return None
    from xlsales.workbook import open_package

    with open_package(Path(path)) as package:
        return read_book(package)


def _check_sheet(sheet: str | None, book: Book | None) -> None:
    sheets = list(book.sheets) if book else []
    if sheet is not None and sheet not in sheets:
        fix = f"The sheets are {', '.join(sheets)}." if sheets else "Name the workbook with --book."
        raise InvalidInputError(Issue("INPUT-006", "--sheet", repr(sheet), "a sheet of the workbook", fix))


def _one(formula: str, book: Book | None, options: argparse.Namespace) -> int:
    rows, messages = _evaluated(formula, book, options.sheet)
    is_error = _error_of(rows) is not None
    if options.json:
        print(_answer(rows, messages))
    else:
        for row in rows:
            print("\t".join(plain_text(value) for value in row))
    if not (is_error and options.json):
        _tell(messages)
    return 1 if is_error else 0


def _error_of(rows: Rows) -> CellError | None:
    value = rows[0][0]
    return value if len(rows) == len(rows[0]) == 1 and isinstance(value, CellError) else None


def _tell(messages: Iterable[str]) -> None:
    """Print messages beside the result: of single wrong cells, warnings and notes."""
    for message in messages:
        print(message, file=sys.stderr)


def _evaluated(formula: str, book: Book | None, sheet: str | None) -> tuple[Rows, list[str]]:
    try:
        found: Evaluated = evaluate(
            narrow_signs(formula), CellruneEngine(), Clock.at(datetime.now()), book, sheet
        )
    except XlSalesError as error:
        return ((CellError(error.issues[0].cell_error),),), [str(issue) for issue in error.issues]
    return found.rows, [str(issue) for issue in found.issues]


def _answer(rows: Rows, messages: list[str]) -> str:
    error = _error_of(rows)
    if error is not None:
        message = "\n".join(messages) or f"The formula gives {error.code}."
        return json.dumps({"error": error.code, "message": message}, ensure_ascii=False)
    return json_line("value", json_rows(rows))
