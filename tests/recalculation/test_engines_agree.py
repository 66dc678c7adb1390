"""Two engines that know nothing of each other agree on what becomes of public workbooks.

The baseline check proves a formula on its saved inputs only. Here inputs are changed at
random, and whatever cellrune and LibreOffice both vouch for must come out the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from needs_office import NEEDS_OFFICE
from shared import SHARED, needs_shared
from xlsales.kernel.dates import date_of_serial
from xlsales.kernel.values import CellValue, is_number
from xlsales.office import OfficeProcess
from xlsales.recalculation.baseline import saved_clock
from xlsales.recalculation.book import Book, address, read_book
from xlsales.recalculation.comparing import mismatch
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.libreoffice import LibreOfficeEngine
from xlsales.recalculation.engines.port import Place
from xlsales.recalculation.graph import area_keys
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package

pytestmark = [pytest.mark.shared, pytest.mark.slow, needs_shared, *NEEDS_OFFICE]

MOST_INPUTS = 12
#: Books with formulas over numbers, from charts, budgets and trackers to function by function tables.
BOOKS = (
    "IronCalc__gantt_project_tracker.xlsx",
    "Open-XML-SDK__BusinessPerformancetest21_with_content_TP10209823.xltx",
    "Open-XML-SDK__PortfolioAnalysis_TP10073883.xltx",
    "Open-XML-SDK__basicspreadsheet.xlsx",
    "PhpSpreadsheet__ignoreerror.xlsx",
    "openxlsx-data__formula_checks.xlsx",
    "poi__simple-monthly-budget.xlsx",
)


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[LibreOfficeEngine]:
    """One process for all books."""
    with OfficeProcess() as office:
        yield LibreOfficeEngine(office)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", BOOKS)
def test_both_engines_come_to_the_same_results(libreoffice: LibreOfficeEngine, name: str, seed: int) -> None:
    with open_package(Path(SHARED, "corpus", name)) as package:
        book = read_book(package)
        settings = _changed_inputs(book, random.Random(seed))
        day = date_of_serial(saved_clock(book, package).now, book.system)
        one = recalculate(package, Options([CellruneEngine()], settings, today=day))
        other = recalculate(package, Options([libreoffice], settings, today=day))

    assert len(one.changed) >= len(settings)
    assert _disagreements(book, one, other) == []


def _changed_inputs(book: Book, draw: random.Random) -> list[str]:
    """Return settings for some of the numbers that people typed."""
    typed = [place for place in _numbers(book) if place not in _cells_of_arrays(book)]
    settings = []
    for place in draw.sample(typed, min(MOST_INPUTS, len(typed))):
        before = book.value(place)
        assert isinstance(before, (int, float))
        after = draw.choice([before * 2 + 1, before + 1, before / 3 + 1, -before - 1])
        settings.append(f"{address(place)}={after!r}")
    return settings


def _numbers(book: Book) -> Iterator[Place]:
    for sheet, cells in book.sheets.items():
        for key, value in cells.values.items():
            if is_number(value) and key not in cells.formulas:
                yield Place(sheet, key)


def _cells_of_arrays(book: Book) -> set[Place]:
    return {
        Place(sheet, key)
        for sheet, cells in book.sheets.items()
        for array in cells.arrays.values()
        for key in area_keys(array.area)
    }


def _disagreements(book: Book, one: Recalculation, other: Recalculation) -> list[str]:
    """Return the cells that both engines vouch for, with results that differ."""
    kept = {kept.place for kept in (*one.kept, *other.kept)}
    first, second = _results(one), _results(other)
    found = []
    for place in sorted((first.keys() | second.keys()) - kept):
        before = book.value(place)
        reason = mismatch(first.get(place, before), second.get(place, before))
        if reason:
            found.append(f"{address(place)} {book.formula(place)}: {reason}")
    return found


def _results(done: Recalculation) -> dict[Place, CellValue]:
    return {changed.place: changed.after for changed in done.changed}
