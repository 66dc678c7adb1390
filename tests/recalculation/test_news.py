"""Engines hear of what their formulas look at, and of nothing else; nothing is called with old values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from books import after, make_book, put
from xlsales.recalculation.engines.cellrune import CellruneCalculation, CellruneEngine
from xlsales.recalculation.engines.port import CalculationCopy, Clock, Computed, Place
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package

#: 1 January 2026, as a cell holds it.
NEW_YEAR = 46_023


class CountingEngine(CellruneEngine):
    """Counts how often its copies are calculated."""

    def __init__(self) -> None:
        self.runs: list[int] = []

    def load(self, copy: CalculationCopy) -> CellruneCalculation:
        self.runs.append(0)
        return _Counting(copy, self.runs, len(self.runs) - 1)


class _Counting(CellruneCalculation):
    def __init__(self, copy: CalculationCopy, runs: list[int], place: int) -> None:
        super().__init__(copy)
        self._runs, self._place = runs, place

    def calculate(self, clock: Clock) -> Mapping[Place, Computed]:
        self._runs[self._place] += 1
        return super().calculate(clock)


def _book(path: Path, cells: Mapping[str, tuple[object, object]]) -> Path:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for address, (content, value) in cells.items():
            put(page, address, content, value)

    return make_book(path, build)


def _recalculated(path: Path, options: Options) -> Recalculation:
    with open_package(path) as package:
        return recalculate(package, options)


def test_a_call_of_the_day_sees_the_new_day_though_no_cell_changed(tmp_path: Path) -> None:
    cells = {
        "A1": ("=TODAY()", NEW_YEAR),
        "B1": ("=_xldudf_XLSALES_ATTAINMENT(TODAY(),1)+0", NEW_YEAR),
    }
    path = _book(tmp_path / "day.xlsx", cells)

    done = _recalculated(path, Options([CellruneEngine()], today=date(2026, 1, 2)))

    assert after(done, path)["B1"] == NEW_YEAR + 1


def test_natives_that_read_no_changed_cell_are_computed_for_the_baseline_only(tmp_path: Path) -> None:
    cells = {
        "A1": (3, None),
        "B1": ("=_xldudf_XLSALES_ATTAINMENT(A1,2)", 1.5),
        "D1": (7, None),
        "E1": ("=D1*2", 14),
    }
    path = _book(tmp_path / "apart.xlsx", cells)
    engine = CountingEngine()

    done = _recalculated(path, Options([engine], ["S!A1=4"], full=True))

    assert after(done, path)["B1"] == 2
    assert engine.runs == [1]


def test_natives_that_read_a_result_of_ours_hear_of_it(tmp_path: Path) -> None:
    cells = {
        "A1": (3, None),
        "B1": ("=_xldudf_XLSALES_ATTAINMENT(A1,2)", 1.5),
        "C1": ("=B1*10", 15),
    }
    path = _book(tmp_path / "read.xlsx", cells)

    done = _recalculated(path, Options([CellruneEngine()], ["S!A1=4"]))

    assert after(done, path)["C1"] == 20


def test_calls_that_read_results_of_calls_are_made_once_with_the_new_values(tmp_path: Path) -> None:
    cells = {
        "A1": ("=_xldudf_XLSALES_ATTAINMENT(B1,4)", 0.375),
        "B1": ("=_xldudf_XLSALES_ATTAINMENT(C1,2)", 1.5),
        "C1": (3, None),
        "D1": ("=B1*2", 3),
        "E1": ("=_xldudf_XLSALES_ATTAINMENT(D1,1)", 3),
    }
    path = _book(tmp_path / "chain.xlsx", cells)

    done = _recalculated(path, Options([CellruneEngine()], ["S!C1=4"]))

    found = after(done, path)
    assert (found["A1"], found["B1"], found["D1"], found["E1"]) == (0.5, 2, 4, 4)
    assert done.calls == 3
