"""Copies computed by several processes: results in order, and a process that dies takes nothing with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from books import make_book, put
from xlsales.recalculation.book import place_of
from xlsales.recalculation.checking import EngineChecker
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.port import CalculationCopy, Clock, Formula, Results
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.side_by_side import results_in_order
from xlsales.workbook import open_package

CLOCK = Clock.on(date(2026, 1, 1))
CELL = place_of("S", 1, 1)


class Dying:
    """Ends its process when it meets a copy that holds a text."""

    name = "dying"
    most = 1
    takes_arrays = False
    travels = True

    def results(self, copy: CalculationCopy, clock: Clock) -> Results:
        if "text" in copy.values["S"].values():
            os._exit(3)
        return {"S": {CELL.key: 1.0}}


def copies(count: int) -> Iterator[CalculationCopy]:
    for number in range(count):
        copy = CalculationCopy(("S",))
        copy.put(place_of("S", 1, 2), float(number))
        copy.put_formula(CELL, Formula("B1*2"))
        yield copy


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_results_come_in_the_order_of_the_copies(count: int, processes: int) -> None:
    checker = EngineChecker(CellruneEngine())

    found = list(results_in_order(checker, copies(count), CLOCK, processes))

    assert [one["S"][CELL.key] for one in found if one] == [2.0 * number for number in range(count)]


def test_copies_are_made_no_faster_than_they_are_computed() -> None:
    made: list[int] = []

    def counted() -> Iterator[CalculationCopy]:
        for number, copy in enumerate(copies(8)):
            made.append(number)
            yield copy

    results = results_in_order(EngineChecker(CellruneEngine()), counted(), CLOCK, 2)
    next(results)

    assert len(made) == 3
    assert len(list(results)) == 7


def test_a_process_that_dies_proves_nothing() -> None:
    given = [*copies(1), CalculationCopy(("S",), values={"S": {CELL.key: "text"}}), *copies(6)]

    found = list(results_in_order(Dying(), given, CLOCK, 2))

    assert len(found) == 8
    assert found[1] is None
    assert found[-1] is None  # nothing can be given to the others any more


def test_a_workbook_is_proved_the_same_by_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for n in range(1, 30):
            put(page, f"A{n}", n, None)
            put(page, f"B{n}", f"=A{n}*2", 2 * n if n != 7 else 99)
            put(page, f"C{n}", f"=B{n}+1", 2 * n + 1)

    path = make_book(tmp_path / "book.xlsx", build)
    monkeypatch.setattr(EngineChecker, "most", 20)

    def proved(processes: int) -> object:
        with open_package(path) as package:
            done = recalculate(package, Options([CellruneEngine()], full=True, processes=processes))
        return done.kept, done.verified, done.engines

    assert proved(2) == proved(1)
