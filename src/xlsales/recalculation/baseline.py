"""The baseline check: an engine is trusted with a formula that it computed as Excel did.

From Excel's saved inputs it must reproduce Excel's saved result. All formulas are tried in
one chain first. Those that differ, and those that read one that differs, are tried again
alone, each with saved values around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from xlsales.formula.contained import self_contained
from xlsales.kernel.dates import serial_of_date
from xlsales.kernel.values import is_number
from xlsales.recalculation.book import Book, formula_place
from xlsales.recalculation.comparing import Mismatch, mismatch
from xlsales.recalculation.cone import Native
from xlsales.recalculation.copying import add_values, cells_of, native_ranges
from xlsales.recalculation.engines.port import (
    CalculationCopy,
    Clock,
    Computed,
    Engine,
    Formula,
    Place,
)
from xlsales.recalculation.mentions import MentionFinder
from xlsales.recalculation.scratch import Scratch, unused_prefix
from xlsales.workbook import Package

_NO_DATE: Final = date(2020, 1, 1)


def saved_clock(book: Book, package: Package) -> Clock:
    """Return the moment at which Excel computed the saved values, as far as it can be told.

    A saved ``NOW()`` tells it; else a saved ``TODAY()``, at midnight; else the file's own date
    of change.
    """
    today: Clock | None = None
    for place, text in _clock_calls(book):
        value = book.value(place)
        if isinstance(value, (int, float)) and is_number(value):
            if text == "NOW()":
                return Clock(float(value))
            today = today or Clock(float(value))
    if today is not None:
        return today
    if package.modified is None:
        return Clock(float(serial_of_date(_NO_DATE, book.system)))
    seconds = package.modified - package.modified.replace(hour=0, minute=0, second=0, microsecond=0)
    return Clock(serial_of_date(package.modified.date(), book.system) + seconds / timedelta(days=1))


def _clock_calls(book: Book) -> Iterator[tuple[Place, str]]:
    """Go through the formulas that are a call of NOW or TODAY and nothing more."""
    longest = len("TODAY()")
    for sheet, cells in book.sheets.items():
        short = [(key, text.upper()) for key, text in cells.formulas.items() if len(text) <= longest]
        yield from ((Place(sheet, key), text) for key, text in short if text in ("NOW()", "TODAY()"))


def differing(
    book: Book, natives: Iterable[Native], results: Mapping[Place, Computed]
) -> dict[Place, Mismatch]:
    """Return the formulas whose result is not the saved one, with what came instead."""
    found: dict[Place, Mismatch] = {}
    for native in natives:
        if book.is_cached(native.place):
            wrong = _first_mismatch(native, book, native.place.sheet, results)
            if wrong:
                found[native.place] = wrong
    return found


def _first_mismatch(
    native: Native, book: Book, sheet: str, results: Mapping[Place, Computed]
) -> Mismatch | None:
    """Compare a formula's saved cells with the results of the same addresses on some sheet."""
    for place in cells_of(native):
        wrong = mismatch(book.value(place), results.get(Place(sheet, place.key)))
        if wrong:
            return wrong
    return None


def check_alone(
    engine: Engine, book: Book, natives: Iterable[Native], clock: Clock, finder: MentionFinder
) -> tuple[dict[Place, Mismatch], set[Place]]:
    """Try formulas one by one, with saved values all around them.

    Returns:
        The formulas that the engine does not reproduce with the reason, and those it does.
    """
    natives = list(natives)
    twins = tuple(sorted({native.place.sheet for native in natives}))
    scratch = Scratch(unused_prefix(book.names.sheets), twins, 0)
    copy = CalculationCopy((*book.names.sheets, *scratch.names), book.system)
    everything = any(native.traits.unknown for native in natives)
    add_values(copy, book, native_ranges(book, natives, finder), everything=everything, without=set())
    shadows = {native.place: scratch.twin(native.place) for native in natives}
    for native in natives:
        copy.put_formula(shadows[native.place], _shadow_formula(native, book))
    calculation = engine.load(copy)
    try:
        results = calculation.calculate(clock)
        failed: dict[Place, Mismatch] = {}
        for native in natives:
            wrong = _first_mismatch(native, book, shadows[native.place].sheet, results)
            if wrong:
                failed[native.place] = wrong
    finally:
        calculation.close()
    return failed, {native.place for native in natives} - failed.keys()


def _shadow_formula(native: Native, book: Book) -> Formula:
    text = book.sheets[native.place.sheet].formulas[native.place.key]
    contained = self_contained(text, formula_place(native.place), book.names).text
    return Formula(contained, native.formula.area)
