"""Tables to guess about: Excel tables, and what stands below rows of headings, wherever these are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Final

from xlsales.kernel.grid import Area, Cell
from xlsales.kernel.values import CellValue, is_blank
from xlsales.tables.guessing import LOOKED_AT, guess_columns
from xlsales.tables.raw import HEADINGS, RawTable, is_empty
from xlsales.tables.synonyms import meanings_of
from xlsales.workbook import Package, SheetCells, Table, cell_key, cell_place, scan_sheet

#: Rows from the top in which headings are looked for.
_DEEPEST: Final = 200
#: Headings that must be recognised before a row of texts in the midst of others counts as headings.
_RECOGNISED: Final = 2

_Rows = Mapping[int, Mapping[int, CellValue]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row of texts side by side, and what stands below it."""

    area: Area
    table: RawTable
    recognised: int


def tables_to_guess(package: Package) -> list[RawTable]:
    """Return the Excel tables of the visible sheets, and what stands below rows of headings beside them.

    A row of headings holds at least two texts side by side with values below. Where several could be
    meant, those whose texts say what their values are go first. Only the first rows of a table are read.

    Raises:
        RefusedFileError: WB-006 to WB-028 as ``scan_sheet``.
    """
    tables: list[RawTable] = []
    for sheet in package.sheets:
        if sheet.kind == "worksheet" and sheet.state == "visible":
            cells = scan_sheet(package, sheet.name)
            excel_tables = package.tables_of(sheet.name)
            tables += (_excel_table(package, table, cells) for table in excel_tables)
            areas = [table.area for table in excel_tables]
            tables += _header_tables(package, sheet.name, _rows_outside(cells, areas))
    return tables


def _excel_table(package: Package, table: Table, cells: SheetCells) -> RawTable:
    area = table.area
    top, bottom = area.top + table.header_rows, area.bottom - table.totals_rows
    columns = range(area.left, area.right + 1)
    rows = [
        [cells.values.get(cell_key(row, column)) for column in columns]
        for row in range(top, min(bottom, top + LOOKED_AT - 1) + 1)
    ]
    return _raw(package, table.name, table.sheet, table.columns, rows, Cell(top - 1, area.left))


def _raw(
    package: Package,
    name: str,
    sheet: str,
    headings: tuple[str, ...],
    rows: list[list[CellValue]],
    corner: Cell,
) -> RawTable:
    kept = [row for row in rows if not is_empty(row)]
    return RawTable(name, headings, kept, partial(_place, sheet, corner), package.date_system)


def _place(sheet: str, corner: Cell, row: int, column: int) -> str:
    """Name a cell; rows are those before blank ones were left out."""
    return f"{sheet}!{Cell(corner.row + row - HEADINGS, corner.column + column)}"


def _rows_outside(cells: SheetCells, areas: list[Area]) -> _Rows:
    """Return the filled cells that can matter, by row and column, those of tables left out."""
    rows: dict[int, dict[int, CellValue]] = defaultdict(dict)
    for key, value in cells.values.items():
        place = cell_place(key)
        near = place.row <= _DEEPEST + LOOKED_AT
        if near and not is_blank(value) and not any(place in area for area in areas):
            rows[place.row][place.column] = value
    return rows


def _header_tables(package: Package, sheet: str, rows: _Rows) -> list[RawTable]:
    candidates = list(_candidates(package, sheet, rows))
    taken: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda each: (-each.recognised, each.area.top)):
        meets = any(_overlap(candidate.area, other.area) for other in taken)
        if not meets and (candidate.recognised >= _RECOGNISED or candidate is candidates[0]):
            taken.append(candidate)
    return [each.table for each in sorted(taken, key=lambda each: (each.area.top, each.area.left))]


def _candidates(package: Package, sheet: str, rows: _Rows) -> Iterator[_Candidate]:
    """Yield the first row of texts with values below, and every other that says what its columns are."""
    is_first = True
    for row in sorted(row for row in rows if row <= _DEEPEST):
        for left, headings in _text_runs(rows[row]):
            known = sum(next(meanings_of(heading), None) is not None for heading in headings)
            if not is_first and known < _RECOGNISED:
                continue
            below = _below(rows, row, left, len(headings))
            if below:
                is_first = False
                table = _raw(package, sheet, sheet, headings, below, Cell(row, left))
                recognised = sum(guess.meaning != "" for guess in guess_columns([table]))
                area = Area(row, left, row + len(below), left + len(headings) - 1)
                yield _Candidate(area, table, recognised)


def _text_runs(cells: Mapping[int, CellValue]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield at least two texts side by side, with the column of the first."""
    texts = {column: text for column, text in cells.items() if isinstance(text, str) and text.strip()}
    for first in sorted(column for column in texts if column - 1 not in texts):
        end = next(column for column in count(first) if column not in texts)
        if end - first > 1:
            yield first, tuple(texts[column] for column in range(first, end))


def _below(rows: _Rows, row: int, left: int, width: int) -> list[list[CellValue]]:
    """Return the rows below headings, down to the first blank one."""
    found: list[list[CellValue]] = []
    while len(found) < LOOKED_AT:
        cells = rows.get(row + 1 + len(found), {})
        values = [cells.get(column) for column in range(left, left + width)]
        if is_empty(values):
            break
        found.append(values)
    return found


def _overlap(one: Area, other: Area) -> bool:
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )
