"""Self-contained formulas calculated far from their place: they give what Excel saved at their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import needs_shared, shared_file
from xlsales.formula.contained import self_contained
from xlsales.formula.references import find_references
from xlsales.kernel.issues import RefusedFileError
from xlsales.recalculation.book import Book, formula_place, place_of, read_book
from xlsales.recalculation.comparing import mismatch
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import CalculationCopy, Clock, Computed, Formula, Place
from xlsales.workbook import open_package

pytestmark = [needs_shared, pytest.mark.shared, pytest.mark.slow]

_CLOCK = Clock(46_000.5)
_FAR_ROW, _FAR_COLUMN = 500_000, 16_000
#: What a copy of saved values cannot give: the hour, another library, whether a cell holds a formula.
_NOT_FROM_VALUES = ("NOW", "TODAY", "RAND", "RANDBETWEEN", "ISFORMULA", "_XLL.")


def books() -> Iterator[tuple[Path, Book]]:
    """Yield the workbooks of the corpus that can be read."""
    for path in sorted(shared_file("corpus").glob("*.xl*")):
        try:
            with open_package(path) as package:
                yield path, read_book(package)
        except RefusedFileError:
            continue


def comparable(book: Book) -> Iterator[tuple[Place, str]]:
    """Yield the plain formulas whose result follows from the saved values."""
    for place, text in book.formulas():
        found = find_references(text)
        foreign = any(function.startswith(_NOT_FROM_VALUES) for function in found.functions)
        if (
            book.is_cached(place)
            and not book.array_area(place)
            and not (foreign or found.external or found.spills)
        ):
            yield place, text


def far_results(book: Book, formulas: list[tuple[Place, str]]) -> list[Computed | None]:
    """Calculate formulas from saved values, each in a cell far away on another sheet."""
    copy = CalculationCopy((*book.names.sheets, "far away"), book.system)
    for sheet, cells in book.sheets.items():
        for key, value in cells.values.items():
            copy.put(Place(sheet, key), value)
    far = [place_of("far away", _FAR_ROW + i, _FAR_COLUMN) for i in range(len(formulas))]
    for target, (place, text) in zip(far, formulas, strict=True):
        contained = self_contained(text, formula_place(place), book.names, plain=True)
        copy.put_formula(target, Formula(contained.text))
    calculation = CellruneEngine().load(copy)
    try:
        results = calculation.calculate(_CLOCK)
        return [results.get(target) for target in far]
    finally:
        calculation.close()


def test_every_formula_of_the_corpus_gives_its_saved_value_from_far_away() -> None:
    compared = 0
    for path, book in books():
        formulas = list(comparable(book))
        for (place, text), result in zip(formulas, far_results(book, formulas), strict=True):
            assert mismatch(book.value(place), result) is None, f"{path.name} {formula_place(place)} {text}"
            compared += 1

    assert compared > 900
