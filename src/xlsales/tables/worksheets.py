"""Tables of a workbook: its Excel tables, and sheets whose first filled rows are headings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xlsales.kernel.grid import Area, Cell
from xlsales.kernel.values import is_blank
from xlsales.tables.raw import HEADINGS, RawTable, is_empty
from xlsales.workbook import Package, SheetCells, Table, cell_key, cell_place, scan_sheet

#: Rows from the top in which headings are looked for.
_HEADING_ROWS = 30


def workbook_tables(package: Package) -> list[RawTable]:
    """Return every table of a workbook.

    Excel tables are known by their names. A sheet without one is a table of its own, known by the
    sheet's name: its headings are the first row with at least two texts side by side, and it ends
    at the first blank row. A table that is alone on its sheet is known by the sheet's name too.

    Args:
        package: The open workbook.

    Raises:
        RefusedFileError: WB-006 to WB-028 as ``scan_sheet``.
    """
    tables: list[RawTable] = []
    for sheet in package.sheets:
        if sheet.kind != "worksheet" or sheet.state != "visible":
            continue
        cells = scan_sheet(package, sheet.name)
        excel_tables = package.tables_of(sheet.name)
        if excel_tables:
            tables += (_excel_table(package, table, cells) for table in excel_tables)
        else:
            tables += _sheet_table(package, sheet.name, cells)
    return tables


def _excel_table(package: Package, table: Table, cells: SheetCells) -> RawTable:
    area = table.area
    top, bottom = area.top + table.header_rows, area.bottom - table.totals_rows
    data = Area(top, area.left, max(bottom, top), area.right)
    return _table(package, table.name, table.sheet, table.columns, data, cells)


def _sheet_table(package: Package, sheet: str, cells: SheetCells) -> Iterator[RawTable]:
    found = _headings(cells)
    if found is None:
        return
    corner, headings = found
    last = corner.row
    filled = {cell_place(key).row for key, value in cells.values.items() if not is_blank(value)}
    while last + 1 in filled:
        last += 1
    if last > corner.row:
        data = Area(corner.row + 1, corner.column, last, corner.column + len(headings) - 1)
        yield _table(package, sheet, sheet, headings, data, cells)


def _headings(cells: SheetCells) -> tuple[Cell, tuple[str, ...]] | None:
    rows: dict[int, dict[int, str]] = {}
    for key, value in cells.values.items():
        place = cell_place(key)
        if place.row <= _HEADING_ROWS and isinstance(value, str) and value.strip():
            rows.setdefault(place.row, {})[place.column] = value
    for row, texts in sorted(rows.items()):
        first = min(texts)
        width = 0
        while first + width in texts:
            width += 1
        if width > 1:
            return Cell(row, first), tuple(texts[first + step] for step in range(width))
    return None


def _table(
    package: Package, name: str, sheet: str, headings: tuple[str, ...], data: Area, cells: SheetCells
) -> RawTable:
    columns = range(data.left, data.right + 1)
    kept: list[int] = []
    rows = []
    for row in range(data.top, data.bottom + 1):
        values = [cells.values.get(cell_key(row, column)) for column in columns]
        if not is_empty(values):
            kept.append(row)
            rows.append(values)
    place = partial(_place, sheet, data.top - 1, kept, data.left)
    return RawTable(name, headings, rows, place, package.date_system)


def _place(sheet: str, heading: int, rows: list[int], left: int, row: int, column: int) -> str:
    line = heading if row == HEADINGS else rows[row]
    return f"{sheet}!{Cell(line, left + column)}"
