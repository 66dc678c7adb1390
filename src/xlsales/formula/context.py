"""Where a formula stands, and what its workbook calls things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsales.kernel.grid import Area, Cell


@dataclass(frozen=True, slots=True)
class TableShape:
    """A worksheet table: where it lies and what its columns are called.

    Attributes:
        name: Table name, as formulas write it.
        sheet: Sheet that holds it.
        area: Whole rectangle, headers and totals included.
        columns: Column names, left to right, as their headers show them.
        header_rows: 1, or 0 where the headers are switched off.
        totals_rows: Rows of totals at the bottom, 0 or 1.
    """

    name: str
    sheet: str
    area: Area
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0


@dataclass(frozen=True)
class BookNames:
    """Sheets, defined names and tables of one workbook.

    Attributes:
        sheets: Sheet names, left to right.
        names: Formula text by (sheet or ``None`` for the whole book, lower-case name); relative references
            are stored as seen from A1, as in the file.
        tables: Tables by lower-case name.
    """

    sheets: tuple[str, ...] = ()
    names: Mapping[tuple[str | None, str], str] = field(default_factory=dict)
    tables: Mapping[str, TableShape] = field(default_factory=dict)

    def name_text(self, name: str, sheet: str | None) -> str | None:
        """Return a defined name's text as seen from ``sheet``: its own names hide the book's."""
        lowered = name.lower()
        if sheet is not None and (sheet, lowered) in self.names:
            return self.names[sheet, lowered]
        return self.names.get((None, lowered))

    def table_around(self, place: Place) -> TableShape | None:
        """Return the table in which a cell stands."""
        for table in self.tables.values():
            if table.sheet == place.sheet and place.cell in table.area:
                return table
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """The cell that holds a formula."""

    sheet: str
    cell: Cell
