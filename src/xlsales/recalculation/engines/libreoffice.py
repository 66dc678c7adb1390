"""LibreOffice: knows much that cellrune does not, where it is installed.

It does not spill, and it has no clock to set: NOW and TODAY become references to cells.
What it does not know must not look like a result, so the readers of such cells wait too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from xlsales.formula.operands import plain_function
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellError, CellValue
from xlsales.office import OfficeError, OfficeProcess, shared_office
from xlsales.office.errors import EXCEL_ERRORS
from xlsales.recalculation.engines.office_copy import EMPTY_TEXT, OfficeCopy
from xlsales.recalculation.engines.port import (
    CalculationCopy,
    Change,
    Clock,
    Computed,
    Formula,
    Place,
    Unavailable,
)
from xlsales.recalculation.engines.prepared import PreparedFormulas
from xlsales.recalculation.engines.rectangles import by_sheet, covering
from xlsales.recalculation.engines.waiting import Waiting
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.mentions import SheetRange
from xlsales.recalculation.scratch import unused_prefix
from xlsales.workbook.keys import cell_key

_TODAY, _NOW = cell_key(1, 1), cell_key(2, 1)
_WAITS: Final = Unavailable("it reads a cell whose value LibreOffice does not know", blocked=True)
_UNKNOWN_NAME: Final = Unavailable("LibreOffice does not know a name in it")
_REASONS: Final = {
    502: Unavailable("LibreOffice's error 502 may be #VALUE! or #NUM! in Excel"),
    522: Unavailable("LibreOffice sees a circular reference"),
    523: Unavailable("LibreOffice sees a circular reference that does not come to rest"),
    525: _UNKNOWN_NAME,
}


class LibreOfficeEngine:
    """Loads copies into one LibreOffice process, which serves them all.

    Args:
        office: The process to use, else the program's shared one.
    """

    name = "LibreOffice"

    def __init__(self, office: OfficeProcess | None = None) -> None:
        self._office = office or shared_office()
        self._functions: frozenset[str] | None = None

    def load(self, copy: CalculationCopy) -> LibreOfficeCalculation:
        """Return the copy, ready to calculate.

        Raises:
            OfficeError: OFFICE-001 to OFFICE-004 where LibreOffice cannot be used at all.
        """
        if self._functions is None:
            self._functions = frozenset(plain_function(name) for name in self._office.ask("functions"))
        return LibreOfficeCalculation(copy, self._office, self._functions)

    def close(self) -> None:
        """End the process; the next load starts another one."""
        self._office.close()


class LibreOfficeCalculation:
    """A copy inside LibreOffice.

    Where LibreOffice gives up over it, every formula is unavailable, with the reason.
    """

    def __init__(self, copy: CalculationCopy, office: OfficeProcess, functions: frozenset[str]) -> None:
        self._clock_sheet = unused_prefix(copy.sheets) + "clock"
        self._prepared = PreparedFormulas(copy, self._clock_sheet, functions)
        self._values = copy.values
        self._sheets = (*copy.sheets, self._clock_sheet)
        self._over: dict[Place, CellValue] = {}
        # TRUE is 1 to LibreOffice. Where Excel's saved value was TRUE or FALSE too, the baseline
        # check has shown what comes of that; elsewhere the readers of the cell must wait.
        self._new_logicals: set[Place] = set()
        self._inbox: dict[Place, CellValue | Formula] = {}
        self._results: dict[Place, Computed] = {}
        self._areas: list[SheetRange] | None = None
        self._waiting: Waiting | None = None
        self._lost = ""
        self._document: OfficeCopy | None = None
        try:
            self._document = OfficeCopy(office, self._shown(copy))
        except OfficeError as error:
            self._lost = str(error.issues[0])

    def change(self, changes: Sequence[Change]) -> None:
        """Replace cells by values or formulas."""
        self._inbox.update(changes)

    def calculate(self, clock: Clock) -> Mapping[Place, Computed]:
        """Bring every formula up to date; return the results that changed, the first time all."""
        before = self._results
        cleared, values, formulas = self._take_changes(clock)
        try:
            self._results = self._calculated(cleared, values, formulas)
        except OfficeError as error:
            self._document, self._lost = None, str(error.issues[0])
        if self._document is None:
            self._results = dict.fromkeys(self._prepared.results(), Unavailable(self._lost))
        return {
            place: value
            for place, value in self._results.items()
            if place not in before or not _identical(before[place], value)
        }

    def read(self, places: Iterable[Place]) -> dict[Place, Computed]:
        """Return what stands in some cells now."""
        return {place: self._get(place) for place in places}

    def read_area(self, sheet: str, area: Area) -> list[list[Computed]]:
        """Return what stands in a rectangle now."""
        values = [self._get(Place(sheet, key)) for key in area_keys(area)]
        return [values[start : start + area.width] for start in range(0, area.size, area.width)]

    def spilled(self, place: Place) -> Area | None:
        """Return ``None``: LibreOffice does not spill."""
        return None

    def close(self) -> None:
        """Let go of the document."""
        document, self._document = self._document, None
        if document is not None:
            document.close()

    def _shown(self, copy: CalculationCopy) -> CalculationCopy:
        """Return the copy as LibreOffice is to see it."""
        shown = CalculationCopy(self._sheets, copy.system, copy.values)
        for sheet, values in copy.values.items():
            for key, value in values.items():
                if value == "":
                    shown.put_formula(Place(sheet, key), EMPTY_TEXT)
        for place, formula in self._prepared.formulas.items():
            shown.put_formula(place, formula)
        return shown

    def _get(self, place: Place) -> Computed:
        if place in self._results:
            return self._results[place]
        if place in self._over:
            return self._over[place]
        return self._saved(place)

    def _saved(self, place: Place) -> CellValue:
        return self._values.get(place.sheet, {}).get(place.key)

    def _take_changes(
        self, clock: Clock
    ) -> tuple[list[SheetRange], dict[Place, CellValue], dict[Place, Formula]]:
        """Return what LibreOffice must be told: arrays to clear, values, formulas."""
        inbox, self._inbox = self._inbox, {}
        cleared: list[SheetRange] = []
        values: dict[Place, CellValue] = {}
        formulas: dict[Place, Formula] = {}
        for place, content in inbox.items():
            if isinstance(content, Formula) or self._prepared.holds(place):
                self._areas = self._waiting = None
            area = self._prepared.remove(place)
            if area:
                cleared.append((place.sheet, area))
            self._new_logicals.discard(place)
            if isinstance(content, Formula):
                formulas[place] = self._prepared.put(place, content)
            else:
                values[place] = self._over[place] = content
                if isinstance(content, bool) and not isinstance(self._saved(place), bool):
                    self._new_logicals.add(place)
        for key, serial in ((_TODAY, clock.today), (_NOW, clock.now)):
            place = Place(self._clock_sheet, key)
            if self._over.get(place) != serial:
                values[place] = self._over[place] = serial
        return cleared, values, formulas

    def _calculated(
        self,
        cleared: Iterable[SheetRange],
        values: Mapping[Place, CellValue],
        formulas: Mapping[Place, Formula],
    ) -> dict[Place, Computed]:
        if self._document is None:
            return {}
        if cleared or values or formulas:
            self._document.change(cleared, values, formulas)
        if self._areas is None:
            sheets = by_sheet(self._prepared.results())
            self._areas = [(sheet, area) for sheet, keys in sheets for area in covering(keys)]
        found: dict[Place, Computed] = dict.fromkeys(self._prepared.results())
        rows = self._document.calculate(self._areas)
        for (sheet, area), lines in zip(self._areas, rows, strict=True):
            for key, value in zip(area_keys(area), chain.from_iterable(lines), strict=True):
                place = Place(sheet, key)
                if place in found:
                    found[place] = _computed(value)
        self._withhold(found)
        return found

    def _withhold(self, found: dict[Place, Computed]) -> None:
        """Take back what was not computed, and what may have been computed from it."""
        for anchor, reason in self._prepared.unable.items():
            found |= dict.fromkeys(self._prepared.cells(anchor), Unavailable(reason))
        without_value = {place for place, value in found.items() if isinstance(value, Unavailable)}
        without_value |= self._new_logicals
        if not without_value:
            return
        if self._waiting is None:
            self._waiting = Waiting(self._sheets, self._prepared.formulas)
        filled = [sheet for sheet, values in self._values.items() if values]
        for anchor in self._waiting.readers(without_value, filled):
            for place in self._prepared.cells(anchor):
                if not isinstance(found[place], Unavailable) or found[place] is _UNKNOWN_NAME:
                    found[place] = _WAITS


def _computed(value: Any) -> Computed:
    if not isinstance(value, dict):
        computed: CellValue = value
        return computed
    number = value["error"]
    if number in _REASONS:
        return _REASONS[number]
    if number in EXCEL_ERRORS:
        return CellError(EXCEL_ERRORS[number])
    return Unavailable(f"LibreOffice stops with its error {number}")


def _identical(left: Computed, right: Computed) -> bool:
    return type(left) is type(right) and left == right
