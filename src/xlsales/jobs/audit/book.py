"""A workbook as the audit sees it: cells, formulas in groups, looks and links; nothing is ever written."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from xlsales.formula.context import Place as FormulaPlace
from xlsales.formula.tables import table_area
from xlsales.formula.tree import Node, Reference, TableReference
from xlsales.jobs.audit.formulas import FormulaGroup, FormulaGroups
from xlsales.jobs.audit.plan_tables import raw_plan_tables
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellValue, is_number
from xlsales.recalculation.book import Book, read_book
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.mentions import MentionFinder
from xlsales.tables.raw import RawTable
from xlsales.workbook.chart_formulas import ChartFormula, chart_formulas
from xlsales.workbook.keys import cell_key, cell_place
from xlsales.workbook.looks import SheetLooks, sheet_looks
from xlsales.workbook.model import Calculation, DefinedName, Sheet, Table
from xlsales.workbook.number_formats import style_units
from xlsales.workbook.outside_books import outside_books
from xlsales.workbook.package import Package


@dataclass
class AuditedBook:
    """What the rules look at.

    Attributes:
        path: The file.
        book: Cells and names.
        sheets: Tabs in order.
        tables: Excel tables.
        names: Defined names.
        calculation: How it asks to be calculated.
        looks: Hidden rows, filters and units by sheet.
        charts: References of charts.
        outside: Other workbooks that it is linked to.
        raw: The tables of a plan, none in a workbook that holds no plan.
        groups: Formulas by what they say.
    """

    path: Path
    book: Book
    sheets: tuple[Sheet, ...]
    tables: tuple[Table, ...] = ()
    names: tuple[DefinedName, ...] = ()
    calculation: Calculation = field(default_factory=Calculation)
    looks: dict[str, SheetLooks] = field(default_factory=dict)
    charts: tuple[ChartFormula, ...] = ()
    outside: tuple[str, ...] = ()
    raw: tuple[RawTable, ...] = ()

    @cached_property
    def groups(self) -> FormulaGroups:
        """Formulas by what they say."""
        return FormulaGroups(self.book)

    @cached_property
    def finder(self) -> MentionFinder:
        """Finds what names and tables mean."""
        return MentionFinder(self.book)

    @cached_property
    def filled(self) -> dict[str, dict[int, array[int]]]:
        """Rows of the filled cells of each column, rising, by sheet."""
        found: dict[str, dict[int, array[int]]] = {}
        for sheet, cells in self.book.sheets.items():
            columns = found[sheet] = {}
            for key in sorted(cells.values.keys() | cells.formulas.keys()):
                row, column = cell_place(key)
                rows = columns.get(column)
                if rows is None:
                    rows = columns[column] = array("l")
                rows.append(row)
        return found

    @cached_property
    def extent(self) -> dict[str, tuple[int, int]]:
        """The last filled row and column of each sheet, 0 where it is empty."""
        return {
            sheet: (max((rows[-1] for rows in columns.values()), default=0), max(columns, default=0))
            for sheet, columns in self.filled.items()
        }

    def value(self, sheet: str, key: int) -> CellValue:
        """Return the saved value of a cell."""
        cells = self.book.sheets.get(sheet)
        return cells.values.get(key) if cells else None

    def number(self, sheet: str, key: int) -> float | None:
        """Return a cell's number, ``None`` where there is none."""
        value = self.value(sheet, key)
        return float(value) if is_number(value) else None  # type: ignore[arg-type]

    def typed_number(self, sheet: str, key: int) -> float | None:
        """Return a number that somebody typed, ``None`` for anything else."""
        return None if self.has_formula(sheet, key) else self.number(sheet, key)

    def typed_text(self, sheet: str, key: int) -> str | None:
        """Return a text that somebody typed, ``None`` for anything else."""
        value = self.value(sheet, key)
        return value if isinstance(value, str) and not self.has_formula(sheet, key) else None

    def has_formula(self, sheet: str, key: int) -> bool:
        """Tell whether a cell holds a formula, or is filled by an array or a what-if table."""
        cells = self.book.sheets.get(sheet)
        return cells is not None and (key in cells.formulas or key in self.array_members[sheet])

    @cached_property
    def array_members(self) -> dict[str, set[int]]:
        """Cells that array formulas and what-if tables fill, by sheet."""
        return {
            sheet: {
                key
                for area in (*(each.area for each in cells.arrays.values()), *cells.data_tables.values())
                for key in self.filled_keys(sheet, area)
            }
            for sheet, cells in self.book.sheets.items()
        }

    def unit(self, sheet: str, key: int) -> str:
        """Return the unit that a cell shows its number in."""
        looks = self.looks.get(sheet)
        return looks.units.get(key, "") if looks else ""

    def filled_keys(self, sheet: str, area: Area) -> Iterator[int]:
        """Go through the filled cells of an area, column by column."""
        from bisect import bisect_left, bisect_right

        columns = self.filled.get(sheet, {})
        for column in range(area.left, min(area.right, self.extent.get(sheet, (0, 0))[1]) + 1):
            rows = columns.get(column)
            if rows is not None:
                for place in range(bisect_left(rows, area.top), bisect_right(rows, area.bottom)):
                    yield cell_key(rows[place], column)

    def clipped(self, sheet: str, area: Area) -> Area:
        """Return an area without what lies behind the last filled row and column."""
        last_row, last_column = self.extent.get(sheet, (0, 0))
        return Area(
            area.top,
            area.left,
            max(area.top, min(area.bottom, last_row)),
            max(area.left, min(area.right, last_column)),
        )

    def ranges(self, group: FormulaGroup, node: Node, key: int) -> list[tuple[str, Area]]:
        """Return the cells that a part of a formula means, names and tables looked up."""
        if isinstance(node, Reference):
            if node.book is not None or node.last_sheet is not None:
                return []
            area = group.area_from(node, key)
            sheet = self.sheet_name(node.sheet) if node.sheet else group.sheet
            return [(sheet, area)] if area is not None and sheet in self.book.sheets else []
        if isinstance(node, TableReference):
            return self._table_ranges(group, node, key)
        found = self.finder.find(Place(group.sheet, key), group.written(node)).ranges
        return [(sheet, area) for sheet, area in found if sheet in self.book.sheets]

    def _table_ranges(self, group: FormulaGroup, node: TableReference, key: int) -> list[tuple[str, Area]]:
        names, cell = self.book.names, cell_place(key)
        if node.table is None:
            table = names.table_around(FormulaPlace(group.sheet, cell))
        else:
            table = names.tables.get(node.table.lower())
        if table is None or table.sheet not in self.book.sheets:
            return []
        area = table_area(table, node.items, node.first_column, node.last_column, cell.row)
        return [(table.sheet, area)] if isinstance(area, Area) else []

    def sheet_name(self, written: str) -> str:
        """Return a sheet's name as the workbook spells it."""
        return self.book.names.sheet_spelled(written) or written


def read_audited(package: Package) -> AuditedBook:
    """Read everything that the rules look at.

    Raises:
        RefusedFileError: WB-006 to WB-013 hostile or damaged.
    """
    units = {str(number): unit for number, unit in enumerate(style_units(package)) if unit}
    book = read_book(package)
    return AuditedBook(
        path=package.path,
        book=book,
        sheets=package.sheets,
        tables=package.tables,
        names=package.names,
        calculation=package.calculation,
        looks={sheet: sheet_looks(package, sheet, units) for sheet in book.sheets},
        charts=tuple(chart_formulas(package)),
        outside=outside_books(package),
        raw=raw_plan_tables(package),
    )
