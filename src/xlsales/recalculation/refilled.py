"""A workbook whose tables got other rows before it is recalculated.

What the engines can be trusted with is found out from the workbook as Excel saved it. The rows are written
into a copy; the workbook itself is only read.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from xlsales.kernel.grid import Area
from xlsales.kernel.issues import InvalidInputError, Issue, XlSalesError
from xlsales.kernel.values import same_value
from xlsales.recalculation.book import Book, read_book
from xlsales.recalculation.comparing import Mismatch
from xlsales.recalculation.cone import ConeFinder
from xlsales.recalculation.election import Proof
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.recalculate import Options, prove
from xlsales.recalculation.report import Refilled
from xlsales.recalculation.shapes import Formulas
from xlsales.recalculation.table_data import Filling, fill_table, find_table, read_table_file
from xlsales.recalculation.table_ground import check_ground, ranges_left_behind
from xlsales.tables.transactions import file_table
from xlsales.workbook import Package, SheetCells, cell_key, cell_place, open_package
from xlsales.workbook.part_edits import PartEdits
from xlsales.workbook.part_saving import write_parts
from xlsales.workbook.stored_form import storable
from xlsales.workbook.table_cells import CellContent, FormulaCell
from xlsales.workbook.table_rows import TableRows, write_table_rows


@dataclass(frozen=True, slots=True)
class RefilledBook:
    """A copy of a workbook with new rows in its tables.

    Attributes:
        package: The copy, open.
        options: How to recalculate it.
        tables: What became of each table.
    """

    package: Package
    options: Options
    tables: tuple[Refilled, ...]


@contextmanager
def refilled(package: Package, data: Sequence[str], options: Options) -> Iterator[RefilledBook]:
    """Yield a copy of a workbook with other rows in some tables, for as long as it is needed.

    Args:
        package: The workbook, open; it is only read.
        data: Settings such as ``Sales=sales.csv``.
        options: How to recalculate.

    Raises:
        InvalidInputError: INPUT-020 to INPUT-029 as for one table, of all tables at once; INPUT-031 a table
            that is named twice; INPUT-032 a copy that is not as it was meant.
    """
    options.progress("reading", 0)
    book = read_book(package)
    formulas = ConeFinder(book).formulas
    fillings = _fillings(package, book, data, formulas)
    changes = [filling.change for filling in fillings.values()]
    before = {place for change in changes for place in _data_places(change, change.old_last_row)}
    after = {place for change in changes for place in _data_places(change, change.last_row)}
    sized = _formulas_that_name(book, changes)
    proof = prove(package, book, replace(options, settings=(), touched=before | sized))
    tables = tuple(_told(setting, filling, book, formulas) for setting, filling in fillings.items())
    parts = PartEdits(package)
    for change in changes:
        write_table_rows(parts, change)
    with tempfile.TemporaryDirectory(prefix="xlsales-") as folder:
        copy = Path(folder) / package.path.name
        write_parts(parts, copy)
        with open_package(copy) as written:
            copied = read_book(written)
            _verify(book, copied, changes)
            touched = before | after | _formulas_that_name(copied, changes)
            told = replace(options, touched=touched, proof=_moved(proof, changes))
            yield RefilledBook(written, told, tables)


def _fillings(package: Package, book: Book, data: Sequence[str], formulas: Formulas) -> dict[str, Filling]:
    fillings: dict[str, Filling] = {}
    issues: list[Issue] = []
    taken: set[str] = set()
    for setting in data:
        try:
            source = read_table_file(setting)
            table = find_table(package.tables, source.table)
            if table.name in taken:
                raise InvalidInputError(_twice(table.name))
            taken.add(table.name)
            fillings[setting] = fill_table(book, table, file_table(source.path))
            check_ground(book, fillings[setting].change, package.tables, formulas)
        except XlSalesError as error:
            issues += error.issues
    if issues:
        raise InvalidInputError(*issues)
    return fillings


def _twice(table: str) -> Issue:
    return Issue("INPUT-031", "--data", f"{table} twice", "each table once", "Put the rows into one file.")


def _data_places(change: TableRows, last_row: int) -> Iterator[Place]:
    table = change.table
    area = Area(change.first_row, table.area.left, last_row, table.area.right)
    return (Place(table.sheet, key) for key in area_keys(area))


def _formulas_that_name(book: Book, changes: Sequence[TableRows]) -> set[Place]:
    """Return the formulas that name the tables: ``ROWS(Sales)`` changes without any cell that it reads."""
    tables = _words(change.table.name for change in changes)
    names = [name for (_, name), text in book.names.names.items() if tables.search(text)]
    wanted = _words([*(change.table.name for change in changes), *names])
    return {place for place, text in book.formulas() if wanted.search(text)}


def _words(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, names))})(?![\w.(])", re.IGNORECASE)


def _told(setting: str, filling: Filling, book: Book, formulas: Formulas) -> Refilled:
    change = filling.change
    issues = (*filling.notes, *ranges_left_behind(book, change, formulas))
    rows = change.old_last_row - change.first_row + 1
    file = setting.partition("=")[2].strip()
    return Refilled(change.table.name, file, rows, len(change.rows), str(change.area), issues)


def _moved(proof: Proof, changes: Sequence[TableRows]) -> Proof:
    """Return a proof for the formulas where they stand now; a new row's are as good as the last row's."""
    failed: dict[Place, Mismatch] = {}
    for place, wrong in proof.failed.items():
        failed |= dict.fromkeys(_now_at(place, changes), wrong)
    entrusted = {
        engine: {now for place in places for now in _now_at(place, changes)}
        for engine, places in proof.entrusted.items()
    }
    return Proof(failed, entrusted)


def _now_at(place: Place, changes: Sequence[TableRows]) -> Iterator[Place]:
    """Yield where a formula stands once the tables have their new rows."""
    row, column = cell_place(place.key)
    for change in changes:
        if place.sheet != change.table.sheet or (row, column) not in change.table.area:
            continue
        if row > change.old_last_row:
            yield Place(place.sheet, cell_key(row + change.last_row - change.old_last_row, column))
            return
        if row <= change.last_row:
            yield place
        if row == change.old_last_row:
            new_rows = range(row + 1, change.last_row + 1)
            yield from (Place(place.sheet, cell_key(new, column)) for new in new_rows)
        return
    yield place


def _verify(old: Book, new: Book, changes: Sequence[TableRows]) -> None:
    """Refuse a copy in which anything but the tables' cells changed, or that does not hold the rows.

    Raises:
        InvalidInputError: INPUT-032 a copy that is not as it was meant.
    """
    for sheet, cells in old.sheets.items():
        areas = [_rewritten_area(change) for change in changes if change.table.sheet == sheet]
        written = new.sheets[sheet]
        for key in _differing(cells.values, written.values) | _differing(cells.formulas, written.formulas):
            if not any(cell_place(key) in area for area in areas):
                raise InvalidInputError(_spoiled(sheet, key))
    for change in changes:
        cells = new.sheets[change.table.sheet]
        for row, contents in enumerate(change.rows, change.first_row):
            for column, content in enumerate(contents, change.table.area.left):
                if not _holds(cells, cell_key(row, column), content):
                    raise InvalidInputError(_spoiled(change.table.sheet, cell_key(row, column)))


def _rewritten_area(change: TableRows) -> Area:
    area = change.table.area
    return Area(change.first_row, area.left, max(area.bottom, change.area.bottom), area.right)


def _differing(before: Mapping[int, object], after: Mapping[int, object]) -> set[int]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _holds(cells: SheetCells, key: int, content: CellContent) -> bool:
    if isinstance(content, FormulaCell):
        return key in cells.formulas
    return key not in cells.formulas and same_value(cells.values.get(key), storable(content))


def _spoiled(sheet: str, key: int) -> Issue:
    return Issue(
        "INPUT-032",
        f"{sheet}!{cell_place(key)}",
        "another content than meant after the rows were written",
        "nothing changed but the rows of the table",
        "The original is as it was; please report this with the workbook.",
    )
