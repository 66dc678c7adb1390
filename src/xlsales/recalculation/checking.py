"""Formulas that nothing new reaches: their saved results are computed again, and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlsales.kernel.values import CellValue
from xlsales.recalculation.book import Book
from xlsales.recalculation.comparing import mismatch
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import (
    CalculationCopy,
    Clock,
    Computed,
    Engine,
    Formula,
    Place,
    Results,
    Unavailable,
)
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.mentions import find_references
from xlsales.recalculation.row_templates import Containing
from xlsales.recalculation.shapes import Alike
from xlsales.workbook.keys import COLUMN_MASK

#: SUBTOTAL and AGGREGATE pass over others of their kind.
_TELLING_FORMULAS: Final = frozenset({"ISFORMULA", "FORMULATEXT", "SUBTOTAL", "AGGREGATE"})


class EngineChecker:
    """An engine that is asked once."""

    most = 100_000
    takes_arrays = True

    def __init__(self, engine: Engine) -> None:
        self.name = engine.name
        self.travels = isinstance(engine, CellruneEngine)
        self._engine = engine

    def results(self, copy: CalculationCopy, clock: Clock) -> Results:
        """Return what every formula of a copy gives, by sheet and packed place."""
        calculation = self._engine.load(copy)
        try:
            found: dict[str, dict[int, Computed]] = defaultdict(dict)
            for place, value in calculation.calculate(clock).items():
                found[place.sheet][place.key] = value
            return found
        finally:
            calculation.close()


@dataclass
class SavedResults:
    """Holds saved results against what a checker computes from saved inputs.

    Attributes:
        book: The workbook as it was saved.
    """

    book: Book
    _containing: Containing = field(init=False)

    def __post_init__(self) -> None:
        self._containing = Containing(self.book)

    def differing(self, formulas: Sequence[Alike], results: Results) -> set[Place]:
        """Return the formulas whose saved result is not what a checker gives."""
        found: set[Place] = set()
        for alike in formulas:
            sheet = alike.shape.sheet
            wrong = self._wrong(sheet, alike.keys, results.get(sheet, {}))
            found.update(Place(sheet, key) for key in wrong)
        return found

    def _wrong(self, sheet: str, keys: Iterable[int], results: Mapping[int, Computed]) -> Iterator[int]:
        cells = self.book.sheets[sheet]
        values, arrays = cells.values, cells.arrays
        if arrays.keys().isdisjoint(keys) and _are_the_same(map(values.get, keys), map(results.get, keys)):
            return
        for key in keys:
            saved, computed = values.get(key), results.get(key, _NOTHING)
            if key in arrays:
                inside = area_keys(arrays[key].area)
                if any(mismatch(values.get(one), results.get(one, _NOTHING)) for one in inside):
                    yield key
            elif (saved != computed or type(saved) is not type(computed)) and mismatch(saved, computed):
                yield key

    def copy(self, formulas: Iterable[Alike]) -> CalculationCopy:
        """Return a copy of some formulas, with saved values in all columns that they look at."""
        formulas = list(formulas)
        copy = CalculationCopy(self.book.names.sheets, self.book.system)
        for alike in formulas:
            texts = self.book.sheets[alike.shape.sheet].formulas
            arrays = self.book.sheets[alike.shape.sheet].arrays
            held = copy.formulas.setdefault(alike.shape.sheet, {})
            for key in alike.keys:
                text = texts[key]
                if alike.placed:
                    text = self._containing.text(Place(alike.shape.sheet, key), text)
                held[key] = Formula(text, arrays[key].area) if key in arrays else Formula(text)
        for sheet, columns in _columns(formulas).items():
            if sheet in self.book.sheets:
                copy.values[sheet] = self._values(sheet, columns, copy.formulas.get(sheet, {}))
        return copy

    def _values(self, sheet: str, columns: set[int], formulas: Mapping[int, Formula]) -> dict[int, CellValue]:
        values = self.book.sheets[sheet].values
        filled = {key for formula in formulas.values() if formula.area for key in area_keys(formula.area)}
        return {
            key: value
            for key, value in values.items()
            if key & COLUMN_MASK in columns and key not in formulas and key not in filled
        }


def company_of(formulas: Sequence[Alike], others: Iterable[Alike], book: Book, most: int) -> list[Alike]:
    """Return the formulas in the columns at which some look that tell formulas from values.

    Where these are more than so many, there is no room for them: none.
    """
    columns = _columns(alike for alike in formulas if _tells_formulas(alike, book))
    company = [other for other in others if other.shape.column in columns.get(other.shape.sheet, ())]
    return company if sum(len(alike.keys) for alike in company) <= most else []


def _tells_formulas(alike: Alike, book: Book) -> bool:
    """Tell whether formulas give something else where they read a formula than where they read its value."""
    return not _TELLING_FORMULAS.isdisjoint(find_references(book.formula(alike.shape.sample) or "").functions)


_NOTHING = Unavailable("it gives nothing")


def _are_the_same(saved: Iterable[CellValue], computed: Iterable[Computed | None]) -> bool:
    left, right = list(saved), list(computed)
    return left == right and None not in right and [*map(type, left)] == [*map(type, right)]


def _columns(formulas: Iterable[Alike]) -> dict[str, set[int]]:
    """Return the columns that formulas look at, from 0, by sheet."""
    found: dict[str, set[int]] = defaultdict(set)
    for alike in formulas:
        for sheet, left, right in alike.shape.columns():
            found[sheet].update(range(left - 1, right))
    return found
