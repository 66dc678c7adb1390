"""Where a formula stands, and what its workbook calls things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xlsales.formula.mentions import FormulaReferences
from xlsales.formula.references import find_references
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

    @cached_property
    def names_with_our_calls(self) -> frozenset[str]:
        """Lower-case names whose meaning holds a call of ours, directly or through other names."""
        mentions = {key: find_references(text) for key, text in self.names.items()}
        holding = {name for (_, name), found in mentions.items() if found.own}
        grown = bool(holding)
        while grown:
            more = {
                name
                for (_, name), found in mentions.items()
                if name not in holding and not holding.isdisjoint(_mentioned(found))
            }
            holding |= more
            grown = bool(more)
        return frozenset(holding)

    def sheet_spelled(self, sheet: str | None) -> str | None:
        """Return a sheet's name as the workbook spells it, ``None`` where it has no such sheet."""
        return self._spellings.get(sheet.lower()) if sheet is not None else None

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {sheet.lower(): sheet for sheet in self.sheets}

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


def _mentioned(found: FormulaReferences) -> set[str]:
    return {name for _, name in found.names} | {function.lower() for function in found.functions}
