"""A calculation copy as an open document of LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from xlsales.kernel.grid import Area
from xlsales.kernel.values import CLASSIC_ERRORS, CellError, CellValue
from xlsales.office import OfficeProcess
from xlsales.office.faults import not_running
from xlsales.recalculation.engines.copy_file import copy_as_file
from xlsales.recalculation.engines.port import CalculationCopy, Formula, Place
from xlsales.recalculation.engines.rectangles import by_sheet, column_runs, rectangles
from xlsales.recalculation.mentions import SheetRange
from xlsales.workbook.keys import cell_key

#: Sheet, left, top, right, bottom, all from 0, as the worker counts.
_Box = list[int]

#: The empty text, which LibreOffice takes for a blank cell unless a formula makes it.
EMPTY_TEXT: Final = Formula('""')


class OfficeCopy:
    """A document that LibreOffice holds open until ``close``.

    Args:
        office: The process that holds it.
        copy: What it holds; its last sheet must have room for the worker beyond the first columns.
    """

    def __init__(self, office: OfficeProcess, copy: CalculationCopy) -> None:
        self._office = office
        self._sheets = copy.sheets
        self._number = {sheet: i for i, sheet in enumerate(copy.sheets)}
        with self._as_file(copy) as path:
            self._document: int = office.ask("load", path=str(path))
        self._generation = office.generation

    def change(
        self,
        cleared: Iterable[SheetRange],
        values: Mapping[Place, CellValue],
        formulas: Mapping[Place, Formula],
    ) -> None:
        """Clear arrays, then put in values and formulas."""
        blanks = [place for place, value in values.items() if value is None]
        request = {
            "cleared": [*(self._box(*area) for area in cleared), *self._boxes(blanks)],
            "values": list(self._value_blocks(values)),
            "constants": list(self._constants(values)),
            "formulas": None,
        }
        if not formulas:
            self._ask("change", **request)
            return
        copy = CalculationCopy(self._sheets)
        for place, formula in formulas.items():
            copy.put_formula(place, formula)
        with self._as_file(copy) as path:
            plain = self._boxes([place for place, f in formulas.items() if not f.area])
            arrays = [self._box(place.sheet, f.area) for place, f in formulas.items() if f.area]
            self._ask("change", **request | {"formulas": [str(path), plain, arrays]})

    def calculate(self, areas: Iterable[SheetRange]) -> list[list[list[Any]]]:
        """Calculate everything; return the rows of each area, errors as ``{"error": number}``."""
        rows: list[list[list[Any]]] = self._ask("calculate", areas=[self._box(*area) for area in areas])
        return rows

    def close(self) -> None:
        """Close the document, where its process still runs."""
        if self._office.generation == self._generation:
            self._ask("close")

    def _ask(self, request: str, **arguments: object) -> Any:
        if self._office.generation != self._generation:
            raise not_running("the process that held the copy has ended")
        return self._office.ask(request, document=self._document, **arguments)

    @contextmanager
    def _as_file(self, copy: CalculationCopy) -> Iterator[Path]:
        path = self._office.temporary_file(".xlsx")
        try:
            path.write_bytes(copy_as_file(copy))
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _value_blocks(self, values: Mapping[Place, CellValue]) -> Iterator[tuple[_Box, list[list[object]]]]:
        """Yield numbers and texts as columns of cells below one another."""
        plain = {
            place: value if isinstance(value, str) else float(value)
            for place, value in values.items()
            if not (value is None or value == "" or isinstance(value, (bool, CellError)))
        }
        for sheet, keys in by_sheet(plain):
            for run in column_runs(keys):
                keys_below = (cell_key(row, run.left) for row in range(run.top, run.bottom + 1))
                yield self._box(sheet, run), [[plain[Place(sheet, key)]] for key in keys_below]

    def _constants(self, values: Mapping[Place, CellValue]) -> Iterator[tuple[_Box, str]]:
        """Yield what only a formula can put into a cell."""
        for place, value in values.items():
            if value == "" or isinstance(value, (bool, CellError)):
                yield self._boxes([place])[0], _as_constant(value)

    def _boxes(self, places: Iterable[Place]) -> list[_Box]:
        return [self._box(sheet, area) for sheet, keys in by_sheet(places) for area in rectangles(keys)]

    def _box(self, sheet: str, area: Area) -> _Box:
        return [self._number[sheet], area.left - 1, area.top - 1, area.right - 1, area.bottom - 1]


def _as_constant(value: CellValue) -> str:
    if isinstance(value, CellError):
        return "=" + (value.code if value.code in CLASSIC_ERRORS else "#VALUE!")
    return f"={value}()".upper() if isinstance(value, bool) else f"={EMPTY_TEXT.text}"
