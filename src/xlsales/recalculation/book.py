"""A workbook as the recalculation sees it: cells, formulas, names, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsales.formula.context import BookNames, TableShape
from xlsales.formula.context import Place as FormulaPlace
from xlsales.kernel.dates import DateSystem
from xlsales.kernel.grid import MAX_COLUMN, Area
from xlsales.kernel.values import CellError, CellValue
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import COLUMN_MASK, cell_key, cell_place
from xlsales.workbook.model import SheetCells

if TYPE_CHECKING:
    from xlsales.workbook import Package

#: What Excel shows where a function is unknown: a workbook saved without our functions.
UNKNOWN_FUNCTION = CellError("#NAME?")


@dataclass
class Book:
    """The scanned cells of a workbook; nothing here is ever written back.

    Attributes:
        names: Sheets, defined names and tables, for formulas.
        sheets: Cells by sheet name.
        system: Date system.
    """

    names: BookNames
    sheets: dict[str, SheetCells] = field(default_factory=dict)
    system: DateSystem = 1900

    def value(self, place: Place) -> CellValue:
        """Return the saved value of a cell, ``None`` for a blank one."""
        return self.sheets[place.sheet].values.get(place.key)

    def formula(self, place: Place) -> str | None:
        """Return a cell's formula without ``=``."""
        cells = self.sheets.get(place.sheet)
        return cells.formulas.get(place.key) if cells else None

    def formulas(self) -> Iterator[tuple[Place, str]]:
        """Go through all formulas, sheet by sheet."""
        for sheet, cells in self.sheets.items():
            for key, text in cells.formulas.items():
                yield Place(sheet, key), text

    def is_cached(self, place: Place) -> bool:
        """Tell whether Excel has saved a result for a formula."""
        return place.key not in self.sheets[place.sheet].uncached

    def has_result(self, place: Place) -> bool:
        """Tell whether a saved result can be compared with; ``#NAME?`` says that we were missing."""
        return self.is_cached(place) and self.value(place) != UNKNOWN_FUNCTION

    def array_area(self, place: Place) -> Area | None:
        """Return the cells that an array formula filled when it was saved."""
        array = self.sheets[place.sheet].arrays.get(place.key)
        return array.area if array else None

    def filled_area(self, place: Place) -> Area | None:
        """Return the cells that an array formula or a what-if table filled when it was saved."""
        return self.array_area(place) or self.sheets[place.sheet].data_tables.get(place.key)

    def what_if_tables(self) -> Iterator[Place]:
        """Go through the first cells of what-if tables, which only Excel computes."""
        for sheet, cells in self.sheets.items():
            for key in cells.data_tables:
                yield Place(sheet, key)

    def is_dynamic(self, place: Place) -> bool:
        """Tell whether the formula spills."""
        array = self.sheets[place.sheet].arrays.get(place.key)
        return bool(array and array.dynamic)

    def value_places(self, sheet: str, area: Area) -> Iterator[int]:
        """Go through the keys of the filled cells of an area, whichever way is shorter."""
        values = self.sheets[sheet].values if sheet in self.sheets else {}
        if area.size <= len(values):
            for row in range(area.top, area.bottom + 1):
                start = cell_key(row, area.left)
                for key in range(start, start + area.width):
                    if key in values:
                        yield key
        else:
            left, right = area.left - 1, area.right - 1
            first, last = cell_key(area.top, 1), cell_key(area.bottom, MAX_COLUMN)
            for key in values:
                if first <= key <= last and left <= key & COLUMN_MASK <= right:
                    yield key


def read_book(package: Package) -> Book:
    """Scan every worksheet of a package."""
    from xlsales.workbook import scan_sheet

    names = BookNames(
        sheets=tuple(sheet.name for sheet in package.sheets),
        names={(name.sheet, name.name.lower()): name.text for name in package.names},
        tables={
            table.name.lower(): TableShape(
                table.name, table.sheet, table.area, table.columns, table.header_rows, table.totals_rows
            )
            for table in package.tables
        },
    )
    book = Book(names, system=package.date_system)
    for sheet in package.sheets:
        if sheet.kind == "worksheet":
            book.sheets[sheet.name] = scan_sheet(package, sheet.name)
    return book


def formula_place(place: Place) -> FormulaPlace:
    """Return a place as the formula room writes it."""
    return FormulaPlace(place.sheet, cell_place(place.key))


def place_of(sheet: str, row: int, column: int) -> Place:
    """Return the place of a cell, row and column from 1."""
    return Place(sheet, cell_key(row, column))


def address(place: Place) -> str:
    """Return a place as people write it, such as ``Plan!B7``.

    Examples:
        >>> address(place_of("My plan", 7, 2))
        "'My plan'!B7"
    """
    from xlsales.formula.addresses import quoted_sheet

    return f"{quoted_sheet(place.sheet)}!{cell_place(place.key)}"
