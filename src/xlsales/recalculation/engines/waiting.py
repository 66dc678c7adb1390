"""Which formulas read a cell that has no value, directly or through others.

An engine that shows an error in such a cell lets ``IFERROR`` or ``COUNT`` make a value of
it. That value would be a guess, so the readers wait as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xlsales.formula.mentions import SheetArea
from xlsales.recalculation.engines.port import Formula, Place
from xlsales.recalculation.engines.unable import passes_errors_unseen
from xlsales.recalculation.graph import ReaderGraph
from xlsales.recalculation.mentions import SheetRange, find_references


class Waiting:
    """Follows the formulas of a copy from cell to cell.

    Args:
        sheets: Names of all sheets, in order.
        formulas: By cell.
    """

    def __init__(self, sheets: Sequence[str], formulas: Mapping[Place, Formula]) -> None:
        self._sheets = sheets
        self._number = {sheet.lower(): i for i, sheet in enumerate(sheets)}
        self._graph = ReaderGraph()
        self._unseen: set[Place] = set()
        for place, formula in formulas.items():
            self._add(place, formula)

    def readers(self, without_value: Iterable[Place], filled_sheets: Iterable[str]) -> set[Place]:
        """Return the formulas that read such cells.

        Args:
            without_value: Cells without a value.
            filled_sheets: Sheets that a formula may reach by a name that it builds itself.
        """
        starts = set(without_value)
        sheets = {place.sheet for place in starts}
        anywhere = not sheets.isdisjoint(filled_sheets)
        unseen = {place for place in self._unseen if anywhere or place.sheet in sheets}
        return unseen | self._graph.readers(starts | unseen)

    def _add(self, place: Place, formula: Formula) -> None:
        found = find_references(formula.text)
        ranges = [r for area in found.areas for r in self._ranges(place.sheet, area)]
        self._graph.add(place, ranges, formula.area)
        if passes_errors_unseen(found):
            self._unseen.add(place)

    def _ranges(self, own_sheet: str, area: SheetArea) -> Iterator[SheetRange]:
        first = self._number.get((area.sheet or own_sheet).lower())
        last = self._number.get(area.last_sheet.lower()) if area.last_sheet else first
        if first is not None and last is not None:
            for sheet in self._sheets[first : last + 1]:
                yield sheet, area.area
