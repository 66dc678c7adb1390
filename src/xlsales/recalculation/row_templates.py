"""One formula for a whole table column: made self-contained once, then copied from row to row."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsales.formula.contained import self_contained
from xlsales.formula.row_marks import OWN_ROW, row_marked
from xlsales.kernel.grid import MAX_ROW
from xlsales.recalculation.book import Book, formula_place
from xlsales.recalculation.engines.port import Place
from xlsales.workbook.keys import cell_key, cell_place


@dataclass
class Containing:
    """Makes formulas self-contained.

    A formula whose text is the same in many rows, as in a table's column, is made
    self-contained in two neighbouring rows. What differs between them is the row number.

    Attributes:
        book: The workbook.
    """

    book: Book
    _templates: dict[tuple[str, int, str], str | None] = field(default_factory=dict, init=False)

    def text(self, place: Place, formula: str) -> str:
        """Return the formula of a cell so that it means the same from anywhere."""
        row, column = cell_place(place.key)
        known = (place.sheet, column, formula)
        if known not in self._templates:
            self._templates[known] = None
            return self._contained(place, formula)
        template = self._templates[known] or self._template(place, formula)
        self._templates[known] = template
        if template is None or not self._covers(place):
            return self._contained(place, formula)
        return template.replace(OWN_ROW, str(row))

    def _contained(self, place: Place, formula: str) -> str:
        return self_contained(formula, formula_place(place), self.book.names).text

    def _covers(self, place: Place) -> bool:
        """Tell whether the cell stands among a table's rows of data, where every row is alike."""
        table = self.book.names.table_around(formula_place(place))
        row = cell_place(place.key).row
        return table is not None and (
            table.area.top + table.header_rows <= row <= table.area.bottom - table.totals_rows
        )

    def _template(self, place: Place, formula: str) -> str | None:
        row, column = cell_place(place.key)
        neighbour = Place(place.sheet, cell_key(row - 1, column))
        if row in (1, MAX_ROW) or not (self._covers(place) and self._covers(neighbour)):
            return None
        here, above = self._contained(place, formula), self._contained(neighbour, formula)
        return row_marked(here, above, str(row), str(row - 1))
