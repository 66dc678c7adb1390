"""Small workbooks for tests, built with XlsxWriter as Excel would have saved them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from xlsales.kernel.grid import parse_cell
from xlsales.kernel.values import CellValue
from xlsales.recalculation.book import read_book
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package
from xlsales.workbook.keys import cell_key


def make_book(path: Path, build: Callable[[Any], None]) -> Path:
    """Write a workbook; ``build`` gets XlsxWriter's workbook."""
    with xlsxwriter.Workbook(str(path), {"use_future_functions": False}) as book:
        build(book)
    return path


def make_sheet(path: Path, cells: Mapping[str, object], sheet: str = "S") -> Path:
    """Write a workbook of one sheet; texts that begin with = are formulas without saved results."""

    def build(book: Any) -> None:
        page = book.add_worksheet(sheet)
        for address, content in cells.items():
            put(page, address, content)

    return make_book(path, build)


def put(page: Any, address: str, content: object, value: object = "") -> None:
    """Put a value or a formula into a cell; ``value`` is the saved result of a formula."""
    if isinstance(content, str) and content.startswith("="):
        page.write_formula(address, content, None, value)
    else:
        page.write(address, content)


def spill(page: Any, area: str, formula: str, values: list[list[object]] | None = None) -> None:
    """Put a dynamic array formula that fills ``area``, with its saved results."""
    first = area.split(":")[0]
    values = values or [[""]]
    page.write_dynamic_array_formula(area, formula, None, values[0][0])
    corner = parse_cell(first)
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            if (i or j) and value != "":
                page.write(corner.row - 1 + i, corner.column - 1 + j, value)


def recalculated(path: Path, *settings: str, full: bool = False) -> Recalculation:
    """Recalculate a workbook with the default engine, without writing it."""
    with open_package(path) as package:
        return recalculate(package, Options([CellruneEngine()], settings, full=full))


def after(done: Recalculation, path: Path) -> dict[str, CellValue]:
    """Return every cell as it is after the recalculation, by address on the first sheet."""
    with open_package(path) as package:
        book = read_book(package)
    sheet = next(iter(book.sheets))
    values = dict(book.sheets[sheet].values)
    for changed in done.changed:
        if changed.place.sheet == sheet:
            values[changed.place.key] = changed.after
    return _Cells(values)


class _Cells(dict[str, CellValue]):
    """Values by address; blank where there is none."""

    def __init__(self, values: Mapping[int, CellValue]) -> None:
        super().__init__()
        self._values = values

    def __getitem__(self, address: str) -> CellValue:
        cell = parse_cell(address)
        return self._values.get(cell_key(cell.row, cell.column))
