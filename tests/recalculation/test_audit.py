"""``--full``: what nothing new reaches is proved by some engine, and nothing of a quick one is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from books import after, make_book, put
from xlsales.kernel.grid import Area
from xlsales.kernel.values import CellError
from xlsales.recalculation import audit
from xlsales.recalculation.book import address, place_of
from xlsales.recalculation.checking import EngineChecker
from xlsales.recalculation.engines.cellrune import CellruneEngine
from xlsales.recalculation.engines.formualizer import FormualizerChecker, is_installed
from xlsales.recalculation.engines.port import CalculationCopy, Checker, Clock, Computed, Formula, Unavailable
from xlsales.recalculation.recalculate import Options, recalculate
from xlsales.recalculation.report import Recalculation
from xlsales.workbook import open_package

needs_formualizer = pytest.mark.skipif(not is_installed(), reason="needs the extra fast")
NEW_YEAR = Clock.on(date(2026, 1, 1))
Answer = Callable[[str, int], Computed]


class Quick:
    """A quick checker that answers as it is told."""

    name = "quick"
    most = 1_000
    takes_arrays = False
    travels = False

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.copies: list[CalculationCopy] = []

    def results(self, copy: CalculationCopy, clock: Clock) -> Mapping[str, Mapping[int, Computed]]:
        self.copies.append(copy)
        return {
            sheet: {key: self._answer(sheet, key) for key in formulas}
            for sheet, formulas in copy.formulas.items()
        }


class PanicException(BaseException):
    """What a panic in Rust looks like in Python."""


#: C1 is wrong as saved, and D1 reads it; E3 is an array.
CELLS: Mapping[str, object] = {
    "A1": (2, None),
    "B1": ("=A1*10", 20),
    "C1": ("=A1+1", 999),
    "D1": ("=C1*2", 1998),
    "F1": (5, None),
    "G1": ("=F1*F1", 25),
    "H1": ("=G1+1", 26),
    "I1": ("=ISFORMULA(H1)", True),
}


def a_book(folder: Path) -> Path:
    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for place, (content, value) in CELLS.items():  # type: ignore[misc]
            put(page, place, content, value)
        page.write_array_formula("E3:E4", "{=F1:F2*2}", None, 10)
        page.write_number("E4", 0)

    return make_book(folder / "book.xlsx", build)


def full(path: Path, quick: Checker | None = None, *settings: str) -> Recalculation:
    with open_package(path) as package:
        return recalculate(package, Options([CellruneEngine()], settings, full=True, checker=quick))


def kept(done: Recalculation) -> dict[str, tuple[str, bool]]:
    return {address(one.place): (one.why, one.stale) for one in done.kept}


def panic(sheet: str, key: int) -> Computed:
    raise PanicException("a lookup failed")


def fail(sheet: str, key: int) -> Computed:
    raise ValueError("unknown name")


ANSWERS: Mapping[str, Answer] = {
    "wrong throughout": lambda sheet, key: 12345.0,
    "unable": lambda sheet, key: Unavailable("it cannot"),
    "failing": fail,
    "panicking": panic,
    "blank": lambda sheet, key: None,
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("settings", [(), ("S!F1=6",)])
def test_a_quick_checker_that_proves_nothing_changes_nothing(
    tmp_path: Path, answer: Answer, settings: tuple[str, ...]
) -> None:
    path = a_book(tmp_path)

    alone, helped = full(path, None, *settings), full(path, Quick(answer), *settings)

    assert (helped.changed, helped.kept, helped.patches) == (alone.changed, alone.kept, alone.patches)
    assert (helped.verified, helped.computed) == (alone.verified, alone.computed)
    assert helped.engines == alone.engines


def test_what_a_quick_checker_reproduces_is_not_computed_again(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    with open_package(path) as package:
        from xlsales.recalculation.book import read_book

        values = read_book(package).sheets["S"].values

    done = full(path, Quick(lambda sheet, key: values.get(key)))

    assert done.engines == {"cellrune": 1, "quick": 6}  # the array is none of its business
    assert not done.kept
    assert done.verified == 7


def test_new_values_never_come_from_a_quick_checker(tmp_path: Path) -> None:
    path = a_book(tmp_path)
    quick = Quick(lambda sheet, key: 25.0 if key == place_of("S", 1, 7).key else 26.0)

    done = full(path, quick, "S!F1=6")

    cells = after(done, path)
    assert [cells["G1"], cells["H1"]] == [36, 37]
    assert all(
        place_of("S", 1, column).key not in copy.formulas["S"] for copy in quick.copies for column in (7, 8)
    )


def test_a_wrong_saved_result_is_told_as_it_was_before(tmp_path: Path) -> None:
    done = full(a_book(tmp_path))

    assert kept(done) == {"S!C1": ("baseline", False)}
    assert "Excel saved 999, the engine gives 3" in done.kept[0].reason
    assert (done.formulas, done.verified) == (7, 6)


def test_a_formula_that_tells_formulas_from_values_finds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EngineChecker, "most", 3)

    done = full(a_book(tmp_path))

    assert kept(done) == {"S!C1": ("baseline", False)}


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_any_number_at_a_time_proves_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    cells: dict[str, tuple[object, object]] = {"A1": (1, None)}
    cells |= {f"A{n}": (f"=A{n - 1}+1", n if n != 7 else 70) for n in range(2, 20)}

    def build(book: Any) -> None:
        page = book.add_worksheet("S")
        for place, (content, value) in cells.items():
            put(page, place, content, value)

    path = make_book(tmp_path / "book.xlsx", build)
    monkeypatch.setattr(EngineChecker, "most", most)

    done = full(path)

    assert kept(done) == {"S!A7": ("baseline", False), "S!A8": ("baseline", False)}
    assert done.verified == 16


def test_pieces_hold_every_formula_once() -> None:
    class Shape:
        pass

    from xlsales.recalculation.shapes import Alike

    shapes = [Alike(Shape(), list(range(size)), False) for size in (5, 1, 7)]  # type: ignore[arg-type]

    pieces = list(audit._pieces(shapes, 4))

    assert [sum(len(alike.keys) for alike in piece) for piece in pieces] == [4, 4, 4, 1]
    assert sorted(key for piece in pieces for alike in piece for key in alike.keys) == sorted(
        [*range(5), *range(1), *range(7)]
    )


@needs_formualizer
def test_formualizer_tells_values_errors_and_what_it_cannot() -> None:
    texts = {
        1: "A1*2",
        2: 'A2&"y"',
        3: "A1=1",
        4: "1/0",
        5: "NOSUCH(1)",
        6: "B6",
        7: "1+",
        8: "NA()",
        9: "A9",
    }
    copy = CalculationCopy(("S", "T"))
    copy.put(place_of("S", 1, 1), 1.5)
    copy.put(place_of("S", 2, 1), "x")
    for row, text in texts.items():
        copy.put_formula(place_of("S", row, 2), Formula(text))

    found = FormualizerChecker().results(copy, NEW_YEAR)["S"]

    values = [found[place_of("S", row, 2).key] for row in texts]
    assert values[:4] == [3.0, "xy", False, CellError("#DIV/0!")]
    assert all(isinstance(value, Unavailable) for value in values[4:7])
    assert values[7:] == [CellError("#N/A"), 0.0]


@needs_formualizer
def test_formualizer_and_cellrune_end_with_the_same_report(tmp_path: Path) -> None:
    path = a_book(tmp_path)

    alone, helped = full(path, None, "S!F1=6"), full(path, FormualizerChecker(), "S!F1=6")

    assert (helped.changed, helped.kept) == (alone.changed, alone.kept)
    assert helped.verified == alone.verified == sum(helped.engines.values())
    assert helped.engines["formualizer"] > 0


def test_an_array_of_fixed_size_is_compared_whole() -> None:
    copy = CalculationCopy(("S",))
    copy.put(place_of("S", 1, 1), 2.0)
    copy.put_formula(place_of("S", 1, 2), Formula("A1:A2*2", Area(1, 2, 2, 2)))

    found = EngineChecker(CellruneEngine()).results(copy, NEW_YEAR)

    assert found["S"] == {place_of("S", 1, 2).key: 4.0, place_of("S", 2, 2).key: 0.0}
