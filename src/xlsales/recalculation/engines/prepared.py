"""The formulas of a copy as LibreOffice may see them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from xlsales.kernel.grid import Area
from xlsales.recalculation.engines.clock_cells import with_clock_cells
from xlsales.recalculation.engines.port import CalculationCopy, Formula, Place
from xlsales.recalculation.engines.unable import why_unable
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.mentions import find_references
from xlsales.workbook.keys import cell_place

#: Stands for a formula that LibreOffice must not see: an error, so that little is computed from it.
_NO_VALUE: Final = "#NAME?"


class PreparedFormulas:
    """What stands in which cell: formulas, arrays of fixed size, and those that cannot be computed.

    Attributes:
        formulas: As LibreOffice sees them.
        unable: Reasons why it must not see the formula that stands there.
    """

    def __init__(self, copy: CalculationCopy, clock_sheet: str, functions: Set[str]) -> None:
        self.formulas: dict[Place, Formula] = {}
        self.unable: dict[Place, str] = {}
        self._anchors: dict[Place, Place] = {}
        self._today, self._now = f"{clock_sheet}!$A$1", f"{clock_sheet}!$A$2"
        self._functions = functions
        for sheet, formulas in copy.formulas.items():
            for key, formula in formulas.items():
                self.put(Place(sheet, key), formula)

    def put(self, place: Place, formula: Formula) -> Formula:
        """Put a formula into a cell; return what LibreOffice is to see there."""
        reason = why_unable(find_references(formula.text), self._functions)
        area = formula.area
        if formula.dynamic:
            if area is None or area.size > 1:
                reason = reason or "LibreOffice does not spill"
            area = Area(*cell_place(place.key), *cell_place(place.key))
        text = _NO_VALUE if reason else with_clock_cells(formula.text, self._today, self._now)
        self.formulas[place] = Formula(text, area)
        if reason:
            self.unable[place] = reason
        if area:
            self._anchors |= dict.fromkeys(self.cells(place), place)
        return self.formulas[place]

    def remove(self, place: Place) -> Area | None:
        """Take out the formula of a cell, or the whole array that it belongs to; return the array's area."""
        anchor = self._anchors.get(place, place)
        members = self.cells(anchor)
        formula = self.formulas.pop(anchor, None)
        self.unable.pop(anchor, None)
        if formula is None or formula.area is None:
            return None
        for member in members:
            del self._anchors[member]
        return formula.area

    def holds(self, place: Place) -> bool:
        """Tell whether a formula fills a cell."""
        return place in self.formulas or place in self._anchors

    def cells(self, place: Place) -> list[Place]:
        """Return the cells that the formula of a cell fills."""
        formula = self.formulas.get(place)
        if formula is None or formula.area is None:
            return [place]
        return [Place(place.sheet, key) for key in area_keys(formula.area)]

    def results(self) -> Iterator[Place]:
        """Go through all cells that a formula fills."""
        for place in self.formulas:
            yield from self.cells(place)
